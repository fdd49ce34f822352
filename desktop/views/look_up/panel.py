"""The look-up itself: words in, hits out while typing, the facts of the hit beside them, Enter opens it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from desktop.ledgers import fields, find
from desktop.ledgers.values import read, shown
from desktop.models.hits import ROW, HitsModel
from desktop.services import look_up, records
from desktop.services.look_up import Found, Hit
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets import hits as painted
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, StyledFrame
from desktop.views.widgets.states import EmptyState
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

ICONS = {"people": "user-round", "houses": "building-2", "rooms": "building-2", "disputes": "scale", "parties": "users",
         "staff": "user-round", "units": "map-pin"}  # fmt: skip
PLACES = {"houses": "rent", "disputes": "case"}  # where a hit is opened; all others in the ledger
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
        self.title, self.facts = Label("", "panel", wrap=True), Label("", "label", wrap=True)
        self.go = Button(tr("打开 Enter"), "lookup.open", kind="primary")
        self._build()
        self.box.textChanged.connect(self._look)
        self.box.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(lambda _: self.open_hit())
        self.go.clicked.connect(lambda _=False: self.open_hit())
        self.setFocusProxy(self.box)
        self._look("")

    def _build(self) -> None:
        top = Row(IconLabel("search", "accent", 22), margins=(16, 10, 16, 10), gap=12)
        top.addWidget(self.box, 1)
        top.addWidget(self.count)
        side = StyledFrame("side")
        column = Column(self.title, self.facts, margins=(16, 16, 16, 16), gap=8)
        column.addStretch(1)
        column.addWidget(self.go)
        side.setLayout(column)
        fix(side, width=300)
        body = Row(gap=0)
        body.addWidget(self.list, 1)
        body.addWidget(self.none, 1)
        body.addWidget(side)
        foot = StyledFrame("foot")
        foot.setLayout(Row(Label(tr("↑↓ 选择　Enter 打开　Esc 关闭"), "note"), None, ElideLabel(tr(HINT), "note"),
                           margins=(16, 8, 16, 8)))  # fmt: skip
        whole = Column(top, gap=0)
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
        """Arrows and Enter in the box work on the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.open_hit()
                return True
        return False

    def _look(self, text: str) -> None:
        token = self._asked.next()
        if not text.strip():
            self.count.setText("")
            self._show_none(tr(HINT))
            return
        self._desk.ask(lambda office: look_up.look_up(office, text), self._on_found, token=token)

    def _on_found(self, found: Found) -> None:
        self.model.show(found)
        words = tr("共 {n} 条 · {ms:.0f} 毫秒") if found.exact else tr("约 {n} 条 · {ms:.0f} 毫秒")
        self.count.setText(words.format(n=found.total, ms=max(found.ms, 1)))
        if not found.hits:
            self._show_none(tr("没有找到“{text}”：换个字、少打几个字").format(text=self.box.text()))
            return
        self.none.hide()
        self.list.show()
        self.list.setCurrentIndex(self.model.first())

    def _show_none(self, words: str) -> None:
        self.list.hide()
        self.none.words.setText(words)
        self.none.show()
        self.title.setText("")
        self.facts.setText("")
        self.go.allow(False)

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
        self.go.allow(isinstance(hit, Hit))
        if isinstance(hit, Hit):
            token = self._found.next()
            self._desk.ask(lambda office: records.get_record(office, ledger=hit.ledger, record=hit.record),
                           lambda values: self._show_facts(hit, values), token=token)  # fmt: skip

    def _show_facts(self, hit: Hit, values: dict[str, Any]) -> None:
        self.title.setText(hit.title)
        lines = []
        for name, field in fields(find(hit.ledger)).items():
            value = values.get(name)
            if value and field.listed and not field.target:
                words = str(value) if field.sensitive else shown(field, read(field, value))
                lines.append(f"{field.label}　{words}")
        self.facts.setText("\n".join(lines[:12]))

    def _painted(self, index: Any) -> painted.Hit | painted.Group:
        row = self.model.row_at(index)
        if not isinstance(row, Hit):
            return painted.Group(row[1], row[2])
        return painted.Hit(row.title, row.title_runs, row.reading, row.reading_runs, row.subtitle,
                           ICONS.get(row.ledger, "file-text"))  # fmt: skip
