"""Step 1: where the centre is, level by level or by typing 王宅 / wangzhai."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QListView, QWidget

from desktop.domain import units
from desktop.models.divisions import CODE, DivisionModel
from desktop.services import divisions
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.labels import ElideLabel, Label, StyledFrame
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

LEVELS = ("省", "市", "县、市、区", "乡镇、街道")


class PlaceStep(QWidget):
    """`chosen(code)` of a township or county, "" when what is chosen can have no centre."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.search = TextField(tr("找地方"), "first.search", hint=tr("打地名或拼音，如 王宅、wangzhai"))
        self.offer = ElideLabel("", "label")
        self.models = [DivisionModel() for _ in LEVELS]
        self.lists = [self._list(n) for n in range(len(LEVELS))]
        self.result, self.more = Label("", "strong", wrap=True), Label(tr("还没有选好"), "note")
        note = StyledFrame("note", "tint")
        note.setLayout(Column(self.result, self.more, margins=(16, 10, 16, 10), gap=2))
        row = Row(gap=0)
        for title, view in zip(LEVELS, self.lists, strict=True):
            row.addLayout(Column(Label(tr(title), "label"), view, gap=4), 1)
        column = Column(Label(tr("您的中心在哪里？"), "dialog"), margins=(28, 24, 28, 12), gap=10)
        column.addWidget(Label(tr("选定后建立本地的村、社区名册，以后可以改。"), "label"))
        column.addWidget(self.search)
        column.addWidget(self.offer)
        column.addLayout(row, 1)
        column.addWidget(note)
        self.setLayout(column)
        self.models[0].show(divisions.places().children(""))
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self._take)
        self._hits: list[str] = []

    def choose(self, code: str) -> None:
        """Walk the four lists down to this place."""
        for level, place in enumerate(divisions.places().path(code)[: len(LEVELS)]):
            index = self.models[level].place_of(place.code)
            self.lists[level].setCurrentIndex(index)
            self.lists[level].scrollTo(index)

    def _list(self, level: int) -> QListView:
        made = QListView()
        made.setObjectName(f"first.level{level}")
        made.setAccessibleName(tr(LEVELS[level]))
        made.setModel(self.models[level])
        made.selectionModel().currentChanged.connect(partial(self._on_chosen, level))
        return made

    def _look(self, text: str) -> None:
        found = divisions.places().search(text.strip(), limit=8) if text.strip() else ()
        allowed = [place for place in found if units.can_have_centre(place.code)]
        self._hits = [place.code for place in allowed]
        if self._hits:
            words = divisions.places().path_words(self._hits[0])
            self.offer.setText(tr("{place}　Enter 选中").format(place=words))
        else:
            self.offer.setText(tr("没有这个地方，换个字试试") if text.strip() else "")

    def _take(self) -> None:
        if self._hits:
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
        self.result.setText(divisions.places().path_words(code))
        if self.code:
            _, below = divisions.tree(code)
            self.more.setText(tr("{code} · 将建立 {n} 个下级单位").format(code=code, n=len(below)))
        else:
            self.more.setText(tr("选到县或乡镇、街道"))
