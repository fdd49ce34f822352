"""Step 1: where the centre is, level by level or by typing 王宅 / wangzhai."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListView, QWidget

from desktop.domain import units
from desktop.domain.divisions import Division
from desktop.models.divisions import CODE, DivisionModel
from desktop.services import divisions
from desktop.views.first_run.place_list import PlaceList, headed
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.labels import IconLabel, Label, StyledFrame, rule
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

LEVELS = ("省", "市", "县、市、区", "乡镇、街道")


class PlaceStep(QWidget):
    """`chosen(code)` of a township or county, "" where no centre can be; `confirmed`: Enter once more."""

    chosen = Signal(str)
    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.search = TextField(tr("找地方"), "first.search", hint=tr("打地名或拼音，如 王宅、wangzhai"))
        self.offer = Label("", "label", "ink2")
        self.search.add_inside(self.offer)
        self.models = [DivisionModel() for _ in LEVELS]
        self.lists = [self._list(n) for n in range(len(LEVELS))]
        self.result, self.more = Label("", "strong"), Label(tr("还没有选好"), "note")
        self.done = Label(tr("已选好"), "strong", "green")
        note = StyledFrame("tint")
        told = Row(IconLabel("map-pin", "accent", 20), margins=(12, 8, 12, 8), gap=12)
        told.addLayout(Column(self.result, self.more, gap=2), 1)
        told.addWidget(self.done)
        note.setLayout(told)
        self.done.hide()
        frame, row = StyledFrame("card"), Row(margins=(1, 1, 1, 1), gap=0)
        for place, (title, view) in enumerate(zip(LEVELS, self.lists, strict=True)):
            if place:
                row.addWidget(rule(vertical=True))
            row.addLayout(headed(tr(title), view), 1)
        frame.setLayout(row)
        column = Column(Label(tr("您的中心在哪里？"), "dialog"), margins=(28, 24, 28, 12), gap=10)
        column.addWidget(Label(tr("选定后建立本地的村、社区名册，以后可以改。"), "label"))
        column.addWidget(self.search)
        column.addWidget(frame, 1)
        column.addWidget(note)
        self.setLayout(column)
        self.models[0].show(divisions.places().children(""))
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self._take)
        self._hits: list[str] = []

    def showEvent(self, event: QShowEvent) -> None:
        """The lists have their size now: what is chosen comes into view."""
        super().showEvent(event)
        for view in self.lists:
            view.scrollTo(view.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def choose(self, code: str) -> None:
        """Walk the four lists down to this place."""
        for level, place in enumerate(divisions.places().path(code)[: len(LEVELS)]):
            index = self.models[level].place_of(place.code)
            self.lists[level].setCurrentIndex(index)
            self.lists[level].scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def _list(self, level: int) -> PlaceList:
        last = level == len(LEVELS) - 1
        made = PlaceList(tr(LEVELS[level]), f"first.level{level}", self.models[level], last=last)
        made.selectionModel().currentChanged.connect(partial(self._on_chosen, level))
        return made

    def _look(self, text: str) -> None:
        found = divisions.places().search(text.strip(), limit=8) if text.strip() else ()
        allowed = [place for place in found if units.can_have_centre(place.code)]
        self._hits = [place.code for place in allowed]
        if self._hits:
            words = divisions.places().path_words(self._hits[0]).replace("›", "・")
            self.offer.setText(tr("{place}　Enter 选中").format(place=words))
        else:
            self.offer.setText(tr("没有这个地方，换个字试试") if text.strip() else "")
        self.search.place_inside()

    def _take(self) -> None:
        """Enter takes the place that is offered; when it is taken already, it goes on."""
        if self.code and (not self._hits or self.code == self._hits[0]):
            self.confirmed.emit()
        elif self._hits:
            self.choose(self._hits[0])

    def _on_chosen(self, level: int, index: QModelIndex, _before: QModelIndex) -> None:
        code = str(index.data(CODE) or "")
        if not code:
            return
        for below in self.models[level + 1 :]:
            below.show(())
        if level + 1 < len(self.models):
            self.models[level + 1].show(divisions.places().children(code))
        self.code = code if units.can_have_centre(code) else ""
        self._tell(code)
        self.chosen.emit(self.code)

    def _tell(self, code: str) -> None:
        self.result.setText(divisions.places().path_words(code).replace("›", " › "))
        self.done.setVisible(bool(self.code))
        if self.code:
            _, below = divisions.tree(code)
            self.more.setText(tr("{code} ・ 将建立 {units}").format(code=code, units=counted(below)))
        else:
            self.more.setText(tr("选到县或乡镇、街道"))


def counted(below: Sequence[Division]) -> str:
    """`1 个社区、21 个村`, or the number of units for a county."""
    if any(units.level(one.code) is not units.Level.VILLAGE for one in below):
        return tr("{n} 个下级单位").format(n=len(below))
    villages = sum(units.short_name(one.name).endswith("村") for one in below)
    parts = ((tr("{n} 个社区"), len(below) - villages), (tr("{n} 个村"), villages))
    return "、".join(words.format(n=number) for words, number in parts if number)
