"""The one door for writes: inside `Work` records are added, changed and removed; each leaves its entry in the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from desktop.errors import Refused
from desktop.ledgers import Record, fields
from desktop.ledgers.record import new_id
from desktop.ledgers.values import read, to_json
from desktop.storage import bodies, changes, index
from desktop.storage.belonging import refuse_orphans
from desktop.storage.changes import ADDED, CHANGED, EVENT, REMOVED, Command, Entry
from desktop.storage.counters import next_number
from desktop.storage.engine import storage_errors
from desktop.storage.uniqueness import refuse_twice

R = TypeVar("R", bound=Record)
IN_USE = Refused("还有别的记录用到它", "先处理那些记录，再删这一条", code="in_use")
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


def clean(model: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by field name, read as their kinds; an unknown field is refused."""
    known = fields(model)
    for name in values:
        if name not in known:
            raise Refused(f"{model.ledger.label}没有“{name}”这一项", "请核对项目名称", field=name, code="no_field")
    return {name: read(known[name], value) for name, value in values.items()}


def complete(model: type[Record], values: dict[str, Any]) -> None:
    """Fill what follows from other fields, then refuse what is missing or contradicts itself."""
    model.ledger.derive(values)
    for name, field in fields(model).items():
        if field.required and values.get(name) in (None, "", []):
            raise Refused(f"{field.label}没有填", f"请填写{field.label}", field=name, code="required")
    for wrong in model.ledger.check(values):
        raise wrong


def refuse_frozen(record: Record) -> None:
    """The ledger's own word on whether a stored record may still be touched (a signed agreement may not)."""
    if wrong := record.ledger.frozen({name: getattr(record, name) for name in fields(type(record))}):
        raise wrong


def snapshot(record: Record) -> dict[str, Any]:
    """Everything stored of a record, as JSON values, for the log."""
    names = (*fields(type(record)), "row", "unit", "sample")
    return {name: to_json(value) for name in names if (value := getattr(record, name)) is not None}


def _stored(record: Record) -> dict[str, Any]:
    return {"id": record.id, **{name: getattr(record, name) for name in fields(type(record))}}


class Guard(Protocol):
    """Asked before every write whether the person may touch what is stored; Refused when not."""

    def found(self, record: Record) -> None:
        """The record is new in this work."""

    def pass_by(self, connection: Connection, model: type[Record], values: Mapping[str, Any]) -> None:
        """A record with these values (`id` too) is to be written, changed, removed or brought back."""


class Work:
    """A unit of work: leaving without `commit` rolls everything back."""

    def __init__(
        self, engine: Engine, command: Command, *, unit: str, sample: bool = False, guard: Guard | None = None
    ) -> None:
        self.command, self.unit, self.sample, self._guard = command, unit, sample, guard
        self.session = Session(engine, autoflush=False, expire_on_commit=False)
        self._entries: list[Entry] = []
        self._touched: dict[Record, Mapping[str, Any] | None] = {}  # record: its snapshot before, None if new
        self._removed: list[Record] = []

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
        self._pass(model, _stored(found))
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
        record = model(**checked, unit=unit or self.unit, sample=self.sample)
        record.id = id or new_id()
        if self._guard is not None:
            self._guard.found(record)
        self._pass(model, _stored(record))
        self.session.add(record)
        self._touched[record] = None
        return record

    def change(self, record: Record, values: Mapping[str, Any], *, version: int | None = None) -> None:
        """Give fields of a stored record new values; `version` is what the person saw, refused if it moved on."""
        if version is not None and record.version != version:
            raise STALE
        names = fields(type(record))
        self._pass(type(record), _stored(record))
        if record not in self._touched:
            refuse_frozen(record)
            self._touched[record] = snapshot(record)
        merged = {name: getattr(record, name) for name in names} | clean(type(record), values)
        complete(type(record), merged)
        self._pass(type(record), {**merged, "id": record.id})
        for name, value in merged.items():
            if getattr(record, name) != value:
                setattr(record, name, value)

    def remove(self, record: Record) -> None:
        self._pass(type(record), _stored(record))
        refuse_frozen(record)
        self._entries.append(Entry(REMOVED, record.ledger.name, record.id, before=snapshot(record)))
        self._removed.append(record)
        self._touched.pop(record, None)
        self.session.delete(record)

    def restore(self, model: type[Record], stored: Mapping[str, Any], *, id: str) -> Record:
        """Bring back a removed record as its log entry holds it: its old id, and its row unless that was given on."""
        self._pass(model, {**dict.fromkeys(fields(model)), **stored, "id": id})
        taken = self.session.scalar(select(model.id).where(model.row == stored["row"]))
        own = {name: value for name, value in stored.items() if name in fields(model)}
        record = model(**clean(model, own), id=id, row=None if taken else stored["row"], unit=stored.get("unit", ""),
                       sample=stored.get("sample", False))  # fmt: skip
        self.session.add(record)
        self._touched[record] = None
        return record

    def matches(self, record: Record, stored: Mapping[str, Any], *, whole: bool) -> bool:
        """Whether the record still holds these values (JSON; `whole`: and no others), so that nobody is overwritten."""
        now = snapshot(record)
        return now == stored if whole else all(now.get(name) == value for name, value in stored.items())

    def set_back(self, record: Record, stored: Mapping[str, Any]) -> None:
        """Give a record the values (JSON) that the log holds, without deriving or checking anew."""
        own = {name: value for name, value in stored.items() if name in fields(type(record))}
        self._pass(type(record), _stored(record))
        self._pass(type(record), {**_stored(record), **own})
        refuse_frozen(record)
        self._touched.setdefault(record, snapshot(record))
        for name, value in clean(type(record), own).items():
            setattr(record, name, value)

    def keep(self, body: bytes) -> str:
        """Bytes that a record of this work refers to by their hash, which is given back; saved or lost with it."""
        return bodies.keep(self.session.connection(), body)

    def note(self, *, ledger: str = "", record: str = "", **detail: Any) -> None:
        """Something worth keeping that changed no record: a look-up, a reveal, a print, an export."""
        self._entries.append(Entry(EVENT, ledger, record, after=detail))

    def connection(self) -> Connection:
        """For reads inside this work; sees what the work has done so far."""
        self.session.flush()
        return self.session.connection()

    def _pass(self, model: type[Record], values: Mapping[str, Any]) -> None:
        if self._guard is not None:
            self._guard.pass_by(self.session.connection(), model, values)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Part of a work that may be refused on its own: what it did is then as if never begun."""
        before = dict(self._touched)
        try:
            yield
        except Refused:
            for record in [record for record in self._touched if record not in before]:
                self._forget(record, self._touched.pop(record))
            raise

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Like `attempt`, for a part that must be written to be judged: what no two records share is asked at its
        end, and a refusal takes it out of the database again.
        """
        before, part = dict(self._touched), self.session.begin_nested()
        try:
            yield
            mine = {record: stored for record, stored in self._touched.items() if record not in before}
            refuse_twice(self.connection(), mine)
        except Refused:
            part.rollback()
            self._touched = before
            raise
        part.commit()

    def _forget(self, record: Record, stored: Mapping[str, Any] | None) -> None:
        if stored is None:
            self.session.expunge(record)
        else:
            self.session.refresh(record)

    def next_number(self, counter: str) -> int:
        """The next number of a series; a number once given is never given again, even if this work is undone."""
        return next_number(self.session.connection(), counter)

    def commit(self) -> Changed:
        """Save everything with its log entries and look-up words in one transaction; "saved" is true after this."""
        with storage_errors():
            try:
                self.session.flush()
            except StaleDataError:
                raise STALE from None
            entries = [*self._entries, *self._differences()]
            connection = self.session.connection()
            refuse_twice(connection, self._touched)
            refuse_orphans(connection, self._touched, self._removed)
            index.refresh(self.session, self._touched, self._removed)
            changes.append(connection, self.command, entries)
            try:
                self.session.commit()
            except IntegrityError:
                raise (IN_USE if self._removed else NO_SUCH_LINK) from None
        return Changed(self.command.batch, self.command.label, tuple((e.ledger, e.record, e.kind) for e in entries))

    def _differences(self) -> Iterable[Entry]:
        for record, before in self._touched.items():
            after, name = snapshot(record), record.ledger.name
            if before is None:
                yield Entry(ADDED, name, record.id, after=after)
            elif differing := [key for key in {**before, **after} if before.get(key) != after.get(key)]:
                yield Entry(CHANGED, name, record.id, {k: before.get(k) for k in differing},
                            {k: after.get(k) for k in differing})  # fmt: skip
