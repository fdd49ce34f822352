"""履行计划 as a table that is typed into: amounts and days take their proper form, capitals are computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain import dates, numerals
from desktop.errors import Refused

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
COLUMNS = (("number", "期", 36), ("who", "谁付给谁", 136), ("amount", "金额（元）", 96), ("words", "大写", 140),
           ("due", "期限", 64), ("way", "方式", 84))  # fmt: skip
NUMBER, WHO, AMOUNT, WORDS, DUE, WAY = range(6)
ARROW = " → "
EDITED = (WHO, AMOUNT, DUE, WAY)
WRONG = Qt.ItemDataRole.UserRole  # words of what is wrong with a cell, or ""


class PlanModel(QAbstractTableModel):
    """Rows are mappings of payer, payee, amount, due, way, as `services.case_agreements` takes them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[dict[str, str]] = []
        self._today = date.min
        self._fixed = False

    def show(self, rows: Sequence[Mapping[str, Any]], today: date) -> None:
        self.beginResetModel()
        self._rows = [{name: str(value or "") for name, value in row.items()} for row in rows]
        self._today = today
        self.endResetModel()

    def set_read_only(self, fixed: bool) -> None:
        self._fixed = fixed

    def rows(self) -> list[dict[str, str]]:
        return [dict(row) for row in self._rows]

    def total(self) -> Decimal:
        return sum((amount for row in self._rows if (amount := _amount(row)) is not None), Decimal(0))

    def add(self, payer: str, payee: str) -> int:
        """A new instalment by the same who and way as the last one."""
        place, last = len(self._rows), (self._rows or [{}])[-1]
        self.beginInsertRows(QModelIndex(), place, place)
        same = {"payer": last.get("payer", payer), "payee": last.get("payee", payee), "way": last.get("way", "")}
        self._rows.append({**same, "amount": "", "due": ""})
        self.endInsertRows()
        return place

    def remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rows[row]
        self.endRemoveRows()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        typed = index.isValid() and index.column() in EDITED and not self._fixed
        return usual | Qt.ItemFlag.ItemIsEditable if typed else usual

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight if section == AMOUNT else Qt.AlignmentFlag.AlignLeft
        return COLUMNS[section][1] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(index.row(), column)
            case Qt.ItemDataRole.EditRole:
                return self._typed(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                at_right = column == AMOUNT
                return (Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft) | VERTICAL
            case Qt.ItemDataRole.ToolTipRole:
                return self.wrong(index.row(), column) or self._shown(index.row(), column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index.row())
        return self.wrong(index.row(), column) if role == WRONG else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() not in EDITED or self._fixed:
            return False
        row, text = self._rows[index.row()], str(value or "").strip()
        if index.column() == WHO:
            row["payer"], _, row["payee"] = (part.strip() for part in text.partition(ARROW.strip()))
        else:
            row[COLUMNS[index.column()][0]] = self._proper(index.column(), text)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(COLUMNS) - 1))
        return True

    def wrong(self, row: int, column: int) -> str:
        """Cause and next step of what cannot be read in a cell."""
        text = self._rows[row].get(COLUMNS[column][0], "")
        reader: Any = {AMOUNT: numerals.parse_amount, DUE: self._day}.get(column)
        try:
            if reader and text:
                reader(text)
        except Refused as refused:
            return str(refused)
        return ""

    def _proper(self, column: int, text: str) -> str:
        """Read at once where it can be; otherwise as typed, to be mended."""
        try:
            if column == AMOUNT and text:
                return str(numerals.parse_amount(text))
            return self._day(text).isoformat() if column == DUE and text else text
        except Refused:
            return text

    def _day(self, text: str) -> date:
        return dates.parse(text, year=self._today.year, today=self._today)

    def _shown(self, row: int, column: int) -> str:
        values = self._rows[row]
        amount = _amount(values)
        match column:
            case 0:
                return str(row + 1)
            case 1:
                return _who(values)
            case 2:
                return values["amount"] if amount is None else numerals.amount_figures(amount)
            case 3:
                return numerals.amount_words(amount) if amount is not None else ""
            case 4:
                return values["due"] if self.wrong(row, DUE) or not values["due"] else self._short(values["due"])
        return values["way"]

    def _short(self, text: str) -> str:
        return dates.short(self._day(text), self._today)

    def _typed(self, row: Mapping[str, str], column: int) -> Any:
        return _amount(row) or row["amount"] if column == AMOUNT else _who(row) if column == WHO else \
            row.get(COLUMNS[column][0], "")  # fmt: skip

    def _spoken(self, row: int) -> str:
        parts = (f"第{row + 1}期", *(self._shown(row, column) for column in (WHO, AMOUNT, WORDS, DUE, WAY)))
        return "，".join(part for part in parts if part)


def _who(row: Mapping[str, str]) -> str:
    return ARROW.join(name for name in (row["payer"], row["payee"]) if name)


def _amount(row: Mapping[str, str]) -> Decimal | None:
    try:
        return numerals.parse_amount(row["amount"]) if row.get("amount") else None
    except Refused:
        return None


VERTICAL = Qt.AlignmentFlag.AlignVCenter
