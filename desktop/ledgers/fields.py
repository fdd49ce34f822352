"""The vocabulary of a ledger: what a field is, and the columns that carry it. One field is described in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, ForeignKey, Integer, String, Text, TypeDecorator
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeEngine


class Kind(StrEnum):
    """What a value means; reading, showing, masking, searching and sheets all follow from it."""

    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    DATE = "date"
    MOMENT = "moment"  # local date and time, to the minute
    CODE = "code"  # the code of an entry of `Field.codes`
    MONEY = "money"  # yuan
    AREA = "area"  # square metres
    NUMBER = "number"
    TEXT = "text"
    LONG_TEXT = "long_text"
    ADDRESS = "address"
    PLATE = "plate"
    CASE_NUMBER = "case_number"
    YES_NO = "yes_no"
    LINK = "link"  # the id of a record of the ledger `Field.target`
    UNIT = "unit"  # a division code
    LIST = "list"  # JSON
    BODY = "body"  # the sha256, in hex, of bytes that are kept beside the ledgers


class Hundredths(TypeDecorator[Decimal]):
    """A Decimal with two places, kept as a whole number of hundredths: exact, and sortable everywhere."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> int | None:
        return None if value is None else int((value * 100).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


COLUMN_TYPES: Mapping[Kind, Callable[[], TypeEngine[Any]]] = {
    Kind.DATE: Date,
    Kind.MOMENT: DateTime,
    Kind.MONEY: Hundredths,
    Kind.AREA: Hundredths,
    Kind.NUMBER: Integer,
    Kind.LONG_TEXT: Text,
    Kind.YES_NO: Boolean,
    Kind.LIST: lambda: JSON(none_as_null=True),  # what is empty is NULL, whichever way it became empty
}
SENSITIVE = frozenset({Kind.ID_NUMBER, Kind.PHONE})
SEARCHED = frozenset({Kind.NAME, Kind.ID_NUMBER, Kind.PHONE, Kind.PLATE, Kind.CASE_NUMBER, Kind.ADDRESS})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a ledger, as everything above the database sees it.

    `codes` names a table of `domain.codes`; `target` the linked ledger, of which the fields in `brings` are shown,
    exported and imported with this record; `synonyms` are other headings that old sheets use; `group` tells which
    person or thing of a flat sheet the field describes ("房东"); `width` is in characters of 14 u.
    """

    label: str
    kind: Kind = Kind.TEXT
    name: str = ""
    required: bool = False
    sensitive: bool = False
    search: bool = False
    codes: str = ""
    target: str = ""
    brings: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    group: str = ""
    width: int = 10
    listed: bool = True
    given: bool = False  # given by the program, never typed
    deed: str = ""  # changed by a deed of its own only: where to find it; an old sheet may bring it in
    help: str = ""

    def named(self, name: str) -> Field:
        return replace(self, name=name)


def column(label: str, kind: Kind = Kind.TEXT, **options: Any) -> MappedColumn[Any]:
    """A column that carries its own description; options are those of `Field`, and `index`, `default`."""
    index, default = options.pop("index", False), options.pop("default", None)
    options.setdefault("sensitive", kind in SENSITIVE)
    options.setdefault("search", kind in SEARCHED)
    info = {"field": Field(label, kind, **options)}
    type_ = COLUMN_TYPES.get(kind, String)()
    return mapped_column(type_, nullable=True, index=index, default=default, info=info)


def body(label: str, **options: Any) -> MappedColumn[Any]:
    """The hash of bytes kept in the table of bodies: no record can refer to bytes that are not there."""
    info = {"field": Field(label, Kind.BODY, given=True, listed=False, **options)}
    points_to = ForeignKey("bodies.sha256", deferrable=True, initially="DEFERRED")
    return mapped_column(String(64), points_to, nullable=True, index=True, info=info)


def link(
    target: str, label: str, brings: tuple[str, ...] = (), *, indexed: bool = True, **options: Any
) -> MappedColumn[Any]:
    """The id of a record of another ledger, and which of its fields come along wherever this one is seen. Not
    `indexed`: the ledger has an index of its own that begins with it.
    """
    info = {"field": Field(label, Kind.LINK, target=target, brings=brings, **options)}
    # deferred: the records of one deed are saved in any order
    points_to = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return mapped_column(String(32), points_to, nullable=True, index=indexed, info=info)
