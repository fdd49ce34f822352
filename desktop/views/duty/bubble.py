"""The bubble at a conflict: who and when, the rule in words with its number, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.models.roster_grid import GridCell
from desktop.services.rota_choices import Choice
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, Row, px
from desktop.views.widgets.buttons import Button, button
from desktop.views.widgets.labels import IconLabel, Label, StyledFrame
from desktop.views.words import tr

WIDTH = 400


class Bubble(StyledFrame):
    """`replaced(person key)`, `others_asked`, `undo_asked`. Esc closes it."""

    replaced = Signal(str)
    others_asked = Signal()
    undo_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("bubble")
        self._board, self._best = parent, ""
        self.setParent(parent)
        self.setObjectName("duty.bubble")
        self.title, self.words = Label("", "strong", wrap=True), Label("", "label", wrap=True)
        head = Row(IconLabel("triangle-alert", "red", 18))
        head.addWidget(self.title, 1)
        self.best = Button("", "duty.bubble.best", kind="primary", small=True)
        self.best.clicked.connect(lambda _=False: self.replaced.emit(self._best))
        self.others = button("", "duty.bubble.others", self.others_asked.emit, small=True)
        self.back = button(tr("撤销改动"), "duty.bubble.undo", self.undo_asked.emit, icon="undo-2", small=True)
        self.setLayout(Column(head, self.words, Row(self.best, self.others, self.back, None), margins=(12, 10, 12, 10)))
        self.hide()

    def show_conflict(self, cell: GridCell, people: list[Choice], at: QRect) -> None:
        """Below the cell, above it when there is no room; inside the board in any case."""
        legal = [one for one in people if one.legal]
        what = "、".join(post.label for _, post in cell.duties)
        self.title.setText(tr("{who} {day}日{what}").format(who=cell.person.name, day=cell.day.day.day, what=what))
        self.words.setText("；".join(dict.fromkeys(cell.conflicts)))
        self._best = legal[0].key if legal else ""
        self.best.set_text(tr("换成{name}").format(name=legal[0].label) if legal else tr("没有人可换"))
        self.best.allow(bool(legal), tr("这一天没有别人符合规则"))
        self.others.set_text(tr("其他可替 {n} 人").format(n=max(0, len(legal) - 1)))
        self.others.allow(len(legal) > 1, tr("没有别的人符合规则"))
        self.setAccessibleName(f"{self.title.text()}，{self.words.text()}")
        self._place(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _place(self, at: QRect) -> None:
        board = self._board.rect()
        self.setFixedWidth(min(look().px(WIDTH), board.width() - px(16)))
        self.adjustSize()
        left = max(px(8), min(at.left() - px(24), board.width() - self.width() - px(8)))
        below = at.bottom() + px(4)
        top = below if below + self.height() <= board.height() else max(px(4), at.top() - self.height() - px(4))
        self.move(left, top)
        self.show()
        self.raise_()
