"""What a ledger asks of an old sheet: its own fields and, as flat sheets hold several things, those it links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from desktop.ledgers import Field, Kind, Record, fields, find
from desktop.sheets.targets import Target, TargetField

TENANT_GROUPED = frozenset({"people"})  # in a flat sheet these fields stand under 承租人


def importable(model: type[Record], *, linked: str = "") -> Iterator[tuple[type[Record], Field]]:
    """(ledger, field) of everything a flat sheet of this ledger may hold, the ledger itself first."""
    for field in fields(model).values():
        if field.kind is not Kind.LINK and field.kind is not Kind.LIST and not field.given:
            yield model, field
    for field in fields(model).values():
        if field.brings and field.target != linked:
            yield from importable(find(field.target), linked=model.ledger.name)


@cache
def target_of(model: type[Record]) -> Target:
    """The ledger as `sheets` knows it; a row without any field of the first key is refused there."""
    wanted = {name for field in fields(model).values() for name in field.brings} | set(fields(model))
    found: dict[str, TargetField] = {}
    for owner, field in importable(model):
        if field.name in wanted and field.name not in found:
            found[field.name] = _target_field(owner, field)
    ledger, shape = model.ledger, "duty" if model.ledger.by_day else "list"
    return Target(
        ledger.name, ledger.label, tuple(found.values()), _keys(model, found), ledger.orders, shape=shape
    )  # fmt: skip


def _target_field(owner: type[Record], field: Field) -> TargetField:
    group = field.group or ("租客" if owner.ledger.name in TENANT_GROUPED and field.kind in PERSONAL else "")
    return TargetField(field.name, field.label, field.kind.value, field.synonyms, group, field.codes, field.required)


PERSONAL = frozenset({Kind.NAME, Kind.ID_NUMBER, Kind.PHONE})


def _keys(model: type[Record], found: Mapping[str, TargetField]) -> tuple[str, ...]:
    """Names and numbers: a row that has none of them stands for nobody and nothing."""
    telling = (field for _, field in importable(model) if field.kind in (Kind.NAME, Kind.ID_NUMBER) and field.listed)
    names = (field.name for field in telling if field.name in found and field.group != "房东")
    return tuple(dict.fromkeys(names)) or tuple(name for key in model.ledger.key for name in key)
