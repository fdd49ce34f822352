"""Lists of a ledger: their order, their pages, how many there are, and the choices a person made about columns."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from desktop.domain.access import Action
from desktop.ledgers import Field, Kind, Record, catalogue, fields, find
from desktop.ledgers.record import Ledger
from desktop.ledgers.values import shown
from desktop.services.case_access import cover
from desktop.services.look_up import seen_by
from desktop.services.office import Office
from desktop.services.settings import put_setting, read_setting
from desktop.storage import lookup, rows
from desktop.storage.rows import Condition, View, visible
from desktop.storage.unit_of_work import Changed

__all__ = [
    "Condition", "View", "column_choice", "count", "keep_columns", "link_options", "listed_ledgers", "matching",
    "order", "page", "record_id", "record_ids", "visible",
]  # fmt: skip
MOST_FOUND = 2000  # rows a quick filter keeps


def listed_ledgers(office: Office) -> list[Ledger]:
    """The ledgers this person may see, in the order of the catalogue."""
    return [model.ledger for model in catalogue().values()
            if not model.ledger.hidden and office.may(model.ledger.area, Action.SEE)]  # fmt: skip


def order(office: Office, model: type[Record], view: View) -> array[int]:
    office.require(model.ledger.area, Action.SEE)
    with office.read() as connection:
        narrowed = replace(view, cover=cover(connection, office, model))
        return rows.ids(connection, model, narrowed)


def count(office: Office, model: type[Record]) -> int:
    office.require(model.ledger.area, Action.SEE)
    with office.read() as connection:
        return rows.count(connection, model, View(cover=cover(connection, office, model)))


def page(office: Office, model: type[Record], wanted: Sequence[int], names: Sequence[str]) -> list[tuple[Any, ...]]:
    office.require(model.ledger.area, Action.SEE)
    with office.read() as connection:
        return rows.page(connection, model, wanted, names, cover(connection, office, model))


def matching(office: Office, model: type[Record], text: str) -> tuple[int, ...]:
    """Rows of one ledger that the look-up finds for the words, for a quick filter of its list."""
    office.require(model.ledger.area, Action.SEE)
    with office.read() as connection:
        found = lookup.find(connection, text, limit=MOST_FOUND, ledgers=(model.ledger.name,),
                            seen=seen_by(connection, office))  # fmt: skip
    return tuple(hit.row for hit in found.hits)


def record_id(office: Office, *, ledger: str, row: int) -> str:
    """The id of the record in this row of the ledger."""
    model = find(ledger)
    office.require(model.ledger.area, Action.SEE)
    with office.read() as connection:
        return str(connection.scalar(select(model.id).where(model.row == row)) or "")


def record_ids(office: Office, *, ledger: str, numbers: Sequence[int]) -> tuple[str, ...]:
    """The ids of the records in these rows of the ledger."""
    model = find(ledger)
    office.require(model.ledger.area, Action.SEE)
    with office.read() as connection:
        return tuple(str(one[0]) for one in rows.page(connection, model, numbers, ("id",)))


def column_choice(office: Office, ledger: str) -> list[str]:
    """The columns this person chose for a ledger, or nothing."""
    return list(read_setting(office, key=column_key(office, ledger), default=[]))


def keep_columns(office: Office, ledger: str, names: Sequence[str]) -> Changed:
    """A person's own choice; needs no right beyond seeing the ledger."""
    office.require(find(ledger).ledger.area, Action.SEE)
    with office.work("columns", "选择显示的列") as work:
        put_setting(work, column_key(office, ledger), list(names))
        return work.commit()


def column_key(office: Office, ledger: str) -> str:
    return f"columns/{office.actor.login}/{ledger}"


def link_options(office: Office, ledger: str, *, limit: int = 2000) -> list[tuple[str, str]]:
    """(id, title) of the records that a link may point to, for choosing one by typing."""
    model = find(ledger)
    office.require(model.ledger.area, Action.SEE)
    known = rows.source(model).fields
    names = [name for name in (*model.ledger.title, *_brought(model)) if known[name].kind is not Kind.LINK]
    with office.read() as connection:
        shut = cover(connection, office, model)
        found = rows.page(
            connection, model, rows.ids(connection, model, View(cover=shut))[:limit], ("id", *names), shut
        )
    return [(str(row[0]), _title([known[name] for name in names], row[1:])) for row in found]


def _title(titled: Sequence[Field], values: Sequence[Any]) -> str:
    return " ".join(shown(field, value) for field, value in zip(titled, values, strict=True) if value)


def _brought(model: type[Record]) -> list[str]:
    """The title fields that a ledger's own title brings along (a room is known by its house)."""
    return [field.brings[0] for name, field in fields(model).items() if name in model.ledger.title and field.brings]
