"""What one owner cannot have two of at a time (`Ledger.apart`), asked of every row of a sheet as it is filed: else one
row would have the whole import refused at its end."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from desktop.ledgers import Record
from desktop.ledgers.record import held
from desktop.storage.overlaps import Span, overlap, span, told_by
from desktop.storage.unit_of_work import Work


class Apart:
    """The spans of all stored records and of those filed since, by owner and record; read once an import."""

    def __init__(self, work: Work, model: type[Record]) -> None:
        self._model, self._spans = model, defaultdict[Any, dict[str, Span]](dict)
        self._whose: dict[str, Any] = {}
        if model.ledger.apart:
            names = told_by(model)
            for id_, *values in work.connection().execute(select(model.id, *(getattr(model, name) for name in names))):
                self._note(id_, span(model, dict(zip(names, values, strict=True))))

    def refuse(self, record: Record) -> None:
        """Refused (overlap) when the record's time runs into another's of the same owner, and did not before."""
        if not self._model.ledger.apart:
            return
        now = span(self._model, held(record))
        known = self._spans[now.whose]
        was = known.get(record.id)
        for id_, other in known.items():
            if id_ != record.id and now.clashes(other) and not (was and was.clashes(other)):
                raise overlap(self._model, other)

    def take(self, record: Record) -> None:
        """Note the record as it is now, and no longer with its former owner."""
        if self._model.ledger.apart:
            self._spans[self._whose.get(record.id)].pop(record.id, None)
            self._note(record.id, span(self._model, held(record)))

    def _note(self, id_: str, own: Span) -> None:
        self._spans[own.whose][id_] = own
        self._whose[id_] = own.whose
