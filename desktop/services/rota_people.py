"""Which member of the staff somebody at the desk is: asked by every deed on a single duty."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.accounts import Account
from desktop.ledgers.duty import Duty
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
    if _own(connection, office) not in staff:
        raise Refused("这不是您的班", "请本人办理，或请管排班的人代办", code="not_yours")


def require_on_shift(connection: Connection, office: Office, day: date) -> None:
    """They sit the day before, on `day` or the day after (who hands over, who takes over), or they manage the rota.

    Refused not_on_shift, no_staff."""
    office.require("duty", Action.SEE)
    if office.may("duty", Action.CHANGE):
        return
    near = (day - timedelta(days=1), day, day + timedelta(days=1))
    sits = select(Duty.id).where(Duty.staff_id == _own(connection, office), Duty.date.in_(near), Duty.state != "draft")
    if connection.execute(sits.limit(1)).first() is None:
        raise Refused(f"您不在{day.month}月{day.day}日前后的班上", "请当班的人来写，或请管排班的人代办",
                      code="not_on_shift")  # fmt: skip


def _own(connection: Connection, office: Office) -> str:
    own = staff_of(connection, office.actor.login)
    if not own:
        raise Refused("您的账号没有对应到工作人员", "请系统管理员在账号里选好工作人员", code="no_staff")
    return own
