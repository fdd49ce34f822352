"""Signing in and out; every try leaves its trace, those that fail as soon as the log can be opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select

from desktop.domain.calendar import Calendar
from desktop.domain.scope import Units, standing
from desktop.errors import Refused
from desktop.ledgers.accounts import Account
from desktop.ledgers.units import Unit
from desktop.services.leaver import CLOSED, SHUT_OUT, held
from desktop.services.office import Actor, Office
from desktop.services.settings import setting
from desktop.storage import keys
from desktop.storage.home import Home
from desktop.storage.store import Store, map_ledgers


def get_ready() -> None:
    """Load beforehand what the first person to come in would otherwise wait for."""
    map_ledgers()
    Calendar().kind(date.today())


def sign_in(home: Home, *, login: str, password: str, now: Callable[[], datetime] = datetime.now) -> Office:
    """Open the centre with a user's password; Refused (wrong_password, too_many_tries, no_centre, …)."""
    if not home.exists():
        raise Refused("这个资料文件夹里还没有中心", "先建立中心，或从备份恢复", code="no_centre")
    failed = keys.failed_tries(home, user=login)
    office = open_office(home, keys.unlock(home, user=login, password=password), login=login, now=now)
    note_failed(office, failed)
    return office


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


def note_failed(office: Office, tries: int) -> None:
    """Wrong passwords before the right one: the log could not be opened then."""
    if tries:
        note(office, "sign_in_failed", f"此前输错密码{tries}次", count=tries)


def _office(store: Store, login: str, now: Callable[[], datetime]) -> Office:
    with store.read() as connection:
        account = connection.execute(select(Account.__table__).where(Account.login == login)).mappings().first()
        centre = setting(connection, "centre", {})
        known = connection.scalars(select(Unit.code)).all()
    if account is None or account["closed_on"]:
        raise CLOSED
    code = str(centre.get("code", ""))
    units = units_of(account["units"], known, code)
    since = held(account["roles"], account["units"])
    home_unit = code if units is None else first(units)
    actor = Actor(login, account["name"], tuple(account["roles"]), home_unit, units, since)
    return Office(store, actor, centre.get("name", ""), now)


def units_of(given: Sequence[str] | None, known: Iterable[str], centre: str) -> Units:
    """What an account sees: the whole centre when nothing narrows it; nothing when what narrowed it is gone (R6)."""
    if not given or centre in given:
        return None
    return standing(given, known)


def first(units: Sequence[str]) -> str:
    """Where new records of a confined person go that no place and no house tells."""
    return units[0] if units else ""


def sign_out(office: Office) -> None:
    """A closed or changed account leaves without a word in the log: it may not write any more."""
    try:
        note(office, "sign_out", "退出")
    except Refused as refused:
        if refused.code not in SHUT_OUT:
            raise
    finally:
        office.store.close()


def note(office: Office, command: str, label: str, *, reason: str = "", ledger: str = "", record: str = "",
         **detail: object) -> None:  # fmt: skip
    """Keep in the log that something was done which changed no record."""
    with office.work(command, label, reason=reason) as work:
        work.note(ledger=ledger, record=record, **detail)
        work.commit()
