"""填写: for which month and village, as what, for whom; then one click."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.errors import Refused
from desktop.ledgers import find
from desktop.services.template_values import Wish
from desktop.services.templates import TemplateLine
from desktop.sheets.templates import opening
from desktop.views.templates.wording import each_told
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

MONTHS = 36  # offered, the running one first
EVERY = "-"
PDF, PRINT = "pdf", "print"


class FillDialog(DeedDialog):
    """After it was accepted: `template()`, `wish()`, `kind()` (the file's suffix, or `print`), `reason()`.

    With several `lines` the template is asked for too; `ids` are the records chosen beforehand. `printed`: there is a
    preview to print from.
    """

    def __init__(self, parent: QWidget, lines: Sequence[TemplateLine], villages: Sequence[str], today: date, *,
                 ids: Sequence[str] = (), may_full: tuple[bool, bool] = (False, False),
                 printed: bool = True) -> None:  # fmt: skip
        title = tr("填写“{name}”").format(name=lines[0].name) if len(lines) == 1 else tr("填表")
        super().__init__(parent, "template.fill", title, tr("填写"), width=460)
        self._lines, self._ids, self._may = {one.id: one for one in lines}, tuple(ids), may_full
        self.form = FormPanel("template.fill.form", columns=2)
        self._build(lines, villages, today)
        kinds = [("file", tr("表格文件")), (PDF, "PDF"), *([(PRINT, tr("打印"))] if printed else [])]
        self.kinds = SegmentedControl(tr("填成什么"), "template.fill.kind", kinds)
        self.full_box = QCheckBox(tr("含全号（证件号码、电话不遮盖）"))
        self.full_box.setObjectName("template.fill.full")
        self.full_box.setAccessibleName(tr("含全号"))
        self.forms = Label("", "label")
        self.forms.setObjectName("template.fill.forms")
        if ids:
            self.body.addWidget(Label(tr("只填选中的 {n} 条记录。").format(n=len(ids)), "label"))
        for part in (self.forms, self.form, self.kinds, self.full_box):
            self.body.addWidget(part)
        self.body.addWidget(Label(tr("填出的表会记入日志。"), "note"))
        self.kinds.chosen.connect(lambda _: self._offer_full())
        self.form.submitted.connect(self.take)
        self.form.edited.connect(lambda key: self._tell_forms() if key == "template" else None)
        self._offer_full()
        self._tell_forms()
        self.form.field("reason").setFocus()

    def _tell_forms(self) -> None:
        """Whether there will be one for each record."""
        each = self._chosen_each()
        self.forms.setVisible(bool(each))
        if each:
            self.forms.setText(each_told(find(each).ledger))

    def _chosen_each(self) -> str:
        try:
            return self.template().each
        except (Refused, KeyError):  # still being typed
            return ""

    def _build(self, lines: Sequence[TemplateLine], villages: Sequence[str], today: date) -> None:
        if len(lines) > 1:
            names = [(one.id, one.name) for one in lines]
            field = CodeField(tr("模板"), "template.fill.template", names)
            self.form.add("template", tr("模板"), field, required=True, span=2)
            field.set_value(lines[0].id)
        months = [*_months(today), (EVERY, tr("不分月份"))]
        self.form.add("month", tr("月份"), CodeField(tr("月份"), "template.fill.month", months), required=True)
        places = [(EVERY, tr("全部")), *((one, one) for one in villages)]
        self.form.add("village", tr("村（社区）"), CodeField(tr("村（社区）"), "template.fill.village", places))
        reason = TextField(tr("用途"), "template.fill.reason", hint=tr("报给谁、做什么用"))
        self.form.add("reason", tr("用途"), reason, required=True, span=2)
        self.form.set_values({"month": months[0][0], "village": EVERY})

    def template(self) -> TemplateLine:
        return self._lines[str(self.form.values().get("template") or next(iter(self._lines)))]

    def wish(self) -> Wish:
        values: dict[str, Any] = self.form.values()
        month, village = values.get("month"), values.get("village")
        first = date.fromisoformat(f"{month}-01") if month not in (None, EVERY) else None
        return Wish(first, "" if village in (None, EVERY) else str(village), self._ids, self.full_box.isChecked())

    def kind(self) -> str:
        chosen = self.kinds.choice()
        return chosen if chosen != "file" else "docx" if self.template().kind == opening.WORD else "xlsx"

    def reason(self) -> str:
        return str(self.form.values().get("reason") or "")

    def take(self) -> None:
        if self.form.check() == 0:
            self.accept()

    def _offer_full(self) -> None:
        may = self._may[self.kinds.choice() != "file"]
        self.full_box.setEnabled(may)
        self.full_box.setToolTip("" if may else tr("您的账号不能这样填全号"))
        self.full_box.setChecked(self.full_box.isChecked() and may)


def _months(today: date) -> Iterator[tuple[str, str]]:
    for back in range(MONTHS):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        yield f"{year}-{month + 1:02d}", tr("{y}年{m}月").format(y=year, m=month + 1)
