"""The desk of one case: its file at the left, the paper being filled in, the paper as it will be at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.domain.mediation import State
from desktop.services.case_desk import CaseDesk
from desktop.services.case_records import ITEMS
from desktop.views.attachments.part import AttachmentPart
from desktop.views.desk import Desk
from desktop.views.mediation.agreement_pane import AgreementPane
from desktop.views.mediation.attachment_pane import ATTACHMENTS, AttachmentPane
from desktop.views.mediation.file_pane import FilePane
from desktop.views.mediation.filed_pane import FiledPane
from desktop.views.mediation.foot import CaseFoot
from desktop.views.mediation.head import CaseHead
from desktop.views.mediation.intake_pane import IntakePane
from desktop.views.mediation.item_pane import ItemPane
from desktop.views.mediation.pane import DocumentPane
from desktop.views.mediation.paper_side import PaperSide, Wanted
from desktop.views.mediation.session_pane import SessionPane
from desktop.views.mediation.will_dialogs import WillBanner
from desktop.views.style.metrics import Column, LayoutClass, Row, fix
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.labels import StyledFrame
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.words import tr

LEFT, MIDDLE, RIGHT = 272, 480, 404
EARLY = frozenset({State.REGISTERED, State.REFUSED})
HEARING = frozenset({State.ACCEPTED, State.INVESTIGATING, State.MEDIATING, State.FAILED, State.TERMINATED})
WRITE, LOOK = "write", "look"


class CaseView(QWidget):
    """`leaving(pane key)`: another paper is wanted while something is typed; the page asks what to do with it.

    `asked(what, given)`: a deed. `pane_shown`: another paper is in front; `edited`: something was typed by hand.
    """

    asked = Signal(str, object)
    leaving = Signal(str)
    pane_shown = Signal()
    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("case.view")
        self.case: CaseDesk | None = None
        self._desk, self._key, self._paper_key = desk, "", ""
        self.attachments = AttachmentPart(desk, self)
        self.head, self.file, self.foot = CaseHead(), FilePane(self.attachments.list), CaseFoot()
        self.paper = PaperSide(desk)
        self.banner, self.will = Banner("case.banner"), WillBanner()
        agreement = AgreementPane()
        self.filed = FiledPane()
        self.panes: dict[str, DocumentPane] = {
            "intake": IntakePane(), "session": SessionPane(), "agreement": agreement, "oral": agreement,
            **{document: ItemPane(document) for document in ITEMS}, ATTACHMENTS: AttachmentPane(self.attachments),
        }  # fmt: skip
        self.stack = QStackedWidget()
        sides = [(WRITE, tr("填写")), (LOOK, tr("纸样"))]
        self.which = SegmentedControl(tr("填写或看纸样"), "case.side", sides, small=True)
        self._build()
        for pane in (*dict.fromkeys(self.panes.values()), self.filed):
            self.stack.addWidget(pane)
            pane.edited.connect(self._on_edited)
            pane.turned.connect(self._redraw)
            pane.asked.connect(self.asked)
        for part in (self.head, self.will):
            part.deed_asked.connect(lambda what: self.asked.emit(what, None))
        self.head.move_asked.connect(lambda target: self.asked.emit("move", target))
        self.file.chosen.connect(lambda row: self._ask_for(row.key))
        self.file.attached.connect(self._on_attached)
        self.which.chosen.connect(lambda _: self._show_sides())

    def _build(self) -> None:
        self._middle, self._switch = StyledFrame("plain"), StyledFrame("bar")
        self._switch.setLayout(Row(self.which, None, margins=(16, 4, 16, 4)))
        middle = Column(gap=0)
        middle.addWidget(self.stack, 1)
        middle.addWidget(self.foot)
        self._middle.setLayout(middle)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setObjectName("case.split")
        for place, part in enumerate((self.file, self._middle, self.paper)):
            self.split.addWidget(part)
            self.split.setStretchFactor(place, int(place == 1))
        self.split.setChildrenCollapsible(False)
        fix(self.file, min_width=LEFT, max_width=LEFT)
        fix(self._middle, min_width=MIDDLE)
        fix(self.paper, min_width=RIGHT)
        whole = Column(self.head, self.banner, self.will, self._switch, gap=0)
        whole.addWidget(self.split, 1)
        self.setLayout(whole)
        self._switch.hide()
        self._kind = LayoutClass.NORMAL

    @property
    def pane(self) -> DocumentPane:
        found = self.stack.currentWidget()
        assert isinstance(found, DocumentPane)
        return found

    @property
    def key(self) -> str:
        """Of the paper in front."""
        return self._key

    def first(self) -> QWidget:
        return self.pane.first_focus() or self.file.list

    def sides(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return (self.file.front(), self.pane.first_focus() or self.foot.save, self.paper.view)

    def show_case(self, case: CaseDesk, *, document: str = "") -> None:
        """Read anew; another case begins with the paper that is due."""
        other = self.case is None or self.case.id != case.id
        self.case, today = case, self._desk.office.today
        self.head.show_case(case, today)
        self.will.show_case(case)
        self.file.show_case(case, today)
        for pane in (*dict.fromkeys(self.panes.values()), self.filed):
            pane.show_case(case, today)
        key = document or (due_paper(case) if other or not self._key else self._key)
        self._key = "" if other else self._key  # the same paper of another case is another paper
        self.go_to(key)

    def go_to(self, key: str) -> None:
        """Bring a paper to the front, whatever was typed in the former one."""
        assert self.case is not None
        row = next((one for one in self.case.documents if one.key == key), None)
        changed, self._key = key != self._key, key
        self._paper_key = self._paper_key if key == ATTACHMENTS else key
        pane = self.panes.get(key, self.filed)
        if pane is self.filed and row is not None:
            self.filed.show_document(row)
        self.stack.setCurrentWidget(pane)
        self.file.choose(key)
        self.foot.show_pane(pane, may_print=self.case.may_print)
        self._show_sides()
        if pane.form:
            self.paper.show_paper(pane.paper_words, self.wanted())
        if changed:
            self.pane_shown.emit()

    def wanted(self) -> Wanted:
        assert self.case is not None
        pane = self.pane
        return Wanted(pane.form, self.case.id, pane.item(), pane.changes(), pane.passage())

    def set_layout_class(self, kind: LayoutClass) -> None:
        """In a narrow window the paper is a tab of the middle."""
        self._kind = kind
        self.head.set_cramped(kind.cramped)
        self._show_sides()

    def _show_sides(self) -> None:
        drawn, cramped = bool(self.pane.form), self._kind.cramped
        looking = cramped and drawn and self.which.choice() == LOOK
        self._switch.setVisible(cramped and drawn)
        self.paper.setVisible(drawn and (looking or not cramped))
        self._middle.setVisible(not looking)

    def _on_attached(self, to_front: bool) -> None:
        """With the list of papers, the paper comes back that was in front before."""
        if to_front:
            self._ask_for(ATTACHMENTS)
        elif self._key == ATTACHMENTS:
            self._ask_for(self._paper_key)

    def _ask_for(self, key: str) -> None:
        if key == self._key or self.case is None:
            return
        if self.pane.dirty:
            self.file.choose(self._key)
            self.leaving.emit(key)
        else:
            self.go_to(key)

    def _on_edited(self) -> None:
        if self.case is not None and self.pane.form:
            self._redraw()
            self.edited.emit()

    def _redraw(self) -> None:
        if self.case is not None and self.pane.form:
            self.paper.redraw(self.wanted())


def due_paper(case: CaseDesk) -> str:
    """The paper that the case is waiting for."""
    wanted = "intake" if case.state in EARLY else "session" if case.state in HEARING else "agreement"
    if wanted == "agreement" and case.agreement is not None and case.agreement.form == "2":
        wanted = "oral"
    keys = [row.key for row in case.documents]
    return wanted if wanted in keys else next((key for key in keys if key in ("intake", "session")), "intake")
