"""The line that says whether a list is filtered, by what, and how many are left of how many."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.views.style.metrics import Column, LayoutClass, Row, fix, px
from desktop.views.widgets.buttons import Button, IconButton, button
from desktop.views.widgets.labels import IconLabel, Label, StyledFrame, repolish
from desktop.views.words import tr

ONE_LINE, TWO_LINES, MORE = 40, 74, 64  # u; room for “另 3 条”
LONGEST = 14  # characters of a chip's value


class FilterChip(StyledFrame):
    """One condition: 用途：住房 ✕."""

    removed = Signal(str)

    def __init__(self, area: str, key: str, label: str, value: str) -> None:
        super().__init__("chip")
        self.setObjectName(f"{area}.chip.{key}")
        take = tr("去掉条件 {label}").format(label=label)
        close = IconButton("x", take, f"{area}.chip.{key}.remove", size=22, u=14)
        close.clicked.connect(lambda _=False: self.removed.emit(key))
        words = Label(value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…", "strong")
        words.setToolTip("" if len(value) <= LONGEST else value)
        self.setLayout(Row(Label(f"{label}：", "label"), words, close, margins=(10, 0, 2, 0), gap=4))
        self.setAccessibleName(f"{label}：{value}")
        self._parts = (*self.findChildren(Label), close)
        fix(self, height=26)

    def width_wanted(self) -> int:
        """Pixels with the gap after it, also before it was ever shown."""
        for part in self._parts:
            part.ensurePolished()
        return self.sizeHint().width() + px(8)


class FilterBar(StyledFrame):
    """40 high, on `tint` whenever a condition holds. Signals say what was asked; the page answers with
    `set_chips`
    and `set_count`."""

    add_asked = Signal()
    removed = Signal(str)
    cleared = Signal()
    save_asked = Signal()
    columns_asked = Signal()
    saved_chosen = Signal(str)
    manage_asked = Signal()

    def __init__(self, area: str, *, unit: str = "行") -> None:
        super().__init__("filter")
        self.setObjectName(f"{area}.filter")
        self.setAccessibleName(tr("筛选"))
        self._area, self._unit = area, unit
        self._icon = IconLabel("filter", "ink2", 18)
        self._state = Label("", "strong", "accent")
        self._chips: list[FilterChip] = []
        self._line, self._row, self._more = QWidget(), Row(gap=8), Label("", "label")
        self._line.setLayout(self._row)
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self.lead = Row(gap=8)
        self.add = button(tr("加条件"), f"{area}.filter.add", self.add_asked.emit, icon="plus", kind="head")
        self.clear = button(tr("全部清除"), f"{area}.filter.clear", self.cleared.emit, kind="flat", small=True)
        self.save = button(tr("存为常用…"), f"{area}.filter.save", self.save_asked.emit, kind="link")
        self.columns = button(tr("列"), f"{area}.columns", self.columns_asked.emit, icon="columns-3", small=True)
        self._count = Label("", "strong")
        self._total = Label("", "label")
        self.saved = Button(
            tr("常用"), f"{area}.filter.saved", icon="chevron-down", kind="flat", small=True, trailing=True
        )
        self.saved.setMenu(QMenu(self.saved))
        self.saved.hide()
        self._left = Row(self._icon, self._state, self.saved, self._line, self.lead, self.add, self.clear, gap=8)
        right = Row(self._count, self._total, self.save, self.columns, gap=8)
        self._top, self._below = QWidget(), Row(gap=8)
        self._top.setLayout(Row(self._left, None, right))
        fix(self._top, height=39)
        column = Column(self._top, margins=(12, 0, 12, 0), gap=0)
        column.addLayout(self._below)
        column.addStretch(1)
        self.setLayout(column)
        fix(self, height=ONE_LINE)
        self.set_chips(())

    def set_chips(self, chips: Iterable[tuple[str, str, str]]) -> None:
        """`chips` are (key, label, value) of the conditions that hold."""
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._chips = []
        for chip in chips:
            self._chips.append(self._chip(*chip))
        held = bool(self._chips)
        self.setProperty("held", held)
        self._state.setText(tr("已筛选") if held else tr("筛选"))
        self._state.set_ink("accent" if held else "ink2")
        self._icon.set_icon("filter", "accent" if held else "ink2")
        self.clear.setVisible(held)
        self.save.setVisible(held)
        repolish(self)
        self._arrange()

    def set_saved(self, names: Iterable[str], current: str = "") -> None:
        """The filters that have a name, and the one that holds now: it stands on the button as a mark."""
        menu = self.saved.menu()
        menu.clear()
        for name in names:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(name == current)
            action.triggered.connect(lambda _=False, name=name: self.saved_chosen.emit(name))
        kept = not menu.isEmpty()
        if kept:
            menu.addSeparator()
            menu.addAction(tr("管理常用…")).triggered.connect(lambda _=False: self.manage_asked.emit())
        self.saved.set_text(tr("常用：{name}").format(name=current) if current else tr("常用"))
        self.saved.setProperty("kind", "head" if current else "flat")
        self.saved.setVisible(kept)
        repolish(self.saved)
        self._arrange()

    def set_unit(self, unit: str) -> None:
        """The measure word of what is listed (户, 人, 件)."""
        self._unit = unit

    def set_count(self, shown: int, total: int) -> None:
        self._count.setText(f"{shown:,} {self._unit}" if shown != total else "")
        self._count.setVisible(shown != total)
        words = tr("全部 {n} {unit}").format(n=f"{total:,}", unit=self._unit)
        self._total.setText(f"/ {words}" if shown != total else words)
        self._arrange()

    def set_layout_class(self, kind: LayoutClass) -> None:
        """A cramped window does without the total."""
        self._total.setVisible(not kind.cramped)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Chips that the line has no room for stand in one of their own; what is too much there is counted."""
        self._below.addWidget(self._line)
        widths = [chip.width_wanted() for chip in self._chips]
        beside = self._top.sizeHint().width() + sum(widths) <= self.contentsRect().width() - px(24)
        if beside:
            self._left.insertWidget(3, self._line)
        room = self.contentsRect().width() - px(24 + MORE)
        fitting = [beside or sum(widths[: place + 1]) <= room for place in range(len(widths))]
        for chip, fits in zip(self._chips, fitting, strict=True):
            chip.setVisible(fits)
        hidden = [chip for chip, fits in zip(self._chips, fitting, strict=True) if not fits]
        self._more.setText(tr("另 {n} 条").format(n=len(hidden)))
        self._more.setToolTip("\n".join(chip.accessibleName() for chip in hidden))
        self._more.setVisible(bool(hidden))
        self._line.setVisible(bool(self._chips))
        fix(self, height=ONE_LINE if beside or not self._chips else TWO_LINES)

    def _chip(self, key: str, label: str, value: str) -> FilterChip:
        made = FilterChip(self._area, key, label, value)
        made.removed.connect(self.removed)
        self._row.insertWidget(len(self._chips), made)
        return made
