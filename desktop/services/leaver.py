"""A leaver's access ends at once: whoever is still at work with a closed account is refused at the next command."""

from __future__ import annotations

from sqlalchemy import Connection, select

from desktop.errors import Refused
from desktop.ledgers.accounts import Account

CLOSED = Refused("这个账号已停用", "请系统管理员重新开通", code="account_closed")
OPEN_OR_NOT = select(Account.closed_on)


def refuse_closed(connection: Connection, login: str) -> None:
    """Refused (account_closed). Asked of the accounts each time, by their index: nothing is remembered that could be
    out of date, in this window or in another one.
    """
    if connection.scalar(OPEN_OR_NOT.where(Account.login == login).limit(1)) is not None:
        raise CLOSED
