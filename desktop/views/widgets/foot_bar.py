"""The bar under a form: how many places are still wrong, 取消, and the one primary button."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.views.style.metrics import Row, fix
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.labels import IconLabel, Label, StyledFrame
from desktop.views.words import tr


class FootBar(StyledFrame):
    """48 high. `lead` takes what stands at the left (再加一人); `show_errors(n)` says N 处要改."""

    def __init__(self, name: str, primary: str, *, icon: str = "", cancel: str = "") -> None:
        super().__init__("foot")
        self.setObjectName(name)
        self.lead = Row(gap=8)
        self._wrong = QWidget()
        self._words = Label("", "label", "red")
        self._wrong.setLayout(Row(IconLabel("circle-alert", "red", 18), self._words, gap=6))
        self.cancel = Button(cancel or tr("取消"), f"{name}.cancel")
        self.primary = Button(primary, f"{name}.primary", icon=icon, kind="primary")
        self.setLayout(Row(self.lead, self._wrong, None, self.cancel, self.primary, margins=(16, 0, 16, 0), gap=8))
        fix(self, height=48)
        self.show_errors(0)

    def show_errors(self, count: int) -> None:
        self._words.setText(tr("{n} 处要改").format(n=count))
        self._wrong.setVisible(count > 0)
