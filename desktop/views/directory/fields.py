"""From a ledger's field to the input that takes it: one place for all forms made from ledgers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain import codes
from desktop.ledgers import Field, Kind
from desktop.ledgers.values import read, to_json
from desktop.views.widgets.choices_field import ChoicesField
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.masked_field import IdField, PhoneField
from desktop.views.widgets.text_field import LongText, TextField
from desktop.views.words import tr

WIDE = frozenset({Kind.LONG_TEXT, Kind.ADDRESS, Kind.ID_NUMBER})
MANY = 12  # a longer table shows its codes too
YES_NO = (("1", "是"), ("0", "否"))


def input_for(field: Field, name: str, today: Callable[[], date]) -> QWidget:
    """The widget for a field; `name` is its object name."""
    label = field.label
    match field.kind:
        case Kind.ID_NUMBER:
            return IdField(label, name)
        case Kind.PHONE:
            return PhoneField(label, name)
        case Kind.DATE:
            return DateField(label, name, today=today)
        case Kind.CODE:
            table = codes.TABLES[field.codes]
            return CodeField(label, name, table.items(), with_codes=len(table) > MANY)
        case Kind.LINK:
            return CodeField(label, name, hint=tr("打字查找"))
        case Kind.YES_NO:
            return CodeField(label, name, ((code, tr(words)) for code, words in YES_NO))
        case Kind.LIST:
            return ChoicesField(label, name, codes.TABLES[field.codes].items() if field.codes else ())
        case Kind.LONG_TEXT:
            return LongText(label, name)
    return TextField(label, name, parse=lambda text: read(field, text), show=lambda value: str(to_json(value)),
                     hint=field.help)  # fmt: skip


def span(field: Field) -> int:
    return 2 if field.kind in WIDE else 1


def to_input(field: Field, value: Any) -> Any:
    """A stored value as its input takes it."""
    if value is None:
        return None
    if field.kind is Kind.YES_NO:
        return "1" if value else "0"
    return read(field, value)


def editable(field: Field) -> bool:
    """What clerks fill in; of lists only those with something to choose from."""
    return not field.given and not field.deed and (field.kind is not Kind.LIST or bool(field.codes or field.target))
