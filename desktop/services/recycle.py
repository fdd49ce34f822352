"""回收站: what was removed can be seen and brought back until its days are over; a reading of the log."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Kind, Record, area_of, fields, find
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.duty import Duty
from desktop.ledgers.values import shown
from desktop.services.case_access import case_link, case_of, sees_all
from desktop.services.log_view import at_words, stamp
from desktop.services.office import Office
from desktop.services.retention import WAS_REMOVED, bin_days, gone, removed_ledgers
from desktop.services.who import names_of
from desktop.storage.changes import Change
from desktop.storage.unit_of_work import Changed, Work

MOST = PAGE = 500
GONE = Refused("回收站里已经没有这条记录", "它可能已恢复或销毁，请刷新", code="no_record")


@dataclass(frozen=True, slots=True)
class Removed:
    """A record in the bin: `entry` is the number of the log entry that holds it, `user` who took
    it out (shown name), `until` its last day here."""

    entry: int
    ledger_words: str
    title: str
    at_words: str
    user: str
    reason: str
    until: date
    left: int


def removed(office: Office, *, text: str = "", before: int = 0, most: int = MOST) -> list[Removed]:
    """What this person may see of what was removed, the newest first (at most `most`, removed before the log entry
    `before`); of ledgers and units that are open to her (R6), and of cases that are (R13).
    """
    with office.read() as connection:
        days = bin_days(connection)
        lines = (_line(office, connection, entry, days, text) for entry in _entries(connection, office.today, days)
                 if not before or entry["seq"] < before)  # fmt: skip
        names, found = names_of(connection), islice((line for line in lines if line is not None), most)
        return [replace(line, user=names[line.user]) for line in found]


def bring_back(office: Office, *, entry: int) -> Changed:
    """The record as it was when it was removed. Refused codes: no_record, back_already, not_allowed, other_unit,
    not_in_team, no_link (what it belongs to has gone too: bring that back first).
    """
    with office.read() as connection:
        stored = _stored(connection, entry, office.today)
    model, before = find(stored["ledger"]), json.loads(stored["payload"])["before"]
    office.require(area_of(model, before), Action.ADD)
    with office.work("bin_restore", f"恢复{model.ledger.label}", reason=f"从回收站，日志第{entry}条") as work:
        _refuse_there(work, stored)
        work.restore(model, before, id=stored["record"])
        return work.commit()


def _stored(connection: Connection, entry: int, today: date) -> RowMapping:
    since = stamp(today - timedelta(days=bin_days(connection)))
    here = (Change.seq == entry, WAS_REMOVED, Change.payload.is_not(None), Change.at >= since)
    found = connection.execute(select(Change.__table__).where(*here)).mappings().first()
    if found is None:
        raise GONE
    return found


def _refuse_there(work: Work, stored: Mapping[Any, Any]) -> None:
    model = find(stored["ledger"])
    if work.session.scalar(select(model.row).where(model.id == stored["record"])) is not None:
        raise Refused("这条记录已经恢复过了", "请到台账里看", code="back_already")


def _entries(connection: Connection, today: date, days: int) -> Iterator[RowMapping]:
    """The last removal of each record within the bin's days, the newest first, read page after page."""
    since = stamp(today - timedelta(days=days))
    found = [_of_ledger(connection, ledger, since) for ledger in removed_ledgers(connection)]
    return merge(*found, key=lambda entry: -int(entry["seq"]))


def _of_ledger(connection: Connection, ledger: str, since: str) -> Iterator[RowMapping]:
    """Cells that planning took out of the rota are no loss."""
    here, told = [*gone(ledger), Change.at >= since], set[str]()
    if ledger == Duty.ledger.name:
        here.append(Change.command == "remove")
    wanted = select(Change.__table__).where(*here).order_by(Change.seq.desc()).limit(PAGE)
    page = connection.execute(wanted).mappings().all()
    while page:
        for entry in page:
            if entry["record"] not in told:
                told.add(entry["record"])
                yield entry
        page = connection.execute(wanted.where(Change.seq < page[-1]["seq"])).mappings().all()


def _line(office: Office, connection: Connection, entry: RowMapping, days: int, text: str) -> Removed | None:
    """None where the words do not stand in it, or the record is none of this person's business: fail closed."""
    model, before = find(entry["ledger"]), json.loads(entry["payload"])["before"]
    title = f"{_title(model, before)}{_belonging(office, connection, model, before)}"
    if text not in f"{title}{model.ledger.label}" or not _open_to(office, connection, model, entry, before):
        return None
    until = datetime.fromisoformat(entry["at"]).astimezone().date() + timedelta(days=days)
    return Removed(entry["seq"], model.ledger.label, title, at_words(entry["at"]), entry["user"], entry["reason"],
                   until, (until - office.today).days)  # fmt: skip


def _open_to(office: Office, connection: Connection, model: type[Record], entry: RowMapping,
             before: Mapping[str, Any]) -> bool:  # fmt: skip
    if _orphaned(office, connection, model, before):
        return False
    try:
        office.require(area_of(model, before), Action.SEE)
        office.guard().pass_by(connection, model, {**dict.fromkeys(fields(model)), **before, "id": entry["record"]})
    except Refused:
        return False
    return True


def _orphaned(office: Office, connection: Connection, model: type[Record], before: Mapping[str, Any]) -> bool:
    """Part of a case that has gone itself: whose it was is not known here, so only the head sees it (R13)."""
    if model is Dispute or sees_all(office) or not (case := case_of(connection, model, before)):
        return False
    return connection.scalar(select(Dispute.row).where(Dispute.id == case)) is None


def _belonging(office: Office, connection: Connection, model: type[Record], before: Mapping[str, Any]) -> str:
    """`（良宅村溪东路18号）` of a room: the records that its title names, as far as they are there and may be seen."""
    if case_link(model) is not None:
        return ""
    links = [fields(model)[name] for name in (*model.ledger.title, *model.ledger.subtitle) if name in fields(model)]
    found = [_linked(office, connection, field.target, before.get(field.name))
             for field in links if field.kind is Kind.LINK]  # fmt: skip
    words = "、".join(filter(None, found))
    return f"（{words}）" if words else ""


def _linked(office: Office, connection: Connection, target: str, record: Any) -> str:
    far = find(target)
    if not record or case_link(far) is not None or not office.may(far.ledger.area, Action.SEE):
        return ""
    row = connection.execute(select(far.__table__).where(far.id == record)).mappings().first()
    names = [name for name in far.ledger.title if fields(far)[name].kind is not Kind.LINK]
    return " ".join(filter(None, (shown(fields(far)[name], row[name]) for name in names))) if row else ""


def _title(model: type[Record], before: Mapping[str, Any]) -> str:
    """The record's own words; numbers masked, links left out (they may have gone too)."""
    known = fields(model)
    names = [name for name in (*model.ledger.title, *model.ledger.subtitle) if name in known]
    words = [shown(known[name], before.get(name)) for name in names if known[name].kind is not Kind.LINK]
    if not any(words) and case_link(model) is None:
        words = [shown(field, before.get(name)) for name, field in known.items() if field.kind is not Kind.LINK][:2]
    return " ".join(word for word in words if word) or model.ledger.label
