"""人民调解受理登记表 as it is filled in, and the way on: 受理 or 不予受理."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain.mediation import State
from desktop.errors import Refused
from desktop.services import cases
from desktop.services.case_desk import CaseDesk
from desktop.views.mediation.matter_form import MatterForm
from desktop.views.mediation.pane import DocumentPane, Save
from desktop.views.mediation.party_table import PartySection
from desktop.views.style.metrics import Row
from desktop.views.widgets.buttons import Command, button
from desktop.views.words import tr


class IntakePane(DocumentPane):
    form = "intake"

    def __init__(self) -> None:
        super().__init__("case.intake", tr("受理登记表"))
        self.paper_words = tr("受理登记表预览")
        self.parties = PartySection("case.intake")
        self.fields = MatterForm("case.intake.form", columns=2, today=lambda: self.today)
        self.column.addWidget(self.parties)
        self.column.addWidget(self.fields)
        self.decline = button(tr("不予受理…"), "case.decline", lambda: self.asked.emit("decline", None), kind="link")
        self.column.addLayout(Row(self.decline, None))
        self.column.addStretch(1)
        self.parties.asked.connect(lambda party: self.asked.emit("party", party))
        self.parties.new_asked.connect(lambda: self.asked.emit("new_party", None))
        self.fields.edited.connect(lambda _: self.touch())
        self.fields.submitted.connect(lambda: self.asked.emit("save", None))

    def fill(self, case: CaseDesk) -> None:
        self.fields.blockSignals(True)
        self.fields.set_values({key: case.values[key] for key in self.fields.keys()})  # noqa: SIM118 - a form's method
        self.fields.blockSignals(False)

    def show_state(self, case: CaseDesk) -> None:
        self.parties.show_parties(case.parties, may_change=case.may_change)
        self.fields.set_read_only(not case.may_change)
        self.decline.setVisible(case.may_change and case.state is State.REGISTERED)

    def changes(self) -> dict[str, Any]:
        return self.fields.values()

    def command(self) -> Save | None:
        if self.case is None or self.fields.check():
            return None
        values, case = self.fields.values(), self.case
        return partial(cases.change_case, case=case.id, values=values, version=case.version)

    def saved_words(self) -> str:
        return tr("已保存受理登记表")

    def show_refused(self, refused: Refused) -> bool:
        return self.fields.show_refused(refused)

    def draft(self) -> dict[str, Any]:
        return self.fields.typed()

    def take_draft(self, data: Mapping[str, Any]) -> None:
        self.fields.set_typed(data)
        self.touch()

    def deed(self) -> Command | None:
        if self.case is None or not self.may_save() or self.case.state is not State.REGISTERED:
            return None
        return Command("accept", tr("受理"), lambda: self.asked.emit("accept", None), icon="check")

    def first_focus(self) -> QWidget | None:
        return self.fields.first_empty()
