"""重复: records of a ledger that may be the same (R19): found on demand, told apart for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, select

from desktop.domain import duplicates as rule
from desktop.domain.access import Action
from desktop.ledgers import Record, fields
from desktop.services.alike import note_distinct, settled, words_of
from desktop.services.office import Office
from desktop.services.records import offered
from desktop.storage.unit_of_work import Changed

MOST = 500  # pairs shown at a time; the rest come up as these are settled


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records (ids, the older first) that agree in the fields `by` (labels); `words` name each, masked."""

    ledger: str
    first: str
    second: str
    by: tuple[str, ...]
    words: tuple[str, str]


def find_pairs(office: Office, *, ledger: str) -> list[Pair]:
    """At most `MOST` pairs not yet settled, those that came in last first."""
    model = offered(ledger)
    office.require(model.ledger.area, Action.SEE)
    with office.read() as connection:
        found: dict[tuple[str, str], None] = {}
        for names in model.ledger.alike:
            found |= dict.fromkeys(_pairs(connection, office, model, names))
        ids = list(found)[:MOST]
        rows = _rows(connection, model, {one for pair in ids for one in pair})
    return [_pair(model, rows[first], rows[second]) for first, second in ids]


def set_distinct(office: Office, *, ledger: str, first: str, second: str, reason: str = "") -> Changed:
    """These two are not the same, and are not asked about again until this is undone."""
    model = offered(ledger)
    office.require(model.ledger.area, Action.CHANGE)
    with office.work("set_distinct", f"核对为不同的{model.ledger.label}", reason=reason) as work:
        for record in (first, second):
            work.get(model, record)
        note_distinct(work, model, first, [second], reason)
        return work.commit()


def _pairs(connection: Connection, office: Office, model: type[Record], names: Sequence[str]) -> list[tuple[str, str]]:
    """Grouped first: most records are alone, and only those that are not are joined."""
    one, other = model.__table__.alias("one"), model.__table__.alias("other")
    counted = model.__table__.alias("counted")
    keys = [counted.c[name] for name in names]
    filled = [key.is_not(None) for key in keys] + [key != "" for key in keys if key.type.python_type is str]
    groups = select(*keys).where(*filled).group_by(*keys).having(func.count() > 1).subquery("groups")
    matched = and_(*(one.c[name] == groups.c[name] for name in names))
    again = and_(other.c.row > one.c.row, *(other.c[name] == groups.c[name] for name in names))
    found = select(one.c.id, other.c.id).select_from(groups).join(one, matched).join(other, again)
    found = found.where(~settled(one.c.id, other.c.id)).order_by(other.c.row.desc(), one.c.row).limit(MOST)
    return [(row[0], row[1]) for row in connection.execute(found)]


def _rows(connection: Connection, model: type[Record], ids: set[str]) -> dict[str, dict[str, Any]]:
    table, wanted = model.__table__, sorted(ids)
    found = (connection.execute(select(table).where(table.c.id.in_(wanted[at : at + MOST]))).mappings()
             for at in range(0, len(wanted), MOST))  # fmt: skip
    return {row["id"]: dict(row) for part in found for row in part}


def _pair(model: type[Record], one: Mapping[str, Any], other: Mapping[str, Any]) -> Pair:
    by = tuple(fields(model)[name].label for name in rule.agreeing(model.ledger.alike, one, other))
    return Pair(model.ledger.name, one["id"], other["id"], by, (words_of(model, one), words_of(model, other)))
