"""调班或替班 of one published duty: the legal partners with the effect, and the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from desktop.domain.access import Action
from desktop.services.office import Office
from desktop.services.rota_swaps import SUBSTITUTE, Deal, Offer, ask_swap, do_swap, offers
from desktop.views.desk import Desk
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.labels import Label
from desktop.views.widgets.pick_list import pick_list
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


class SwapDialog(DeedDialog):
    """Managers do it at once, others ask for it: `run(office)` is the command of the chosen offer."""

    def __init__(self, parent: QWidget, desk: Desk, duty: str, title: str) -> None:
        manages = desk.office.may("duty", Action.CHANGE)
        super().__init__(parent, "duty.swap", title, tr("办理") if manages else tr("提出"), width=560)
        self._duty, self._manages = duty, manages
        self.note = Label(tr("正在找符合规则的人…"), "label", wrap=True)
        self.list = pick_list(tr("可以调班或替班的人"), "duty.swap.list", height=260)
        self.list.itemActivated.connect(lambda _: self.take())
        self.reason_field = TextField(tr("事由"), "duty.swap.reason", hint=tr("事由，如 家里有事"))
        for widget in (self.note, self.list, self.reason_field):
            self.body.addWidget(widget)
        self.verb.allow(False, tr("先选一个人"))
        desk.ask(lambda office: offers(office, duty=duty), self._show, self._refused)

    def deal(self) -> Deal | None:
        item = self.list.currentItem()
        offer = item.data(Qt.ItemDataRole.UserRole) if item else None
        return Deal(self._duty, offer.person, offer.other) if isinstance(offer, Offer) else None

    def command(self) -> Callable[[Office], Any]:
        """With what is chosen and typed now."""
        deal, reason = self.deal(), self.reason_field.read() or ""
        assert deal is not None
        return partial(do_swap if self._manages else ask_swap, deal=deal, reason=reason)

    def take(self) -> None:
        if self.deal() is not None:
            self.accept()

    def _show(self, found: Sequence[Offer]) -> None:
        for head, kinds in ((tr("替班（对方替您值，轮次仍算您的）"), True), (tr("调班（两人互换）"), False)):
            rows = [one for one in found if (one.kind == SUBSTITUTE) is kinds]
            if rows:
                self._head(head)
            for one in rows:
                self._row(one)
        words = tr("只列出符合规则的人。") if found else tr("没有人能替，也没有能互换的班；可以请管排班的人重排。")
        self.note.setText(words)
        self.verb.allow(bool(found), tr("没有人可选"))
        first = next((n for n in range(self.list.count()) if self.list.item(n).flags() & Qt.ItemFlag.ItemIsEnabled), -1)
        self.list.setCurrentRow(first)
        self.list.setFocus()

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _row(self, one: Offer) -> None:
        what = tr("{name}　换 {back}").format(name=one.name, back=one.other_words) if one.other else one.name
        item = QListWidgetItem(f"{what}　{one.effect}")
        item.setData(Qt.ItemDataRole.UserRole, one)
        self.list.addItem(item)

    def _refused(self, refused: Any) -> None:
        self.note.setText(f"{refused.cause}，{refused.step}")
