"""Which rows of a list match what was typed: as the look-up finds them, or, where it does not know the records of the
ledger, by the records that they belong to and by their own words.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, cast, or_, select

from desktop.domain import codes, dates
from desktop.domain.access import Action
from desktop.ledgers import Field, Kind, Record, fields, find
from desktop.services.case_access import cover
from desktop.services.look_up import seen_by
from desktop.services.office import Office
from desktop.storage import lookup

AT_ONCE = 10_000  # row numbers in one question
DEEPEST = 2  # links followed: a swap, its duty, who sits there
SPELT = frozenset({Kind.NAME, Kind.TEXT, Kind.LONG_TEXT, Kind.ADDRESS, Kind.CASE_NUMBER, Kind.PLATE})
DAYS = frozenset({Kind.DATE, Kind.MOMENT})


def matching_rows(connection: Connection, office: Office, model: type[Record], text: str) -> array[int]:
    """The row numbers of every record the person may see that matches all the words, in no order.

    A word may be found in the record itself or in one that it belongs to: 张国强 良宅村 among stays.
    """
    if model.ledger.looked_up:
        return lookup.find_rows(connection, text, ledger=model.ledger.name, seen=seen_by(connection, office))
    found: set[int] | None = None
    for word in lookup.parts(text):
        rows = _of_word(connection, office, model, word, DEEPEST)
        found = rows if found is None else found & rows
    return array("q", sorted(found or ()))


def _of_word(connection: Connection, office: Office, model: type[Record], word: str, deep: int) -> set[int]:
    if model.ledger.looked_up:
        return set(matching_rows(connection, office, model, word))
    found = set(_own(connection, office, model, word))
    for name, target in _links(office, model) if deep else ():
        far = _of_word(connection, office, target, word, deep - 1)
        found.update(_linked(connection, model, name, target, far))
    return found


def _own(connection: Connection, office: Office, model: type[Record], word: str) -> Iterable[int]:
    """By their own words; of another team's case none (R13)."""
    table, shut = model.__table__, cover(connection, office, model)
    met = [part for name, field in fields(model).items() for part in _met(table.c[name], field, word)]
    seen = [shut.own] if shut else []
    return connection.scalars(select(table.c.row).where(or_(*met), *seen)) if met else ()


def _met(column: ColumnElement[Any], field: Field, word: str) -> Iterator[ColumnElement[bool]]:
    """Conditions of which one is enough: words that the list shows, a day or month, a code by its label."""
    if not field.listed:
        return
    if field.kind in SPELT:
        yield cast(column, String).contains(word, autoescape=True)
    elif field.kind in DAYS and (days := dates.period(word)) is not None:
        first, last = days
        yield column.between(first, last) if field.kind is Kind.MOMENT else column.between(first.date(), last.date())
    elif field.kind is Kind.CODE and (met := [code for code, label in codes.TABLES[field.codes].items()
                                              if word in label]):  # fmt: skip
        yield column.in_(met)


def _links(office: Office, model: type[Record]) -> Iterable[tuple[str, type[Record]]]:
    """What one of this ledger belongs to, as far as the list shows it and the person may see it."""
    for name, field in fields(model).items():
        if field.kind is Kind.LINK and field.listed and field.target != model.ledger.name:
            target = find(field.target)
            if office.may(target.ledger.area, Action.SEE):
                yield name, target


def _linked(
    connection: Connection, model: type[Record], name: str, target: type[Record], far: Iterable[int]
) -> Iterator[int]:
    """The rows that point to these rows of the target."""
    rows = list(far)
    for part in (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)):
        meant = select(target.__table__.c.id).where(target.__table__.c.row.in_(part))
        yield from connection.scalars(select(model.__table__.c.row).where(model.__table__.c[name].in_(meant)))
