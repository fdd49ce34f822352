"""账号: who may sign in and as what; opened, changed, closed and given new passwords by administrators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain.access import ROLE_LABELS, Action, Role
from desktop.domain.units import place_name
from desktop.errors import Refused
from desktop.ledgers.accounts import Account
from desktop.ledgers.units import Unit
from desktop.services.office import Office
from desktop.services.settings import setting
from desktop.services.sign_in import note
from desktop.storage import keys
from desktop.storage.keys import Cost
from desktop.storage.unit_of_work import Changed, Work

KEPT = (Role.ADMIN, Role.CHAIR)
"""A centre is never without: nobody could open an account, or a file whose team has left."""


WHOLE = "整个中心"
"""What an account without units is responsible for (R6)."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in the list."""

    id: str
    login: str
    name: str
    roles: tuple[str, ...]
    closed_on: date | None
    units: tuple[str, ...] = ()
    unit_names: tuple[str, ...] = ()

    @property
    def units_words(self) -> str:
        """`陶宅村、良宅村`; nothing left of what was given is told as such."""
        return "、".join(self.unit_names) or ("管辖的单位已撤销" if self.units else WHOLE)

    @property
    def roles_words(self) -> str:
        return roles_words(self.roles)


def roles_words(roles: Sequence[str]) -> str:
    """`系统管理、综治`."""
    known = {role.value: label for role, label in ROLE_LABELS.items()}
    return "、".join(known.get(role, role) for role in roles)


def role_choices() -> list[tuple[str, str]]:
    return [(role.value, label) for role, label in ROLE_LABELS.items()]


def accounts(office: Office) -> list[AccountLine]:
    """All accounts, open ones first."""
    office.require("system", Action.SEE)
    wanted = select(Account.id, Account.login, Account.name, Account.roles, Account.closed_on, Account.units)
    with office.read() as connection:
        found = connection.execute(wanted.order_by(Account.closed_on.is_not(None), Account.row)).all()
        named = dict(_units(connection))
    return [AccountLine(id, login, name, tuple(roles), closed, tuple(units or ()), _named(named, units or ()))
            for id, login, name, roles, closed, units in found]  # fmt: skip


def _named(names: Mapping[str, str], units: Sequence[str]) -> tuple[str, ...]:
    return tuple(names[unit] for unit in units if unit in names)


def unit_choices(office: Office) -> list[tuple[str, str]]:
    """(code, name) of the units an account may be confined to, upper ones first; the centre itself is no part."""
    office.require("system", Action.SEE)
    with office.read() as connection:
        centre = setting(connection, "centre", {}).get("code", "")
        return [one for one in _units(connection) if one[0] != centre]


def _units(connection: Connection) -> list[tuple[str, str]]:
    found = connection.execute(select(Unit.code, Unit.name, Unit.level).order_by(Unit.code)).all()
    return [(code, place_name(name, level or "")) for code, name, level in found]


def add_account(
    office: Office, *, login: str, name: str, roles: Sequence[str], password: str, units: Sequence[str] = (),
    cost: Cost | None = None,
) -> Changed:  # fmt: skip
    """A new account with a first password, for the whole centre or for some `units` (division codes) of it; login
    names are never used twice.

    Refused codes: user_empty, login_taken, role_apart, role_unknown, required, password_short, password_weak,
    units_apart, unit_unknown.
    """
    office.require("system", Action.ADD)
    with office.work("add_account", f"开通账号 {login}") as work:
        if not login.strip():
            raise Refused("没有填用户名", "填一个用户名", field="login", code="user_empty")
        if work.first(Account, login=login.strip()) is not None:
            raise Refused(f"用户名“{login.strip()}”已经有了", "换一个用户名", field="login", code="login_taken")
        work.add(Account, {"login": login.strip(), "name": name, "roles": list(roles),
                           "units": _known_units(work, units)})  # fmt: skip
        _set_password(office, login.strip(), password, cost)
        return work.commit()


def change_roles(office: Office, *, account: str, roles: Sequence[str], units: Sequence[str] | None = None) -> Changed:
    """Other roles and units at once: whoever is at work with the account is shut out until (s)he signs in again
    (`units` None: those it has). The last of KEPT who see the whole centre keep theirs. Refused codes: last_…,
    units_apart, unit_unknown.
    """
    office.require("system", Action.CHANGE)
    with office.work("change_roles", "修改账号权限") as work:
        record = work.get(Account, account)
        values: dict[str, Any] = {"roles": list(roles)}
        if units is not None:
            values["units"] = _known_units(work, units)
        _refuse_last(work, record, keeps=() if values.get("units", record.units) else roles)
        work.change(record, values)
        return work.commit()


def _known_units(work: Work, wanted: Sequence[str]) -> list[str] | None:
    """Codes of the unit ledger, each once; None for the whole centre."""
    known = set(work.session.scalars(select(Unit.code)))
    if strange := [unit for unit in wanted if unit not in known]:
        raise Refused(f"没有“{strange[0]}”这个单位", "从单位名录里选", field="units", code="unit_unknown")
    return list(dict.fromkeys(wanted)) or None


def close_account(office: Office, *, account: str) -> Changed:
    """Shut an account out from today on; what it did stays in the log under its name."""
    office.require("system", Action.CHANGE)
    with office.work("close_account", "停用账号") as work:
        record = work.get(Account, account)
        if record.login == office.actor.login:
            raise Refused("不能停用自己的账号", "请另一位系统管理员来办", code="own_account")
        _refuse_last(work, record)
        work.change(record, {"closed_on": office.today})
        changed = work.commit()
    keys.remove_user(office.store.home, user=record.login)
    return changed


def open_again(office: Office, *, account: str, password: str, cost: Cost | None = None) -> Changed:
    """A closed account with a new password."""
    office.require("system", Action.CHANGE)
    with office.work("open_account", "重新开通账号") as work:
        record = work.get(Account, account)
        work.change(record, {"closed_on": None})
        _set_password(office, record.login, password, cost)
        return work.commit()


def reset_password(office: Office, *, account: str, password: str, cost: Cost | None = None) -> None:
    """A new password for somebody who forgot hers; she changes it herself afterwards."""
    office.require("system", Action.CHANGE)
    with office.read() as connection:
        login = connection.scalar(select(Account.login).where(Account.id == account, Account.closed_on.is_(None)))
    if login is None:
        raise Refused("没有这个账号，或已停用", "停用的账号先重新开通", code="no_record")
    _set_password(office, login, password, cost)
    note(office, "password", f"重设{login}的密码", ledger="accounts", record=account)


def _set_password(office: Office, login: str, password: str, cost: Cost | None) -> None:
    options: dict[str, Any] = {"cost": cost} if cost else {}
    keys.add_user(office.store.home, key=office.store.key, user=login, password=password, **options)


def _refuse_last(work: Work, record: Account, keeps: Sequence[str] = ()) -> None:
    here = select(Account).where(Account.closed_on.is_(None), Account.id != record.id)
    held = {role for other in work.session.scalars(here) if not other.units for role in other.roles}
    for role in KEPT:
        if role.value in record.roles and not record.units and role.value not in {*keeps, *held}:
            label = ROLE_LABELS[role]
            raise Refused(f"这是最后一个{label}账号", f"先给别人开通{label}", code=f"last_{role.value}")
