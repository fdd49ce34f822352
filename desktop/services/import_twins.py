"""查重 while importing: a row that may be somebody already there comes in, and is pointed out with whom to compare."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from desktop.domain import duplicates as rule
from desktop.ledgers import Record, fields
from desktop.ledgers.record import held
from desktop.services.alike import words_of
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
    """What all stored records of a ledger, and those filed since, have in the fields that make two alike."""

    def __init__(self, work: Work, model: type[Record], *, but: Set[str] = frozenset()) -> None:
        """`but`: ids that are to be taken yet."""
        self._work, self._model = work, model
        self._known: dict[tuple[Any, ...], list[str]] = {}
        self._fresh: dict[str, Record] = {}
        if model.ledger.alike:
            self._load(but)

    def _load(self, but: Set[str]) -> None:
        names = sorted({name for key in self._model.ledger.alike for name in key})
        columns = [getattr(self._model, name) for name in names]
        for id_, *stored in self._work.connection().execute(select(self._model.id, *columns)):
            if id_ not in but:
                self._note(id_, dict(zip(names, stored, strict=True)))

    def _note(self, id_: str, values: Mapping[str, Any]) -> None:
        for key in self._keys(values):
            self._known.setdefault(key, []).append(id_)

    def _keys(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        sets = [(names, tuple([values.get(name) for name in names])) for names in self._model.ledger.alike]
        return [(names, *own) for names, own in sets if None not in own and "" not in own]

    def take(self, record: Record) -> list[Twin]:
        """Note one more record; gives those it may be the same as."""
        if not self._model.ledger.alike:
            return []
        values, others, own = held(record), dict[str, None](), record.id
        for key in self._keys(values):
            if (known := self._known.get(key)) is None:
                self._known[key] = [own]
            else:
                others.update(dict.fromkeys(known))
                known.append(own)
        self._fresh[own] = record
        return [self._twin(other, record, values) for other in list(others)[:SHOWN]]

    def _twin(self, other: str, record: Record, values: Mapping[str, Any]) -> Twin:
        stored = self._fresh.get(other) or self._work.get(self._model, other)
        before = held(stored)
        by = rule.agreeing(self._model.ledger.alike, before, values)
        labels = tuple(fields(self._model)[name].label for name in by)
        return Twin(other, record.id, labels, words_of(self._model, before))
