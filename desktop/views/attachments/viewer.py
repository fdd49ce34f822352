"""The attachment that is looked at: what it is, large, turned, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.models.attachments import AttachmentPages, facts_of
from desktop.models.paper_pages import Run
from desktop.services.attachment_lines import AttachmentLine
from desktop.services.attachments import Kept
from desktop.views.attachments.list_part import Shown
from desktop.views.attachments.taking import Taking
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.buttons import IconButton, button
from desktop.views.widgets.labels import ElideLabel, StyledFrame
from desktop.views.widgets.paper_view import PaperView
from desktop.views.widgets.states import EmptyState
from desktop.views.words import tr

NOBODY = Shown((), (), date.min, may_change=False, may_save=False)


class AttachmentViewer(StyledFrame):
    """`turn_asked(degrees)`, `change_asked`, `save_asked`, `remove_asked`; files dropped or pasted come through
    `taking.given`.
    """

    turn_asked = Signal(int)
    change_asked = Signal()
    save_asked = Signal()
    remove_asked = Signal()

    def __init__(self, run: Run) -> None:
        super().__init__("plain")
        self.setObjectName("attachments.viewer")
        self.setAccessibleName(tr("看附件"))
        self.line: AttachmentLine | None = None
        self.title, self.facts = ElideLabel("", "strong"), ElideLabel("", "note", "ink2")
        self.note = ElideLabel("", "label", "ink2")
        self.pages = AttachmentPages(run, self)
        self.view = PaperView(tr("附件内容"), "attachments.view")
        self.empty = EmptyState("image", tr("附件的内容在这里看。"), "attachments.none")
        self.stack = QStackedWidget()
        self._changing = self._tools()
        self._build()
        self.taking = Taking(self)
        self.taking.hovering.connect(lambda over: self.set_tone("drop" if over else ""))
        self.pages.drawn.connect(self._repaint)
        self._page_count, self._ratio = 0, 1.0
        self.show_line(None, NOBODY)

    def _tools(self) -> tuple[QWidget, ...]:
        """All of them; gives those that change something."""
        view = self.view
        left = _tool("rotate-ccw", tr("向左转"), "left", lambda: self.turn_asked.emit(-90))
        right = _tool("rotate-cw", tr("向右转"), "right", lambda: self.turn_asked.emit(90))
        smaller = _tool("zoom-out", tr("缩小"), "smaller", view.zoom_out, "Ctrl+-")
        larger = _tool("zoom-in", tr("放大"), "larger", view.zoom_in, "Ctrl++")
        whole = button(tr("整页"), "attachments.whole", view.fit_page, kind="head")
        change = _tool("pencil-line", tr("改名称和说明"), "change", self.change_asked.emit, "F2")
        self.save = button(tr("另存为…"), "attachments.save", self.save_asked.emit, icon="download", small=True)
        remove = _tool("trash-2", tr("去掉"), "remove", self.remove_asked.emit, "Delete")
        self._row = Row(margins=(16, 4, 12, 4), gap=6)
        self._row.addLayout(Column(self.title, self.facts, gap=0), 1)
        for part in (left, right, smaller, whole, larger, change, self.save, remove):
            self._row.addWidget(part)
        return left, right, change, remove

    def _build(self) -> None:
        head, front = StyledFrame("bar"), QWidget()
        head.setLayout(self._row)
        fix(head, min_height=48)
        self._note = StyledFrame("bar")
        self._note.setLayout(Column(self.note, margins=(16, 4, 12, 4)))
        content = Column(head, self._note, gap=0)
        content.addWidget(self.view, 1)
        front.setLayout(content)
        self.stack.addWidget(front)
        self.stack.addWidget(self.empty)
        whole = Column(margins=(2, 2, 2, 2), gap=0)
        whole.addWidget(self.stack, 1)
        self.setLayout(whole)

    def show_line(self, line: AttachmentLine | None, shown: Shown) -> None:
        """What is known of it at once; its content comes by `show_kept`."""
        self.line = line
        self.stack.setCurrentIndex(1 if line is None else 0)
        for tool in self._changing:
            tool.setVisible(shown.may_change)
        self.save.allow(shown.may_save, tr("您的账号没有导出权限"))
        if line is None:
            self._page_count = 0
            self._repaint()
            return
        self.title.setText(line.name)
        kind, *others = facts_of(line, shown.today)
        self.facts.setText(" · ".join((kind, line.extent, *others)))
        self.note.setText(line.note)
        self._note.setVisible(bool(line.note))
        self.view.setAccessibleName(tr("附件内容：{name}").format(name=line.name))

    def show_kept(self, kept: Kept, pages: int, ratio: float) -> None:
        """The content, its whole first page in sight; `ratio` = height by width as it is turned."""
        self._page_count, self._ratio = pages, ratio
        self.pages.show_kept(kept, ratio)
        self._repaint()
        self.view.fit_page()
        self.view.go_to(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deeds = {Qt.Key.Key_F2: self.change_asked, Qt.Key.Key_Delete: self.remove_asked}
        if self.line is not None and (deed := deeds.get(Qt.Key(event.key()))) is not None:
            deed.emit()
        else:
            super().keyPressEvent(event)

    def _repaint(self) -> None:
        self.view.set_paper(self._page_count, self.pages.picture, ratio=self._ratio)


def _tool(icon: str, label: str, name: str, run: Callable[[], object], key: str = "") -> IconButton:
    return IconButton(icon, label, f"attachments.{name}", run, key=key, size=28, u=18)
