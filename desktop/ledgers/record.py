"""What every ledger's record has: keys, version, unit, and the ledger it belongs to."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import Boolean, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.orm.attributes import instance_dict

from desktop.domain.scope import UNIT
from desktop.errors import Refused
from desktop.ledgers.fields import Field

Values = MutableMapping[str, Any]


def new_id() -> str:
    """A UUIDv7 (RFC 9562) in 32 hex digits: sorts by time of making, unique between centres without asking."""
    chance = os.urandom(10).hex()
    variant = "89ab"[int(chance[4], 16) & 3]
    return f"{time.time_ns() // 1_000_000:012x}7{chance[1:4]}{variant}{chance[5:]}"


def nothing_to_derive(values: Values) -> None:
    """Most ledgers have no field that follows from another."""


def nothing_to_check(values: Mapping[str, Any]) -> Iterable[Refused]:
    return ()


def never_frozen(values: Mapping[str, Any]) -> Refused | None:
    """Most records may be changed as long as they are kept."""
    return None


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as data: name and label, its area of the navigation (which decides who may do what), and its faces.

    `title` and `subtitle` name the fields that stand for a record in look-up, history and links. `derive` fills
    fields that follow from others before a save; `check` yields what is wrong across fields; `frozen` tells why
    a record as stored may no longer be changed or removed by anybody.
    """

    name: str
    label: str
    measure: str
    area: str
    title: tuple[str, ...]
    subtitle: tuple[str, ...] = ()
    sort: str = ""
    derive: Callable[[Values], None] = nothing_to_derive
    check: Callable[[Mapping[str, Any]], Iterable[Refused]] = nothing_to_check
    by_hand: Callable[[Mapping[str, Any]], Iterable[Refused]] = nothing_to_check  # asked of whoever types a record
    frozen: Callable[[Mapping[str, Any]], Refused | None] = never_frozen
    aliases: tuple[str, ...] = ()
    key: tuple[tuple[str, ...], ...] = ()  # field sets by which an imported row finds its record again
    unique: tuple[tuple[str, ...], ...] = ()  # field sets that no two records share
    alike: tuple[tuple[str, ...], ...] = ()  # field sets that two records share only if they may be the same
    apart: tuple[str, str, str] | None = None  # (whose, start, end): not two at a time; the end day is free again
    apart_unless: str = ""  # the field with the reason why a record may overlap another all the same
    by_command: str = ""  # records are made by a command of their own only: where to find it
    by_desk: str = (
        ""  # people enter and change records where their rules are asked: where that is; sheets still come in
    )
    looked_up: bool = True  # found by the look-up box
    orders: tuple[tuple[str, str], ...] = ()  # (start, end) dates that must not be reversed
    by_day: bool = False  # old sheets have a row a day and a column a post
    permanent: str = ""  # why records are never deleted, and what to do instead
    hidden: bool = False  # kept for the program; not offered among the ledgers
    owned: tuple[str, str] | None = None  # fields (ledger, record) of what a record belongs to, its rights included
    whose: str = UNIT  # the unit's or the centre's (`domain.scope`)
    home: tuple[str, ...] = ()  # links: a record bears the unit of the first that is filled
    place: str = ""  # the field that names a record's unit, by code or as people say it; goes before `home`
    upward: bool = False  # what lies over somebody's units is shown too: who answers stands there
    follow: bool = False  # while a record lasts, whom it is about (`apart`) bears its unit
    kept_by: str = ""  # somebody who is shown here by a link of this ledger: its name (people by their stays)

    @property
    def elsewhere(self) -> str:
        """Where people do what the general editor must not do; empty where it may."""
        return self.by_command or self.by_desk


class Base(DeclarativeBase):
    """The one metadata of all tables."""


class Record(Base):
    """Parent of every ledger's class."""

    __abstract__ = True
    ledger: ClassVar[Ledger]

    row: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(String(32), unique=True, default=new_id)
    version: Mapped[int] = mapped_column(Integer, nullable=False)
    unit: Mapped[str] = mapped_column(String(12), default="", index=True)
    sample: Mapped[bool] = mapped_column(Boolean, default=False)

    def __init_subclass__(cls, **options: Any) -> None:
        if "ledger" in cls.__dict__:
            cls.__tablename__ = cls.ledger.name
        super().__init_subclass__(**options)
        if "ledger" in cls.__dict__:
            cls.__mapper__.version_id_col = cls.__table__.c.version


@cache
def fields(model: type[Record]) -> Mapping[str, Field]:
    """The ledger's own fields by name, in the order they were written."""
    described = ((c.name, c.info.get("field")) for c in model.__table__.columns)
    return {name: field.named(name) for name, field in described if field is not None}


def held(record: Record) -> Mapping[str, Any]:
    """What stands in the record's fields, by name: sooner than by asking the record for each."""
    own, names = instance_dict(record), fields(type(record)).keys()
    return own if own.keys() >= names else {name: getattr(record, name) for name in names}
