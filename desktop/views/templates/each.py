"""填几份: whether a form is filled once for all, or once for each record of a ledger, and for which of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.ledgers.record import Ledger
from desktop.services.template_fields import asked_fields, usual_source
from desktop.sheets.templates.slots import Source
from desktop.views.directory.filters import FilterDialog
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.templates.wording import each_words, terms_of, tests_words
from desktop.views.widgets.buttons import button
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.labels import ElideLabel, Label
from desktop.views.words import tr

ONCE = "-"


class EachBar(QWidget):
    """`changed(Source)`: the records for each of which the form is filled; one without a ledger for once for all."""

    changed = Signal(object)

    def __init__(self, ledgers: Sequence[Ledger]) -> None:
        super().__init__()
        self._each, self._may = Source(), False
        options = [(ONCE, tr("只填一份")), *((one.name, each_words(one)) for one in ledgers)]
        self.field = CodeField(tr("填几份"), "template.each", options)
        fix(self.field, min_width=110, max_width=230)
        label = Label(tr("填几份"), "label")
        label.setBuddy(self.field)
        self.tests = ElideLabel("", "label")
        self.tests.setObjectName("template.each.tests")
        self.more = button(tr("挑选…"), "template.each.test", self._ask_test, icon="filter", small=True)
        self.none = button(tr("不挑了"), "template.each.untest", self._drop_tests, small=True)
        row = Row(label, gap=8)
        row.addWidget(self.field, 1)
        row.addStretch(0)
        row.addWidget(self.more)
        self.told = QWidget()
        told = Row(gap=8)
        told.addWidget(self.tests, 1)
        told.addWidget(self.none)
        self.told.setLayout(told)
        self.setLayout(Column(row, self.told, gap=4, margins=(12, 5, 8, 5)))
        for settled in (self.field.activated, self.field.left, self.field.entered):
            settled.connect(lambda *_: self._chosen())
        self.hide()

    def show_each(self, each: Source, *, may: bool) -> None:
        """`may`: the person may change the map."""
        self._each, self._may = each, may
        self.field.set_value(each.ledger or ONCE)
        self.field.setEnabled(may)
        if (line := self.field.lineEdit()) is not None:
            line.home(False)  # long words are read from their beginning
        self.more.setVisible(bool(each.ledger))
        self.more.allow(may, tr("您的账号只能查看"))
        self.told.setVisible(bool(each.where))
        self.none.allow(may, tr("您的账号只能查看"))
        words = tests_words(each.ledger, each.where) if each.where else ""
        self.tests.setText(tr("只填：{words}").format(words=words) if words else "")
        self.show()

    def _chosen(self) -> None:
        held = self._each.ledger or ONCE
        try:
            ledger = self.field.read() or held
        except Refused:  # on no list: as it was
            ledger = held
        self.field.set_value(ledger)
        if ledger != held:
            self.changed.emit(Source() if ledger == ONCE else usual_source(ledger))

    def _ask_test(self) -> None:
        known = asked_fields(self._each.ledger)
        asked = FilterDialog(self, {name: field.named(name) for name, field in known.items()})

        def take() -> None:
            self.changed.emit(replace(self._each, where=(*self._each.where, *terms_of(asked.conditions()))))

        asked.accepted.connect(take)
        asked.open()

    def _drop_tests(self) -> None:
        self.changed.emit(replace(self._each, where=()))
