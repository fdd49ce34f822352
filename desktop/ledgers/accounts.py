"""账号: who may sign in, and in which roles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.domain.access import ROLE_LABELS, Role
from desktop.domain.scope import CENTRE
from desktop.errors import Refused
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


def roles_apart(values: Mapping[str, Any]) -> Iterable[Refused]:
    """Whoever audits does nothing else (GB/T 22239: 系统管理, 审计 and business apart)."""
    roles = values["roles"]
    if not isinstance(roles, list) or not set(roles) <= frozenset(Role):
        yield Refused("有认不出的角色", "从列出的角色里选", field="roles", code="role_unknown")
    elif Role.AUDITOR in roles and len(set(roles)) > 1:
        yield Refused("审计不能兼别的角色", "另开一个账号", field="roles", code="role_apart")


def centre_undivided(values: Mapping[str, Any]) -> Iterable[Refused]:
    """Who opens accounts, or reads everybody's log, is never confined: the one could widen it, the other is past it."""
    yield from roles_apart(values)
    held = [ROLE_LABELS[role] for role in (Role.ADMIN, Role.AUDITOR) if role in (values["roles"] or ())]
    if held and values.get("units"):
        yield Refused(f"{held[0]}管的是整个中心，不能限定管辖单位", "不选管辖单位，或换一个角色", field="units",
                      code="units_apart")  # fmt: skip


class Account(Record):
    ledger = Ledger("accounts", "账号", "个", "system", title=("name",), subtitle=("login",), sort="login",
                    key=(("login",),), unique=(("login",),), check=centre_undivided,
                    by_command="在“系统”的“账号”里开通和修改",
                    permanent="请停用账号；他做过的事留在日志里", whose=CENTRE)  # fmt: skip
    login = column("用户名", required=True, index=True)
    name = column("姓名", Kind.NAME, required=True, search=False)
    roles = column("角色", Kind.LIST, required=True)
    units = column("管辖单位", Kind.LIST, help="区划代码；空的是整个中心")  # R6
    staff_id = link("staff", "工作人员", listed=False)
    closed_on = column("停用日期", Kind.DATE)
