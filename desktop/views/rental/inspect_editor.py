"""One round of inspection: its check-list or its photographs in the middle, the day and the people at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.models.checklist import CheckModel
from desktop.services.inspection_list import InspectionView, lines_on
from desktop.tasks import Generation
from desktop.views.attachments.list_part import Shown
from desktop.views.attachments.part import AttachmentPart
from desktop.views.desk import Desk
from desktop.views.form_draft import FormDraft
from desktop.views.rental.check_table import AnswerBar, CheckTable
from desktop.views.style.metrics import Column, LayoutClass, Row, fix
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import button
from desktop.views.widgets.card import Card
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.scroll import scroll_area
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.states import EmptyState
from desktop.views.widgets.text_field import LongText, TextField
from desktop.views.words import tr

ITEMS, PHOTOS = "items", "photos"


class InspectionEditor(QWidget):
    """`edited` at each change by hand, `left` when 返回 or Esc asks to go, `submitted` from the form."""

    edited = Signal()
    left = Signal()
    submitted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("rent.inspect.editor")
        self._desk = desk
        self.view: InspectionView | None = None
        self.model = CheckModel(self)
        self.table = CheckTable(self.model)
        self.photos = AttachmentPart(desk, self)
        self.sides = SegmentedControl(tr("看什么"), "rent.inspect.side",
                                      [(ITEMS, tr("检查项目")), (PHOTOS, tr("照片"))])  # fmt: skip
        self.form = FormPanel("rent.inspect.form", columns=1)
        self.dirty = False
        self.banner = Banner("rent.inspect.draft")
        self.draft = FormDraft(desk, self, "inspect", self.banner, lambda: {"form": self.form},
                                 more=(self.model.answers, self._take_answers))  # fmt: skip
        self._day: Any = None  # whose items are shown
        self._days = Generation()
        self._fields()
        self._build()
        self.model.edited.connect(self._touch)
        self.form.edited.connect(self._form_edited)
        self.form.field("day").left.connect(self._day_left)
        self.form.submitted.connect(self.submitted)
        self.sides.chosen.connect(self._show_side)

    def _fields(self) -> None:
        add, desk = self.form.add, self._desk
        day = DateField(tr("检查日期"), "rent.inspect.day", today=lambda: desk.office.today)
        add("day", tr("检查日期"), day, required=True)
        add("inspectors", tr("检查人"), TextField(tr("检查人"), "rent.inspect.inspectors"), required=True)
        add("present", tr("在场人"), TextField(tr("在场人"), "rent.inspect.present"))
        opinion = LongText(tr("检查意见"), "rent.inspect.opinion", lines=4)
        fix(opinion, height=96)
        add("opinion", tr("检查意见"), opinion)
        following = DateField(tr("下次检查"), "rent.inspect.next_on", today=lambda: desk.office.today,
                              hint=tr("不填按间隔算"))  # fmt: skip
        add("next_on", tr("下次检查"), following)

    def _build(self) -> None:
        back = button(tr("返回"), "rent.inspect.back", self.left.emit, icon="chevron-left", kind="flat", small=True)
        self.card = Card(tr("检查项目"), margins=(0, 0, 0, 0))
        self.card.add_right(self.sides)
        self.card.add_right(back)
        self.answers = AnswerBar(self.table)
        items = QWidget()
        foot = Row(self.answers, margins=(12, 8, 12, 8))
        whole = Column(gap=0)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)
        items.setLayout(whole)
        self.stack = QStackedWidget()
        for part in (items, self._photo_side(), EmptyState("image", tr("保存这次检查以后，就可以加照片。"),
                                                           "rent.inspect.unsaved")):  # fmt: skip
            self.stack.addWidget(part)
        self.card.add(self.stack, 1)
        right, inner = Card(tr("这次检查"), margins=(0, 0, 0, 0)), QWidget()
        page = scroll_area(tr("这次检查"), "rent.inspect.scroll", sideways=False)
        self.found = Label("", "note", wrap=True)
        inner.setLayout(Column(self.form, self.found, None, margins=(12, 10, 12, 10), gap=8))
        page.setWidget(inner)
        right.add(page, 1)
        fix(right, width=320)
        row = Row(gap=12, margins=(12, 12, 12, 12))
        row.addWidget(self.card, 1)
        row.addWidget(right)
        whole = Column(self.banner, gap=0)
        whole.addLayout(row, 1)
        self.setLayout(whole)

    def _photo_side(self) -> QWidget:
        made, row = QWidget(), Row(gap=0)
        fix(self.photos.list, width=260)
        row.addWidget(self.photos.list)
        row.addWidget(self.photos.viewer, 1)
        made.setLayout(row)
        return made

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.table.set_layout_class(kind)

    def show_view(self, view: InspectionView, *, may_change: bool) -> None:
        """What is being written stays when the same round is read anew; its photographs and hazards are shown."""
        kept = self.dirty and self.view is not None and (self.view.id, self.view.house) == (view.id, view.house)
        if not kept:
            self.view, self.dirty, self._day = view, False, view.values["day"]
            self.form.blockSignals(True)
            self.form.set_values(dict(view.values))
            self.form.blockSignals(False)
            self.model.show(view.lines, fixed=not may_change)
            self.table.go_to(max(0, self.model.next_open(-1)))
            self._begin_draft(view, may_change)
        self.form.set_read_only(not may_change)
        self.answers.setVisible(may_change)
        office = self._desk.office
        shown = Shown(view.photos, view.owners, office.today, may_change and bool(view.id),
                      office.may("rental", Action.EXPORT))  # fmt: skip
        self.photos.show(shown)
        self.sides.button(PHOTOS).set_text(tr("照片 {n}").format(n=len(view.photos)) if view.photos else tr("照片"))
        self.found.setText("\n".join(f"{one.words}：{one.progress}，{one.due.isoformat()}" for one in view.hazards))
        self._show_side(self.sides.choice())
        self._tell()

    def show_items(self) -> None:
        self.sides.choose(ITEMS)
        self._show_side(ITEMS)

    def show_refused(self, refused: Refused) -> bool:
        """Points at the field or the item that was refused; an item that is not shown is read."""
        row = self.model.place_of(refused.field)
        if row < 0 and refused.code == "unanswered":
            self.list_again()
        if row >= 0:
            self.show_items()
            self.table.go_to(row)
            self.table.setFocus()
        return self.form.show_refused(refused)

    def list_again(self) -> None:
        """The items of the day that is filled in; what was answered stays."""
        view, day = self.view, self.form.values().get("day")
        if view is not None and day is not None:
            self._desk.ask(lambda office: lines_on(office, day=day, inspection=view.id),
                           lambda lines: self._relist(view, day, lines), token=self._days.next())  # fmt: skip

    def _relist(self, view: InspectionView, day: Any, lines: Sequence[Mapping[str, str]]) -> None:
        if self.view is view:
            self._day = day
            if self.model.relist(lines):
                self.table.go_to(max(0, self.model.next_open(-1)))
                self._tell()

    def _form_edited(self, key: str) -> None:
        self._touch()
        if key == "day":
            self._day_left()

    def _day_left(self) -> None:
        if self.form.values().get("day") not in (None, self._day):
            self.list_again()

    def _begin_draft(self, view: InspectionView, may_change: bool) -> None:
        self.banner.hide()
        self.draft.leave()
        if may_change:
            self.draft.begin(*(("inspections", view.id) if view.id else ("houses", view.house)))

    def _take_answers(self, answers: Mapping[str, Mapping[str, str]]) -> None:
        """Of a draft; items that are no longer asked are left out."""
        self.model.take(answers)
        self._touch()
        self._day_left()

    def values(self) -> dict[str, Any]:
        return self.form.values()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_side(self, key: str) -> None:
        saved = self.view is not None and bool(self.view.id)
        self.stack.setCurrentIndex(0 if key == ITEMS else 1 if saved else 2)

    def _touch(self) -> None:
        self.dirty = True
        self.draft.touch()
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        items, answered, failed = self.model.counts()
        address = self.view.address if self.view else ""
        words = tr("{address}　已答 {done}/{all}，不合格 {failed}")
        self.card.note.setText(words.format(address=address, done=answered, all=items, failed=failed))
