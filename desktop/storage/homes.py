"""Which unit a new record bears: the one its place names, that of what it belongs to, or the clerk's. And who moves
along when a record goes to another unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.units import Level, place_name, short_name
from desktop.ledgers import Record, catalogue, fields, find
from desktop.ledgers.units import Unit


class Homes:
    """Asked by one unit of work; `pending` are its records that the database does not have yet, by id."""

    def __init__(self, session: Session, pending: Mapping[str, Record]) -> None:
        self._session, self._pending = session, pending
        self._known: dict[str, str] = {}  # unit by record id, read once a work
        self._near: dict[str, dict[Record, None]] = defaultdict(dict)  # what this work hung under a record, by its id

    def unit_of(self, model: type[Record], values: Mapping[str, Any], default: str) -> str:
        """For a record with these values; `default` where nothing tells."""
        ledger = model.ledger
        if ledger.place and (named := self.places.get(str(values.get(ledger.place) or ""))):
            return named
        for target, owner in _owners(model, values):
            return self.of(target, owner) or default
        return default

    def of(self, model: type[Record], id: str) -> str:
        """The unit of a record, as this work left it; "" when it is not there."""
        if (here := self._pending.get(id)) is not None:
            return here.unit or ""
        if id not in self._known:
            self._known[id] = self._session.scalar(select(model.__table__.c.unit).where(model.id == id)) or ""
        return self._known[id]

    def village_of(self, address: str) -> str:
        """The village whose name an address begins with, "" where none or more than one could be meant."""
        words = (word for word in self._villages if address.startswith(word))
        return max(words, key=len, default="")

    @cached_property
    def _villages(self) -> frozenset[str]:
        named = [place_name(name, level) for _, name, level in self._units if level == Level.VILLAGE]
        return frozenset(name for name in named if len(name) > 1 and self.places.get(name))

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Codes by code, name and short names; what two units are called names none."""
        found: dict[str, set[str]] = {}
        for code, name, level in self._units:
            for word in {code, name, short_name(name), place_name(name, level), name.removesuffix("委会")}:
                found.setdefault(word, set()).add(code)
        return {word: min(codes) for word, codes in found.items() if len(codes) == 1 and word}

    @cached_property
    def _units(self) -> list[tuple[str, str, str]]:
        """(code, name, level)"""
        asked = select(Unit.code, Unit.name, Unit.level)
        return [(code, name, level or "") for code, name, level in self._session.execute(asked)]

    def hung(self, record: Record) -> None:
        """The record is new in this work, or belongs to another one since: no question to the database finds it yet."""
        ledger = record.ledger
        for name in (*ledger.home, *(ledger.owned or ())[1:]):
            if owner := getattr(record, name):
                self._near[owner][record] = None

    def dependents(self, record: Record, unit: str, *, stored: bool) -> list[Record]:
        """Records that bear this unit of `record` because they belong to it, those of this work too; `stored`: the
        database knows the record.
        """
        near = [one for one in self._near.get(record.id, ()) if self._pending.get(one.id) is one]
        found = dict.fromkeys([*near, *(self._stored_dependents(record) if stored else ())])
        gone = self._session.deleted if found else ()
        return [one for one in found if one not in gone and _belongs(one, record, unit)]

    def _stored_dependents(self, record: Record) -> Iterator[Record]:
        for model in catalogue().values():
            if model.ledger.owned:
                ledger, owner = (getattr(model, name) for name in model.ledger.owned)
                yield from self._session.scalars(select(model).where(ledger == record.ledger.name, owner == record.id))
            for name in model.ledger.home:
                if fields(model)[name].target == record.ledger.name:
                    yield from self._session.scalars(select(model).where(getattr(model, name) == record.id))

    def followers(self, record: Record) -> Iterator[tuple[type[Record], str]]:
        """(ledger, id) of whom a lasting record is about."""
        apart = record.ledger.apart
        if record.ledger.follow and apart is not None and getattr(record, apart[2]) is None:
            yield find(fields(type(record))[apart[0]].target), getattr(record, apart[0])


def _owners(model: type[Record], values: Mapping[str, Any]) -> Iterator[tuple[type[Record], str]]:
    """What a record belongs to, nearest first."""
    if model.ledger.owned:
        ledger, owner = (str(values[name]) for name in model.ledger.owned)
        yield find(ledger), owner
    for name in model.ledger.home:
        if values.get(name):
            yield find(fields(model)[name].target), str(values[name])


def _belongs(record: Record, other: Record, unit: str) -> bool:
    """Whether it still belongs to the other: what is owned in any case, the rest if it bears the unit."""
    owned = record.ledger.owned
    if owned and (getattr(record, owned[0]), getattr(record, owned[1])) == (other.ledger.name, other.id):
        return True
    return record.unit == unit and any(getattr(record, name) == other.id for name in record.ledger.home)
