"""A line across a page that says what is true now and offers the next step; shown only when true."""

from __future__ import annotations

from collections.abc import Callable

from desktop.views.style.metrics import Row, fix
from desktop.views.widgets.buttons import Button, button
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, StyledFrame

ICONS = {
    "amber": "file-pen-line",
    "red": "triangle-alert",
    "blue": "circle-alert",
    "green": "circle-check",
    "grey": "lock",
}


class Banner(StyledFrame):
    """36 high. `show_words(tone, strong, words)` fills and shows it; hide() when it is no longer true."""

    def __init__(self, name: str) -> None:
        super().__init__("banner")
        self.setObjectName(name)
        self._icon = IconLabel("circle-alert", "blue", 18)
        self.strong, self.words = Label("", "strong"), ElideLabel("", "label")
        self._actions = Row(gap=4)
        bar = Row(self._icon, self.strong, margins=(16, 0, 12, 0), gap=10)
        bar.addWidget(self.words, 1)
        bar.addLayout(self._actions)
        self.setLayout(bar)
        self._buttons: list[Button] = []
        fix(self, height=36)
        self.hide()

    def show_words(self, tone: str, strong: str, words: str = "", *, icon: str = "") -> None:
        self.set_tone(tone)
        self._icon.set_icon(icon or ICONS[tone], tone)
        for label, text in ((self.strong, strong), (self.words, words)):
            label.setText(text)
            label.set_ink(tone if tone != "grey" else "ink2")
        self.setAccessibleName(f"{strong} {words}".strip())
        self.show()

    def set_action(self, text: str, run: Callable[[], object]) -> None:
        """One more button at the right end (重试, 看差别, …)."""
        made = button(text, f"{self.objectName()}.action{len(self._buttons) or ''}", run, kind="head")
        self._buttons.append(made)
        self._actions.addWidget(made)

    def clear_actions(self) -> None:
        for made in self._buttons:
            made.hide()  # at once: it is deleted only when the window comes to rest
            made.deleteLater()
        self._buttons.clear()
