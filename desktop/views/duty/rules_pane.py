"""规则: the list of the centre's duty rules, and the page of the chosen one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain.duty_rules import RULE_SHEETS
from desktop.errors import Refused
from desktop.services import rota_rules
from desktop.services.office import Office
from desktop.services.rota_rules import RuleBook, RuleLine
from desktop.views.desk import Desk
from desktop.views.duty.part import DutyPart
from desktop.views.duty.rule_form import RuleForm, RuleList
from desktop.views.style.metrics import Row, fix
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.card import Card
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.widgets.scroll import scroll_area
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
    """A change holds at once: the board shows what it breaks. What is being written stays until it is saved
    or given up, whatever is read meanwhile.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "duty.rules", tr("规则"))
        self.book: RuleBook | None = None
        self.page: RuleForm | None = None
        self._line: RuleLine | None = None  # the rule on the page, at its place in the list
        self._row, self._new = -1, ""  # the kind of a rule being added
        self._saving = self._to_last = False
        self.list = RuleList()
        self._scroll = scroll_area(tr("这条规则"), "duty.rules.scroll", sideways=False)
        left, self._right = Card(tr("排班规则"), margins=(0, 0, 0, 0)), Card(tr("这条规则"), margins=(0, 0, 0, 0))
        left.add(self.list, 1)
        self._right.add(self._scroll, 1)
        fix(left, width=420)
        row = Row(left, margins=(12, 12, 12, 12), gap=12)
        row.addWidget(self._right, 1)
        self.lay_out(row)
        self.list.currentRowChanged.connect(self._go)
        self._offer()

    def refresh(self) -> None:
        self.desk.ask(rota_rules.read_rule_book, self._show, self.refused)

    def first_focus(self) -> QWidget | None:
        return self.list

    def line(self) -> RuleLine | None:
        """The rule on the page, None while one is being added."""
        return self._line

    @property
    def unsaved(self) -> bool:
        return bool(self._new) or (self.page is not None and self.page.changed)

    def _show(self, book: RuleBook) -> None:
        row = len(book.lines) - 1 if self._to_last else self._place(book)
        self.book, self._to_last = book, False
        self.list.show_book(book)
        if self.unsaved:
            self._row = row
            self.list.mark(row)
        else:
            row = min(max(0, row), len(book.lines) - 1)
            self.list.mark(row)
            self._open(row)

    def _place(self, book: RuleBook) -> int:
        """Where the rule on the page stands now; -1 for one that somebody else took away meanwhile."""
        if self._line is None or not self._line.id:
            return self._row
        found = (n for n, one in enumerate(book.lines) if one.id == self._line.id)
        return next(found, -1 if self.unsaved else self._row)

    def _go(self, row: int) -> None:
        """Another line was chosen; what is not saved is not thrown away unasked."""
        if not self.unsaved:
            self._open(row)
            return
        text = tr("这一页改过，还没有保存。离开就不保留这些改动。")
        asked = ConfirmDialog(self, "duty.rules.leave", tr("还没有保存"), text, tr("不保存，离开"), danger=True)
        asked.accepted.connect(lambda: self._open(row))
        asked.rejected.connect(lambda: self.list.mark(self._row))
        asked.open()

    def _open(self, row: int) -> None:
        self._row, self._new, self._line = row, "", None
        if self.book is not None and 0 <= row < len(self.book.lines):
            line = self._line = self.book.lines[row]
            self._put(RuleForm(self.book, line.kind, line.values), tr("这条规则"))
        else:
            self.page = None
            self._scroll.setWidget(QWidget())
            self._offer()

    def _put(self, page: RuleForm, title: str) -> None:
        self.page = page
        page.submitted.connect(self._save)
        page.edited.connect(self._offer)
        if not self.may_change:
            page.set_read_only()
        self._right.title.setText(title)
        self._scroll.setWidget(page)
        self._offer()

    def _offer(self) -> None:
        may, none = self.may_change, tr("您的账号只能查看")
        adds = may and self.book is not None and not self._saving
        ready = may and self.unsaved and not self._saving
        why = tr("没有改动") if may else none
        commands = [
            Command("save", tr("保存"), self._save, "save", "primary", ready, why, "Ctrl+S"),
            Command("add", tr("加规则…"), self._add, "plus", "", adds, none),
            Command("remove", tr("删除…"), self._remove, "x", "flat", may and self._line is not None,
                    tr("先选一条规则") if may else none),
        ]  # fmt: skip
        if self.unsaved:
            commands.append(Command("undo_page", tr("不保存"), self._give_up, "undo-2", enabled=not self._saving))
        self.bar.set_commands(commands)

    def _add(self) -> None:
        asked = KindDialog(self)
        asked.accepted.connect(lambda: self._begin(str(asked.values()["kind"])))
        asked.open()

    def _begin(self, kind: str) -> None:
        if self.book is None:
            return
        page = RuleForm(self.book, kind, {})
        self._new, self._line, self._row = kind, None, -1
        self.list.mark(-1)
        self._put(page, tr("新规则"))
        page.first().setFocus()

    def _give_up(self) -> None:
        self._new, row = "", max(0, self._row)
        self.list.mark(row)
        self._open(row)
        self.list.setFocus()

    def _save(self) -> None:
        page = self.page
        if page is None or self._saving or not (self.may_change and self.unsaved) or page.form.check():
            return
        values, kind, row = page.values(), self._new, self._row
        rule = self._line.id if self._line is not None else ""

        def run(office: Office) -> Any:
            if kind:
                return rota_rules.add_rule(office, values=values | {"kind": kind})
            return rota_rules.set_rule(office, rule=rule, place=row, values=values)

        self._saving, page.changed = True, False  # what is typed from now on is a change of its own
        self._offer()
        self.desk.do(run, lambda _: self._saved(), lambda refused: self._not_saved(page, refused))

    def _saved(self) -> None:
        words = tr("已加规则") if self._new else tr("已改规则，值班表按它重新检查")
        self._saving, self._to_last, self._new = False, bool(self._new), ""
        self.banner.hide()
        self._offer()
        self.told.emit(words, True)

    def _not_saved(self, page: RuleForm, refused: Refused) -> None:
        self._saving, page.changed = False, True
        self._offer()
        if self.page is not page or not page.show_refused(refused):
            self.refused(refused)

    def _remove(self) -> None:
        line, row = self._line, self._row
        if line is None:
            return
        text = tr("{title}：{words}。删除以后，排班和检查都不再管这一条。").format(title=line.title, words=line.words)
        asked = ConfirmDialog(self, "duty.rules.confirm", tr("删除规则"), text, tr("删除"), danger=True)
        asked.accepted.connect(lambda: self._removed(line.id, row))
        asked.open()

    def _removed(self, rule: str, row: int) -> None:
        if self.page is not None:
            self.page.changed = False
        self.do(lambda office: rota_rules.remove_rule(office, rule=rule, place=row), tr("已删除规则"))
