"""What of a record the look-up knows: its words, and the two lines under which a hit is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from desktop.ledgers import Field, Kind, Record, catalogue, fields, find
from desktop.ledgers.record import held
from desktop.ledgers.values import shown
from desktop.storage import lookup
from desktop.storage.ahead import Ahead

_NAME, _NUMBER, _TEXT = "name", "number", "text"
Linked = Callable[[type[Record], object], Record | None]
"""The record of a ledger with this id, if there is one."""
NUMBERS = frozenset({Kind.ID_NUMBER, Kind.PHONE, Kind.PLATE, Kind.CASE_NUMBER})


class Refresh:
    """Brings the look-up in step with a work: what it has to ask, it asks when made, within the work's transaction and
    when all is saved that the session saves. `saved` maps a new record to None, `here` has those of the work by id.
    """

    def __init__(
        self, session: Session, saved: Mapping[Record, object], removed: Sequence[Record], here: Mapping[str, Record]
    ) -> None:
        self._session, self._here, connection = session, here, session.connection()
        lookup.drop(connection, [(record.ledger.name, record.row) for record in removed if record.ledger.looked_up])
        changed = [record for record, before in saved.items() if before is not None]
        titled = _titled_by(session, changed)
        self._wanted = {(r.ledger.name, r.row): r for r in (*saved, *titled) if r.ledger.looked_up}
        self._places = lookup.Places(connection, self._wanted)

    def file(self, ahead: Ahead) -> None:
        """To be called once."""

        def linked(model: type[Record], id: object) -> Record | None:
            if (found := self._here.get(str(id))) is not None:
                return found
            ahead.wait()
            return self._session.scalar(select(model).where(model.id == id))

        self._places.file(ahead, map(Entries(linked).of, self._wanted.values()))


def rebuild(connection: Connection) -> None:
    """Put every record of every ledger anew, after the look-up's own shape changed."""
    with Session(connection) as session:

        def linked(model: type[Record], id: object) -> Record | None:
            return session.scalar(select(model).where(model.id == id))

        for model in catalogue().values():
            if model.ledger.looked_up:
                found = session.scalars(select(model).execution_options(yield_per=2000))
                for part in found.partitions():
                    lookup.put(connection, map(Entries(linked).of, part))


class Entries:
    """Look-up entries of records as they are now; what many of them point to is asked for once."""

    def __init__(self, linked: Linked) -> None:
        self._linked = linked
        self._titles: dict[tuple[str, object], str] = {}  # by ledger and id of what was pointed to

    def of(self, record: Record) -> lookup.Entry:
        """Its lines are masked already."""
        values, own = held(record), {_NAME: list[str](), _NUMBER: list[str](), _TEXT: list[str]()}
        for name, sort in _searched(type(record)):
            if value := values[name]:
                own[sort].append(str(value))
        title = self._line(record, values, record.ledger.title)
        return lookup.Entry(
            ledger=record.ledger.name, row=record.row, record=record.id, unit=record.unit or "",
            names=tuple(own[_NAME]), numbers=tuple(own[_NUMBER]), texts=(title, *own[_TEXT]),
            title=title, subtitle=self._line(record, values, record.ledger.subtitle, " · "),
        )  # fmt: skip

    def _line(self, record: Record, values: Mapping[str, Any], names: Iterable[str], between: str = " ") -> str:
        """The named fields as one line; a link shows the title of what it points to; numbers masked."""
        known, parts = fields(type(record)), list[str]()
        for name in names:
            value = values[name] if name in known else None
            if value is not None and value != "" and (face := self._face(known[name], value)):
                parts.append(face)
        return between.join(parts)

    def _face(self, field: Field, value: object) -> str:
        if field.kind is not Kind.LINK:
            return shown(field, value)
        place = (field.target, value)
        if place not in self._titles:
            target = find(field.target)
            linked = self._linked(target, value)
            self._titles[place] = self._line(linked, held(linked), target.ledger.title) if linked else ""
        return self._titles[place]


@cache
def _searched(model: type[Record]) -> tuple[tuple[str, str], ...]:
    """The fields that are searched, and as what."""
    return tuple((name, _sort(field)) for name, field in fields(model).items() if field.search)


def _sort(field: Field) -> str:
    if field.kind is Kind.NAME:
        return _NAME
    return _NUMBER if field.kind in NUMBERS else _TEXT


def _titled_by(session: Session, saved: Iterable[Record]) -> Iterator[Record]:
    """Stored records whose title is made from one of these: a house gives its rooms their names."""
    for record in saved:
        for model in catalogue().values():
            for name in model.ledger.title:
                field = fields(model).get(name)
                if model.ledger.looked_up and field and field.target == record.ledger.name:
                    yield from session.scalars(select(model).where(getattr(model, name) == record.id))
