"""A paper with a ledger of its own (调查记录, 证据, 委托, 回访, 司法确认, 结案): its fields, one record at a time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.ledgers import Kind, fields
from desktop.services import case_items
from desktop.services.case_desk import CaseDesk, ItemLine
from desktop.services.case_phrases import LABELS
from desktop.services.case_records import ITEMS
from desktop.views.directory.fields import input_for, span, to_input
from desktop.views.mediation.pane import DocumentPane, Save
from desktop.views.mediation.phrases import Phrases
from desktop.views.mediation.sections import SectionHead, clear
from desktop.views.style.metrics import Row
from desktop.views.widgets.buttons import button
from desktop.views.widgets.form import FormPanel
from desktop.views.words import tr


class ItemPane(DocumentPane):
    """The latest record of that kind, or a new one; several are chosen by their number."""

    def __init__(self, document: str) -> None:
        self._model = ITEMS[document]
        self._label = self._model.ledger.label
        super().__init__(f"case.{document}", tr(self._label))
        self.form, self.paper_words = document, tr("{label}预览").format(label=tr(self._label))
        self._line: ItemLine | None = None
        self._new = False
        self.again = button(tr("再记一份"), f"case.{document}.new", self._begin, icon="plus", small=True)
        self.which, self.choice = SectionHead(tr(self._label), self.again), Row(gap=6)
        self.fields = FormPanel(f"case.{document}.form", columns=2)
        self._described = {name: one for name, one in fields(self._model).items() if one.kind is not Kind.LINK}
        for name, one in self._described.items():
            made = input_for(one, f"case.{document}.{name}", lambda: self.today)
            self.fields.add(name, tr(one.label), made, required=one.required, span=span(one))
        self.column.addWidget(self.which)
        self.column.addLayout(self.choice)
        self.column.addWidget(self.fields)
        self.phrases = self._phrases()
        self.column.addStretch(1)
        self.fields.edited.connect(lambda _: self.touch())
        self.fields.submitted.connect(lambda: self.asked.emit("save", None))

    def _phrases(self) -> Phrases | None:
        """常用语 under the fields, for papers that have any; they go into the record."""
        if self.form not in LABELS:
            return None
        made = Phrases(f"case.{self.form}.phrases", self.fields.field("record").put_in,
                       lambda: self.asked.emit("phrases", self.form))  # fmt: skip
        self.column.addLayout(Row(None, made.button))
        return made

    def lines(self) -> tuple[ItemLine, ...]:
        return self.case.items.get(self.form, ()) if self.case else ()

    def fill(self, case: CaseDesk) -> None:
        lines = self.lines()
        same = next((one for one in lines if self._line and one.id == self._line.id), None)
        self._line = None if self._new else same or (lines[-1] if lines else None)
        self._fill_values(self._line.values if self._line else usual(self.form, case))

    def _fill_values(self, values: Mapping[str, Any]) -> None:
        self.fields.blockSignals(True)
        for name, one in self._described.items():
            field, value = self.fields.field(name), values.get(name)
            if one.sensitive and value:
                field.set_masked(value)
            else:
                field.set_value(to_input(one, value))
        self.fields.clear_findings()
        self.fields.blockSignals(False)

    def show_state(self, case: CaseDesk) -> None:
        lines = self.lines()
        if self.phrases is not None:
            self.phrases.set_phrases(case.phrases[self.form])
            self.phrases.button.setVisible(case.may_change)
        self.fields.set_read_only(not case.may_change)
        only = self.form in case_items.ONE_ONLY
        self.again.setVisible(case.may_change and self._line is not None and not only)
        at = next((n for n, one in enumerate(lines, 1) if self._line and one.id == self._line.id), len(lines) + 1)
        self.which.set_title(tr(self._label) if only else tr("{label} 第{n}份").format(label=tr(self._label), n=at))
        clear(self.choice)
        for n, line in enumerate(lines if len(lines) > 1 else (), 1):
            made = button(str(n), f"case.{self.form}{n}", small=True)
            made.setCheckable(True)
            made.setChecked(n == at)
            made.clicked.connect(partial(self._choose, line))
            self.choice.addWidget(made)
        self.choice.addStretch(1)

    def _choose(self, line: ItemLine, *_: object) -> None:
        if self.case is None or self.dirty:
            self.asked.emit("unsaved", None)
            return
        self._new, self._line = False, line
        self._fill_values(line.values)
        self.show_state(self.case)
        self.turned.emit()

    def changes(self) -> dict[str, Any]:
        return self.fields.values()

    def item(self) -> str:
        return self._line.id if self._line else "new"

    def command(self) -> Save | None:
        if self.case is None or self.fields.check():
            return None
        values, line = self.fields.values(), self._line
        self._new = False
        if line is not None:
            return partial(case_items.change_item, document=self.form, item=line.id, values=values,
                           version=line.version)  # fmt: skip
        given = {name: value for name, value in values.items() if value not in (None, "")}
        return partial(case_items.add_item, case=self.case.id, document=self.form, values=given)

    def saved_words(self) -> str:
        return tr("已保存{label}").format(label=tr(self._label))

    def show_refused(self, refused: Refused) -> bool:
        return self.fields.show_refused(refused)

    def draft(self) -> dict[str, Any]:
        return self.fields.typed()

    def take_draft(self, data: Mapping[str, Any]) -> None:
        self.fields.set_typed(data)
        self.touch()

    def first_focus(self) -> QWidget | None:
        return self.fields.first_empty()

    def _begin(self) -> None:
        if self.case is not None:
            self._new, self._line = True, None
            self._fill_values(usual(self.form, self.case))
            self.show_state(self.case)
            self.touch()


def usual(document: str, case: CaseDesk) -> dict[str, Any]:
    """What is known already is not typed again."""
    mediator, registrar = case.values["mediator"], case.values["registrar"]
    known: dict[str, dict[str, Any]] = {
        "inquiry": {"investigators": mediator, "recorder": registrar},
        "evidence": {"receiver": registrar, "giver": case.parties[0].name if case.parties else None},
        "proxy": {"principal": case.parties[0].name if case.parties else None},
        "visit": {"visitors": mediator, "reason": tr("了解调解协议履行情况")},
        "confirmation": {"facts": case.agreement.values["facts"] if case.agreement else None},
        "closing": {"binder": registrar},
    }
    return known.get(document, {})
