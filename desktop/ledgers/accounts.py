"""账号: who may sign in, and in which roles."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Account(Record):
    ledger = Ledger("accounts", "账号", "个", "system", title=("name",), subtitle=("login",), sort="login",
                    key=(("login",),))  # fmt: skip
    login = column("用户名", required=True, index=True)
    name = column("姓名", Kind.NAME, required=True, search=False)
    roles = column("角色", Kind.LIST, required=True)
    staff_id = link("staff", "工作人员", listed=False)
    closed_on = column("停用日期", Kind.DATE)
