"""Lists of a ledger: their order, their pages, how many there are, what they sum up to."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from desktop.domain.access import Action
from desktop.ledgers import Field, Kind, Record, catalogue, fields, find
from desktop.ledgers.record import Ledger
from desktop.ledgers.values import shown
from desktop.services.case_access import cover
from desktop.services.list_matching import matching_rows
from desktop.services.office import Office
from desktop.storage import rows
from desktop.storage.rows import Condition, Sum, View, visible

__all__ = [
    "Condition", "Opening", "Piece", "Sum", "View", "beginning", "count", "link_options", "listed_ledgers",
    "matching", "opening", "order", "page", "record_id", "record_ids", "sums", "title_names", "title_words", "visible",
]  # fmt: skip
PAGE = 256  # rows of a page
Piece = tuple[Sequence[int], Sequence[str]]
"""Row numbers of the ledger, and the fields meant of them."""


class Opening(NamedTuple):
    """The row numbers of a list in order, the number of the page that comes with them, its rows, and how many lines
    the list has; `order` may be only its beginning.
    """

    order: array[int]
    page: int
    rows: list[tuple[Any, ...]]
    length: int


def listed_ledgers(office: Office) -> list[Ledger]:
    """The ledgers this person may see, in the order of the catalogue."""
    return [model.ledger for model in catalogue().values()
            if not model.ledger.hidden and office.may(model.ledger.area, Action.SEE)]  # fmt: skip


def order(office: Office, model: type[Record], view: View) -> array[int]:
    office.require(model.ledger.area, Action.SEE)
    with office.read() as connection:
        return rows.ids(connection, model, _narrowed(connection, office, model, view))


def count(office: Office, model: type[Record], view: View | None = None) -> int:
    """How many the person may see, by default without any filter."""
    office.require(model.ledger.area, Action.SEE)
    with office.read() as connection:
        return rows.count(connection, model, _narrowed(connection, office, model, view or View()))


def _narrowed(connection: Connection, office: Office, model: type[Record], view: View) -> View:
    return replace(view, cover=cover(connection, office, model))


def page(office: Office, model: type[Record], wanted: Sequence[int], names: Sequence[str]) -> list[tuple[Any, ...]]:
    office.require(model.ledger.area, Action.SEE)
    with office.read() as connection:
        return rows.page(connection, model, wanted, names, cover(connection, office, model))


def opening(office: Office, model: type[Record], view: View, names: Sequence[str], number: int = 0) -> Opening:
    """The order of a list together with one page of it (the first if it is no longer that long): one question."""
    found = order(office, model, view)
    number = number if number * PAGE < len(found) else 0
    return Opening(found, number, page(office, model, found[number * PAGE : (number + 1) * PAGE], names), len(found))


def beginning(office: Office, model: type[Record], view: View, names: Sequence[str]) -> Opening:
    """The first page alone, and how many there are: what is seen of a long list before its whole order is read."""
    office.require(model.ledger.area, Action.SEE)
    with office.read() as connection:
        narrowed = _narrowed(connection, office, model, view)
        found = rows.ids(connection, model, narrowed, PAGE)
        told = rows.page(connection, model, found, names, narrowed.cover)
        return Opening(found, 0, told, len(found) if len(found) < PAGE else rows.count(connection, model, narrowed))


def sums(office: Office, model: type[Record], wanted: Sequence[Piece]) -> dict[str, Sum]:
    """The figures of these pieces of a list summed by the database, however many there are."""
    office.require(model.ledger.area, Action.SEE)
    found: dict[str, Sum] = {}
    with office.read() as connection:
        shut = cover(connection, office, model)
        for numbers, names in wanted:
            for name, more in rows.sums(connection, model, numbers, names, shut).items():
                found[name] = found[name].plus(more) if name in found else more
    return found


def matching(office: Office, model: type[Record], text: str) -> array[int]:
    """All rows of one ledger that match the words as the look-up understands them, for a quick filter of its list."""
    office.require(model.ledger.area, Action.SEE)
    with office.read() as connection:
        return matching_rows(connection, office, model, text)


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


def link_options(office: Office, ledger: str, *, limit: int = 2000) -> list[tuple[str, str]]:
    """(id, title) of the records that a link may point to, for choosing one by typing."""
    model = find(ledger)
    office.require(model.ledger.area, Action.SEE)
    known = rows.source(model).fields
    names = title_names(model)
    with office.read() as connection:
        shut = cover(connection, office, model)
        found = rows.page(
            connection, model, rows.ids(connection, model, View(cover=shut))[:limit], ("id", *names), shut
        )
    return [(str(row[0]), title_words([known[name] for name in names], row[1:])) for row in found]


def title_names(model: type[Record]) -> list[str]:
    """The fields a record is called by: those of its title, and what links in the title bring (a room, its house)."""
    known = rows.source(model).fields
    return [name for name in (*model.ledger.title, *_brought(model)) if known[name].kind is not Kind.LINK]


def title_words(titled: Sequence[Field], values: Sequence[Any]) -> str:
    return " ".join(shown(field, value) for field, value in zip(titled, values, strict=True) if value)


def _brought(model: type[Record]) -> list[str]:
    """The title fields that a ledger's own title brings along (a room is known by its house)."""
    return [field.brings[0] for name, field in fields(model).items() if name in model.ledger.title and field.brings]
