"""账号: who may sign in and as what; opened, changed and closed by an administrator."""

from __future__ import annotations

from functools import partial

from desktop.domain.access import Action
from desktop.models.lines import LineColumn, LinesModel
from desktop.services import accounts
from desktop.services.accounts import AccountLine
from desktop.views.desk import Desk
from desktop.views.style.metrics import Column
from desktop.views.system.account_dialogs import AccountDialog, Choices, PasswordDialog, RightsDialog
from desktop.views.system.deed_pane import DeedPane
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Command, ToolBar
from desktop.views.widgets.open_column import open_column
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr

COLUMNS = (
    LineColumn[AccountLine]("用户名", 120, lambda line: line.login),
    LineColumn[AccountLine]("姓名", 110, lambda line: line.name),
    LineColumn[AccountLine]("角色", 0, lambda line: line.roles_words),
    LineColumn[AccountLine]("管辖", 240, lambda line: line.units_words),
    LineColumn[AccountLine]("状态", 130, lambda line: state_words(line)),
)
ROLES = 2


def state_words(line: AccountLine) -> str:
    return tr("{day} 起停用").format(day=line.closed_on.isoformat()) if line.closed_on else tr("在用")


class AccountsPane(DeedPane):
    """`told(words)` for the toast."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Banner("account.banner"))
        self.setObjectName("system.accounts.pane")
        self._choices: Choices = ()
        self.bar = ToolBar("account")
        self.model = LinesModel(COLUMNS, self)
        self.table = LedgerTable(tr("账号"), "account.list", unit=tr("个"), rows=True)
        self.table.setModel(self.model)
        self.table.set_widths({place: column.width for place, column in enumerate(COLUMNS) if column.width})
        open_column(self.table, ROLES)
        whole = Column(self.bar, self.banner, gap=0)
        whole.addWidget(self.table, 1)
        self.setLayout(whole)
        self.table.opened.connect(lambda _: self._roles())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self._offer()

    def refresh(self) -> None:
        self._desk.ask(lambda office: (accounts.accounts(office), accounts.unit_choices(office)), self._show,
                       self._refused)  # fmt: skip

    def line(self) -> AccountLine | None:
        return self.model.line(self.table.currentIndex().row())

    def _show(self, found: tuple[list[AccountLine], Choices]) -> None:
        lines, self._choices = found
        row = max(0, self.table.currentIndex().row())
        self.model.show(lines)
        self.table.selectRow(min(row, len(lines) - 1))
        self._offer()

    def _offer(self) -> None:
        line, may = self.line(), self._desk.office.may("system", Action.CHANGE)
        why = tr("先选一个账号") if may else tr("您的账号没有这个权限")
        chosen = may and line is not None
        closed = line is not None and line.closed_on is not None
        self.bar.set_commands((
            Command("new", tr("开通账号…"), self._add, "user-plus", "primary", enabled=may, why=why),
            Command("roles", tr("改权限…"), self._roles, "users", enabled=chosen and not closed, why=why),
            Command("password", tr("重设密码…"), self._reset, "lock", enabled=chosen and not closed, why=why),
            Command("open", tr("重新开通…"), self._open_again, "log-in", enabled=chosen, why=why) if closed else
            Command("close", tr("停用"), self._close, "x", enabled=chosen, why=why),
        ))  # fmt: skip

    def _add(self) -> None:
        asked = AccountDialog(self, self._choices)
        self._desk.ask(accounts.unit_choices, asked.units.set_options, self._refused)
        self._ask(asked, lambda: partial(accounts.add_account, **asked.given()), tr("已开通账号"))

    def _roles(self) -> None:
        if (line := self.line()) is not None and line.closed_on is None:
            asked = RightsDialog(self, line, self._choices)
            self._ask(asked, lambda: partial(accounts.change_roles, account=line.id, **asked.given()),
                      tr("已改权限"))  # fmt: skip

    def _reset(self) -> None:
        if (line := self.line()) is not None:
            asked = PasswordDialog(self, line, tr("重设密码"))
            self._ask(asked, lambda: partial(accounts.reset_password, account=line.id, password=asked.password()),
                      tr("已重设密码，请本人登录后自己再改"))  # fmt: skip

    def _open_again(self) -> None:
        if (line := self.line()) is not None:
            asked = PasswordDialog(self, line, tr("重新开通"))
            self._ask(asked, lambda: partial(accounts.open_again, account=line.id, password=asked.password()),
                      tr("已重新开通"))  # fmt: skip

    def _close(self) -> None:
        if (line := self.line()) is not None:
            self._do(lambda office: accounts.close_account(office, account=line.id), tr("已停用账号"), self._refused)
