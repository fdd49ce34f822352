"""The month by post as a table: a row a day, a column a post, the names that stand there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.dates import weekday
from desktop.services.rota_month import GridDay, GridPost, MonthView
from desktop.services.rota_source import StoredCell

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class PostCell:
    """One post on one day: who stands there (record, name), how many are missing, what conflicts."""

    day: GridDay
    post: GridPost
    duties: Sequence[tuple[StoredCell, str]] = ()
    missing: int = 0
    conflicts: Sequence[str] = ()
    past: bool = False

    @property
    def words(self) -> str:
        names = [name for _, name in self.duties]
        return "、".join([*names, *([f"缺{self.missing}"] if self.missing else [])])

    @property
    def spoken(self) -> str:
        """`10月10日 星期六，值班员白班，王海燕、缺1，冲突：…`."""
        day = self.day.day
        wrong = f"冲突：{'；'.join(self.conflicts)}" if self.conflicts else ""
        parts = (f"{day.month}月{day.day}日 {weekday(day)}", self.post.label, self.words or "不需要人", wrong)
        return "，".join(part for part in parts if part)


class PostGridModel(QAbstractTableModel):
    """`show(view, today, first)`: the whole month, or the seven days from `first` on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: MonthView | None = None
        self._today, self._days = date.min, list[GridDay]()
        self._cells: dict[tuple[date, str], list[tuple[StoredCell, str]]] = {}
        self._conflicts: dict[tuple[str, date], list[str]] = {}

    def show(self, view: MonthView, today: date, first: date | None = None) -> None:
        self.beginResetModel()
        self.view, self._today = view, today
        self._days = [day for day in view.days if first is None or 0 <= (day.day - first).days < 7]
        names = {person.key: person.name for person in view.problem.people}
        cells, conflicts = defaultdict(list), defaultdict(list)
        for stored in view.cells:
            person = stored.cell.person
            cells[stored.cell.day, stored.cell.post].append((stored, names.get(person, "")))
        for breach in view.conflicts:
            if breach.day is not None:
                conflicts[breach.person, breach.day].append(breach.words)
        self._cells, self._conflicts = dict(cells), dict(conflicts)
        self.endResetModel()

    def cell(self, index: Index) -> PostCell | None:
        if not index.isValid() or self.view is None:
            return None
        day, post = self._days[index.row()], self.view.posts[index.column()]
        duties = self._cells.get((day.day, post.key), ())
        wrong = [words for stored, _ in duties for words in self._conflicts.get((stored.cell.person, day.day), ())]
        missing = self.view.unfilled.get((day.day, post.key), 0)
        return PostCell(day, post, tuple(duties), missing, tuple(dict.fromkeys(wrong)), day.day < self._today)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._days)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self.view is None else len(self.view.posts)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self.view is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.view.posts[section].label
        day = self._days[section]
        return f"{day.day.day}日 {'一二三四五六日'[day.day.weekday()]} {day.name}".rstrip()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        if role == CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.words
        return cell.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None
