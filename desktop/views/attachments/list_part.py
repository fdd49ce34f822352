"""The list of attachments: where new ones go, the button that adds them, the lines, and how far adding has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QStackedWidget, QWidget

from desktop.models.attachments import LINE, AttachmentModel
from desktop.services.attachment_lines import AttachmentLine, Owner
from desktop.views.attachments.delegate import AttachmentDelegate
from desktop.views.attachments.taking import Taking
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.buttons import button
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.widgets.states import EmptyState, ProgressStrip
from desktop.views.words import tr


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page knows of the attachments of one thing; `owners` are what new ones may belong to, the usual first."""

    lines: Sequence[AttachmentLine]
    owners: Sequence[Owner]
    today: date
    may_change: bool
    may_save: bool


class AttachmentList(StyledFrame):
    """`chosen(line or None)`; `add_asked`, `change_asked`, `remove_asked`; files come through `taking.given`."""

    chosen = Signal(object)
    add_asked = Signal()
    change_asked = Signal()
    remove_asked = Signal()

    def __init__(self) -> None:
        super().__init__("plain")
        self.setObjectName("attachments")
        self.setAccessibleName(tr("附件"))
        self._owners: tuple[Owner, ...] = ()
        self.to = CodeField(tr("添加到"), "attachments.to")
        self.add = button(tr("添加…"), "attachments.add", self.add_asked.emit, icon="plus", small=True)
        self.strip = ProgressStrip("attachments.progress", cancel=tr("停下"))
        self.model = AttachmentModel(self)
        self.view = _view(self.model)
        self.empty = EmptyState("paperclip", "", "attachments.empty", tr("添加附件…"), self.add_asked.emit)
        self.stack = QStackedWidget()
        for part in (self.view, self.empty):
            self.stack.addWidget(part)
        self._build()
        self.taking = Taking(self)
        self.taking.hovering.connect(lambda over: self.set_tone("drop" if over else ""))
        self.view.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(now.data(LINE)))
        look().scale_changed.connect(self.model.forget_thumbs)

    def _build(self) -> None:
        label = Label(tr("添加到"), "label", "ink2")
        label.setBuddy(self.to)
        row = Row(label, margins=(12, 8, 12, 8))
        row.addWidget(self.to, 1)
        row.addWidget(self.add)
        self._head = QWidget()
        self._head.setLayout(row)
        whole = Column(self._head, self.strip, margins=(2, 2, 2, 2), gap=0)
        whole.addWidget(self.stack, 1)
        self.setLayout(whole)

    def show_lines(self, shown: Shown, choose: str = "") -> None:
        """The line that was chosen stays so if it is still there; `choose` is the id of another one."""
        lines, row, kept = shown.lines, max(0, self.view.currentIndex().row()), self.current()
        self._show_owners(shown.owners)
        self.model.show(lines, shown.today)
        wanted = self.model.row_of(choose) if choose else self.model.row_of(kept.id) if kept else 0
        self.choose(wanted if wanted >= 0 else min(row, len(lines) - 1))
        self._allow(shown.may_change)
        self.stack.setCurrentWidget(self.view if lines else self.empty)
        self.setFocusProxy(self.front())

    def _show_owners(self, owners: Sequence[Owner]) -> None:
        if tuple(owners) == self._owners:
            return
        before = self.owner()
        self._owners = tuple(owners)
        self.to.set_options([(one.key, one.words) for one in owners])
        kept = next((one for one in owners if before and one.key == before.key), owners[0] if owners else None)
        self.to.set_value(kept.key if kept else None)

    def _allow(self, allowed: bool) -> None:
        self._head.setVisible(allowed)
        self.taking.allow(allowed)
        self.empty.deed.setVisible(allowed)
        words = tr("还没有附件。照片、扫描件和 PDF 可以拖到这里，或按 Ctrl+V 粘贴。") if allowed else tr("还没有附件。")
        self.empty.words.setText(words)

    def owner(self) -> Owner | None:
        """What new ones are to belong to; words that name none mean the first."""
        key = self.to.currentData() if self.to.currentIndex() >= 0 else None
        return next((one for one in self._owners if one.key == key), self._owners[0] if self._owners else None)

    def choose(self, row: int) -> None:
        """Marks a line and tells it, even if it was marked already."""
        index = self.model.index(row)
        if index == self.view.currentIndex():
            self.chosen.emit(index.data(LINE))
        self.view.setCurrentIndex(index)

    def current(self) -> AttachmentLine | None:
        found: AttachmentLine | None = self.view.currentIndex().data(LINE)
        return found

    def marked(self) -> list[AttachmentLine]:
        """All that are selected, in their order."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        return [line for row in rows if (line := self.model.line(row)) is not None]

    def front(self) -> QWidget:
        """What takes the focus."""
        return self.view if self.stack.currentWidget() is self.view else self.empty.deed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.view.hasFocus():
            self.remove_asked.emit()
        elif event.key() == Qt.Key.Key_F2 and self.view.hasFocus():
            self.change_asked.emit()
        else:
            super().keyPressEvent(event)


def _view(model: AttachmentModel) -> QListView:
    made = QListView()
    made.setObjectName("attachments.list")
    made.setAccessibleName(tr("附件"))
    made.setProperty("bare", True)
    made.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    made.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    made.setModel(model)
    made.setItemDelegate(AttachmentDelegate(made))
    return made
