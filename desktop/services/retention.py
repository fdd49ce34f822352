"""保管期限 and the list of what is due: how long each class is kept, and what is past it today (R11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal_column, select

from desktop.domain.access import Action
from desktop.domain.mediation.states import State
from desktop.domain.retention import BIN, BIN_DAYS, BIN_LABEL, CLASSES, FOREVER, LONGEST, RetentionClass, due_until
from desktop.errors import Refused
from desktop.ledgers import fields, find
from desktop.ledgers.closings import Closing
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.stays import Stay
from desktop.services.log_view import stamp
from desktop.services.office import Office
from desktop.services.scope import require_whole
from desktop.services.settings import put_setting, setting
from desktop.storage import expiry
from desktop.storage.changes import EVENT, REMOVED, Change
from desktop.storage.unit_of_work import Changed

SETTING = "retention"
WAS_REMOVED = Change.kind == literal_column(f"'{REMOVED}'")
"""Written out: an index of a part of the log answers only what says so itself."""
LABEL = "到期销毁"


@dataclass(frozen=True, slots=True)
class Due:
    """What is due of one class: `records` are ids by ledger with all that goes along, `count` of them stand for
    themselves; `held` are due too but something else still points to them. `last_seq` is for what stands in the log
    only. `days` are those from which the time of each of them counts, by id; `first` and `last` the ends of these.
    """

    key: str
    label: str
    count: int
    first: date | None = None
    last: date | None = None
    held: int = 0
    records: Mapping[str, Sequence[str]] | None = None
    last_seq: int = 0
    days: Mapping[str, date] = field(default_factory=dict)

    @property
    def along(self) -> int:
        """Records that go along with the others."""
        return max(0, sum(len(ids) for ids in (self.records or {}).values()) - self.count)


@dataclass(frozen=True, slots=True)
class Period:
    """A class and how long it is kept here: years (0: for ever), of the bin days."""

    key: str
    label: str
    kept: int
    unit: str
    least: int

    @property
    def words(self) -> str:
        return f"{self.kept}{self.unit}" if self.kept else "永久"


def read_periods(office: Office) -> list[Period]:
    """How long everything is kept."""
    office.require("retention", Action.SEE)
    require_whole(office, LABEL)
    with office.read() as connection:
        return [*(Period(one.key, one.label, one.years, "年", one.least) for one in classes(connection)),
                Period(BIN, BIN_LABEL, bin_days(connection), "天", 1)]  # fmt: skip


def set_years(office: Office, *, values: Mapping[str, int], reason: str) -> Changed:
    """Other periods by class: years (0: for ever), of the bin days. Refused codes: no_reason, no_class, too_short,
    too_long.
    """
    office.require("retention", Action.CHANGE)
    require_whole(office, LABEL)
    if not reason.strip():
        raise Refused("没有填理由", "写明按什么规定改", field="reason", code="no_reason")
    with office.work("set_retention", "修改保管期限", reason=reason.strip()) as work:
        stored = dict(setting(work.connection(), SETTING, {}))
        put_setting(work, SETTING, stored | {key: _sound(key, kept) for key, kept in values.items()})
        return work.commit()


def _sound(key: str, kept: int) -> int:
    known = {one.key: one for one in CLASSES} | {BIN: RetentionClass(BIN, BIN_LABEL, 0)}
    if key not in known:
        raise Refused("没有这一类资料", "从列出的里选", field=key, code="no_class")
    least, unit = known[key].least, "天" if key == BIN else "年"
    if kept < least and (kept != FOREVER or key == BIN):
        raise Refused(f"{known[key].label}至少保管{least}{unit}", "改长一些", field=key, code="too_short")
    if kept > LONGEST:
        raise Refused(f"期限最长{LONGEST}{unit}", "要一直留着的填0", field=key, code="too_long")
    return kept


def classes(connection: Connection) -> list[RetentionClass]:
    """All classes with this centre's years."""
    own = setting(connection, SETTING, {})
    return [replace(one, years=own.get(one.key, one.years)) for one in CLASSES]


def bin_days(connection: Connection) -> int:
    return int(setting(connection, SETTING, {}).get(BIN, BIN_DAYS))


def read_due(office: Office) -> list[Due]:
    """What is due today, class by class; classes of which nothing is due are left out."""
    office.require("retention", Action.SEE)
    require_whole(office, LABEL)
    with office.read() as connection:
        return [one for one in due_now(connection, office.today) if one.count or one.held]


def due_now(connection: Connection, today: date) -> Iterator[Due]:
    """Inside a read or a unit of work."""
    for one in classes(connection):
        until = due_until(today, one.years, whole_years=bool(one.archive))
        if until is not None:
            yield _log_due(connection, one, until) if one.key == "log" else _ledger_due(connection, one, until)
    yield _bin_due(connection, today)


def _ledger_due(connection: Connection, of: RetentionClass, until: date) -> Due:
    found: dict[str, date] = dict(connection.execute(_expired(of, until)).all())
    members = expiry.whole(connection, of.ledger, list(found))
    held = expiry.kept(connection, members)
    roots = [root for root in found if root not in held]
    records: dict[str, list[str]] = {}
    for (ledger, record), root in members.items():
        if root not in held:
            records.setdefault(ledger, []).append(record)
    if of.key == "stays":
        records["people"] = _without_stays(connection, records.get("stays", []))
    days = {root: found[root] for root in roots}
    return Due(of.key, of.label, len(roots), *ends(days.values()), len(held), records, days=days)


def _expired(of: RetentionClass, until: date) -> Select[Any, Any]:
    """(id, day from which the time counts) of what is past it."""
    if of.archive:
        since = func.coalesce(Closing.bound_on, Closing.closed_on)
        wanted = select(Dispute.id, since).join(Closing, Closing.dispute_id == Dispute.id)
        return wanted.where(Dispute.state == State.ARCHIVED, Closing.retention == of.archive, since <= until)
    model = find(of.ledger)
    since = getattr(model, of.since)
    wanted = select(model.id, since).where(since <= until)
    if of.closes is not None:
        child, closed = find(of.closes[0]), of.closes[1]
        link = next(name for name, known in fields(child).items() if known.target == of.ledger)
        still = select(child.row).where(getattr(child, link) == model.id, getattr(child, closed).is_(None))
        wanted = wanted.where(~still.exists())
    return wanted


def _without_stays(connection: Connection, stays: Sequence[str]) -> list[str]:
    """People of these stays who have no other, and whom nothing else knows."""
    people: set[str] = set()
    for start in range(0, len(stays), expiry.AT_ONCE):
        here = Stay.id.in_(stays[start : start + expiry.AT_ONCE])
        people.update(connection.scalars(select(Stay.person_id).where(here)))
    return expiry.left_alone(connection, "people", sorted(people), (("stays", one) for one in stays))


def _log_due(connection: Connection, of: RetentionClass, until: date) -> Due:
    here = (Change.kind == EVENT, Change.payload.is_not(None), Change.at < stamp(until + timedelta(days=1)))
    count, seq = connection.execute(select(func.count(), func.max(Change.seq)).where(*here)).one()
    return Due(of.key, of.label, count, *noted_days(connection, seq or 0), last_seq=seq or 0)


def noted_days(connection: Connection, last: int) -> tuple[date | None, date | None]:
    """The first and the last day of what the log still tells beside deeds, up to an entry's number."""
    here = (Change.kind == EVENT, Change.payload.is_not(None), Change.seq <= last)
    first, latest = connection.execute(select(func.min(Change.at), func.max(Change.at)).where(*here)).one()
    return _day(first), _day(latest)


def _bin_due(connection: Connection, today: date) -> Due:
    """Removed longer ago than the bin keeps, and not brought back."""
    before = stamp(today - timedelta(days=bin_days(connection)))
    records: dict[str, list[str]] = {}
    days: dict[str, date] = {}
    for ledger in removed_ledgers(connection):
        last = func.max(Change.at)
        wanted = select(Change.record, last).where(*gone(ledger)).group_by(Change.record).having(last < before)
        for record, at in connection.execute(wanted):
            records.setdefault(ledger, []).append(record)
            days[record] = datetime.fromisoformat(at).astimezone().date()
    return Due(BIN, BIN_LABEL, len(days), *ends(days.values()), records=records, days=days)


def ends(days: Iterable[date]) -> tuple[date | None, date | None]:
    """The first and the last of some days."""
    known = sorted(days)
    return (known[0], known[-1]) if known else (None, None)


def removed_ledgers(connection: Connection) -> list[str]:
    """Ledgers that the log still holds removed records of."""
    here = (WAS_REMOVED, Change.payload.is_not(None))
    return sorted(connection.scalars(select(Change.ledger).where(*here).distinct()))


def gone(ledger: str) -> tuple[ColumnElement[bool], ...]:
    """That an entry holds a record of this ledger which was removed and has not come back."""
    model = find(ledger)
    back = select(model.row).where(model.id == Change.record).exists()
    return WAS_REMOVED, Change.payload.is_not(None), Change.ledger == ledger, ~back


def _day(at: str | None) -> date | None:
    return datetime.fromisoformat(at).astimezone().date() if at else None
