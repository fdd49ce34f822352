"""R13 in one place: whose case it is, what is kept from the others, and the guard that stands before every write.

A case is the actor's own when its team holds the account, or names the person as registrar, mediator or recorder (of
the case or of a session). A name that a second open account bears opens nothing: the head adds the account then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, String, cast, false, func, literal, or_, select, true
from sqlalchemy import case as when

from desktop.domain import case_access as rule
from desktop.domain.access import Action, Role
from desktop.domain.names import listed
from desktop.ledgers import Record, fields, find
from desktop.ledgers.accounts import Account
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.sessions import Session
from desktop.storage.guard import UnitOf
from desktop.storage.rows import Cover

AT_ONCE = 500  # ids in one question
CASES = Dispute.__table__


class Actor(Protocol):
    """Who looks: login and shown name."""

    @property
    def login(self) -> str: ...
    @property
    def name(self) -> str: ...


class Viewer(Protocol):
    """What is asked of an office here; it stands below the office, which puts the guard before its writes."""

    @property
    def actor(self) -> Actor: ...
    def may(self, area: str, action: Action) -> bool: ...


def sees_all(viewer: Viewer) -> bool:
    """Whether the actor is the committee's head, to whom every file is open."""
    return viewer.may("mediation", Action.EVERY_FILE)


def own(connection: Connection, office: Viewer, cases: Any = CASES) -> ColumnElement[bool]:
    """That a row of `cases` (the table of disputes, or an alias of it) is the actor's own, as SQL."""
    if sees_all(office):
        return true()
    login, name = office.actor.login, _telling_name(connection, office)
    held = Session.__table__.alias("held")
    clauses = [_holds(cast(cases.c.team, String), json.dumps(login))] if login else []
    if name:
        sat = or_(_names(held.c.mediators, name), held.c.recorder == name)
        sessions = select(held.c.row).where(held.c.dispute_id == cases.c.id, sat).correlate(cases)
        clauses += [cases.c.registrar == name, _names(cases.c.mediator, name), sessions.exists()]
    return or_(false(), *clauses)


def cover(connection: Connection, office: Viewer, model: type[Record]) -> Cover | None:
    """What lists of a ledger keep from the actor; None for nothing."""
    link = case_link(model)
    if link is None or sees_all(office):
        return None
    if model is Dispute:
        closed = {name: None for name in fields(Dispute) if name not in rule.OPEN}
        return Cover(own(connection, office), {**closed, "title": rule.CLOSED_WORDS})
    whose = CASES.alias("whose")
    mine = select(whose.c.id).where(own(connection, office, whose)).correlate(None)
    return Cover(model.__table__.c[link].in_(mine), whole=True)


def open_title(connection: Connection, office: Viewer) -> ColumnElement[Any]:
    """The title of an own case, NULL for another's."""
    title = func.coalesce(CASES.c.title, "")
    return (title if sees_all(office) else when((own(connection, office), title), else_=None)).label("title")


def own_among(connection: Connection, office: Viewer, cases: Iterable[str]) -> frozenset[str]:
    """Those of these cases (ids) that are open to the actor."""
    asked = list(dict.fromkeys(cases))
    mine: set[str] = set()
    for start in range(0, len(asked), AT_ONCE):
        here = CASES.c.id.in_(asked[start : start + AT_ONCE])
        mine.update(connection.scalars(select(CASES.c.id).where(here, own(connection, office))))
    return frozenset(mine)


def own_records(
    connection: Connection, office: Viewer, records: Mapping[str, Sequence[str]]
) -> dict[str, frozenset[str]]:
    """{ledger: those of its records that are open to the actor} of {ledger: ids}; of a ledger without cases, all."""
    found = {ledger: frozenset(ids) for ledger, ids in records.items()}
    if sees_all(office):
        return found
    cases = {ledger: _cases_of(connection, find(ledger), ids) for ledger, ids in found.items()
             if case_link(find(ledger)) is not None}  # fmt: skip
    mine = own_among(connection, office, (case for known in cases.values() for case in known.values() if case))
    return found | {ledger: frozenset(record for record, case in known.items() if case in mine)
                    for ledger, known in cases.items()}  # fmt: skip


def _cases_of(connection: Connection, model: type[Record], records: Iterable[str]) -> dict[str, str | None]:
    """{record: its case} of a ledger whose records have one."""
    link = case_link(model)
    assert link is not None
    if model is Dispute:
        return {record: record for record in records}
    here = select(model.id, model.__table__.c[link]).where(model.id.in_(records))
    return dict(connection.execute(here).all())


def refuse_outsider(connection: Connection, office: Viewer, case: str | None) -> None:
    """Refused (not_in_team), saying whom to ask, unless the case is open to the actor; None: no case at all."""
    if case is None or sees_all(office) or own_among(connection, office, [case]):
        return
    found = connection.execute(select(Dispute.registrar, Dispute.mediator).where(Dispute.id == case)).first()
    registrar, mediators = (found.registrar or "", listed(found.mediator)) if found else ("", [])
    raise rule.not_in_team(registrar=registrar, mediators=mediators, heads=heads(connection))


def refuse_record(connection: Connection, office: Viewer, ledger: str, record: str) -> None:
    """The same for any record of any ledger: what belongs to no case, and what is not there, is not refused."""
    model = find(ledger)
    if (case_link(model) or model.ledger.owned) and not sees_all(office):
        found = connection.execute(select(model.__table__).where(model.id == record)).mappings().first()
        if found is not None:
            refuse_outsider(connection, office, case_of(connection, model, dict(found)))


def heads(connection: Connection) -> list[str]:
    """The names of the accounts that every file is open to."""
    here = select(Account.name, Account.roles).where(Account.closed_on.is_(None)).order_by(Account.row)
    return [row.name for row in connection.execute(here) if Role.CHAIR.value in row.roles]


@cache
def case_link(model: type[Record]) -> str | None:
    """The column that tells which case a record of this ledger is of; None where ledgers have no case."""
    if model is Dispute:
        return "id"
    return next((name for name, field in fields(model).items() if field.target == Dispute.ledger.name), None)


def case_of(connection: Connection, model: type[Record], values: Mapping[str, Any]) -> str | None:
    """The case that a record with these values is of, whether itself or by what it belongs to."""
    if model.ledger.owned:
        ledger, owner = (str(values[name]) for name in model.ledger.owned)
        return _case_of_owner(connection, find(ledger), owner)
    link = case_link(model)
    return str(values[link]) if link and values.get(link) else None


def _case_of_owner(connection: Connection, model: type[Record], record: str) -> str | None:
    link = case_link(model)
    if link is None or link == "id":
        return record if link else None
    return connection.scalar(select(model.__table__.c[link]).where(model.id == record))


class CaseGuard:
    """Stands before every write of a unit of work: what belongs to another team's case is not touched.

    A case is asked about once a work, as it was stored before the work changed anything of it.
    """

    def __init__(self, office: Viewer) -> None:
        self._office, self._passed = office, set[str]()

    def watches(self, model: type[Record]) -> bool:
        return case_link(model) is not None or model.ledger.owned is not None

    def found(self, record: Record) -> None:
        """A record is new: whoever brings a case in belongs to its team."""
        if isinstance(record, Dispute):
            record.team = record.team or [self._office.actor.login]
            self._passed.add(record.id)

    def pass_by(self, connection: Connection, model: type[Record], values: Mapping[str, Any]) -> None:
        """Refused (not_in_team) unless a record with these values may be written."""
        case = case_of(connection, model, values)
        if case is None or case in self._passed:
            return
        if connection.scalar(select(CASES.c.row).where(CASES.c.id == case)) is not None:
            refuse_outsider(connection, self._office, case)
        elif model is Dispute:
            self._refuse_restoring(connection, values)
        self._passed.add(case)

    def pass_links(self, model: type[Record], values: Mapping[str, Any], unit_of: UnitOf) -> None:
        """Links between cases and people are the case's own."""

    def _refuse_restoring(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """A removed case comes back for those whose it was; a link to one that stays away fails at the end."""
        actor, name = self._office.actor, _telling_name(connection, self._office)
        if not sees_all(self._office) and not rule.founded_by(values, login=actor.login, name=name):
            told = str(values.get("registrar") or ""), listed(values.get("mediator"))
            raise rule.not_in_team(registrar=told[0], mediators=told[1], heads=heads(connection))


def _telling_name(connection: Connection, office: Viewer) -> str:
    """The actor's name as cases have it; "" when another open account bears it too."""
    name = office.actor.name.strip()
    others = select(Account.row).where(Account.closed_on.is_(None), Account.login != office.actor.login)
    return "" if connection.scalar(others.where(Account.name == name).limit(1)) else name


def _names(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """That one of several names in a field (`汪国强、章立群`) is this one, to the letter."""
    plain: ColumnElement[Any] = column
    for between, instead in (("，", "、"), (",", "、"), (" ", "")):
        plain = func.replace(plain, between, instead)
    return _holds(literal("、").concat(plain).concat("、"), f"、{name.replace(' ', '')}、")


def _holds(text: ColumnElement[Any], part: str) -> ColumnElement[bool]:
    """Upper and lower case apart, which LIKE does not tell everywhere."""
    return func.replace(text, part, "") != text
