"""What the capped child and the program say to each other, line by line as JSON; see `child`.

A request {"target", "chosen"} on its standard input asks the child to understand the workbook too. What it then says
after the workbook: {"left": true} when it is too much for its memory (then nothing more), else {"left": false} and of
each sheet {"fields": the field names of a table} before its lines, many to a list: an array for a record (`Told`),
{"skip": …} for any other; and {"done": true} at its end. A child that a hostile file took over can say nothing but
values of the fields' own types.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from desktop.sheets.rows import Flag, Rejection, Repair, Row, Skipped
from desktop.sheets.tagged import dump
from desktop.sheets.targets import Target, TargetField

Chosen = Mapping[str, Mapping[str, str | None]]
Told = tuple[int, list[Any], tuple[Flag, ...], Rejection | None, tuple[Repair, ...], bool]
"""(row, value of every field, flags, rejection, repairs, hidden)"""
TYPES: Mapping[str, type] = {"date": date, "money": Decimal, "area": Decimal, "number": Decimal, "yes_no": bool}
"""By the kind of the field; every other is text."""

spoken = msgspec.json.Encoder().encode


class Skip(msgspec.Struct):
    """A line that is no record, by row, kind and text."""

    skip: tuple[int, str, str]


def request(target: Target, chosen: Chosen) -> bytes:
    return dump({"target": asdict(target), "chosen": {key: dict(own) for key, own in chosen.items()}}).encode()


def requested(data: bytes) -> tuple[Target, Chosen]:
    asked = json.loads(data)
    told = asked["target"]
    fields = tuple(TargetField(**{**field, "synonyms": tuple(field["synonyms"])}) for field in told["fields"])
    orders = tuple((start, end) for start, end in told["orders"])
    number, sex, birth = told["person"]
    target = Target(
        told["name"], told["label"], fields, tuple(told["keys"]), orders, (number, sex, birth), told["shape"]
    )
    return target, asked["chosen"]


def said(line: Row | Skipped) -> Told | Skip:
    """A line of the sheet on its way out."""
    if isinstance(line, Skipped):
        return Skip((line.row, line.kind, line.text))
    return line.row, [*line.values.values()], line.flags, line.rejected, line.repairs, line.hidden


class Hearing:
    """Hears the lines of one table of a sheet, whose columns are these fields of the target."""

    def __init__(self, sheet: str, target: Target, fields: Sequence[str]) -> None:
        self._sheet, self._fields = sheet, fields
        self._types = {name: TYPES.get(target.field(name).kind, str) for name in fields}
        values: Any = tuple[tuple(type | None for type in self._types.values())]  # type: ignore[misc]
        told: Any = tuple[int, values, tuple[Flag, ...], Rejection | None, tuple[Repair, ...], bool]
        self._decoder = msgspec.json.Decoder(list[told | Skip])

    def lines(self, message: bytes) -> Iterator[Row | Skipped]:
        """Raises ValueError for anything but such lines."""
        for line in self._decoder.decode(message):
            if isinstance(line, Skip):
                yield Skipped(self._sheet, *line.skip)
                continue
            row, values, flags, rejected, repairs, hidden = line
            own = dict(zip(self._fields, values, strict=True))
            mended = tuple(map(self._typed, repairs)) if repairs else ()
            yield Row(self._sheet, row, 0, own, flags, rejected, mended, hidden)

    def _typed(self, repair: Repair) -> Repair:
        """A repair says its value without saying what it is."""
        wanted = self._types.get(repair.field, str)
        if repair.value is None or type(repair.value) is wanted:
            return repair
        return repair._replace(value=msgspec.convert(repair.value, wanted))
