"""What a sheet changes of records that stand already, value by value, to be seen before it comes in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from desktop.ledgers import Field, Kind, Record, fields
from desktop.ledgers.record import held
from desktop.ledgers.values import shown
from desktop.services.alike import words_of

SHOWN = 200  # values that are listed; all are counted


class Alteration(NamedTuple):
    """A field of a stored record, and what stood there until this row."""

    record: Record
    field: str
    before: Any


class Altered(NamedTuple):
    """One value: the row of the sheet, the record in words, the field's label, before and after; numbers covered."""

    sheet: str
    row: int
    record: str
    label: str
    before: str
    after: str


def told(sheet: str, row: int, alterations: list[Alteration]) -> Iterator[Altered]:
    for record, name, before in alterations:
        model, values = type(record), held(record)
        field = fields(model)[name]
        yield Altered(
            sheet, row, words_of(model, values), field.label, _face(field, before), _face(field, values[name])
        )


def _face(field: Field, value: Any) -> str:
    """A link is named by its field alone."""
    if field.kind is Kind.LINK:
        return "另一条" if value else ""
    return shown(field, value)
