"""合并: two records of one ledger become one; what pointed to the second points to the first; one undo (R19)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Record, catalogue, fields, find
from desktop.ledgers.houses import House
from desktop.ledgers.values import shown
from desktop.services.grading import settle_latest
from desktop.services.office import Office
from desktop.services.scope import refuse_outside
from desktop.storage.unit_of_work import Changed, Work


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both records as shown, masked."""

    name: str
    label: str
    first: str
    second: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """`uses`: for each of the two, what points to it, as (label, count)."""

    ledger: str
    first: str
    second: str
    lines: tuple[Line, ...]
    uses: tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]
    may_merge: bool


def compare(office: Office, *, ledger: str, first: str, second: str) -> Comparison:
    """Two records side by side."""
    model = _mergeable(ledger)
    office.require(model.ledger.area, Action.SEE)
    refuse_outside(office, ledger, second)
    with office.read(ledger, first) as connection:
        one, other = (_stored(connection, model, record) for record in (first, second))
        uses = (tuple(_uses(connection, model, first)), tuple(_uses(connection, model, second)))
    lines = tuple(Line(name, field.label, shown(field, one[name]), shown(field, other[name]),
                       one[name] != other[name])
                  for name, field in fields(model).items())  # fmt: skip
    may = all(office.may(model.ledger.area, action) for action in (Action.CHANGE, Action.REMOVE))
    return Comparison(model.ledger.name, first, second, lines, uses, may)


def merge_records(
    office: Office, *, ledger: str, keep: str, drop: str, take: Sequence[str] = (), reason: str = ""
) -> Changed:
    """`keep` stays and gets the fields `take` from `drop`, which goes into the log; links to it go to `keep`.

    Rooms of one number become one with their houses. Refused codes: same_record, overlap (both lived somewhere at the
    same time), and whatever a field refuses.
    """
    model = _mergeable(ledger)
    for action in (Action.CHANGE, Action.REMOVE):
        office.require(model.ledger.area, action)
    if keep == drop:
        raise Refused("两条是同一条记录", "选另一条", code="same_record")
    with office.work("merge_records", f"合并{model.ledger.label}", reason=reason) as work:
        kept, gone = work.get(model, keep), work.get(model, drop)
        taken = {name: getattr(gone, name) for name in take}
        _move_links(work, model, keep=keep, drop=drop)
        work.remove(gone)
        work.change(kept, taken)
        return work.commit()


def _mergeable(ledger: str) -> type[Record]:
    """A ledger whose records may be merged; Refused (no_merge) for the others."""
    model = find(ledger)
    if model.ledger.hidden or not model.ledger.alike:
        raise Refused(f"{model.ledger.label}不能合并", "只有人、房屋这类台账可以合并", code="no_merge")
    return model


def _move_links(work: Work, model: type[Record], *, keep: str, drop: str) -> None:
    """What pointed to `drop` points to `keep`; what `keep` has already (the room of that number) is merged as well."""
    for record, values in list(_pointing(work, model, keep=keep, drop=drop)):
        twin = _twin(work, record, values)
        if twin is None:
            work.change(record, values)
            work.connection()  # written, so that what follows reads it
        else:
            _move_links(work, type(record), keep=twin.id, drop=record.id)
            work.remove(record)
    if model is House:
        settle_latest(work, keep)


def _twin(work: Work, record: Record, values: Mapping[str, Any]) -> Record | None:
    """The record that this one, once moved, would share a unique field set with."""
    for names in type(record).ledger.unique:
        wanted = {name: values.get(name, getattr(record, name)) for name in names}
        if set(names) & set(values) and None not in wanted.values():
            return work.first(type(record), **wanted)
    return None


def _stored(connection: Connection, model: type[Record], record: str) -> dict[str, Any]:
    found = connection.execute(select(model.__table__).where(model.id == record)).mappings().first()
    if found is None:
        raise Refused(f"没有这条{model.ledger.label}记录", "它可能已被删除，请刷新", code="no_record")
    return dict(found)


def _links(model: type[Record]) -> Iterator[tuple[type[Record], str]]:
    """(ledger, field) of everything that can point to a record of this ledger."""
    for other in catalogue().values():
        for name, field in fields(other).items():
            if field.target == model.ledger.name:
                yield other, name


def _uses(connection: Connection, model: type[Record], record: str) -> Iterator[tuple[str, int]]:
    for other, name in _links(model):
        if count := connection.scalar(select(func.count()).where(getattr(other, name) == record)):
            yield other.ledger.label, count
    for other, ledger, owner in _owned():
        here = getattr(other, ledger) == model.ledger.name, getattr(other, owner) == record
        if count := connection.scalar(select(func.count()).where(*here)):
            yield other.ledger.label, count


def _owned() -> Iterator[tuple[type[Record], str, str]]:
    for other in catalogue().values():
        if other.ledger.owned:
            yield other, *other.ledger.owned


def _pointing(work: Work, model: type[Record], *, keep: str, drop: str) -> Iterator[tuple[Record, dict[str, str]]]:
    for other, name in _links(model):
        for record in work.session.scalars(select(other).where(getattr(other, name) == drop)).all():
            yield record, {name: keep}
    for other, ledger, owner in _owned():
        here = getattr(other, ledger) == model.ledger.name, getattr(other, owner) == drop
        for record in work.session.scalars(select(other).where(*here)).all():
            yield record, {owner: keep}
