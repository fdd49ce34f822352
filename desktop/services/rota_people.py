"""Which member of the staff somebody at the desk is: asked by every deed on a single duty."""

from __future__ import annotations

from sqlalchemy import Connection, select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.accounts import Account
from desktop.services.office import Office


def staff_of(connection: Connection, login: str) -> str:
    """The staff record behind an account; "" where none was chosen for it."""
    found = connection.scalar(select(Account.staff_id).where(Account.login == login))
    return found or ""


def require_own(connection: Connection, office: Office, *staff: str) -> None:
    """The deed is this person's own (one of `staff`), or they manage the rota; Refused not_yours, no_staff."""
    office.require("duty", Action.SEE)
    if office.may("duty", Action.CHANGE):
        return
    own = staff_of(connection, office.actor.login)
    if not own:
        raise Refused("您的账号没有对应到工作人员", "请系统管理员在账号里选好工作人员", code="no_staff")
    if own not in staff:
        raise Refused("这不是您的班", "请本人办理，或请管排班的人代办", code="not_yours")
