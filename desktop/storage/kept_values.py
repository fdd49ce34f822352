"""The values of one record on their way in and out: read as their kinds, completed, as the log keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy.orm.attributes import instance_dict

from desktop.errors import Refused
from desktop.ledgers import Field, Record, fields
from desktop.ledgers.values import read, to_json
from desktop.storage.bulk import structured


def clean(model: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by field name, read as their kinds; an unknown field is refused."""
    known = fields(model)
    if unknown := values.keys() - known.keys():
        name = next(name for name in values if name in unknown)
        raise Refused(f"{model.ledger.label}没有“{name}”这一项", "请核对项目名称", field=name, code="no_field")
    return {name: read(known[name], value) for name, value in values.items()}


def complete(model: type[Record], values: dict[str, Any]) -> None:
    """Fill what follows from other fields, then refuse what is missing or contradicts itself."""
    model.ledger.derive(values)
    for name, field in _required(model):
        if values.get(name) in (None, "", []):
            raise Refused(f"{field.label}没有填", f"请填写{field.label}", field=name, code="required")
    for wrong in model.ledger.check(values):
        raise wrong


def blank(model: type[Record]) -> Mapping[str, None]:
    """The fields of a new record before it is filled, but lists, where nothing and a written null differ."""
    return _blank(model)


def refuse_frozen(record: Record) -> None:
    """The ledger's own word on whether a stored record may still be touched (a signed agreement may not)."""
    if wrong := record.ledger.frozen({name: getattr(record, name) for name in fields(type(record))}):
        raise wrong


def snapshot(record: Record) -> dict[str, Any]:
    """Everything stored of a record, as JSON values, for the log."""
    own, names = instance_dict(record), _kept(type(record))
    if not own.keys() >= names.keys():
        own = {name: getattr(record, name) for name in names}
    return {name: value if type(value) is str else to_json(value) for name in names
            if (value := own[name]) is not None}  # fmt: skip


@cache
def _kept(model: type[Record]) -> dict[str, None]:
    """In their order."""
    return dict.fromkeys((*fields(model), "row", "unit", "sample"))


def stored_of(record: Record) -> dict[str, Any]:
    """All values of a record, with its id and unit, as a guard is asked about them."""
    return {"id": record.id, "unit": record.unit, **{name: getattr(record, name) for name in fields(type(record))}}


@cache
def _required(model: type[Record]) -> tuple[tuple[str, Field], ...]:
    return tuple((name, field) for name, field in fields(model).items() if field.required)


@cache
def _blank(model: type[Record]) -> dict[str, None]:
    return dict.fromkeys(name for name in fields(model) if name not in structured(model))
