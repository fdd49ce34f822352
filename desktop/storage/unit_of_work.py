"""The one door for writes: inside `Work` records are added, changed and removed; each leaves its entry in the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import instance_dict
from sqlalchemy.orm.exc import StaleDataError

from desktop.errors import Refused
from desktop.ledgers import Record, fields
from desktop.ledgers.record import new_id
from desktop.storage import bodies, bulk, changes, index
from desktop.storage.ahead import Ahead
from desktop.storage.belonging import in_use, refuse_orphans
from desktop.storage.changes import ADDED, CHANGED, EVENT, REMOVED, Command, Entry
from desktop.storage.counters import next_number
from desktop.storage.engine import storage_errors
from desktop.storage.guard import Guard
from desktop.storage.homes import Homes
from desktop.storage.kept_values import blank, clean, complete, refuse_frozen, snapshot, stored_of
from desktop.storage.overlaps import refuse_overlap
from desktop.storage.touched import Touched
from desktop.storage.uniqueness import refuse_twice

R = TypeVar("R", bound=Record)
NO_SUCH_LINK = Refused("所选的记录已经不在了", "请刷新后重新选择", code="no_link")
STALE = Refused("这条记录刚被别人改过", "请刷新后再改", code="stale")


@dataclass(frozen=True, slots=True)
class Changed:
    """What a command did, for the windows that are open: (ledger, record id, kind) of each record touched."""

    batch: str
    label: str
    touched: tuple[tuple[str, str, str], ...] = ()

    def ids(self, ledger: str) -> tuple[str, ...]:
        return tuple(record for name, record, _ in self.touched if name == ledger)


class Work(Touched):
    """A unit of work: leaving without `commit` rolls everything back."""

    def __init__(
        self, engine: Engine, command: Command, *, unit: str, sample: bool = False, guard: Guard | None = None
    ) -> None:
        self.command, self.unit, self.sample, self._guard = command, unit, sample, guard
        super().__init__(engine)
        self._homes = Homes(self.session, self._here)
        self._gone_back: dict[Record, str] = {}  # the unit that what was set back had until then
        self._watched: dict[type[Record], bool] = {}  # what the guard said of each ledger

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()

    def get(self, model: type[R], id: str) -> R:
        """The record by its id; Refused if there is none."""
        found = self.session.scalar(select(model).where(model.id == id))
        if found is None:
            raise Refused(f"没有这条{model.ledger.label}记录", "它可能已被删除，请刷新", code="no_record")
        self._pass_stored(found)
        return found

    def first(self, model: type[R], **values: Any) -> R | None:
        """The first record with exactly these values, among the stored and those added in this work."""
        pending = (r for r in self._touched if isinstance(r, model))
        waiting = next((r for r in pending if all(getattr(r, k) == v for k, v in values.items())), None)
        return waiting or self.session.scalar(select(model).filter_by(**values).limit(1))

    def add(self, model: type[R], values: Mapping[str, Any], *, unit: str = "", id: str = "") -> R:
        """A new record; values by field name, as typed text or as typed values."""
        checked = clean(model, values)
        complete(model, checked)
        record = model()
        whose = unit or self._homes.unit_of(model, checked, self.unit)
        filled = {**blank(model), **checked, "unit": whose, "sample": self.sample}
        instance_dict(record).update(filled, id=id or new_id())  # nobody has seen it yet: there is no history to keep
        if self._guard is not None:
            self._guard.found(record)
        self._pass_stored(record)
        self._pass_links(model, checked)
        self._waiting[record] = None
        self._touch(record, None)
        self._homes.hung(record)
        if model.ledger.follow:
            self._lead(record)
        return record

    def village_of(self, address: str) -> str:
        """The village of the centre whose name the address begins with, "" if none does for certain."""
        return self._homes.village_of(address)

    def change(self, record: Record, values: Mapping[str, Any], *, version: int | None = None) -> None:
        """Give fields of a stored record new values; `version` is what the person saw, refused if it moved on."""
        if version is not None and record.version != version:
            raise STALE
        model = type(record)
        self._pass_stored(record)
        if record not in self._touched:
            refuse_frozen(record)
        self._will_change(record)
        merged = {name: getattr(record, name) for name in fields(model)} | clean(model, values)
        complete(model, merged)
        self._pass(model, {**stored_of(record), **merged})
        altered = {name: value for name, value in merged.items() if getattr(record, name) != value}
        self._pass_links(model, altered)
        for name, value in altered.items():
            setattr(record, name, value)
        if altered.keys() & {model.ledger.place, *model.ledger.home, *(model.ledger.owned or ())}:
            self._homes.hung(record)
            self.move(record, self._homes.unit_of(model, merged, record.unit))
        if altered.keys() & {*(model.ledger.apart or ())}:
            self._lead(record)

    def move(self, record: Record, unit: str) -> None:
        """To another unit, with all that belongs to it; the caller knows why somebody may take it over."""
        if unit == record.unit:
            return
        self._pass(type(record), {**stored_of(record), "unit": unit})
        self._shift(record, unit)

    def _shift(self, record: Record, unit: str) -> None:
        if unit != record.unit:
            self._will_change(record)
            before, record.unit = record.unit, unit
            self._bring_along(record, before)
            self._lead(record)

    def _bring_along(self, record: Record, before: str) -> None:
        """What belongs to a record that left a unit follows it; whoever may move that may move this."""
        for one in self._homes.dependents(record, before, stored=record not in self._waiting):
            self._shift(one, record.unit)

    def _lead(self, record: Record) -> None:
        """Whom a lasting record is about bears its unit: a person is where (s)he lives now."""
        for model, id in self._homes.followers(record):
            if self._homes.of(model, id) == record.unit:
                continue
            found = self._here.get(id) or self.session.scalar(select(model).where(model.id == id))
            if found is not None:
                self._pass(model, stored_of(found))
                self.move(found, record.unit)

    def remove(self, record: Record) -> None:
        """Its entry holds what was stored; one that is new in this work leaves none."""
        self._pass_stored(record)
        refuse_frozen(record)
        before = self._touched.pop(record, snapshot(record))
        self._here.pop(record.id, None)
        if before is not None:
            self._entries.append(Entry(REMOVED, record.ledger.name, record.id, before=before))
        if record in self._waiting:
            del self._waiting[record]
            return
        self._removed.append(record)
        self.session.delete(record)

    def restore(self, model: type[Record], stored: Mapping[str, Any], *, id: str) -> Record:
        """Bring back a removed record as its log entry holds it: its old id, and its row unless that was given on."""
        unit = self._homes.unit_of(model, stored, stored.get("unit", ""))  # where what it belongs to is by now
        self._pass(model, {**dict.fromkeys(fields(model)), **stored, "id": id, "unit": unit})
        taken = self.session.scalar(select(model.id).where(model.row == stored["row"]))
        own = {name: value for name, value in stored.items() if name in fields(model)}
        record = model(**clean(model, own), id=id, row=None if taken else stored["row"], unit=unit,
                       sample=stored.get("sample", False))  # fmt: skip
        self.session.add(record)
        self._touch(record, None)
        self._homes.hung(record)
        return record

    def matches(self, record: Record, stored: Mapping[str, Any], *, whole: bool) -> bool:
        """Whether the record still holds these values (JSON; `whole`: and no others), so that nobody is overwritten."""
        now = snapshot(record)
        return now == stored if whole else all(now.get(name) == value for name, value in stored.items())

    def set_back(self, record: Record, stored: Mapping[str, Any]) -> None:
        """Give a record the values (JSON) that the log holds, without deriving or checking anew. What came to belong to
        it meanwhile follows at the end, when all is back that the log tells of.
        """
        own = {name: value for name, value in stored.items() if name in fields(type(record))}
        self._pass_stored(record)
        self._pass(type(record), {**stored_of(record), **own})
        refuse_frozen(record)
        self._will_change(record)
        for name, value in clean(type(record), own).items():
            setattr(record, name, value)
        self._homes.hung(record)
        if (unit := stored.get("unit", record.unit)) != record.unit:
            self._gone_back.setdefault(record, record.unit)
            record.unit = unit

    def keep(self, body: bytes) -> str:
        """Bytes that a record of this work refers to by their hash, which is given back; saved or lost with it."""
        return bodies.keep(self.session.connection(), body)

    def note(self, *, ledger: str = "", record: str = "", **detail: Any) -> None:
        """Something worth keeping that changed no record: a look-up, a reveal, a print, an export."""
        self._entries.append(Entry(EVENT, ledger, record, after=detail))

    def _pass(self, model: type[Record], values: Mapping[str, Any]) -> None:
        if self._guard is not None and self._watches(model):
            self._guard.pass_by(self.session.connection(), model, values)

    def _pass_links(self, model: type[Record], values: Mapping[str, Any]) -> None:
        if self._guard is not None:
            self._guard.pass_links(model, values, self._homes.of)

    def _pass_stored(self, record: Record) -> None:
        if self._watches(type(record)):
            self._pass(type(record), stored_of(record))

    def _watches(self, model: type[Record]) -> bool:
        if model not in self._watched:
            self._watched[model] = self._guard is not None and self._guard.watches(model)
        return self._watched[model]

    def next_number(self, counter: str) -> int:
        """The next number of a series; a number once given is never given again, even if this work is undone."""
        return next_number(self.session.connection(), counter)

    def commit(self) -> Changed:
        """Save everything with its log entries and look-up words in one transaction; "saved" is true after this."""
        with storage_errors():
            for record, before in self._gone_back.items():
                self._bring_along(record, before)
            many = bulk.Many(self._waiting)
            self._waiting = dict.fromkeys(many.few)
            self._settle()
            try:
                self.session.flush()
            except StaleDataError:
                raise STALE from None
            connection = self.session.connection()
            entries = self._write(connection, many)
            refuse_twice(connection, self._touched)
            refuse_overlap(connection, self._touched)
            refuse_orphans(connection, self._touched, self._removed)
            gone = [(type(one), one.id) for one in self._removed]
            try:
                self.session.commit()
            except IntegrityError:
                self.session.rollback()
                raise (in_use(self.session.connection(), gone) if gone else NO_SUCH_LINK) from None
        return Changed(self.command.batch, self.command.label, tuple((e.ledger, e.record, e.kind) for e in entries))

    def _write(self, connection: Connection, many: bulk.Many) -> list[Entry]:
        """The log and the look-up words of all, and the records that the session has not saved."""
        many.number(connection)
        known = {record: snapshot(record) for record in self._touched if record not in many.records}
        end = changes.End.of(connection)
        look_up = index.Refresh(self.session, self._touched, self._removed, self._here)
        with Ahead(connection, len(self._touched)) as ahead:
            many.insert(ahead, connection.dialect)
            entries = [*self._entries, *self._differences(known)]
            end.append(ahead, self.command, entries)
            look_up.file(ahead)
        return entries

    def _differences(self, known: Mapping[Record, Mapping[str, Any]]) -> Iterable[Entry]:
        for record, before in self._touched.items():
            after, name = known.get(record) or snapshot(record), record.ledger.name
            if before is None:
                yield Entry(ADDED, name, record.id, after=after)
            elif differing := [key for key in {**before, **after} if before.get(key) != after.get(key)]:
                yield Entry(CHANGED, name, record.id, {k: before.get(k) for k in differing},
                            {k: after.get(k) for k in differing})  # fmt: skip
