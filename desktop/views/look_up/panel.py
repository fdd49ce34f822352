"""The look-up itself: words in, hits out while typing, the facts of the hit beside them, Enter opens it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTabBar

from desktop.domain.access import Action
from desktop.ledgers import find
from desktop.models.hits import every_kind
from desktop.services import look_up, looked_up, records
from desktop.services.look_up import Found, Hit
from desktop.services.looked_up import Kept
from desktop.services.standing import Standings
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.look_up import asked
from desktop.views.look_up.asked import ALL
from desktop.views.look_up.facts import HitFacts
from desktop.views.look_up.hit_list import HitList
from desktop.views.look_up.purposes import Purposes
from desktop.views.reveal import reveal_numbers
from desktop.views.style.metrics import Column, LayoutClass, Row, fix, layout_class
from desktop.views.widgets.buttons import button
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, StyledFrame
from desktop.views.widgets.states import EmptyState
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

PLACES = {"houses": "rent", "disputes": "case"}  # where a hit is opened; all others in the ledger
HINT = "可输：姓名、首字母、拼音、证件号任意几位、电话、车牌、地址、案号"


class LookUpPanel(StyledFrame):
    """`opened(area, target)` when a hit is chosen; never acts on what an input method still composes."""

    opened = Signal(str, object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("card")
        self.setObjectName("lookup")
        self.setAccessibleName(tr("查找"))
        self._desk, self._asked, self._shown = desk, Generation(), Generation()
        self._purposes = Purposes(desk, self)
        self._pinned: frozenset[str] = frozenset()
        self._composing = False
        self._part = False  # whether the hits are the first of many
        self.box = TextField(tr("查找"), "lookup.box", hint=tr("找人、房、案，可打拼音首字母"))
        self.count = Label("", "label")
        self.list = HitList()
        self.model = self.list.hits
        self.none = EmptyState("search", tr(HINT), "lookup.none", tr("新增租住人员"), self._add)
        self.none.deed.hide()
        self.kinds = QTabBar()
        self.kinds.setObjectName("lookup.kinds")
        self.kinds.setAccessibleName(tr("查找结果的种类"))
        self.kinds.setDrawBase(False)
        self.kinds.setExpanding(False)
        self.facts = HitFacts()
        self.purpose = button("", "lookup.purpose", lambda: self._purposes.ask(self), kind="link")
        self._build()
        self._connect()
        self._tell_purpose()
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
        keys = Row(Label(tr("↑↓ 选择　Enter 打开　Ctrl+B 钉住　Esc 关闭"), "note"), margins=(16, 8, 16, 8), gap=24)
        keys.addWidget(ElideLabel(tr(HINT), "note"), 1)
        keys.addWidget(self.purpose)
        foot.setLayout(keys)
        whole = Column(top, under, self._tabs, gap=0)
        whole.addLayout(body, 1)
        whole.addWidget(foot)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.box.textChanged.connect(self._look)
        self.box.installEventFilter(self)
        self.list.current_changed.connect(self._on_current)
        self.list.activated.connect(lambda _: self.open_hit())
        self.kinds.currentChanged.connect(self._on_kind)
        self.facts.opened.connect(self.open_hit)
        self.facts.room_asked.connect(self.open_room)
        self.facts.pin_asked.connect(self.pin_hit)
        self.facts.reveal_asked.connect(self._reveal)
        self._purposes.changed.connect(self._tell_purpose)
        self.setFocusProxy(self.box)

    def start(self, text: str) -> None:
        if text:
            self.box.setText(text)
        else:
            self.box.selectAll()
        self.box.setFocus()

    def open_hit(self) -> None:
        """A person's record for a purpose, which is asked once a session."""
        hit = self.list.current()
        if hit is not None and look_up.about_people(hit.ledger):
            self._purposes.then(self, partial(self._open, hit))
        elif hit is not None:
            self._open(hit, "")

    def open_room(self) -> None:
        """The room board where a person lives now; it is the person who is looked up."""
        hit = self.list.current()
        if hit is not None and self.list.place(hit):
            self._purposes.then(self, partial(self._open, hit, room=True))

    def _add(self) -> None:
        """Nobody was found: a new record, named by what was typed if that may be a name."""
        text = self.box.text().strip()
        self.closed.emit()
        self.opened.emit("ledger", ("people", {} if text.isascii() else {"name": text}))

    def _open(self, hit: Hit, purpose: str, *, room: bool = False) -> None:
        text = self.box.text()
        self._desk.ask(
            lambda office: look_up.note_look_up(office, text, ledger=hit.ledger, record=hit.record, purpose=purpose),
            lambda _: None)  # fmt: skip
        area = PLACES.get(hit.ledger, "ledger")
        target = hit.record if hit.ledger in PLACES else f"{hit.ledger}/{hit.record}"
        self.closed.emit()
        self.opened.emit("rent", (hit.ledger, hit.record)) if room else self.opened.emit(area, target)

    def pin_hit(self) -> None:
        """Keep the hit at the top of the empty box, or no longer."""
        hit = self.list.current()
        if hit is not None:
            held = hit.record not in self._pinned
            self._desk.ask(
                lambda office: looked_up.pin(office, ledger=hit.ledger, record=hit.record, held=held),
                lambda _: self._on_pinned(hit, held), lambda no: self.count.setText(no.cause))  # fmt: skip

    def _on_pinned(self, hit: Hit, held: bool) -> None:
        self._pinned = self._pinned | {hit.record} if held else self._pinned - {hit.record}
        self._show_pin(self.list.current())
        if not self.box.text().strip():
            self._look("")

    def _show_pin(self, hit: Hit | None) -> None:
        self.facts.show_pin(hit is not None and hit.record in self._pinned)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the box work on the list, Tab on the kinds, Ctrl+B pins; nothing does while an input
        method composes.
        """
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif self._composing:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._handled(event)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the hits have it alone."""
        super().resizeEvent(event)
        self.facts.setVisible(layout_class(self.width()) is not LayoutClass.TINY)

    def _handled(self, event: QKeyEvent) -> bool:
        key, alone = event.key(), event.modifiers() != Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self.kinds.count() > 1:
            step = 1 if key == Qt.Key.Key_Tab else -1
            self.kinds.setCurrentIndex((self.kinds.currentIndex() + step) % self.kinds.count())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_hit() if alone else self.open_room()
        elif key == Qt.Key.Key_B and not alone:
            self.pin_hit()
        else:
            return False
        return True

    def _look(self, text: str) -> None:
        token = self._asked.next()
        if text.strip():
            self._desk.ask(partial(asked.find, text), lambda answer: self._on_found(*answer), token=token)
        else:
            self.count.setText("")
            self._desk.ask(asked.kept, lambda answer: self._on_kept(*answer), token=token)

    def _on_kept(self, kept: Kept, standings: Standings) -> None:
        here = self.list.current()
        self._pinned = frozenset(hit.record for hit in kept.pinned)
        self.model.show_kept(kept, standings)
        self._tabs.hide()
        if not kept.pinned and not kept.recent:
            self._show_none(tr(HINT))
            return
        self.none.hide()
        self.list.show()
        place = self.model.line_of(here) if here is not None else self.model.first()
        self.list.setCurrentIndex(place if place.isValid() else self.model.first())

    def _on_found(self, found: Found, standings: Standings) -> None:
        self._part = not found.exact
        self.model.show(found, standings)
        self._show_kinds()
        self._tell_count(found)
        if not found.hits:
            self._show_none(tr("没有找到“{text}”：换个字、少打几个字").format(text=self.box.text()))
            self.none.deed.setVisible(self._desk.office.may(find("people").ledger.area, Action.ADD))
            return
        self.none.hide()
        self.list.show()
        self.list.choose_first()

    def _tell_count(self, found: Found) -> None:
        words = tr("共 {n} 条 · {ms:.0f} 毫秒") if found.exact else tr("约 {n} 条 · {ms:.0f} 毫秒")
        self.count.setText(words.format(n=found.total, ms=max(found.ms, 1)))

    def _show_kinds(self) -> None:
        """Of the first of many only what kinds there are is known, not how many of each."""
        kinds = self.model.kinds()
        if self._part:
            told = [
                (kind, kind) for kind in dict.fromkeys((*kinds, *every_kind(look_up.seen_ledgers(self._desk.office))))
            ]
        else:
            told = [(kind, f"{kind} {number}") for kind, number in kinds.items()]
        whole = tr("全部") if self._part else tr("全部 {n}").format(n=sum(kinds.values()))
        self.kinds.blockSignals(True)
        while self.kinds.count():
            self.kinds.removeTab(0)
        for kind, words in ((ALL, whole), *told):
            self.kinds.setTabData(self.kinds.addTab(words), kind)
        self.kinds.blockSignals(False)
        self._tabs.setVisible(bool(kinds))

    def _on_kind(self, place: int) -> None:
        """Of many, those of one kind are asked for; else they are here already."""
        kind = self.kinds.tabData(place) or ALL
        if self._part:
            run = partial(asked.find, self.box.text(), kind=kind)
            self._desk.ask(run, lambda answer: self._on_one_kind(*answer), token=self._asked.next())
        else:
            self.model.choose(kind)
            self.list.choose_first()

    def _on_one_kind(self, found: Found, standings: Standings) -> None:
        self.model.show(found, standings)
        self._tell_count(found)
        self.list.choose_first()

    def _show_none(self, words: str) -> None:
        self.list.hide()
        self._tabs.hide()
        self.none.words.setText(words)
        self.none.deed.hide()
        self.none.show()
        self.facts.clear()

    def _on_current(self, hit: Hit | None) -> None:
        self._show_pin(hit)
        if hit is not None:
            token = self._shown.next()
            self._desk.ask(lambda office: records.get_record(office, ledger=hit.ledger, record=hit.record),
                           lambda told: self.facts.show_hit(hit, told, self.list.place(hit)), token=token)  # fmt: skip

    def _reveal(self) -> None:
        hit = self.list.current()
        if hit is not None:
            reveal_numbers(self, self._desk, ledger=hit.ledger, record=hit.record)

    def _tell_purpose(self) -> None:
        words = self._purposes.words
        self.purpose.setText(tr("用途：{words}，更改…").format(words=words))
        self.purpose.setVisible(bool(words))
