"""Two records side by side and what the kept one will hold; Enter takes a field from the other side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from desktop.models.lines import LineColumn, LinesModel
from desktop.services.merging import Comparison, Line
from desktop.views.style.metrics import Column
from desktop.views.widgets.lines_table import lines_table
from desktop.views.words import tr


@dataclass(frozen=True, slots=True)
class Row:
    """A field of the kept and of the other record, and which of them stays; `joined`: what both come to, no choice."""

    name: str
    label: str
    kept: str
    other: str
    taken: bool
    differs: bool
    joined: str = ""

    @property
    def after(self) -> str:
        return self.joined or self.other if self.taken else self.kept

    @property
    def mark(self) -> str:
        if self.joined:
            return tr("都留下")
        return (tr("取另一条") if self.taken else tr("不变")) if self.differs else tr("相同")


COLUMNS = (
    LineColumn[Row]("项目", 80, lambda row: row.label),
    LineColumn[Row]("保留的一条", 170, lambda row: row.kept),
    LineColumn[Row]("并入的一条", 170, lambda row: row.other),
    LineColumn[Row]("合并后", 0, lambda row: row.after),
    LineColumn[Row]("取舍", 76, lambda row: row.mark),
)
SIDES, NARROW = (1, 2), 100


class Sides(QWidget):
    """What differs stands first; fields empty in both are left out."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Comparison | None = None
        self._turned = False
        self._taken: set[str] = set()
        self.model = LinesModel(COLUMNS, self)
        self.table = lines_table(self.model, tr("两条对照"), "rent.twins.sides", tr("项"), tr("在左边选一对。"))
        self.setLayout(Column(self.table, gap=0))
        self.table.opened.connect(self._switch)

    def set_cramped(self, cramped: bool) -> None:
        """What comes out of it must be seen without scrolling."""
        widths = {place: NARROW if cramped and place in SIDES else one.width for place, one in enumerate(COLUMNS)}
        self.table.set_widths({place: width for place, width in widths.items() if width})

    def show_sides(self, found: Comparison | None) -> None:
        """The record with more that points to it is kept until the person says otherwise."""
        self._found = found
        weights = [sum(count for _, count in uses) for uses in found.uses] if found else [0, 0]
        self._turned = weights[1] > weights[0]
        self._advise()

    def turn(self) -> None:
        """The other one is kept."""
        self._turned = not self._turned
        self._advise()

    def choice(self) -> tuple[str, str, list[str]]:
        """(kept id, dropped id, fields taken from the dropped one)."""
        found = self._found
        assert found is not None
        ids = (found.second, found.first) if self._turned else (found.first, found.second)
        return (*ids, sorted(self._taken))

    def moved(self) -> tuple[tuple[str, int], ...]:
        """What points to the dropped one."""
        return self._found.uses[0 if self._turned else 1] if self._found else ()

    def _advise(self) -> None:
        """A gap of the kept record is filled from the other; what both hold is not overwritten by itself."""
        lines = self._found.lines if self._found else ()
        self._taken = {row.name for row in map(self._row, lines) if row.differs and not row.kept}
        self._show()

    def _row(self, line: Line) -> Row:
        kept, other = (line.second, line.first) if self._turned else (line.first, line.second)
        return Row(line.name, line.label, kept, other, line.name in self._taken, line.differs)

    def _show(self) -> None:
        at = self.table.currentIndex().row()
        rows = [self._row(line) for line in (self._found.lines if self._found else ()) if line.first or line.second]
        self.model.show([*sorted(rows, key=lambda row: not row.differs), *self._belongings()])
        if rows:
            self.table.selectRow(max(0, min(at, len(rows) - 1)))

    def _belongings(self) -> list[Row]:
        """What points to each of the two, which all comes to the kept one."""
        if self._found is None or not any(self._found.uses):
            return []
        kept, other = reversed(self._found.uses) if self._turned else self._found.uses
        both = {label: dict(kept).get(label, 0) + dict(other).get(label, 0) for label, _ in (*kept, *other)}
        words = [_counted(dict(uses)) for uses in (kept, other)]
        return [Row("", tr("归它的"), words[0], words[1], taken=False, differs=False, joined=_counted(both))]

    def _switch(self, index: QModelIndex) -> None:
        row = self.model.line(index.row())
        if row is not None and row.differs:
            self._taken ^= {row.name}
            self._show()


def _counted(uses: Mapping[str, int]) -> str:
    return "、".join(f"{label}{count}" for label, count in uses.items()) or tr("没有")
