"""检查设置: the office's own check-list, item by item, and after how many days a house is inspected again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import codes
from desktop.domain.inspections import FAIL, NOT_HERE, Item, Rounds
from desktop.errors import Refused
from desktop.ledgers.record import new_id
from desktop.models.lines import LineColumn, LinesModel
from desktop.services.rental_checklist import Rules
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.buttons import button
from desktop.views.widgets.card import Card
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.number_fields import whole
from desktop.views.widgets.scroll import scroll_area
from desktop.views.widgets.text_field import LongText, TextField
from desktop.views.words import tr

ITEMS = (
    LineColumn[Item]("类别", 56, lambda item: codes.label("inspection_kind", item.kind)),
    LineColumn[Item]("检查项目", 0, lambda item: item.text),
    LineColumn[Item]("依据", 180, lambda item: item.standard),
    LineColumn[Item]("整改天数", 80, lambda item: str(item.days), right=True),
)
MARKS = (("2", "不合格"), ("23", "不合格、不适用"))
GRADES, HOSTEL = ("1", "2", "3"), "01"


class InspectRules(QWidget):
    """`edited` at each change by hand; `changed` until shown anew or saved."""

    edited = Signal()
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rent.inspect.rules")
        self.changed = False
        self._items: list[Item] = []
        self._at = -1
        self.model = LinesModel[Item](ITEMS, self)
        self.table = lines_table(self.model, tr("检查项目"), "rent.inspect.rules.items", tr("项"))
        self.item, self.rounds = self._item_form(), self._rounds_form()
        self.card = Card(tr("检查项目"), margins=(0, 0, 0, 0))
        self._build()
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._fill(now.row()))
        self.item.edited.connect(lambda _: self._on_item())
        self.rounds.edited.connect(lambda _: self._touch())
        for form in (self.item, self.rounds):
            form.submitted.connect(self.submitted)

    def _item_form(self) -> FormPanel:
        made, name = FormPanel("rent.inspect.item", columns=2), "rent.inspect.item"
        kinds = codes.TABLES["inspection_kind"].items()
        made.add("kind", tr("类别"), CodeField(tr("类别"), f"{name}.kind", kinds), required=True)
        made.add("days", tr("整改天数"), TextField(tr("整改天数"), f"{name}.days", parse=whole), required=True)
        text = LongText(tr("检查项目"), f"{name}.text", lines=3)
        fix(text, height=76)
        made.add("text", tr("检查项目"), text, required=True, span=2)
        made.add("standard", tr("依据"), TextField(tr("依据"), f"{name}.standard"), span=2)
        marks = CodeField(tr("算隐患的结果"), f"{name}.marks", [(key, tr(words)) for key, words in MARKS])
        made.add("marks", tr("算隐患的结果"), marks, required=True, span=2)
        for key in ("kind", "marks"):
            made.field(key).activated.connect(lambda _: self._on_item())
        return made

    def _rounds_form(self) -> FormPanel:
        made = FormPanel("rent.inspect.rounds", columns=2)
        labels = {"usual": tr("一般间隔天数"), HOSTEL: tr("宿舍间隔天数"),
                  **{f"grade{key}": tr("{grade}色间隔天数").format(grade=codes.label("grade", key)) for key in GRADES},
                  "a_shift": tr("每班几户")}  # fmt: skip
        for key, label in labels.items():
            must = key in ("usual", "a_shift")
            made.add(key, label, TextField(label, f"rent.inspect.rounds.{key}", parse=whole), required=must)
        return made

    def _build(self) -> None:
        deeds = ((tr("上移"), "up", "arrow-up", lambda: self.move_item(-1)),
                 (tr("下移"), "down", "arrow-down", lambda: self.move_item(1)),
                 (tr("去掉"), "drop", "trash-2", self.drop), (tr("添加一项"), "more", "plus", self.add))  # fmt: skip
        self.deeds = [button(label, f"rent.inspect.rules.{key}", run, icon=icon, small=True)
                      for label, key, icon, run in deeds]  # fmt: skip
        for one in self.deeds:
            self.card.add_right(one)
        self.card.add(self.table, 1)
        right, inner = Card(tr("这一项和检查间隔"), margins=(0, 0, 0, 0)), QWidget()
        page = scroll_area(tr("这一项和检查间隔"), "rent.inspect.rules.scroll", sideways=False)
        inner.setLayout(Column(self.item, self.rounds, None, margins=(12, 10, 12, 10), gap=16))
        page.setWidget(inner)
        right.add(page, 1)
        fix(right, width=340)
        row = Row(gap=12, margins=(12, 12, 12, 12))
        row.addWidget(self.card, 1)
        row.addWidget(right)
        self.setLayout(row)

    def show_rules(self, rules: Rules, *, may_change: bool) -> None:
        """Read anew; what is being written stays."""
        if self.changed:
            return
        edition = rules.checklist
        since = tr("第{n}版，{day}起").format(n=edition.edition, day=edition.since) if edition.since else tr("随程序")
        self.card.note.setText(since)
        self._put(list(edition.items), max(0, self._at))
        self.rounds.blockSignals(True)
        self.rounds.set_values(_flat(rules.rounds))
        self.rounds.blockSignals(False)
        for form in (self.item, self.rounds):
            form.set_read_only(not may_change)
        for one in self.deeds:
            one.setVisible(may_change)

    def items(self) -> list[dict[str, Any]]:
        return [asdict(one) for one in self._items]

    def values(self) -> dict[str, Any]:
        """Of the rounds, as the service takes them."""
        found = self.rounds.values()
        grades = {key: found[f"grade{key}"] for key in GRADES if found.get(f"grade{key}")}
        use = {HOSTEL: found[HOSTEL]} if found.get(HOSTEL) else {}
        return {"usual": found["usual"], "a_shift": found["a_shift"], "grade": grades, "use": use}

    def wrong(self) -> int:
        return self.item.check() + self.rounds.check() if self._items else self.rounds.check()

    def show_refused(self, refused: Refused) -> bool:
        return self.item.show_refused(refused) or self.rounds.show_refused(refused)

    def add(self) -> None:
        """After the current one, to be written."""
        at = self._at + 1
        self._items.insert(at, Item(new_id(), "1", "", ""))
        self._put(self._items, at)
        self._touch()
        self.item.field("text").setFocus()

    def drop(self) -> None:
        if 0 <= self._at < len(self._items):
            del self._items[self._at]
            self._put(self._items, min(self._at, len(self._items) - 1))
            self._touch()

    def move_item(self, step: int) -> None:
        to = self._at + step
        if 0 <= self._at < len(self._items) and 0 <= to < len(self._items):
            self._items.insert(to, self._items.pop(self._at))
            self._put(self._items, to)
            self._touch()

    def _put(self, items: Sequence[Item], at: int) -> None:
        heard = self.table.selectionModel()
        blocked = heard.blockSignals(True)
        self._items = list(items)
        self.model.show(self._items)
        heard.blockSignals(blocked)
        self.table.selectRow(at)
        self._fill(at)

    def _fill(self, at: int) -> None:
        self._at = at
        if 0 <= at < len(self._items):
            one = self._items[at]
            values: Mapping[str, Any] = {"kind": one.kind, "days": one.days, "text": one.text,
                                         "standard": one.standard, "marks": "".join(one.hazard_on)}  # fmt: skip
            self.item.blockSignals(True)
            self.item.set_values(values)
            self.item.blockSignals(False)

    def _on_item(self) -> None:
        """What is typed is the item at once; the table shows it."""
        if not 0 <= self._at < len(self._items):
            return
        found = self.item.values()
        marks = tuple(mark for mark in (FAIL, NOT_HERE) if mark in (found.get("marks") or FAIL))
        old = self._items[self._at]
        self._items[self._at] = replace(
            old, kind=found.get("kind") or old.kind, days=found.get("days") or 0, text=found.get("text") or "",
            standard=found.get("standard") or "", hazard_on=marks,
        )  # fmt: skip
        heard = self.table.selectionModel()
        blocked = heard.blockSignals(True)
        self.model.show(self._items)
        self.table.selectRow(self._at)
        heard.blockSignals(blocked)
        self._touch()

    def _touch(self) -> None:
        self.changed = True
        self.edited.emit()


def _flat(rounds: Rounds) -> dict[str, Any]:
    grades = {f"grade{key}": rounds.grade.get(key) for key in GRADES}
    return {"usual": rounds.usual, "a_shift": rounds.a_shift, HOSTEL: rounds.use.get(HOSTEL), **grades}
