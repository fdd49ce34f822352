"""What one owner cannot have two of at a time (`Ledger.apart`), asked before a row of a sheet is filed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.ledgers import Record
from desktop.storage.uniqueness import overlap
from desktop.storage.unit_of_work import Work

Span = tuple[date, date | None]


class Apart:
    """The spans of all stored records of a ledger and of those filed since; read once an import."""

    def __init__(self, work: Work, model: type[Record]) -> None:
        self._model, self._spans = model, defaultdict[Any, list[Span]](list)
        if model.ledger.apart:
            owner, start, end = (getattr(model, name) for name in model.ledger.apart)
            for whose, first, last in work.connection().execute(select(owner, start, end)):
                self._spans[whose].append((first, last))

    def take(self, values: Mapping[str, Any]) -> None:
        """Note one more record; Refused (overlap) when its time runs into another's of the same owner."""
        unless = self._model.ledger.apart_unless
        if not self._model.ledger.apart or (unless and values.get(unless)):
            return
        whose, first, last = (values.get(name) for name in self._model.ledger.apart)
        if whose is None or first is None:
            return
        for start, end in self._spans[whose]:
            if (last is None or start < last) and (end is None or end > first):
                raise overlap(self._model, start, end)
        self._spans[whose].append((first, last))
