"""The line at the foot: centre, saved state, backup, what can be undone; at the right what the page wants to
say.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy

from desktop.views.shell.frame import Frame
from desktop.views.shell.page import Saved
from desktop.views.style.look import look
from desktop.views.style.metrics import LayoutClass, Row, fix, px
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, StyledFrame, repolish, rule
from desktop.views.words import tr

SAVED_LOOK = {
    Saved.SAVED: ("check", "ink2"),
    Saved.UNSAVED: ("circle-dot", "amber"),
    Saved.SAVING: ("refresh-cw", "ink2"),
    Saved.FAILED: ("circle-alert", "red"),
}


class StatusButton(Button):
    """Words in the status bar that can be pressed."""

    def __init__(self, name: str, icon: str, run: Callable[[], object]) -> None:
        super().__init__("", name, icon=icon, small=True)
        self._ink = "ink2"
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _=False: run())

    def say(self, words: str, icon: str = "", ink: str = "ink2") -> None:
        self.set_text(words)
        self._icon_name, self._ink = icon or self._icon_name, ink
        self.setProperty("ink", ink)
        repolish(self)
        self._dress()

    def _dress(self) -> None:
        if self._icon_name:
            self.setIcon(look().icon(self._icon_name, getattr(self, "_ink", "ink2"), 14, 3))
            self.setIconSize(QSize(px(14) + px(3), px(14)))


class StatusBar(StyledFrame):
    """28 high (24 narrow: its right half hidden, or sums of what is chosen in place of backup and undo)."""

    def __init__(self, frame: Frame) -> None:
        super().__init__("foot")
        self.setObjectName("status")
        self.setAccessibleName(tr("状态栏"))
        self.saved = StatusButton("status.saved", "check", frame.show_saved)
        self.backup = StatusButton("status.backup", "", frame.show_backup)
        self.undo = StatusButton("status.undo", "undo-2", frame.undo)
        self.hints = ElideLabel("")
        self._undo_rule, self._backup_rule = rule(vertical=True), rule(vertical=True)
        bar = Row(IconLabel("map-pin", "ink2", 14), Label(frame.centre), margins=(16, 0, 24, 0), gap=6)
        for widget in (self.saved, self.backup, self.undo):
            divider = {self.undo: self._undo_rule, self.backup: self._backup_rule}.get(widget) or rule(vertical=True)
            fix(divider, height=16)
            bar.addSpacing(px(4))
            bar.addWidget(divider)
            bar.addSpacing(px(4))
            bar.addWidget(widget)
        self.hints.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar.addWidget(self.hints, 1)
        bar.addStretch(0)
        self.setLayout(bar)
        self._kind, self._figures, self._undoable = LayoutClass.NORMAL, False, False
        look().keep(self, StatusBar._resize)
        self.set_saved(Saved.SAVED)
        self.set_undo("")

    def set_saved(self, state: Saved, words: str = "") -> None:
        """Without `words` the plain words of the state."""
        plain = {
            Saved.SAVED: tr("已保存"),
            Saved.UNSAVED: tr("未保存"),
            Saved.SAVING: tr("正在保存"),
            Saved.FAILED: tr("没存上"),
        }
        self.saved.say(words or plain[state], *SAVED_LOOK[state])

    def set_backup(self, words: str, tone: str = "ink2") -> None:
        self.backup.say(words, "", tone)

    def set_undo(self, words: str) -> None:
        """`words` name the command that would be undone; none hides the place."""
        self.undo.say(tr("可撤销：{what}").format(what=words))
        self._undoable = bool(words)
        self._share()

    def set_hints(self, words: str, *, figures: bool = False) -> None:
        """What the page wants to say at the right: keys, or `figures` of what is chosen."""
        self.hints.setText(words)
        self._figures = figures and bool(words)
        self._share()

    def set_layout_class(self, kind: LayoutClass) -> None:
        self._kind = kind
        self._share()
        self._resize()

    def _share(self) -> None:
        """Who has the room: in a narrow window keys give way, and backup and undo give way to figures."""
        cramped = self._kind.cramped
        self.hints.setVisible(self._figures or not cramped)
        for part in (self.backup, self._backup_rule):
            part.setVisible(not (cramped and self._figures))
        for part in (self.undo, self._undo_rule):
            part.setVisible(self._undoable and not (cramped and self._figures))

    def _resize(self) -> None:
        self.setFixedHeight(px(24 if self._kind.cramped else 28))
