"""The left pane of the case desk: the papers of the file, what was done so far, the gate, the deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QPlainTextEdit, QStyle, QStyleOptionViewItem, QTabBar, QWidget

from desktop.domain import dates
from desktop.models.case_documents import DOCUMENT, WORDS, DocumentModel
from desktop.services.case_counter import DutyOf
from desktop.services.case_desk import CaseDesk, Deadline
from desktop.services.case_documents import DocumentRow, Gate, Standing
from desktop.services.case_timeline import Deed
from desktop.views.mediation.attachment_pane import ATTACHMENTS
from desktop.views.mediation.sections import clear
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, Grid, fix, px
from desktop.views.widgets.delegates import URGENCY_INK, CellDelegate, Index, paint_words
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.widgets.pills import Pill, paint_pill, pill_size
from desktop.views.words import tr

ROW, ICON, LEFT = 30, 16, 12
SIGNS = {
    Standing.DONE: ("circle-check", "green"), Standing.WRITING: ("pencil-line", "amber"),
    Standing.LACKING: ("circle-alert", "red"), Standing.LATER: ("circle-dashed", "ink3"),
}  # fmt: skip
WORD_INK = {Standing.WRITING: "amber", Standing.LACKING: "red"}
PAPERS, DEEDS, ATTACHED = range(3)


class FilePane(StyledFrame):
    """`chosen(DocumentRow)`: a paper of the file is to be looked at or written. `attached(bool)`: the attachments are
    to come to the front, or to leave it. `attachments` is their list.
    """

    chosen = Signal(object)
    attached = Signal(bool)

    def __init__(self, attachments: QWidget) -> None:
        super().__init__("plain")
        self.setObjectName("case.folder")
        self.tabs = QTabBar()
        self.tabs.setObjectName("case.folder.tabs")
        self.tabs.setAccessibleName(tr("案卷"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for words in (tr("文书"), tr("经过"), tr("附件")):
            self.tabs.addTab(words)
        self.model = DocumentModel(self)
        self.list = DocumentList(self.model)
        self.deeds, self.attachments = _reading(), attachments
        self.gate, self.deadlines = GateBox(), DeadlineBox()
        whole = Column(self.tabs, gap=0)
        for part in (self.list, self.deeds, self.attachments):
            whole.addWidget(part, 1)
        self.below = QWidget()
        self.below.setLayout(Column(self.gate, self.deadlines, margins=(12, 8, 12, 12), gap=8))
        whole.addWidget(self.below)
        self.setLayout(whole)
        self.deeds.hide()
        self.attachments.hide()
        self.tabs.currentChanged.connect(self._on_tab)
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._tell(now))

    def show_case(self, case: CaseDesk, today: date) -> None:
        self.model.show(case.documents, today)
        have = sum(row.standing is Standing.DONE for row in case.documents)
        self.tabs.setTabText(PAPERS, tr("文书 {have}/{n}").format(have=have, n=len(case.documents)))
        count = len(case.attachments)
        self.tabs.setTabText(ATTACHED, tr("附件 {n}").format(n=count) if count else tr("附件"))
        self.deeds.setPlainText("\n\n".join((*map(told, case.deeds), *map(duty_words, case.duty))))
        self.gate.show_gate(case.gate)
        self.deadlines.show_deadlines(case.deadlines, today)

    def choose(self, key: str) -> None:
        """Marks a paper, without `chosen` when it is marked already; its list comes in place of the attachments."""
        if key == ATTACHMENTS:
            self.tabs.setCurrentIndex(ATTACHED)
        elif self.tabs.currentIndex() == ATTACHED:
            self.tabs.setCurrentIndex(PAPERS)
        self.list.setCurrentIndex(self.model.index(self.model.row_of(key)))

    def front(self) -> QWidget:
        """What takes the focus here."""
        return next((part for part in (self.deeds, self.attachments) if part.isVisible()), self.list)

    def _tell(self, now: Index) -> None:
        row = self.model.document(now.row())
        if row is not None:
            self.chosen.emit(row)

    def _on_tab(self, place: int) -> None:
        self.list.setVisible(place == PAPERS)
        self.deeds.setVisible(place == DEEDS)
        self.attachments.setVisible(place == ATTACHED)
        self.below.setVisible(place != ATTACHED)
        if place != DEEDS:
            self.attached.emit(place == ATTACHED)


class DocumentList(QListView):
    def __init__(self, model: DocumentModel) -> None:
        super().__init__()
        self.setObjectName("case.documents")
        self.setAccessibleName(tr("文书"))
        self.setProperty("bare", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)
        self.setItemDelegate(DocumentDelegate(self))


class DocumentDelegate(CellDelegate):
    """State icon, name, day or what it lacks, 必须 or 按需."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        paint_choice(painter, option)
        row: DocumentRow = index.data(DOCUMENT)
        here, rect = look(), option.rect
        icon, ink = SIGNS[row.standing]
        top = rect.top() + (rect.height() - px(ICON)) // 2
        painter.drawPixmap(rect.left() + px(LEFT), top, here.pixmap(icon, ink, ICON))
        right = self._paint_need(painter, rect, must=row.must)
        option.font = here.font(13, bold=row.standing in WORD_INK)
        words, width = str(index.data(WORDS)), px(64)
        painter.setFont(option.font)
        painter.setPen(here.colour(WORD_INK.get(row.standing, "ink2")))
        side = QRect(right - width, rect.top(), width - px(6), rect.height())
        painter.drawText(side, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
        taken = painter.fontMetrics().horizontalAdvance(words) + px(10)
        left = rect.left() + px(LEFT + ICON + 8)
        option.font = here.font(14, bold=row.standing is Standing.WRITING)
        paint_words(painter, option, QRect(left, rect.top(), right - taken - left, rect.height()), row.label, "ink")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(ROW))

    def _paint_need(self, painter: QPainter, rect: QRect, *, must: bool) -> int:
        pill = Pill(tr("必须"), "accent_h", framed=True) if must else Pill(tr("按需"), "ink2", dashed=True)
        size = pill_size(pill)
        left = rect.right() - px(12) - size.width()
        spot = QRect(left, rect.top() + (rect.height() - size.height()) // 2, size.width(), size.height())
        paint_pill(painter, spot, pill)
        return left


def paint_choice(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """A list of few lines needs no rules between them: only the chosen one has a ground."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, look().colour("sel"))
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(look().colour("focus"), px(2)))
        painter.drawRect(option.rect.adjusted(1, 1, -1, -1))


class GateBox(StyledFrame):
    """结案还差 n 份必须文书."""

    def __init__(self) -> None:
        super().__init__("note")
        self.setObjectName("case.gate")
        self.words, self.names = Label("", "strong"), Label("", "label", "ink2", wrap=True)
        self.bar = GateBar()
        self.setLayout(Column(self.words, self.bar, self.names, margins=(10, 8, 10, 8), gap=6))

    def show_gate(self, gate: Gate) -> None:
        lacking = len(gate.lacking)
        words = tr("结案还差 {n} 份必须文书").format(n=lacking) if lacking else tr("必须文书已齐")
        self.words.setText(words)
        self.names.setText("、".join(gate.lacking))
        self.names.setVisible(bool(gate.lacking))
        self.bar.show_share(gate.have, gate.need)


class GateBar(QWidget):
    """One piece a must-document."""

    def __init__(self) -> None:
        super().__init__()
        self._have = self._need = 0
        fix(self, height=5)

    def show_share(self, have: int, need: int) -> None:
        self._have, self._need = have, need
        self.setAccessibleName(tr("必须文书 {have}/{need}").format(have=have, need=need))
        self.update()

    def paintEvent(self, event: object) -> None:
        painter, gap = QPainter(self), px(3)
        each = (self.width() + gap) / max(1, self._need)
        for place in range(self._need):
            token = "accent" if place < self._have else "line"
            left, right = round(place * each), round((place + 1) * each) - gap
            painter.fillRect(QRect(left, 0, right - left, self.height()), look().colour(token))
        painter.end()


class DeadlineBox(QWidget):
    """期限, the nearest first."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("case.deadlines")
        self._grid = Grid(gap=4)
        self._grid.setColumnStretch(0, 1)
        self.setLayout(Column(Label(tr("期限"), "strong"), self._grid, gap=4))

    def show_deadlines(self, found: Sequence[Deadline], today: date) -> None:
        clear(self._grid)
        self.setVisible(bool(found))
        for row, one in enumerate(found):
            ink = URGENCY_INK[one.urgency]
            tone = "label" if ink == "ink" else "strong"
            for column, words in enumerate((one.label, dates.short(one.due, today), one.words)):
                label = Label(words, "label" if column == 0 else tone, "ink2" if column == 0 else ink)
                self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignRight if column else LEADING)


LEADING = Qt.AlignmentFlag.AlignLeft


def told(deed: Deed) -> str:
    """`9-21 10:24 王海燕 登记签署：理由`."""
    reason = f"：{deed.reason}" if deed.reason else ""
    return f"{deed.at.month}-{deed.at.day} {deed.at:%H:%M}　{deed.who}\n{deed.words}{reason}"


def duty_words(duty: DutyOf) -> str:
    """`9-21 值班` and under it who sat at which post."""
    lines = "\n".join(f"{post}　{names}" for post, names in duty.posts)
    return tr("{month}-{day} 当日值班").format(month=duty.day.month, day=duty.day.day) + f"\n{lines}"


def _reading() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setObjectName("case.deeds")
    made.setAccessibleName(tr("经过"))
    made.setReadOnly(True)
    made.setFrameShape(QPlainTextEdit.Shape.NoFrame)
    return made
