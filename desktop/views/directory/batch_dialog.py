"""批量修改… and 往下填: one field of many records; 粘贴 of a block from Excel. All shown before they are done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.ledgers import Field, Record
from desktop.ledgers.values import to_json
from desktop.services.batch import Edit, batch_fields
from desktop.views.desk import Desk
from desktop.views.directory.fields import input_for
from desktop.views.directory.proposal_dialog import ProposalDialog
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.buttons import button
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.form import FormPanel
from desktop.views.words import tr


class BatchDialog(ProposalDialog):
    """Rows are given; the person chooses the field and what it becomes (nothing: it is emptied)."""

    def __init__(self, parent: QWidget, desk: Desk, model: type[Record], rows: Sequence[int]) -> None:
        title = tr("批量修改{label} {n} {unit}").format(
            label=model.ledger.label, n=f"{len(rows):,}", unit=model.ledger.measure
        )
        super().__init__(parent, desk, model, "ledger.batch", title, tr("修改"))
        self._rows, self._fields = tuple(rows), {field.name: field for field in batch_fields(model)}
        self.look = button(tr("预览"), "ledger.batch.preview", self.preview, icon="eye")
        self._holder = Column(gap=0)
        self.form = FormPanel("ledger.batch.form", columns=2)
        top = Column(self._holder, gap=4)
        top.addLayout(Row(self.look, None))
        self.body.insertLayout(0, top)
        self._make_form(None)
        self.field.setFocus()

    def preview(self) -> None:
        """What it would be, from what is chosen and typed."""
        chosen = _chosen(self.field)
        if self.form.check() or chosen is None or chosen not in self._fields:
            return
        words = _words(self.form.values().get("value"))
        self.propose([Edit(row, {chosen: words}) for row in self._rows])

    def _on_field(self) -> None:
        chosen = self._fields.get(_chosen(self.field) or "")
        if chosen is not None and chosen.name != self._shown:
            self._make_form(chosen)
            self.form.field("value").setFocus()

    def _make_form(self, field: Field | None) -> None:
        """The form anew with the input that the field takes."""
        self._shown, before = field.name if field else "", self.form
        self.form = FormPanel("ledger.batch.form", columns=2)
        self.form.add("field", tr("项目"), self._fresh(field), required=True)
        if field is not None:
            made = input_for(field, "ledger.batch.value", lambda: self._desk.office.today)
            self.form.add("value", tr("改成（空着就是清空）"), made, required=field.required)
        self.form.submitted.connect(self.preview)
        self.form.edited.connect(self._on_edited)
        before.hide()
        before.deleteLater()
        self._holder.addWidget(self.form)
        self.forget()
        self.verb.allow(False, tr("先看预览"))

    def _fresh(self, field: Field | None) -> CodeField:
        options = ((one.name, one.label) for one in self._fields.values())
        self.field = CodeField(tr("项目"), "ledger.batch.field", options, hint=tr("要改哪一项"))
        if field is not None:
            self.field.set_value(field.name)
        self.field.left.connect(self._on_field)
        self.field.activated.connect(lambda _: self._on_field())
        return self.field

    def _on_edited(self, key: str) -> None:
        if key == "value" and self.proposal is not None:
            self.forget()
            self.verb.allow(False, tr("先看预览"))


class PasteDialog(ProposalDialog):
    """A block from the clipboard, laid on the list: shown at once."""

    def __init__(self, parent: QWidget, desk: Desk, model: type[Record], edits: Sequence[Edit]) -> None:
        title = tr("粘贴到{label} {n} 行").format(label=model.ledger.label, n=f"{len(edits):,}")
        super().__init__(parent, desk, model, "ledger.paste", title, tr("修改"))
        self.propose(edits)


class FillDownDialog(ProposalDialog):
    """The first chosen record's value for the others: shown at once."""

    def __init__(self, parent: QWidget, desk: Desk, model: type[Record], label: str, edits: Sequence[Edit]) -> None:
        title = tr("“{field}”往下填 {n} {unit}").format(field=label, n=f"{len(edits):,}", unit=model.ledger.measure)
        super().__init__(parent, desk, model, "ledger.fill", title, tr("修改"))
        self.propose(edits)


def _chosen(field: CodeField) -> str | None:
    try:
        found = field.read()
    except Refused:
        return None
    return str(found) if found else None


def _words(value: Any) -> str | None:
    """A read value as it would be typed."""
    if value is None:
        return None
    return "、".join(map(str, value)) if isinstance(value, list) else str(to_json(value))
