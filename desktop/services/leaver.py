"""What an account may is asked each time: a leaver's access ends at once, and other roles or units count at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from desktop.domain.scope import Units
from desktop.errors import Refused
from desktop.ledgers.accounts import Account
from desktop.ledgers.units import Unit

CLOSED = Refused("这个账号已停用", "请系统管理员重新开通", code="account_closed")
CHANGED = Refused("您的账号权限刚改过", "输入密码，按新的权限重新打开", code="rights_changed")
SHUT_OUT = frozenset({CLOSED.code, CHANGED.code})
"""Refusals after which nothing works any more until somebody signs in."""
NOW = select(Account.closed_on, Account.roles, Account.units)


class Held(NamedTuple):
    """What an account held when somebody signed in with it, as it stands stored; () of units is the whole centre."""

    roles: tuple[str, ...]
    units: tuple[str, ...]


def held(roles: Sequence[str] | None, units: Sequence[str] | None) -> Held:
    return Held(tuple(sorted(roles or ())), tuple(sorted(units or ())))


def refuse_changed(connection: Connection, login: str, since: Held | None, units: Units) -> None:
    """Refused account_closed, or rights_changed when roles or units are others than those the session has (`since`,
    with `units` that were there then). Asked of the accounts each time, by their index: nothing is remembered that
    could be out of date, in this window or in another one. `since` None: nobody signed in (a centre being founded).
    """
    found = connection.execute(NOW.where(Account.login == login).limit(1)).first()
    if found is None:
        if since is not None:
            raise CLOSED
        return
    if found.closed_on is not None:
        raise CLOSED
    if since is not None and (held(found.roles, found.units) != since or _gone(connection, units)):
        raise CHANGED


def _gone(connection: Connection, units: Units) -> bool:
    """A unit that narrowed the session is no longer in the directory."""
    if not units:
        return False
    return (connection.scalar(select(func.count()).where(Unit.code.in_(units))) or 0) < len(units)
