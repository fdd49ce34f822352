"""What stands before every write of a unit of work; a service gives one in, storage only asks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection

from desktop.ledgers import Record

UnitOf = Callable[[type[Record], str], str]
"""The unit that a record bears, by ledger and id."""


class Guard(Protocol):
    """Asked before every write whether the person may touch what is stored; Refused when not."""

    def watches(self, model: type[Record]) -> bool:
        """Whether it has anything to ask of this ledger."""

    def found(self, record: Record) -> None:
        """The record is new in this work."""

    def pass_by(self, connection: Connection, model: type[Record], values: Mapping[str, Any]) -> None:
        """A record with these values (`id` and `unit` too) is to be written, changed, removed or brought back."""

    def pass_links(self, model: type[Record], values: Mapping[str, Any], unit_of: UnitOf) -> None:
        """A record is to point to what these values name."""


@dataclass(frozen=True, slots=True)
class Guards:
    """Several, asked in turn."""

    each: Sequence[Guard]

    def watches(self, model: type[Record]) -> bool:
        return any(one.watches(model) for one in self.each)

    def found(self, record: Record) -> None:
        for one in self.each:
            one.found(record)

    def pass_by(self, connection: Connection, model: type[Record], values: Mapping[str, Any]) -> None:
        for one in self.each:
            one.pass_by(connection, model, values)

    def pass_links(self, model: type[Record], values: Mapping[str, Any], unit_of: UnitOf) -> None:
        for one in self.each:
            one.pass_links(model, values, unit_of)
