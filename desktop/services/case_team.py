"""卷宗权限: whom the committee's head has let into a case, beside those who handle it (R13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain.access import Action, allowed
from desktop.errors import Refused
from desktop.ledgers.accounts import Account
from desktop.services import case_state
from desktop.services.case_access import own_among
from desktop.services.office import Office
from desktop.storage.unit_of_work import Changed


@dataclass(frozen=True, slots=True)
class Member:
    """An open account that may see mediation; `handles`: the case names its person, so that it needs no adding."""

    login: str
    name: str
    added: bool
    handles: bool


def read_team(office: Office, *, case: str) -> tuple[Member, ...]:
    """Everybody who could be let in; those to whom every file is open are left out."""
    office.require("mediation", Action.EVERY_FILE)
    with office.read("disputes", case) as connection:
        row = case_state.case_row(connection, office, case)
        added = frozenset(row["team"] or ())
        return tuple(Member(one.login, one.name, one.login in added,
                            one.login not in added and bool(own_among(connection, _as(office, one), [case])))
                     for one in _accounts(connection))  # fmt: skip


def _as(office: Office, account: Any) -> Office:
    """The same office as that account would sit in it."""
    seated = replace(office.actor, login=account.login, name=account.name, roles=tuple(account.roles))
    return replace(office, actor=seated)


def set_team(office: Office, *, case: str, logins: Sequence[str]) -> Changed:
    """These accounts, and no others, are let in from now on. Refused code no_account."""
    office.require("mediation", Action.EVERY_FILE)
    with office.work("set_team", "改卷宗权限") as work:
        dispute = case_state.case_of(work, case)
        known = {one.login for one in _accounts(work.connection())}
        if strange := [login for login in logins if login not in known]:
            raise Refused(f"没有“{strange[0]}”这个账号", "从名单里选", field="logins", code="no_account")
        kept = [login for login in dispute.team or () if login not in known]  # heads and closed accounts stay named
        work.change(dispute, {"team": [*kept, *dict.fromkeys(logins)]})
        return work.commit()


def _accounts(connection: Connection) -> list[Any]:
    found = connection.execute(select(Account.__table__).where(Account.closed_on.is_(None)).order_by(Account.name))
    return [one for one in found if allowed(one.roles, "mediation", Action.SEE)
            and not allowed(one.roles, "mediation", Action.EVERY_FILE)]  # fmt: skip
