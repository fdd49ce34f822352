"""查重 while importing: a row that may be somebody already there comes in, and is pointed out with whom to compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from desktop.domain import duplicates as rule
from desktop.ledgers import Record, fields
from desktop.ledgers.record import held
from desktop.services.alike import words_of
from desktop.services.scope import Viewer, within
from desktop.storage.unit_of_work import Work

SHOWN = 3  # of those alike, named in words


@dataclass(frozen=True, slots=True)
class Twin:
    """The ids of two records that may be the same, the labels they agree in, and the older one in words (masked)."""

    first: str
    second: str
    by: tuple[str, ...]
    words: str


class Twins:
    """What the stored records of a ledger with `alike` that somebody sees (R6), and those filed since, have in the
    fields that make two alike. Begun before any of the ledger is written.
    """

    def __init__(self, work: Work, model: type[Record], viewer: Viewer) -> None:
        self._work, self._model = work, model
        self._known: dict[tuple[Any, ...], list[str]] = {}
        self._fresh: dict[str, Record] = {}
        self._load(viewer)

    def _load(self, viewer: Viewer) -> None:
        names = sorted({name for key in self._model.ledger.alike for name in key})
        columns = [getattr(self._model, name) for name in names]
        seen = select(self._model.id, *columns).where(within(viewer, self._model.unit))
        for id_, *stored in self._work.session.connection().execute(seen):
            self._note(id_, dict(zip(names, stored, strict=True)))

    def _note(self, id_: str, values: Mapping[str, Any]) -> None:
        for key in self._keys(values):
            self._known.setdefault(key, []).append(id_)

    def _keys(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        sets = [(names, *map(values.get, names)) for names in self._model.ledger.alike]
        return [own for own in sets if None not in own and "" not in own]

    def find(self, record: Record) -> list[Twin]:
        """Those that one more record may be the same as."""
        values, others = held(record), dict[str, None]()
        for key in self._keys(values):
            if key in self._known:
                others.update(dict.fromkeys(self._known[key]))
        return [self._twin(other, record, values) for other in list(others)[:SHOWN]] if others else []

    def take(self, record: Record) -> None:
        """Note one more record."""
        self._fresh[record.id] = record
        self._note(record.id, held(record))

    def _twin(self, other: str, record: Record, values: Mapping[str, Any]) -> Twin:
        stored = self._fresh.get(other) or self._work.get(self._model, other)
        before = held(stored)
        by = rule.agreeing(self._model.ledger.alike, before, values)
        labels = tuple(fields(self._model)[name].label for name in by)
        return Twin(other, record.id, labels, words_of(self._model, before))
