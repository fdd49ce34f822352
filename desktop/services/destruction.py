"""销毁 by two persons (R11): one proposes what is due, another approves; then it is gone, and the chain still holds.

What was proposed is frozen: only those records go that were due on the day of the proposal and still are. Copies in
older backups go when those are thinned.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain.access import Action
from desktop.domain.retention import BIN
from desktop.errors import Refused
from desktop.ledgers.destructions import DESTROYED, PROPOSED, REFUSED, Destruction
from desktop.services.office import Office
from desktop.services.retention import LABEL, Due, due_now, ends, noted_days
from desktop.services.scope import require_whole
from desktop.storage import lookup
from desktop.storage.belonging import strays
from desktop.storage.engine import forget_overwritten
from desktop.storage.purge import forget_events, forget_told, purge_bodies, purge_records
from desktop.storage.unit_of_work import Changed, Work


@dataclass(frozen=True, slots=True)
class Line:
    """One class of a proposal; `along` are records that go with the others."""

    label: str
    count: int
    along: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as lists show it; `lines` are what was meant, or what was destroyed in the end."""

    id: str
    number: int
    state: str
    proposed_by: str
    proposed_name: str
    proposed_on: date
    reason: str
    decided_name: str
    decided_on: date | None
    answer: str
    lines: tuple[Line, ...]

    @property
    def count(self) -> int:
        return sum(line.count + line.along for line in self.lines)


def proposals(office: Office) -> list[Proposal]:
    """All proposals, the open ones first, then the newest."""
    office.require("retention", Action.SEE)
    require_whole(office, LABEL)
    order = (Destruction.state != PROPOSED, Destruction.row.desc())
    with office.read() as connection:
        found = connection.execute(select(Destruction.__table__).order_by(*order)).mappings().all()
    return [_told(row) for row in found]


def propose(office: Office, *, keys: Collection[str], reason: str) -> Changed:
    """Propose to destroy what is due of these classes. Refused codes: no_reason, nothing_due, open_proposal."""
    office.require("retention", Action.ADD)
    require_whole(office, LABEL)
    if not reason.strip():
        raise Refused("没有填销毁理由", "写明按什么规定销毁", field="reason", code="no_reason")
    with office.work("propose_destruction", "提出销毁", reason=reason.strip()) as work:
        if work.first(Destruction, state=PROPOSED) is not None:
            raise Refused("还有一份销毁没有批", "先请另一位批准或退回", code="open_proposal")
        due = [one for one in due_now(work.connection(), office.today) if one.key in keys and one.count]
        if not due:
            raise Refused("没有到期的资料", "到期以后再提出", code="nothing_due")
        work.add(Destruction, {
            "proposed_by": office.actor.login, "proposed_name": office.actor.name, "proposed_on": office.today,
            "reason": reason.strip(), "state": PROPOSED, "classes": [_line(one, one.first, one.last) for one in due],
            "records": {one.key: {"records": one.records, "last_seq": one.last_seq} for one in due},
        })  # fmt: skip
        return work.commit()


def refuse_proposal(office: Office, *, proposal: str, reason: str) -> Changed:
    """Not approved, or taken back by whoever proposed it. Refused codes: no_reason, decided."""
    if not office.may("retention", Action.DESTROY):
        office.require("retention", Action.ADD)
    require_whole(office, LABEL)
    if not reason.strip():
        raise Refused("没有填理由", "写明为什么不销毁", field="reason", code="no_reason")
    with office.work("refuse_destruction", "退回销毁", reason=reason.strip()) as work:
        record = _open(work, proposal)
        work.change(record, {"state": REFUSED, "answer": reason.strip(), "records": None, **_decided(office)})
        return work.commit()


def approve(office: Office, *, proposal: str) -> Changed:
    """Destroy what was proposed: by a different person with the right to it, or not at all.

    Refused codes: not_allowed, same_person, decided, nothing_due, no_link (something was added that points to it).
    """
    office.require("retention", Action.DESTROY)
    require_whole(office, LABEL)
    with office.work("destroy", "销毁到期资料") as work:
        record = _open(work, proposal)
        _refuse_same(office, record)
        connection = work.connection()
        done = [_destroy(connection, one, record.records[one.key]) for one in due_now(connection, office.today)
                if one.key in record.records]  # fmt: skip
        done = [line for line in done if line["count"]]
        if not done:
            raise Refused("提出的资料现在都不到期", "退回，重新提出", code="nothing_due")
        if strays(connection):
            raise Refused("提出以后，又有资料加到了要销毁的记录里", "退回这一份，核对后重新提出", code="no_link")
        purge_bodies(connection)
        lookup.forget_dropped(connection)
        work.change(record, {"state": DESTROYED, "destroyed": done, "records": None, **_decided(office)})
        changed = work.commit()
    forget_overwritten(office.store.engine)
    return changed


def _refuse_same(office: Office, record: Destruction) -> None:
    """Two accounts, and two people: one person with two accounts is one."""
    if office.actor.login == record.proposed_by or office.actor.name.strip() == str(record.proposed_name).strip():
        raise Refused("销毁要两个人：提出的人不能自己批准", "请另一位有批准权的人来办", code="same_person")


def _open(work: Work, proposal: str) -> Destruction:
    record = work.get(Destruction, proposal)
    if record.state != PROPOSED:
        raise Refused("这份销毁已经办过了", "请刷新", code="decided")
    return record


def _decided(office: Office) -> dict[str, Any]:
    return {"decided_by": office.actor.login, "decided_name": office.actor.name, "decided_on": office.today}


def _destroy(connection: Connection, due: Due, meant: Mapping[str, Any]) -> dict[str, Any]:
    """Those that were proposed and are still due; counts and days are of what was there."""
    if due.records is None:
        last = min(due.last_seq, meant["last_seq"])
        days = noted_days(connection, last)
        return _line(due, *days) | {"count": forget_events(connection, last), "along": 0}
    going = {ledger: sorted(set(ids) & set(meant["records"].get(ledger, ()))) for ledger, ids in due.records.items()}
    days = ends(due.days[record] for ids in going.values() for record in ids if record in due.days)
    if due.key == BIN:
        for ledger, ids in going.items():
            forget_told(connection, ledger, ids)
        return _line(due, *days) | {"count": sum(map(len, going.values())), "along": 0}
    counts = {ledger: purge_records(connection, ledger, ids) for ledger, ids in going.items()}
    main = counts.get(next(iter(going), ""), 0)
    return _line(due, *days) | {"count": main, "along": sum(counts.values()) - main}


def _line(due: Due, first: date | None, last: date | None) -> dict[str, Any]:
    """A line as it is stored."""
    days = {"first": str(first or ""), "last": str(last or "")}
    return {"key": due.key, "label": due.label, "count": due.count, "along": due.along, **days}


def _told(row: Mapping[Any, Any]) -> Proposal:
    lines = row["destroyed"] if row["state"] == DESTROYED else row["classes"]
    return Proposal(
        row["id"], row["row"], row["state"], row["proposed_by"], row["proposed_name"], row["proposed_on"],
        row["reason"], row["decided_name"] or "", row["decided_on"], row["answer"] or "", lines_of(lines),
    )  # fmt: skip


def lines_of(stored: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    """The stored lines of a proposal."""
    names = tuple(Line.__dataclass_fields__)
    return tuple(Line(**{name: one[name] for name in names}) for one in stored)


def as_data(one: Proposal) -> dict[str, Any]:
    """For the command line."""
    return asdict(one) | {"proposed_on": str(one.proposed_on), "decided_on": str(one.decided_on or "")}
