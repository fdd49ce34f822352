"""The look-up itself: words in, hits out while typing, the facts of the hit beside them, Enter opens it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QTabBar

from desktop.models.hits import ROW, HitsModel
from desktop.services import look_up, records, standing
from desktop.services.look_up import Found, Hit
from desktop.services.office import Office
from desktop.services.standing import Standing, Standings
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.look_up.facts import ICONS, HitFacts
from desktop.views.reveal import reveal_numbers
from desktop.views.style.metrics import Column, LayoutClass, Row, fix, layout_class
from desktop.views.widgets import hits as painted
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, StyledFrame
from desktop.views.widgets.pills import GRADE_PILLS, Pill
from desktop.views.widgets.states import EmptyState
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

PLACES = {"houses": "rent", "disputes": "case"}  # where a hit is opened; all others in the ledger
TONES = {"living": "green", "left": "grey", "case": "grey"}
HINT = "可输：姓名、首字母、拼音、证件号任意几位、电话、地址、案号"


class LookUpPanel(StyledFrame):
    """`opened(area, target)` when a hit is chosen; never acts on what an input method still composes."""

    opened = Signal(str, object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("card")
        self.setObjectName("lookup")
        self.setAccessibleName(tr("查找"))
        self._desk, self._asked, self._found = desk, Generation(), Generation()
        self.box = TextField(tr("查找"), "lookup.box", hint=tr("找人、房、案，可打拼音首字母"))
        self.count = Label("", "label")
        self.model = HitsModel()
        self.list = QListView()
        self.list.setObjectName("lookup.hits")
        self.list.setAccessibleName(tr("查找结果"))
        self.list.setProperty("bare", "true")
        self.list.setModel(self.model)
        self.list.setItemDelegate(painted.HitDelegate(self._painted, self.list))
        self.none = EmptyState("search", tr(HINT), "lookup.none")
        self.kinds = QTabBar()
        self.kinds.setObjectName("lookup.kinds")
        self.kinds.setAccessibleName(tr("查找结果的种类"))
        self.kinds.setDrawBase(False)
        self.kinds.setExpanding(False)
        self.facts = HitFacts()
        self._build()
        self.box.textChanged.connect(self._look)
        self.box.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(lambda _: self.open_hit())
        self.kinds.currentChanged.connect(self._on_kind)
        self.facts.opened.connect(self.open_hit)
        self.facts.reveal_asked.connect(self._reveal)
        self.setFocusProxy(self.box)
        self._look("")

    def _build(self) -> None:
        self.box.setProperty("line", "true")
        top = Row(IconLabel("search", "accent", 22), margins=(16, 9, 16, 9), gap=12)
        top.addWidget(self.box, 1)
        top.addWidget(self.count)
        under = StyledFrame("accent")
        fix(under, height=2)
        self._tabs = StyledFrame("bar")
        tabs = Row(self.kinds, margins=(12, 0, 16, 0))
        tabs.addStretch(1)
        tabs.addWidget(Label(tr("Tab 换类"), "note"))
        self._tabs.setLayout(tabs)
        body = Row(gap=0)
        body.addWidget(self.list, 1)
        body.addWidget(self.none, 1)
        body.addWidget(self.facts)
        foot = StyledFrame("foot")
        keys = Row(Label(tr("↑↓ 选择　Enter 打开　Esc 关闭"), "note"), margins=(16, 8, 16, 8), gap=24)
        keys.addWidget(ElideLabel(tr(HINT), "note"), 1)
        foot.setLayout(keys)
        whole = Column(top, under, self._tabs, gap=0)
        whole.addLayout(body, 1)
        whole.addWidget(foot)
        self.setLayout(whole)

    def start(self, text: str) -> None:
        if text:
            self.box.setText(text)
        else:
            self.box.selectAll()
        self.box.setFocus()

    def open_hit(self) -> None:
        hit = self.list.currentIndex().data(ROW)
        if not isinstance(hit, Hit):
            return
        text = self.box.text()
        self._desk.ask(lambda office: look_up.note_look_up(office, text, ledger=hit.ledger, record=hit.record),
                       lambda _: None)  # fmt: skip
        area = PLACES.get(hit.ledger, "ledger")
        target = hit.record if hit.ledger in PLACES else f"{hit.ledger}/{hit.record}"
        self.closed.emit()
        self.opened.emit(area, target)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the box work on the list, Tab on the kinds."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._handled(event.key())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the hits have it alone."""
        super().resizeEvent(event)
        self.facts.setVisible(layout_class(self.width()) is not LayoutClass.TINY)

    def _handled(self, key: int) -> bool:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self.kinds.count() > 1:
            step = 1 if key == Qt.Key.Key_Tab else -1
            self.kinds.setCurrentIndex((self.kinds.currentIndex() + step) % self.kinds.count())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_hit()
        else:
            return False
        return True

    def _look(self, text: str) -> None:
        token = self._asked.next()
        if not text.strip():
            self.count.setText("")
            self._show_none(tr(HINT))
            return
        self._desk.ask(lambda office: _look(office, text), lambda answer: self._on_found(*answer), token=token)

    def _on_found(self, found: Found, standings: Standings) -> None:
        self.model.show(found, standings)
        self._show_kinds()
        words = tr("共 {n} 条 · {ms:.0f} 毫秒") if found.exact else tr("约 {n} 条 · {ms:.0f} 毫秒")
        self.count.setText(words.format(n=found.total, ms=max(found.ms, 1)))
        if not found.hits:
            self._show_none(tr("没有找到“{text}”：换个字、少打几个字").format(text=self.box.text()))
            return
        self.none.hide()
        self.list.show()
        self.list.setCurrentIndex(self.model.first())

    def _show_kinds(self) -> None:
        kinds = self.model.kinds()
        self.kinds.blockSignals(True)
        while self.kinds.count():
            self.kinds.removeTab(0)
        for kind, number in ((tr("全部"), sum(kinds.values())), *kinds.items()):
            self.kinds.setTabData(self.kinds.addTab(f"{kind} {number}"), kind)
        self.kinds.blockSignals(False)
        self._tabs.setVisible(bool(kinds))

    def _on_kind(self, place: int) -> None:
        self.model.choose(self.kinds.tabData(place) if place > 0 else "")
        self.list.setCurrentIndex(self.model.first())

    def _show_none(self, words: str) -> None:
        self.list.hide()
        self._tabs.hide()
        self.none.words.setText(words)
        self.none.show()
        self.facts.clear()

    def _step(self, step: int) -> None:
        row = self.list.currentIndex().row() + step
        while 0 <= row < self.model.rowCount():
            index = self.model.index(row)
            if isinstance(index.data(ROW), Hit):
                self.list.setCurrentIndex(index)
                return
            row += step

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        hit = index.data(ROW)
        if isinstance(hit, Hit):
            token = self._found.next()
            self._desk.ask(lambda office: records.get_record(office, ledger=hit.ledger, record=hit.record),
                           lambda values: self.facts.show_hit(hit, values), token=token)  # fmt: skip

    def _reveal(self) -> None:
        hit = self.list.currentIndex().data(ROW)
        if isinstance(hit, Hit):
            reveal_numbers(self, self._desk, ledger=hit.ledger, record=hit.record)

    def _painted(self, index: Any) -> painted.Hit | painted.Group:
        row = self.model.row_at(index)
        if not isinstance(row, Hit):
            return painted.Group(row[1], row[2])
        found = self.model.standing(row)
        lives = f"{found.place} ・ " if found and found.place else ""
        runs = tuple((start + len(lives), length) for start, length in row.subtitle_runs)
        return painted.Hit(row.title, row.title_runs, row.reading, row.reading_runs, lives + row.subtitle, runs,
                           ICONS.get(row.ledger, "file-text"), pill_of(found) if found else None)  # fmt: skip


def _look(office: Office, text: str) -> tuple[Found, Standings]:
    found = look_up.look_up(office, text)
    return found, standing.standings(office, found.hits)


def pill_of(found: Standing) -> Pill:
    if found.kind == "grade":
        return GRADE_PILLS.get(found.word, Pill(found.word))
    return Pill(found.word, TONES[found.kind])
