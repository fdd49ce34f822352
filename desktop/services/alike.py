"""Before a save: is this the same as something stored? And what was found to be different (R19)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, exists, or_, select

from desktop.domain import duplicates as rule
from desktop.domain.duplicates import in_order
from desktop.ledgers import Record, fields
from desktop.ledgers.distinctions import Distinction
from desktop.ledgers.values import shown
from desktop.services.office import Office
from desktop.services.scope import within
from desktop.storage.unit_of_work import Work

ENOUGH, SHOWN = 500, 3


def refuse_alike(
    work: Work, office: Office, record: Record, before: Mapping[str, Any] | None, *, distinct: bool
) -> None:
    """Refused (alike) when other records may be the same as this one and nobody has said that they are not; those of
    units that the actor does not see are not told, and wait for whoever sees both (R6).

    `before`: its values as stored, None if it is new. `distinct`: somebody says so now, which is kept.
    """
    model = type(record)
    now = {name: getattr(record, name) for name in fields(model)}
    asked = rule.asks_anew(model.ledger.alike, before, now)
    if not asked or not (twins := _alike(office, work.connection(), record, asked)):
        return
    if any(_shares(model.ledger.unique, now, one) for one in twins):
        return  # the same for certain: refused at the end as already there
    if not distinct:
        by = dict.fromkeys(name for one in twins[:SHOWN] for name in rule.agreeing(asked, now, one))
        raise rule.looks_alike(model.ledger.label, [words_of(model, one) for one in twins[:SHOWN]],
                               [fields(model)[name].label for name in by])  # fmt: skip
    note_distinct(work, model, record.id, [one["id"] for one in twins])


def _shares(keys: rule.Keys, now: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(rule.agreeing(keys, now, other))


def note_distinct(work: Work, model: type[Record], record: str, others: Sequence[str], reason: str = "") -> None:
    for other in others:
        first, second = in_order(record, other)
        if work.first(Distinction, first=first, second=second) is None:
            work.add(Distinction, {"of": model.ledger.name, "first": first, "second": second, "reason": reason or None})


def _alike(
    office: Office, connection: Connection, record: Record, asked: Sequence[tuple[str, ...]]
) -> list[Mapping[str, Any]]:
    """Mostly there are none, which one look into an index tells; what was settled is asked of those found only."""
    table = type(record).__table__
    same = or_(*(and_(*(table.c[name] == getattr(record, name) for name in names)) for names in asked))
    ids = connection.scalars(select(table.c.id).where(same, table.c.id != record.id).limit(ENOUGH)).all()
    if not ids:
        return []
    here = select(table).where(table.c.id.in_(ids), within(office, table.c.unit), ~settled(table.c.id, record.id))
    return [dict(row) for row in connection.execute(here).mappings()]


def settled(one: Any, other: Any) -> Any:
    told = Distinction.__table__
    return exists().where(or_(and_(told.c.first == one, told.c.second == other),
                              and_(told.c.first == other, told.c.second == one)))  # fmt: skip


def words_of(model: type[Record], values: Mapping[str, Any]) -> str:
    """`汤月娥 1978-05-02 330723********2206`."""
    known = fields(model)
    names = [name for name in (*model.ledger.title, *model.ledger.subtitle) if name in known]
    return " ".join(words for name in names if (words := shown(known[name], values[name])))
