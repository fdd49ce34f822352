"""Which unit a new record bears: the one its place names, that of what it belongs to, or the clerk's. And who moves
along when a record goes to another unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.units import place_name, short_name
from desktop.ledgers import Record, catalogue, fields, find
from desktop.ledgers.units import Unit


class Homes:
    """Asked by one unit of work; `pending` are its records that the database does not have yet, by id."""

    def __init__(self, session: Session, pending: Mapping[str, Record]) -> None:
        self._session, self._pending = session, pending
        self._known: dict[str, str] = {}  # unit by record id, read once a work

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

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Codes by code, name and short names; what two units are called names none."""
        found: dict[str, set[str]] = {}
        for code, name, level in self._session.execute(select(Unit.code, Unit.name, Unit.level)):
            for word in {code, name, short_name(name), place_name(name, level or ""), name.removesuffix("委会")}:
                found.setdefault(word, set()).add(code)
        return {word: min(codes) for word, codes in found.items() if len(codes) == 1 and word}

    def dependents(self, record: Record) -> Iterator[Record]:
        """Stored records that bear the unit of this one because they belong to it."""
        for model in catalogue().values():
            if model.ledger.owned:
                ledger, owner = (getattr(model, name) for name in model.ledger.owned)
                yield from self._session.scalars(select(model).where(ledger == record.ledger.name, owner == record.id))
            for name in model.ledger.home:
                if fields(model)[name].target == record.ledger.name:
                    yield from (one for one in self._session.scalars(
                        select(model).where(getattr(model, name) == record.id)) if one.unit == record.unit)  # fmt: skip

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
