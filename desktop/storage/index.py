"""What of a record the look-up knows: its words, and the two lines under which a hit is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

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
        face, values = _face_of(type(record)), held(record)
        names, numbers, texts = (
            [str(value) for name in searched if (value := values[name])] for searched in face.searched
        )
        title, subtitle = self._line(values, face.title), self._line(values, face.subtitle, " · ")
        return lookup.Entry(
            record.ledger.name, record.row, record.id, tuple(names), tuple(numbers), (title, *texts),
            title, subtitle, record.unit or "",
        )  # fmt: skip

    def _line(self, values: Mapping[str, Any], line: Iterable[Field], between: str = " ") -> str:
        """The fields as one line; a link shows the title of what it points to; numbers masked."""
        parts = []
        for field in line:
            value = values[field.name]
            if value is not None and value != "" and (face := self._face(field, value)):
                parts.append(face)
        return between.join(parts)

    def _face(self, field: Field, value: object) -> str:
        if field.kind is not Kind.LINK:
            return shown(field, value)
        place = (field.target, value)
        if place not in self._titles:
            target = find(field.target)
            linked = self._linked(target, value)
            self._titles[place] = self._line(held(linked), _face_of(target).title) if linked else ""
        return self._titles[place]


class _Face(NamedTuple):
    """Of a ledger: the fields that are searched, by sort (names, numbers, texts), and those of the two lines."""

    searched: tuple[list[str], list[str], list[str]]
    title: list[Field]
    subtitle: list[Field]


@cache
def _face_of(model: type[Record]) -> _Face:
    known = fields(model)
    searched = {_NAME: list[str](), _NUMBER: list[str](), _TEXT: list[str]()}
    for name, field in known.items():
        if field.search:
            searched[_sort(field)].append(name)
    title, subtitle = ([known[name] for name in line if name in known]
                       for line in (model.ledger.title, model.ledger.subtitle))  # fmt: skip
    return _Face((searched[_NAME], searched[_NUMBER], searched[_TEXT]), title, subtitle)


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
