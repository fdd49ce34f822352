"""这里填什么: what goes into the cell that was clicked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.ledgers.record import Ledger
from desktop.services.template_fields import (
    asked_fields,
    field_of,
    known_fields,
    month_fields,
    usual_source,
    village_path,
)
from desktop.services.template_forms import forms_of
from desktop.services.template_links import belonging
from desktop.sheets.templates.slots import ITSELF, OF_RECORDS, Source, Term, What
from desktop.views.directory.filters import FilterDialog
from desktop.views.style.metrics import Column, Row
from desktop.views.templates.wording import field_choices, key_of, kind_choices, source_choices, terms_of, tests_words
from desktop.views.widgets.buttons import button
from desktop.views.widgets.card import Card
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import ElideLabel, Label, StyledFrame
from desktop.views.widgets.scroll import scroll_area
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

REPEATED = frozenset({"field", "serial"})
"""What may stand in a row that is repeated."""
NO = "-"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided for a cell; `repeated`: the row is filled for each record."""

    what: What
    repeated: bool


class SlotForm(Card):
    """`applied(Choice)`; `cleared()`: nothing goes here; `mark_chosen(name)` in a Word document; `refused(Refused)`."""

    applied = Signal(object)
    cleared = Signal()
    mark_chosen = Signal(str)
    refused = Signal(object)

    def __init__(self, ledgers: Sequence[Ledger]) -> None:
        super().__init__(tr("这里填什么"), margins=(0, 0, 0, 0))
        self._tests: tuple[Term, ...] = ()
        self._ledgers, self._main = tuple(ledgers), ""
        self.form = FormPanel("template.slot", columns=1)
        self._add("mark", tr("标记"), [])
        self._add("kind", tr("填什么"), kind_choices())
        self._add("ledger", tr("台账"), source_choices(ledgers, "", itself=False))
        self._add("field", tr("项目"), [])
        self._add("form", tr("写法"), [])
        self._add("repeated", tr("这一行"), [("yes", tr("每条记录一行")), ("no", tr("只填这一格"))])
        self._add("month", tr("月份看哪个日期"), [])
        self._add("village", tr("按村填时"), [("yes", tr("只要所选的村")), ("no", tr("不分村"))])
        around = TextField(tr("前后文字"), "template.slot.around", hint=tr("如 填报单位：{}"))
        self.form.add("around", tr("前后文字"), around)
        self.tests = ElideLabel("", "label")
        self.tests.setObjectName("template.slot.tests")
        self.more = button(tr("加条件…"), "template.slot.test", self._ask_test, icon="filter", small=True)
        self.none = button(tr("清除条件"), "template.slot.untest", self._drop_tests, small=True)
        self.use = button(tr("用到这一格"), "template.slot.use", self._apply, kind="primary")
        self.empty = button(tr("这一格不填"), "template.slot.clear", self.cleared.emit)
        self.hint = Label(tr("点表里的一格，再选填什么。"), "label", wrap=True)
        self._conditions = QWidget()
        self._conditions.setLayout(Column(self.tests, Row(self.more, self.none, None), gap=6))
        inner, page = QWidget(), scroll_area(tr("这里填什么"), "template.slot.scroll", sideways=False)
        inner.setLayout(Column(self.hint, self.form, self._conditions, None, margins=(12, 10, 12, 10), gap=10))
        page.setWidget(inner)
        self.add(page, 1)
        self.foot = StyledFrame("bar")
        self.foot.setLayout(Row(self.use, self.empty, None, margins=(12, 8, 12, 8)))
        self.add(self.foot)
        self.form.edited.connect(self._edited)
        self.form.submitted.connect(self._apply)
        self.show_nothing()

    def _add(self, key: str, label: str, options: Iterable[tuple[str, str]]) -> None:
        self.form.add(key, label, CodeField(label, f"template.slot.{key}", options))

    def show_nothing(self) -> None:
        """No cell is chosen."""
        self.note.setText("")
        self.hint.show()
        for part in (self.form, self._conditions, self.foot):
            part.hide()

    def show_marks(self, names: Sequence[str], chosen: str) -> None:
        """Of a Word document; () for a workbook."""
        self.form.cell("mark").setVisible(bool(names))
        self.form.field("mark").set_options((name, name) for name in names)
        self.form.field("mark").set_value(chosen or None)

    def show_main(self, ledger: str) -> None:
        """The form is filled once for each record of this ledger, or once for all ("")."""
        self._main = ledger

    def show_cell(
        self, name: str, what: What | None, *, repeated: bool, near: Source, may_change: bool, label: str = "",
        tall: int = 1,
    ) -> None:  # fmt: skip
        """What the cell known as `name` holds now; `near`: what its neighbours are filled from, and most likely it too
        where it holds nothing; `label`: its own words ending in a colon, which stay before the value; `tall`: rows of
        its record."""
        self.note.setText(name)
        self.hint.hide()
        for part in (self.form, self.foot):
            part.show()
        held = what or What("field", source=near)
        self._tests = held.source.where
        self._set("kind", held.kind if what or near.ledger else None)
        self._offer_ledgers(held.kind)
        self._set("ledger", key_of(held.source) or None)
        self._offer_fields(held.kind)
        self._set("field", held.field or None)
        self._offer_forms()
        self._set("form", held.form or NO)
        self._offer_repeating(tall)
        self._set("repeated", "yes" if repeated else "no")
        self._set("month", held.source.month_by or NO)
        self._set("village", "yes" if held.source.village_by else "no")
        self.form.field("around").set_value(held.around or (f"{label}{{}}" if label and what is None else None))
        self.form.clear_findings()
        self.use.allow(may_change, tr("您的账号只能查看"))
        self.empty.allow(may_change and what is not None, tr("这一格本来就不填"))
        self._arrange()

    def choice(self) -> Choice:
        """Refused for what is not on a list or is missing."""
        kind = self._read("kind")
        if kind is None:
            raise Refused(tr("没有选填什么"), tr("在“填什么”里选一项"), field="kind", code="slot_kind")
        form = self._read("form")
        around = str(self.form.field("around").read() or "")
        if around and "{}" not in around:
            raise Refused(tr("前后文字里没有 {}"), tr("在要填值的地方写 {}"), field="around", code="slot_around")
        name = self._read("field") if kind in ("field", "sum") else ""
        if name is None:
            raise Refused(tr("没有选项目"), tr("在“项目”里选一项"), field="field", code="slot_field")
        repeated = kind in REPEATED and self._repeats()
        source = self._source() if kind in OF_RECORDS or repeated else Source()
        return Choice(What(kind, str(name), "" if form in (None, NO) else str(form), around, source), repeated)

    def _source(self) -> Source:
        if self._read("ledger") is None:
            raise Refused(tr("没有选台账"), tr("在“台账”里选一个"), field="ledger", code="slot_ledger")
        ledger, of = self._ledger(), self._of()
        if of == ITSELF:
            return belonging(ledger, of)
        month = self._read("month")
        village = village_path(ledger) if not of and self._read("village") == "yes" else ""
        return Source(ledger, self._tests, "" if month in (None, NO) else month, village, of=of)

    def _ledger(self) -> str:
        return self._typed("ledger").partition("@")[0]

    def _of(self) -> str:
        """By what the records belong to the one that the form is filled for."""
        return self._typed("ledger").partition("@")[2]

    def _repeats(self) -> bool:
        """The record itself is one: it has no lines."""
        return self._typed("repeated") == "yes" and self._of() != ITSELF

    def _read(self, key: str) -> Any:
        try:
            return self.form.field(key).read()
        except Refused as no:
            raise Refused(no.cause, no.step, field=key, code=no.code) from None

    def _typed(self, key: str) -> str:
        """ "" for what is not on the list yet."""
        try:
            return str(self.form.field(key).read() or "")
        except Refused:
            return ""

    def _set(self, key: str, value: Any) -> None:
        self.form.field(key).set_value(value)

    def _edited(self, key: str) -> None:
        if key == "mark" and (name := self._typed("mark")):
            self.mark_chosen.emit(name)
        if key == "ledger":
            self._tests = ()
        if key == "kind":
            self._offer_ledgers(self._typed("kind"))
        if key in ("kind", "ledger"):
            self._offer_fields(self._typed("kind"))
        if key in ("kind", "ledger", "field"):
            self._offer_forms()
        if key == "ledger" and (ledger := self._ledger()):
            usual = belonging(ledger, self._of()) if self._of() else usual_source(ledger)
            self._set("month", usual.month_by or NO)
            self._set("village", "yes" if usual.village_by else "no")
            if self._of():  # several belong to one record: a line each
                self._set("repeated", "no" if self._of() == ITSELF else "yes")
        self._arrange()

    def _offer_ledgers(self, kind: str) -> None:
        kept = self._typed("ledger")
        offered = list(source_choices(self._ledgers, self._main, itself=kind == "field"))
        self.form.field("ledger").set_options(offered)
        self._set("ledger", kept if kept in dict(offered) else None)

    def _offer_fields(self, kind: str) -> None:
        ledger, kept = self._ledger(), self._typed("field")
        self.form.field("field").set_options(field_choices(ledger, kind) if ledger else ())
        self._set("field", kept if ledger and kept in known_fields(ledger) else None)
        dates = month_fields(ledger).items() if ledger else ()
        month = self._typed("month")
        self.form.field("month").set_options([*((key, tr(label)) for key, label in dates), (NO, tr("不分月份"))])
        self._set("month", month or NO)

    def _offer_repeating(self, tall: int) -> None:
        every = tr("每条记录一行") if tall == 1 else tr("每条记录 {n} 行").format(n=tall)
        self.form.field("repeated").set_options([("yes", every), ("no", tr("只填这一格"))])

    def _offer_forms(self) -> None:
        ledger, name, kept = self._ledger(), self._typed("field"), self._typed("form")
        field = field_of(ledger, name) if ledger and name else None
        offered = [(key or NO, tr(words)) for key, words in forms_of(field, self._typed("kind")).items()]
        self.form.field("form").set_options(offered)
        self._set("form", kept if kept in dict(offered) else NO)

    def _arrange(self) -> None:
        """Only what matters for this kind is shown."""
        kind, ledger, of = self._typed("kind"), self._ledger(), self._of()
        repeated = kind in REPEATED and self._repeats()
        records = kind in OF_RECORDS or repeated
        many = records and of != ITSELF
        shown = {
            "ledger": records, "field": kind in ("field", "sum") and bool(ledger),
            "form": self.form.field("form").count() > 1, "repeated": kind in REPEATED and of != ITSELF,
            "month": many and self.form.field("month").count() > 1,
            "village": many and not of and bool(ledger and village_path(ledger)), "around": bool(kind),
        }  # fmt: skip
        for key, seen in shown.items():
            self.form.cell(key).setVisible(seen)
        self._conditions.setVisible(many and bool(ledger))
        self.none.setVisible(bool(self._tests))
        words = tests_words(ledger, self._tests) if ledger else ""
        self.tests.setText(tr("条件：{words}").format(words=words) if words else tr("条件：没有，全部都算"))

    def _ask_test(self) -> None:
        ledger = self._ledger()
        asked = FilterDialog(self, {name: field.named(name) for name, field in asked_fields(ledger).items()})

        def take() -> None:
            self._tests = (*self._tests, *terms_of(asked.conditions()))
            self._arrange()

        asked.accepted.connect(take)
        asked.open()

    def _drop_tests(self) -> None:
        self._tests = ()
        self._arrange()

    def _apply(self) -> None:
        try:
            self.applied.emit(self.choice())
        except Refused as no:
            if not self.form.show_refused(no):
                self.refused.emit(no)
