"""A person at the desk: the password asked again, changed, or set anew with the recovery code."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from typing import Any

from desktop.errors import Refused
from desktop.services.office import Office
from desktop.services.sign_in import note, note_failed, open_office
from desktop.storage import keys
from desktop.storage.home import Home
from desktop.storage.keys import Cost


def check_password(office: Office, *, password: str) -> None:
    """Unlock the screen: Refused wrong_password or too_many_tries; the wait grows and outlives a restart."""
    failed = keys.failed_tries(office.store.home, user=office.actor.login)
    keys.unlock(office.store.home, user=office.actor.login, password=password)
    note(office, "unlock", "解锁")
    note_failed(office, failed)


def come_back(office: Office, *, password: str) -> Office:
    """The same person with the rights that the account has now, in an office of its own (rights_changed)."""
    home, login = office.store.home, office.actor.login
    failed = keys.failed_tries(home, user=login)
    renewed = open_office(home, keys.unlock(home, user=login, password=password), login=login, now=office.now)
    note_failed(renewed, failed)
    return renewed


def seconds_to_wait(home: Home, *, login: str) -> int:
    """How long this user has to wait before the next try counts."""
    return math.ceil(keys.wait_left(home, user=login))


def change_password(office: Office, *, old: str, new: str, cost: Cost | None = None) -> None:
    """A new password for the person who is signed in; Refused names the field (old or password)."""
    options: dict[str, Any] = {"cost": cost} if cost else {}
    try:
        keys.change_password(office.store.home, user=office.actor.login, old=old, new=new, **options)
    except Refused as refused:
        if refused.code == "wrong_password":
            raise Refused("现在的密码不对", refused.step, field="old", code=refused.code) from None
        raise
    note(office, "password", "修改密码")


def set_password_with_code(
    home: Home, *, login: str, code: str, password: str, cost: Cost | None = None,
    now: Callable[[], datetime] = datetime.now,
) -> Office:  # fmt: skip
    """Let in whoever holds the printed recovery code, with a new password for an account that exists."""
    key = keys.unlock_with_recovery(home, code=code)
    office = open_office(home, key, login=login, now=now)
    options: dict[str, Any] = {"cost": cost} if cost else {}
    try:
        keys.add_user(home, key=key, user=login, password=password, **options)
        note(office, "password", "用恢复码改密码")
    except BaseException:
        office.store.close()
        raise
    return office
