"""What hand-over asks: who signs, what is left open, how it was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.services.listing import link_options
from desktop.services.rota_handover import OpenItem, Shift
from desktop.views.desk import Desk
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.labels import Label
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


class SignDialog(AskDialog):
    """签字: those on this shift first; whoever only sits here signs for themself."""

    def __init__(self, parent: QWidget, desk: Desk, shift: Shift, *, manages: bool) -> None:
        takes = bool(shift.handed)
        title = tr("接班签字") if takes else tr("交班签字")
        super().__init__(parent, "duty.sign", title, tr("签字"))
        words = tr("{post} {day}").format(post=shift.label, day=shift.day.isoformat())
        self.body.insertWidget(0, Label(words, "label"))
        self.who = CodeField(tr("签字人"), "duty.sign.staff", shift.people)
        if manages:
            self.form.add("staff", tr("签字人"), self.who, required=True, span=2)
            desk.ask(lambda office: link_options(office, "staff"), lambda found: self._offer(shift, found, takes))
        else:
            self.body.addWidget(Label(tr("以您本人的名义签字。"), wrap=True))

    def staff(self) -> str:
        return str(self.values().get("staff", ""))

    def _offer(self, shift: Shift, found: Sequence[tuple[str, str]], takes: bool) -> None:
        here = list(shift.people)
        self.who.set_options([*here, *(one for one in found if one[0] not in dict(here))])
        if here and not takes:
            self.who.set_value(here[0][0])


class ItemDialog(AskDialog):
    """加未结事项."""

    def __init__(self, parent: QWidget, today: Callable[[], date]) -> None:
        super().__init__(parent, "duty.item", tr("加未结事项"), tr("加上"))
        self.form.add("words", tr("事项"), TextField(tr("事项"), "duty.item.words"), required=True, span=2)
        self.form.add("due", tr("办结期限"), DateField(tr("办结期限"), "duty.item.due", today=today))
        self.form.field("words").setFocus()


class CloseDialog(AskDialog):
    """办结: one line of how."""

    def __init__(self, parent: QWidget, item: OpenItem) -> None:
        super().__init__(parent, "duty.close", tr("办结"), tr("办结"))
        self.body.insertWidget(0, Label(item.words, wrap=True))
        self.form.add("how", tr("怎么办的"), TextField(tr("怎么办的"), "duty.close.how"), required=True, span=2)
        self.form.field("how").setFocus()

    def how(self) -> str:
        return str(self.values().get("how", ""))
