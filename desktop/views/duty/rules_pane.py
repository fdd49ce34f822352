"""规则: the list of the centre's duty rules, and the page of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QWidget

from desktop.domain.duty_rules import RULE_SHEETS
from desktop.errors import Refused
from desktop.services import rota_rules
from desktop.services.rota_rules import RuleBook, RuleLine
from desktop.views.desk import Desk
from desktop.views.duty.handover_dialogs import AskDialog
from desktop.views.duty.part import DutyPart
from desktop.views.duty.rule_form import RuleForm
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.card import Card
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.words import tr


class KindDialog(AskDialog):
    """加规则: which kind."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "duty.kind", tr("加规则"), tr("下一步"))
        kinds = [(key, sheet.title) for key, sheet in RULE_SHEETS.items()]
        field = CodeField(tr("哪一种规则"), "duty.kind.kind", kinds)
        self.form.add("kind", tr("哪一种规则"), field, required=True, span=2)
        self.form.field("kind").setFocus()


class RulesPane(DutyPart):
    """A change holds at once: the board shows what it breaks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "duty.rules", tr("规则"))
        self.book: RuleBook | None = None
        self.list = QListWidget()
        self.list.setObjectName("duty.rules.list")
        self.list.setAccessibleName(tr("排班规则"))
        self.list.setWordWrap(True)
        self.page: RuleForm | None = None
        self._new = ""  # the kind of a rule being added
        self._scroll = _scroll()
        left, right = Card(tr("排班规则")), Card(tr("这条规则"))
        left.add(self.list, 1)
        right.add(self._scroll, 1)
        fix(left, width=440)
        row = Row(left, margins=(12, 12, 12, 12), gap=12)
        row.addWidget(right, 1)
        whole = Column(self.bar, self.banner, gap=0)
        whole.addLayout(row, 1)
        self.setLayout(whole)
        self.list.currentRowChanged.connect(lambda _: self._open())
        self._offer()

    def refresh(self) -> None:
        self.desk.ask(rota_rules.read_rule_book, self._show, self.refused)

    def first_focus(self) -> QWidget | None:
        return self.list

    def line(self) -> RuleLine | None:
        row = self.list.currentRow()
        return self.book.lines[row] if self.book and 0 <= row < len(self.book.lines) else None

    def _show(self, book: RuleBook) -> None:
        row = max(0, self.list.currentRow())
        self.book = book
        self.list.blockSignals(True)
        self.list.clear()
        for line in book.lines:
            state = "" if line.on else tr("（停用）")
            item = QListWidgetItem(f"{line.title}{state}\n{line.words}")
            if not line.on:
                item.setForeground(self.palette().placeholderText())
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(min(row, len(book.lines) - 1))
        if not self._new:
            self._open()

    def _open(self) -> None:
        line = self.line()
        if line is not None and self.book is not None:
            self._new = ""
            self._put(RuleForm(self.book, line.kind, line.values))

    def _put(self, page: RuleForm) -> None:
        self.page = page
        page.submitted.connect(self._save)
        if not self.may_change:
            page.form.set_read_only(True)
            page.on.setEnabled(False)
        self._scroll.setWidget(page)
        self._offer()

    def _offer(self) -> None:
        may, none = self.may_change, tr("您的账号只能查看")
        there = may and self.page is not None
        self.bar.set_commands((
            Command("save", tr("保存"), self._save, "save", "primary", there, none, "Ctrl+S"),
            Command("add", tr("加规则…"), self._add, "plus", "", may and self.book is not None, none),
            Command("remove", tr("删除…"), self._remove, "x", "flat", there and not self._new, none),
        ))  # fmt: skip

    def _add(self) -> None:
        asked = KindDialog(self)
        asked.accepted.connect(lambda: self._begin(str(asked.values()["kind"])))
        asked.open()

    def _begin(self, kind: str) -> None:
        assert self.book
        self._new = kind
        self._put(RuleForm(self.book, kind, {}))
        keys = self.page.form.keys() if self.page else ()
        if self.page and keys:
            self.page.form.field(keys[0]).setFocus()

    def _save(self) -> None:
        page, line, row = self.page, self.line(), self.list.currentRow()
        if page is None or page.form.check():
            return
        values = page.values()
        if self._new:
            made = values | {"kind": self._new}
            self.do(lambda office: rota_rules.add_rule(office, values=made), tr("已加规则"), self._not_saved)
            self._new = ""
        elif line is not None:
            self.do(lambda office: rota_rules.set_rule(office, rule=line.id, place=row, values=values),
                    tr("已改规则，值班表按它重新检查"), self._not_saved)  # fmt: skip

    def _not_saved(self, refused: Refused) -> None:
        if self.page is None or not self.page.show_refused(refused):
            self.refused(refused)

    def _remove(self) -> None:
        line, row = self.line(), self.list.currentRow()
        if line is None:
            return
        asked = ConfirmDialog(self, "duty.rules.confirm", tr("删除规则"), f"{line.title}：{line.words}", tr("删除"))
        asked.accepted.connect(lambda: self.do(
            lambda office: rota_rules.remove_rule(office, rule=line.id, place=row), tr("已删除规则")))  # fmt: skip
        asked.open()


def _scroll() -> QScrollArea:
    area = QScrollArea()
    area.setObjectName("duty.rules.scroll")
    area.setAccessibleName(tr("这条规则"))
    area.setProperty("ground", "surface")
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
