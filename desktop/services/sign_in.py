"""Signing in and out; every try leaves its trace, those that fail as soon as the log can be opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select

from desktop.domain.calendar import Calendar
from desktop.errors import Refused
from desktop.ledgers.accounts import Account
from desktop.services.office import Actor, Office
from desktop.services.settings import setting
from desktop.storage import keys
from desktop.storage.home import Home
from desktop.storage.store import Store, map_ledgers

UNKNOWN = Refused("这个账号已停用", "请系统管理员重新开通", code="account_closed")


def get_ready() -> None:
    """Load beforehand what the first person to come in would otherwise wait for."""
    map_ledgers()
    Calendar().kind(date.today())


def sign_in(home: Home, *, login: str, password: str, now: Callable[[], datetime] = datetime.now) -> Office:
    """Open the centre with a user's password; Refused (wrong_password, too_many_tries, no_centre, …)."""
    if not home.exists():
        raise Refused("这个资料文件夹里还没有中心", "先建立中心，或从备份恢复", code="no_centre")
    return open_office(home, keys.unlock(home, user=login, password=password), login=login, now=now)


def open_office(home: Home, key: bytes, *, login: str, now: Callable[[], datetime] = datetime.now) -> Office:
    """The office of an account, the key being known already; noted in the log as a sign-in."""
    store = Store.open(home, key)
    try:
        office = _office(store, login, now)
        note(office, "sign_in", "登录")
    except BaseException:
        store.close()
        raise
    return office


def _office(store: Store, login: str, now: Callable[[], datetime]) -> Office:
    with store.read() as connection:
        account = connection.execute(select(Account.__table__).where(Account.login == login)).mappings().first()
        centre = setting(connection, "centre", {})
    if account is None or account["closed_on"]:
        raise UNKNOWN
    actor = Actor(login, account["name"], tuple(account["roles"]), centre.get("code", ""))
    return Office(store, actor, centre.get("name", ""), now)


def sign_out(office: Office) -> None:
    note(office, "sign_out", "退出")
    office.store.close()


def note(office: Office, command: str, label: str, *, reason: str = "", ledger: str = "", record: str = "",
         **detail: object) -> None:  # fmt: skip
    """Keep in the log that something was done which changed no record."""
    with office.work(command, label, reason=reason) as work:
        work.note(ledger=ledger, record=record, **detail)
        work.commit()
