"""The ledgers: one file each. `catalogue()` finds them all, so that a new file is a new ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from desktop.errors import Refused
from desktop.ledgers.fields import Field, Kind
from desktop.ledgers.record import Base, Ledger, Record, fields

__all__ = ["Base", "Field", "Kind", "Ledger", "Record", "area_of", "catalogue", "fields", "find"]


def catalogue() -> Mapping[str, type[Record]]:
    """Every ledger by name: the modules of this folder, and whatever else maps a `Record`."""
    _load()
    return {model.ledger.name: model for model in _mapped(Record)}


@cache
def _load() -> None:
    """Once: looking through the folder takes longer than most commands."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")


def _mapped(parent: type[Record]) -> Iterator[type[Record]]:
    yield from (model for model in parent.__subclasses__() if hasattr(model, "ledger"))


def find(name: str) -> type[Record]:
    """The ledger by name, other name or Chinese label."""
    models = catalogue()
    if name in models:
        return models[name]
    for model in models.values():
        if name in (model.ledger.name, model.ledger.label, *model.ledger.aliases):
            return model
    raise Refused(f"没有“{name}”这个台账", "用 ledgers 命令看有哪些台账", code="no_ledger")


def area_of(model: type[Record], values: Mapping[str, Any]) -> str:
    """The area whose rights hold for a record: its ledger's own, or that of what the record belongs to."""
    owned = model.ledger.owned
    return find(values[owned[0]]).ledger.area if owned else model.ledger.area
