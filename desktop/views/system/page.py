"""系统: an overview, the health, the accounts, the log; each only for whom it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.access import Action
from desktop.views.desk import Desk
from desktop.views.shell.page import Page
from desktop.views.style.metrics import Column, Row
from desktop.views.system.accounts_pane import AccountsPane
from desktop.views.system.health_pane import HealthPane
from desktop.views.system.log_pane import LogPane
from desktop.views.system.overview import Overview
from desktop.views.widgets.labels import StyledFrame
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.words import tr


class SystemPage(Page):
    """`display_chosen(theme, percent)` and `restore_asked(file)` as the overview tells them."""

    display_chosen = Signal(str, int)
    restore_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("system.page", tr("系统"))
        self.overview = Overview(desk)
        self.parts: dict[str, tuple[str, QWidget]] = {"overview": (tr("概况"), self.overview)}
        if desk.office.may("system", Action.SEE):
            self.health = HealthPane(desk)
            self.parts["health"] = (tr("健康"), self.health)
            self.health.told.connect(lambda words: self.told.emit(words, None))
            self.accounts = AccountsPane(desk)
            self.parts["accounts"] = (tr("账号"), self.accounts)
            self.accounts.told.connect(lambda words: self.told.emit(words, None))
        if desk.office.may("log", Action.SEE):
            self.parts["log"] = (tr("日志"), LogPane(desk))
        self._build()
        desk.changed.connect(lambda _: self.refresh())
        self.overview.display_chosen.connect(self.display_chosen)
        self.overview.restore_asked.connect(self.restore_asked)
        self.overview.went.connect(self.went)
        self.overview.health_asked.connect(lambda: self.open("health"))
        self.overview.told.connect(lambda words: self.told.emit(words, None))

    def _build(self) -> None:
        choices = [(key, label) for key, (label, _) in self.parts.items()]
        self.tabs = SegmentedControl(tr("系统的哪一部分"), "system.tab", choices)
        self.stack = QStackedWidget()
        for _, part in self.parts.values():
            self.stack.addWidget(part)
        bar = StyledFrame("bar")
        bar.setLayout(Row(self.tabs, None, margins=(12, 8, 12, 8)))
        whole = Column(bar, gap=0)
        whole.addWidget(self.stack, 1)
        self.setLayout(whole)
        bar.setVisible(len(self.parts) > 1)
        self.tabs.chosen.connect(self._choose)

    def refresh(self) -> None:
        part = self.stack.currentWidget()
        if isinstance(part, Overview | HealthPane | AccountsPane | LogPane):
            part.refresh()

    def open(self, target: object) -> None:
        """`target`: overview, health, accounts or log."""
        if str(target) in self.parts:
            self.tabs.choose(str(target))
            self._choose(str(target))

    def first_focus(self) -> QWidget | None:
        return self.tabs.button(self.tabs.choice())

    def _choose(self, key: str) -> None:
        self.stack.setCurrentWidget(self.parts[key][1])
        self.refresh()
