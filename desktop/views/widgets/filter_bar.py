"""The line that says whether a list is filtered, by what, and how many are left of how many."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.views.style.metrics import Row, fix
from desktop.views.widgets.buttons import Button, IconButton, button
from desktop.views.widgets.labels import IconLabel, Label, StyledFrame, repolish
from desktop.views.words import tr

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
        fix(self, height=26)


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
        self._chips: list[QWidget] = []
        self._row = Row(gap=8)
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
        left = Row(self._icon, self._state, self.saved, self._row, self.lead, self.add, self.clear, gap=8)
        right = Row(self._count, self._total, self.save, self.columns, gap=8)
        self.setLayout(Row(left, None, right, margins=(12, 0, 12, 0)))
        fix(self, height=40)
        self.set_chips(())

    def set_chips(self, chips: Iterable[tuple[str, str, str]]) -> None:
        """`chips` are (key, label, value) of the conditions that hold."""
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._chips = [self._chip(*chip) for chip in chips]
        held = bool(self._chips)
        self.setProperty("held", held)
        self._state.setText(tr("已筛选") if held else tr("筛选"))
        self._state.set_ink("accent" if held else "ink2")
        self._icon.set_icon("filter", "accent" if held else "ink2")
        self.clear.setVisible(held)
        self.save.setVisible(held)
        repolish(self)

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

    def set_unit(self, unit: str) -> None:
        """The measure word of what is listed (户, 人, 件)."""
        self._unit = unit

    def set_count(self, shown: int, total: int) -> None:
        self._count.setText(f"{shown:,} {self._unit}" if shown != total else "")
        self._count.setVisible(shown != total)
        words = tr("全部 {n} {unit}").format(n=f"{total:,}", unit=self._unit)
        self._total.setText(f"/ {words}" if shown != total else words)

    def _chip(self, key: str, label: str, value: str) -> QWidget:
        made = FilterChip(self._area, key, label, value)
        made.removed.connect(self.removed)
        self._row.addWidget(made)
        return made
