"""What a unit of work has touched so far, and how a part of it that was refused is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.ledgers import Record, fields
from desktop.storage.changes import Entry
from desktop.storage.kept_values import snapshot
from desktop.storage.overlaps import refuse_overlap
from desktop.storage.uniqueness import refuse_twice


@dataclass(slots=True)
class Part:
    """A part of a work under way: the records it touched first, and what others held before it changed them."""

    first: list[Record] = field(default_factory=list)
    held: dict[Record, Mapping[str, Any]] = field(default_factory=dict)


class Touched:
    """The records of one unit of work; `Work` is the door to it."""

    def __init__(self, engine: Engine) -> None:
        self.session = Session(engine, autoflush=False, expire_on_commit=False)
        self._entries: list[Entry] = []
        self._touched: dict[Record, Mapping[str, Any] | None] = {}  # record: its snapshot before, None if new
        self._removed: list[Record] = []
        self._here: dict[str, Record] = {}  # those of `_touched` by id
        self._waiting: dict[Record, None] = {}  # new, and not yet told to the session
        self._part: Part | None = None

    def connection(self) -> Connection:
        """For reads inside this work; sees what the work has done so far."""
        self._settle()
        self.session.flush()
        return self.session.connection()

    def _settle(self) -> None:
        self.session.add_all(self._waiting)
        self._waiting.clear()

    def _touch(self, record: Record, before: Mapping[str, Any] | None) -> None:
        self._touched[record] = before
        self._here[record.id] = record
        if self._part is not None:
            self._part.first.append(record)

    def _will_change(self, record: Record) -> None:
        """Said before a record gets other values."""
        if self._part is not None and record not in self._part.held:
            self._part.held[record] = {name: getattr(record, name) for name in (*fields(type(record)), "unit")}
        if record not in self._touched:
            self._touch(record, snapshot(record))

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Part of a work that adds and changes and may be refused on its own: it is then as if never begun. Not within
        another.
        """
        part = self._part = Part()
        try:
            yield
        except Refused:
            self._take_back(part)
            raise
        finally:
            self._part = None

    def _take_back(self, part: Part) -> None:
        written = False
        for record, values in part.held.items():
            written = written or inspect(record).persistent
            for name, value in values.items():
                if getattr(record, name) != value:
                    setattr(record, name, value)
        for record in reversed(part.first):
            before = self._touched.pop(record)
            self._here.pop(record.id, None)
            if record in self._waiting:
                del self._waiting[record]
            elif before is None:
                written = True
                self.session.delete(record)  # a read within the part had it written
        if written:
            self.session.flush()

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Like `attempt`, for a part that must be written to be judged: what no two records share, and what does
        not stand side by side, is asked at its end; a refusal takes it out of the database again.
        """
        self._settle()
        before, part = dict(self._touched), self.session.begin_nested()
        try:
            yield
            mine = {record: stored for record, stored in self._touched.items() if record not in before}
            connection = self.connection()
            refuse_twice(connection, mine)
            refuse_overlap(connection, mine)
        except Refused:
            part.rollback()
            for record in self._touched.keys() - before.keys():
                self._here.pop(record.id, None)
                self._waiting.pop(record, None)
            self._touched = before
            raise
        part.commit()
