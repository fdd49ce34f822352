"""Columns as data: what a list shows of a ledger, derived from the fields' own descriptions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from desktop.ledgers import Field, Kind, Record, fields
from desktop.ledgers.values import shown
from desktop.storage import rows

NUMERIC = frozenset({Kind.MONEY, Kind.AREA, Kind.NUMBER})
CHARACTER = 15  # u of one Han character of 14 with its air


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `words` turns a stored value into what is shown, masked where the field is sensitive."""

    name: str
    label: str
    width: int  # u
    kind: Kind
    sensitive: bool
    words: Callable[[Any], str]

    @property
    def numeric(self) -> bool:
        return self.kind in NUMERIC

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.numeric else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def column_of(field: Field) -> Column:
    return Column(field.name, field.label, field.width * CHARACTER, field.kind, field.sensitive,
                  lambda value: shown(field, value))  # fmt: skip


def in_order(model: type[Record]) -> list[Field]:
    """The fields a list can show; where a record is known by what it links, the linked fields stand first."""
    visible = [field for field in rows.visible(model).values() if field.kind is not Kind.LINK]
    own = fields(model)
    by_links = own[model.ledger.title[0]].kind is Kind.LINK if model.ledger.title[0] in own else False
    return sorted(visible, key=lambda field: field.name in own) if by_links else visible


def all_columns(model: type[Record]) -> tuple[Column, ...]:
    """Everything a list of this ledger can show."""
    return tuple(map(column_of, in_order(model)))


def first_columns(model: type[Record]) -> tuple[str, ...]:
    """What a list shows until somebody chooses."""
    return tuple(field.name for field in in_order(model) if field.listed)
