"""What one line of an old ledger became: values, what was mended, what to look at, why a row is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from desktop.sheets.mapping import Proposal
from desktop.sheets.tables import Table


class Flag(NamedTuple):
    """A cell to be looked at. `column` is its letter, `heading` its head; `stored` = the value is kept all the same."""

    field: str
    column: str
    heading: str
    raw: str
    why: str
    words: str
    stored: bool


class Repair(NamedTuple):
    """A cell mended beyond doubt (spaces, full width, a code's other word)."""

    field: str
    raw: str
    value: Any


class Rejection(NamedTuple):
    """Why the whole row is not taken."""

    why: str
    words: str
    column: str = ""
    raw: str = ""


class Row(NamedTuple):
    """`row` is 1-based as the sheet shows it; `part` counts the records of one row; `column` is set on a duty cell."""

    sheet: str
    row: int
    part: int
    values: Mapping[str, Any]
    flags: tuple[Flag, ...] = ()
    rejected: Rejection | None = None
    repairs: tuple[Repair, ...] = ()
    hidden: bool = False
    column: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no record: title, head, "repeated head", note, blank, subtotal, vacant, serial only."""

    sheet: str
    row: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """One table and how its columns were understood; `year` completes dates that lack one."""

    table: Table
    proposal: Proposal
    key: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a preview shows; `unread` names the sheets without a table of this ledger."""

    rows: tuple[Row, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    tables: tuple[Found, ...] = ()
    unread: tuple[str, ...] = field(default=())
