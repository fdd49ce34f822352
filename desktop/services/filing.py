"""Filing one flat row: which records it speaks of, which of them are known, and what it adds to each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import select

from desktop.errors import Refused
from desktop.ledgers import Field, Kind, Record, fields, find
from desktop.ledgers.record import held
from desktop.services.apart import Apart
from desktop.services.import_altered import Alteration
from desktop.services.import_twins import Twin, Twins
from desktop.services.scope import Viewer
from desktop.storage.unit_of_work import Work

ADDED, UPDATED, UNCHANGED = "added", "updated", "unchanged"
NUMBER = ("id_number",)
Key = tuple[str, tuple[str, ...]]  # of a ledger
Values = tuple[Any, ...]


class Filing:
    """Remembers by key what is stored and what this import added, so that a record is found again, not doubled."""

    def __init__(self, work: Work, model: type[Record], viewer: Viewer) -> None:
        self.work, self.model, self._viewer = work, model, viewer
        self._known: dict[Key, dict[Values, str]] = defaultdict(dict)
        self._fresh: dict[str, Record] = {}
        self._read: set[str] = set()
        self._recent: list[tuple[Key, Values]] = []
        self._apart = Apart(work, model)
        self._added: list[Record] = []
        self._twins: dict[type[Record], Twins] = {}
        self.placed = 0  # of the last row: records that bear the village their address begins with
        self.altered: list[Alteration] = []  # what the last row changed of records that stood before
        self.differing: list[tuple[str, Any]] = []  # (field, value kept) of the last row filed
        self.alike: list[Twin] = []  # records that those the last row added may be the same as

    def file(self, values: Mapping[str, Any]) -> tuple[str, Record]:
        """File a row under its ledger and those it links; returns what became of them and its own record."""
        self._recent.clear()
        self._added.clear()
        self.altered.clear()
        self.placed = 0
        self.differing.clear()
        self.alike.clear()
        given = {name: value for name, value in values.items() if value is not None and value != ""}
        try:
            with self.work.attempt():
                filed = self._place(self.model, given)
                self._apart.refuse(filed[1])
                for record in self._added:
                    if record.ledger.alike:
                        self.alike += self._twins_of(type(record)).find(record)
        except Refused:
            self._forget_recent()
            raise
        self._apart.take(filed[1])
        if filed[0] == UNCHANGED and self.altered:
            filed = UPDATED, filed[1]  # what it links got something new
        for record in self._added:
            if record.ledger.alike:
                self._twins_of(type(record)).take(record)
        return filed

    def _twins_of(self, model: type[Record]) -> Twins:
        if model not in self._twins:
            self._twins[model] = Twins(self.work, model, self._viewer)
        return self._twins[model]

    def _forget_recent(self) -> None:
        for key, values in self._recent:
            self._fresh.pop(self._known[key].pop(values), None)

    def _place(self, model: type[Record], values: Mapping[str, Any]) -> tuple[str, Record]:
        known = fields(model)
        own = {name: value for name, value in values.items() if name in known}
        if len(own) < len(values):
            rest = {name: value for name, value in values.items() if name not in own}
            for link in _bringing(model):
                if linked := self._linked(link, rest):
                    own[link.name] = linked.id
        return self._store(model, own)

    def _linked(self, link: Field, values: Mapping[str, Any]) -> Record | None:
        brought = {name: value for name, value in values.items() if name in link.brings}
        return self._place(find(link.target), brought)[1] if brought else None

    def _store(self, model: type[Record], own: dict[str, Any]) -> tuple[str, Record]:
        known = self._find(model, own)
        if known is None:
            self._place_by_address(model, own)
            record = self.work.add(model, own)
            self._remember(model, record)
            self._added.append(record)
            return ADDED, record
        before = {name: getattr(known, name) for name in own}
        if model is not self.model:
            own = self._agreeing(model, known, own)
        self.work.change(known, own)
        altered = [Alteration(known, name, value) for name, value in before.items() if getattr(known, name) != value]
        self.altered += altered
        return (UPDATED if altered else UNCHANGED), known

    def _place_by_address(self, model: type[Record], own: dict[str, Any]) -> None:
        """Old sheets of one village do not say which; its name stands at the beginning of every address."""
        place = model.ledger.place
        if place and place not in own and (village := self.work.village_of(_address_of(model, own))):
            own[place] = village
            self.placed += 1

    def _agreeing(self, model: type[Record], known: Record, own: dict[str, Any]) -> dict[str, Any]:
        """A row of one ledger adds to a record of another, but never overwrites it: what differs is pointed out."""
        stored = {name: getattr(known, name) for name in own}
        self.differing += [(name, stored[name]) for name, value in own.items() if stored[name] not in (None, "", value)]
        return {name: value for name, value in own.items() if stored[name] in (None, "")}

    def _find(self, model: type[Record], own: Mapping[str, Any]) -> Record | None:
        if model.ledger.name not in self._read:
            self._load(model)
        for key in model.ledger.key:
            values = tuple([own.get(name) for name in key])
            if None not in values:
                record = self._known[model.ledger.name, key].get(values)
                if record is not None and not self._contradicts(model, record, own):
                    return self._fresh.get(record) or self.work.get(model, record)
                if key != NUMBER:  # a weaker key would take a namesake for the same person
                    return None
        return None

    def _contradicts(self, model: type[Record], record: str, own: Mapping[str, Any]) -> bool:
        """Two ID numbers are two people, whatever else is the same."""
        number = own.get("id_number")
        if not number or "id_number" not in fields(model):
            return False
        known: Any = self._fresh.get(record) or self.work.session.scalar(select(model).where(model.id == record))
        return bool(known.id_number and known.id_number != number)  # in another unit too (R6): only that it differs

    def _load(self, model: type[Record]) -> None:
        """The keys of all stored records, read once an import; none of this ledger is in the work yet."""
        self._read.add(model.ledger.name)
        recent, self._recent = self._recent, []
        names = sorted({name for key in model.ledger.key for name in key})
        columns = [getattr(model, name) for name in names]
        for id_, *stored in self.work.session.connection().execute(select(model.id, *columns)):
            self._index(model, id_, dict(zip(names, stored, strict=True)))
        self._recent = recent

    def _remember(self, model: type[Record], record: Record) -> None:
        self._fresh[record.id] = record
        self._index(model, record.id, held(record))

    def _index(self, model: type[Record], id_: str, values: Mapping[str, Any]) -> None:
        for key in model.ledger.key:
            own = tuple([values[name] for name in key])
            if None not in own and "" not in own:
                of = (model.ledger.name, key)
                if self._known[of].setdefault(own, id_) == id_:
                    self._recent.append((of, own))


@cache
def _bringing(model: type[Record]) -> tuple[Field, ...]:
    """The links by which a flat row speaks of other ledgers' records."""
    return tuple(link for link in fields(model).values() if link.brings)


def _address_of(model: type[Record], values: Mapping[str, Any]) -> str:
    """The first address among the values, "" if there is none."""
    known = fields(model)
    return next((str(value) for name, value in values.items() if known[name].kind is Kind.ADDRESS), "")
