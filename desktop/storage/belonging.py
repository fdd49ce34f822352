"""Records that belong to another one (`Ledger.owned`): it must be there, and is not removed from under them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from desktop.errors import Refused
from desktop.ledgers import Kind, Record, catalogue, fields, find

AT_ONCE = 500  # ids in one question
IN_USE = Refused("还有别的记录用到它", "先处理那些记录，再删这一条", code="in_use")
OWNER_GONE = Refused("所属的记录已经不在了", "请刷新后重新选择", code="no_link")


def refuse_orphans(connection: Connection, saved: Iterable[Record], removed: Iterable[Record]) -> None:
    """After the flush: Refused (no_link) when a saved record's owner is not there, (has_owned) when a removed one
    still owns some.
    """
    for ledger, ids in _by_ledger(_owners(saved)).items():
        owner = find(ledger)
        if sum(_counted(connection, owner.id, piece) for piece in _pieces(ids)) < len(ids):
            raise OWNER_GONE
    for ledger, ids in _by_ledger((one.ledger.name, one.id) for one in removed).items():
        for model, name, owner_id in _belonging():
            if count := sum(_counted(connection, owner_id, piece, name == ledger) for piece in _pieces(ids)):
                raise _owns(find(ledger), model, count)


def in_use(connection: Connection, gone: Iterable[tuple[type[Record], str]]) -> Refused:
    """Why these could not be taken out: which records point to one of them, and what can be done."""
    ids = _by_ledger((model.ledger.name, id_) for model, id_ in gone)
    for model, name, target in _links():
        pieces = _pieces(ids.get(target, set()))
        if count := sum(_counted(connection, getattr(model, name), piece) for piece in pieces):
            label, measure = model.ledger.label, model.ledger.measure
            step = f"{label}不能删除，它也要留着" if model.ledger.permanent else f"先处理这些{label}，再删这一条"
            return Refused(f"还有{count}{measure}{label}用到它", step, code=IN_USE.code)
    return IN_USE


def _links() -> Iterator[tuple[type[Record], str, str]]:
    """(ledger, field, name of the ledger it points to) of every link that is kept as a foreign key."""
    return ((model, name, field.target) for model in catalogue().values() for name, field in fields(model).items()
            if field.kind is Kind.LINK and field.target)  # fmt: skip


def strays(connection: Connection) -> int:
    """How many records belong to one that is not there: after rows were taken out past the one door."""
    found = 0
    for _, name, owner_id in _belonging():
        for ledger in connection.scalars(select(name).distinct()).all():
            there = select(find(ledger).id)
            found += connection.scalar(select(func.count()).where(name == ledger, owner_id.not_in(there))) or 0
    return found


def _belonging() -> Iterator[tuple[type[Record], Any, Any]]:
    """The ledgers whose records belong to others, with their columns for ledger and id of the owner."""
    for model in catalogue().values():
        if model.ledger.owned:
            ledger, owner = model.ledger.owned
            yield model, getattr(model, ledger), getattr(model, owner)


def _owners(saved: Iterable[Record]) -> Iterator[tuple[str, str]]:
    for record in saved:
        if record.ledger.owned:
            ledger, owner = record.ledger.owned
            yield getattr(record, ledger), getattr(record, owner)


def _by_ledger(found: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = defaultdict(set)
    for ledger, record in found:
        ids[ledger].add(record)
    return ids


def _pieces(ids: set[str]) -> Iterator[list[str]]:
    wanted = sorted(ids)
    return (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE))


def _counted(connection: Connection, column: Any, ids: list[str], *more: Any) -> int:
    return connection.scalar(select(func.count()).where(column.in_(ids), *more)) or 0


def _owns(owner: type[Record], model: type[Record], count: int) -> Refused:
    label, measure = model.ledger.label, model.ledger.measure
    return Refused(f"这条{owner.ledger.label}还有{count}{measure}{label}",
                   f"先把{label}改归别处或去掉，再删这一条", code="has_owned")  # fmt: skip
