"""The right pane of the case desk: the paper as it will be, drawn again when typing stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.models.paper_pages import Marks, PaperPages, find_passage, picture_of, ratio_of
from desktop.services import papers
from desktop.services.office import Office
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.style.palette import paper_marks
from desktop.views.widgets.buttons import IconButton, button
from desktop.views.widgets.labels import ElideLabel, Label, StyledFrame
from desktop.views.widgets.paper_view import PaperView
from desktop.views.widgets.pills import Pill, PillLabel
from desktop.views.words import tr

REDRAW_MS = 300


@dataclass(frozen=True)
class Wanted:
    """Which paper, with what is typed and not saved; `passage` is marked on it."""

    form: str
    case: str
    item: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)
    passage: str = ""


@dataclass(frozen=True)
class Drawn:
    pdf: bytes
    pages: int
    ratio: float
    marks: Marks
    pictures: dict[tuple[int, int], QImage]


class PaperSide(StyledFrame):
    """`show_paper(title, wanted)` at once, `redraw(wanted)` after a pause of typing; `drawn` when it is there.

    `marked`: the passage being typed was found on the paper.
    """

    drawn = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("sunken")
        self.setObjectName("case.paper")
        self._desk, self._asked = desk, Generation()
        self._wanted: Wanted | None = None
        self._timer = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._timer.timeout.connect(self._draw)
        self.title, self.count = Label("", "strong"), ElideLabel("", "label", "ink2")
        self.pages = PaperPages(desk.lane.run, self)
        self.view = PaperView(tr("纸样"), "case.paper.view")
        smaller = IconButton("zoom-out", tr("缩小"), "case.paper.smaller", self.view.zoom_out, key="Ctrl+-", size=26,
                             u=18)  # fmt: skip
        larger = IconButton("zoom-in", tr("放大"), "case.paper.larger", self.view.zoom_in, key="Ctrl++", size=26, u=18)
        whole = button(tr("整页"), "case.paper.whole", self.view.fit_page, kind="head")
        head = StyledFrame("bar")
        row = Row(self.title, margins=(12, 0, 8, 0), gap=8)
        row.addWidget(self.count, 1)
        secrecy = PillLabel(Pill(tr("打印时显示全号"), "grey", "eye-off"))
        if not desk.office.may("mediation", Action.PRINT):
            secrecy.hide()
        for part in (secrecy, smaller, whole, larger):
            row.addWidget(part)
        head.setLayout(row)
        fix(head, height=36)
        column = Column(head, gap=0)
        column.addWidget(self.view, 1)
        self.setLayout(column)
        self.pages.drawn.connect(self._repaint)
        self.pages.set_mark_colours(*paper_marks())
        self._pages, self._ratio, self.marked = 0, 297 / 210, False

    def show_paper(self, title: str, wanted: Wanted) -> None:
        self.title.setText(title)
        self._wanted = wanted
        self._draw()

    def redraw(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._timer.start()

    def _draw(self) -> None:
        self._timer.stop()
        wanted = self._wanted
        if wanted is not None:
            widths = self.pages.widths()
            self._desk.ask(lambda office: draw(office, wanted, widths), self._show, self._cannot,
                           token=self._asked.next())  # fmt: skip

    def _show(self, made: Drawn) -> None:
        self._pages, self._ratio, self.marked = made.pages, made.ratio, bool(made.marks)
        self.pages.show(made.pdf, made.marks, made.pictures)
        self.count.setText(tr("{n} 页").format(n=made.pages))
        self._repaint()
        self.drawn.emit()

    def _cannot(self, refused: Refused) -> None:
        """Half-typed words may make no paper: the last one stays, the reason stands over it."""
        self.count.setText(refused.cause)

    def _repaint(self) -> None:
        self.view.set_paper(self._pages, self.pages.picture, ratio=self._ratio)


def draw(office: Office, wanted: Wanted, widths: Mapping[int, int]) -> Drawn:
    """The paper and the pictures that were wanted of the former one, so that nothing flickers."""
    made = papers.preview(office, form=wanted.form, case=wanted.case, item=wanted.item, changes=wanted.changes)
    marks = find_passage(made.pdf, wanted.passage)
    pictures = {(page, width): picture_of(made.pdf, page, width) for page, width in widths.items() if page < made.pages}
    return Drawn(made.pdf, made.pages, ratio_of(made.pdf), marks, pictures)
