"""The month grid as a table: a row a person under the heads of their groups, a column a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.dates import weekday
from desktop.roster.problem import Person
from desktop.services.rota_month import GridDay, GridPost, MonthView
from desktop.services.rota_source import StoredCell

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
AWAY = "假"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The head of a group; folded, its people are not shown."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    person: Person
    turns: int


@dataclass(frozen=True, slots=True)
class GridCell:
    """What stands in one cell: duties with their posts, leave, the words of what conflicts."""

    day: GridDay
    person: Person
    duties: Sequence[tuple[StoredCell, GridPost]] = ()
    away: bool = False
    conflicts: Sequence[str] = ()
    past: bool = False
    today: bool = False

    @property
    def marks(self) -> str:
        return "".join(post.mark for _, post in self.duties) or (AWAY if self.away else "")

    @property
    def spoken(self) -> str:
        """`10月10日 星期六 调休上班日，郑伟，值班员白班，冲突：夜班后须休2天`."""
        day = self.day.day
        when = f"{day.month}月{day.day}日 {weekday(day)} {self.day.name or self.day.kind.label}"
        what = "、".join(post.label for _, post in self.duties) or ("请假" if self.away else "没有值班")
        locked = "已锁定" if any(stored.locked for stored, _ in self.duties) else ""
        wrong = f"冲突：{'；'.join(self.conflicts)}" if self.conflicts else ""
        return "，".join(part for part in (when, self.person.name, what, locked, wrong) if part)


@dataclass(slots=True)
class _Facts:
    duties: dict[tuple[str, date], list[tuple[StoredCell, GridPost]]] = field(default_factory=lambda: defaultdict(list))
    conflicts: dict[tuple[str, date], list[str]] = field(default_factory=lambda: defaultdict(list))


class RosterGridModel(QAbstractTableModel):
    """`show(view, today)`; rows are `GroupRow` or `PersonRow`, cells come by the role CELL."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: MonthView | None = None
        self._today, self._facts = date.min, _Facts()
        self._rows: list[GroupRow | PersonRow] = []
        self._folded: set[str] = set()

    def show(self, view: MonthView, today: date) -> None:
        """The same month again tells only the cells that differ: a drop repaints two of them, not the board."""
        if self.view is not None and today == self._today and _frame(view) == _frame(self.view):
            before = self._facts
            self._take(view, today)
            self._tell_changes(before)
            return
        self.beginResetModel()
        self._take(view, today)
        self.endResetModel()

    def _take(self, view: MonthView, today: date) -> None:
        self.view, self._today, self._facts = view, today, _Facts()
        posts = {post.key: post for post in view.posts}
        for stored in view.cells:
            self._facts.duties[stored.cell.person, stored.cell.day].append((stored, posts[stored.cell.post]))
        for breach in view.conflicts:
            if breach.day is not None:
                self._facts.conflicts[breach.person, breach.day].append(breach.words)
        self._arrange()

    def _tell_changes(self, before: _Facts) -> None:
        now = self._facts
        places = {*before.duties, *now.duties, *before.conflicts, *now.conflicts}
        for person, day in places:
            where = (person, day)
            if (before.duties.get(where), before.conflicts.get(where)) != (
                now.duties.get(where), now.conflicts.get(where)
            ):  # fmt: skip
                index = self.place(person, day)
                self.dataChanged.emit(index, index)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(0, len(self._rows) - 1))

    def fold(self, row: int) -> None:
        """Fold or unfold the group whose head stands in this row."""
        head = self._rows[row]
        if isinstance(head, GroupRow):
            self.beginResetModel()
            self._folded ^= {head.key}
            self._arrange()
            self.endResetModel()

    def row_at(self, row: int) -> GroupRow | PersonRow:
        return self._rows[row]

    def folded(self, key: str) -> bool:
        return key in self._folded

    def cell(self, index: Index) -> GridCell | None:
        row = self._rows[index.row()] if index.isValid() else None
        if not isinstance(row, PersonRow) or self.view is None:
            return None
        day, person = self.view.days[index.column()], row.person
        where = (person.key, day.day)
        duties, wrong = self._facts.duties.get(where, ()), self._facts.conflicts.get(where, ())
        away, past, today = person.leave_on(day.day) is not None, day.day < self._today, day.day == self._today
        return GridCell(day, person, duties, away, wrong, past, today)

    def place(self, person: str, day: date) -> QModelIndex:
        """The index of a person's day; invalid when it is not shown."""
        rows = (n for n, row in enumerate(self._rows) if isinstance(row, PersonRow) and row.person.key == person)
        row = next(rows, -1)
        return self.index(row, day.day - 1) if row >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() or self.view is None else len(self.view.days)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self.view is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return str(self.view.days[section].day.day)
        row = self._rows[section]
        return row.label if isinstance(row, GroupRow) else row.person.name

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, CELL):
            return None
        cell = self.cell(index)
        if cell is None or role == CELL:
            return cell
        return cell.marks if role == Qt.ItemDataRole.DisplayRole else cell.spoken

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._rows[index.row()], GroupRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _arrange(self) -> None:
        self._rows = []
        if self.view is None:
            return
        turns: dict[str, int] = defaultdict(int)
        for stored in self.view.cells:
            turns[stored.cell.person] += 1
        for key, label, people in self.view.groups:
            self._rows.append(GroupRow(key, label, len(people)))
            if key not in self._folded:
                self._rows += [PersonRow(person, turns[person.key]) for person in people]


def _frame(view: MonthView) -> tuple[object, ...]:
    """What rows and columns a view has, leave included; duties and conflicts stand inside them."""
    return (
        view.month,
        tuple(view.days),
        tuple(view.posts),
        tuple((key, tuple(people)) for key, _, people in view.groups),
    )
