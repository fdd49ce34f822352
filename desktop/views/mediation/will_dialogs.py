"""Whether the parties are willing: a refusal recorded, taken back, and what the desk says while it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.mediation import State
from desktop.domain.mediation.willing import refusal_words
from desktop.services.case_desk import OPEN, CaseDesk
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.text_field import LongText
from desktop.views.words import tr

Names = Sequence[tuple[str, str]]
"""(id, name) of parties."""


class WillDialog(AskDialog):
    """Which party, and when; the only one there is stands filled in."""

    def __init__(self, parent: QWidget, name: str, title: str, parties: Names, today: Callable[[], date]) -> None:
        super().__init__(parent, name, title, tr("登记"))
        who = CodeField(tr("当事人"), f"{name}.party", parties)
        self.form.add("party", tr("当事人"), who, required=True)
        self.form.add("on", tr("日期"), DateField(tr("日期"), f"{name}.on", today=today), required=True)
        self.form.set_values({"on": today()} | ({"party": parties[0][0]} if len(parties) == 1 else {}))
        who.setFocus()


class RefusesDialog(WillDialog):
    """登记拒绝调解: in what words."""

    def __init__(self, parent: QWidget, parties: Names, today: Callable[[], date]) -> None:
        super().__init__(parent, "case.refuses", tr("登记拒绝调解"), parties, today)
        said = LongText(tr("怎么说的"), "case.refuses.words", lines=3)
        self.form.add("words", tr("怎么说的"), said, required=True, span=2)


class AgreesDialog(WillDialog):
    """登记同意调解."""

    def __init__(self, parent: QWidget, parties: Names, today: Callable[[], date]) -> None:
        super().__init__(parent, "case.agrees", tr("登记同意调解"), parties, today)


class WillBanner(Banner):
    """Red while a refusal stands and the case is open: what the law forbids, and the ways that are left."""

    deed_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("case.will")

    def show_case(self, case: CaseDesk) -> None:
        self.clear_actions()
        if not case.refusing or case.state not in (State.REGISTERED, *OPEN):
            self.hide()
            return
        self.show_words("red", tr("不得调解（人民调解法第17条）"), refusal_words(case.refusing))
        if case.may_change:
            ending = tr("不予受理…") if case.state is State.REGISTERED else tr("终止调解…")
            for key, words in (("agrees", tr("登记同意…")), ("unwilling", ending)):
                self.set_action(words, partial(self.deed_asked.emit, key))
