"""The vocabulary of a form (what it takes, with a sample) and the reading of the data given to it."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from desktop.domain.dates import paper
from desktop.forms.text import clean


class Kind(StrEnum):
    TEXT = "text"
    LONG = "long"  # paragraphs, one a line feed
    DATE = "date"  # a date, ISO text, or words printed as they stand
    NUMBER = "number"
    MONEY = "money"  # yuan
    CHOICE = "choice"  # one of `choices`, ticked
    YES_NO = "yes_no"
    LINES = "lines"  # a list of texts
    PICTURE = "picture"  # the bytes of a JPEG, PNG, BMP or WEBP as base64
    LIST = "list"  # a list of entries with `fields` of their own


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form takes; every one may be left empty, `required` ones leave the paper unfinished."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    sample: Any = ""
    choices: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


class Entry:
    """The data of a form or of one row of it, read leniently: what is absent prints as a blank to fill in."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def text(self, name: str, default: str = "") -> str:
        return plain(self._values.get(name)) or default

    def day(self, name: str, default: str = "") -> str:
        """`2026年9月23日` from a date or its ISO text; other words as they stand."""
        value = self._values.get(name)
        try:
            return paper(value if isinstance(value, date) else date.fromisoformat(str(value)))
        except ValueError:
            return plain(value) or default

    def iso(self, name: str) -> str:
        """`2026-09-23`, for narrow columns."""
        value = self._values.get(name)
        return value.isoformat() if isinstance(value, date) else plain(value)

    def month(self, year: str, month: str) -> date | None:
        """The first day of the month that two fields name, or None."""
        try:
            return date(int(self.text(year)), int(self.text(month)), 1)
        except ValueError:
            return None

    def texts(self, name: str) -> dict[str, str]:
        """A mapping of texts."""
        value = self._values.get(name)
        given = value if isinstance(value, Mapping) else {}
        return {str(key): text for key, item in given.items() if (text := plain(item))}

    def money(self, name: str) -> Decimal | None:
        """Yuan, or None for what is not an amount."""
        try:
            amount = Decimal(plain(self._values.get(name)).replace(",", ""))
        except ArithmeticError:
            return None
        return amount if amount.is_finite() else None

    def picture(self, name: str) -> bytes | None:
        """The bytes of a picture, or None for what is no base64."""
        try:
            return b64decode(str(self._values.get(name) or ""), validate=True) or None
        except ValueError:
            return None

    def true(self, name: str) -> bool:
        return self.text(name) in ("True", "true", "1", "是")

    def lines(self, name: str) -> list[str]:
        """A list of texts; one text is taken as a list by its line feeds."""
        value = self._values.get(name)
        given = value if isinstance(value, (list, tuple)) else plain(value).split("\n")
        return [line for item in given if (line := plain(item))]

    def entries(self, name: str) -> list[Entry]:
        value = self._values.get(name)
        given = value if isinstance(value, (list, tuple)) else ()
        return [Entry(item) for item in given if isinstance(item, Mapping)]


def plain(value: Any) -> str:
    """Any value as text fit for print."""
    return "" if value is None else clean(str(value)).strip(" \n")


def sample_of(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {field.name: deepcopy(field.sample) for field in fields}


def texts(fields: tuple[Field, ...], data: Mapping[str, Any], path: str = "", within: str = "") -> Iterator[Written]:
    """Every text that the data gives to the fields, with its place (`parties.0.name`, `当事人1 姓名`)."""
    for field in fields:
        if field.kind is Kind.PICTURE:
            continue
        value, place, label = data.get(field.name), f"{path}{field.name}", f"{within}{field.label}"
        if isinstance(value, Mapping):
            yield from (Written(f"{place}.{key}", label, plain(item)) for key, item in value.items())
            continue
        if not isinstance(value, (list, tuple)):
            yield Written(place, label, plain(value))
            continue
        for at, item in enumerate(value):
            if isinstance(item, Mapping):
                yield from texts(field.fields, item, f"{place}.{at}.", f"{label}{at + 1} ")
            else:
                yield Written(f"{place}.{at}", f"{label}{at + 1}", plain(item))


@dataclass(frozen=True, slots=True)
class Written:
    place: str
    label: str
    text: str
