"""Fields for money, areas and plain numbers: figures at the right, grouped by thousands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt

from desktop.domain.numerals import parse_amount, parse_number
from desktop.errors import Refused
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


def show_money(amount: Any) -> str:
    return f"{Decimal(amount):,.2f}"


def show_number(number: Any) -> str:
    return f"{Decimal(number).normalize():f}"


def whole(text: str) -> int:
    number = parse_number(text)
    if number != number.to_integral_value():
        raise Refused(tr("“{text}”不是整数").format(text=text), tr("去掉小数点后面的数"), code="number_not_whole")
    return int(number)


class MoneyField(TextField):
    """Yuan, as typed in any office way (3.5万, 35000元); reads a Decimal."""

    def __init__(self, label: str, name: str, *, hint: str = "") -> None:
        super().__init__(label, name, parse=parse_amount, show=show_money, hint=hint)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)


class NumberField(TextField):
    """A number: `decimals` False reads an int, True a Decimal."""

    def __init__(self, label: str, name: str, *, decimals: bool = False, hint: str = "") -> None:
        super().__init__(label, name, parse=parse_number if decimals else whole, show=show_number, hint=hint)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
