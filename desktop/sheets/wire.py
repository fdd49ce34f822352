"""What the capped child and the program say to each other, line by line as JSON; see `child`.

A request {"target", "chosen"} on its standard input asks the child to understand the workbook too. What it then says
after the workbook: {"left": true} when it is too much for its memory (then nothing more), else {"left": false} and of
each sheet {"fields": the field names of a table} before its lines, many to a list: a list of six for a record,
{"skip": …} for any other; and {"done": true} at its end.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from desktop.sheets.rows import Flag, Rejection, Repair, Row, Skipped
from desktop.sheets.tagged import dump, untagged
from desktop.sheets.targets import Target, TargetField

Chosen = Mapping[str, Mapping[str, str | None]]


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


def said(line: Row | Skipped) -> Any:
    """A line of the sheet on its way out; nothing to say is 0."""
    if isinstance(line, Skipped):
        return {"skip": [line.row, line.kind, line.text]}
    flags = [[f.field, f.column, f.heading, f.raw, f.why, f.words, f.stored] for f in line.flags]
    no = line.rejected
    refused = [no.why, no.words, no.column, no.raw] if no else 0
    return [line.row, list(line.values.values()), flags or 0, refused, line.repairs or 0, line.hidden]


def heard(sheet: str, fields: Sequence[str], line: list[Any]) -> Row:
    """A record as `said` wrote it."""
    row, cells, flags, refused, repairs, hidden = line
    values = dict(zip(fields, [untagged(value) if type(value) is dict else value for value in cells], strict=True))
    return Row(
        sheet, row, 0, values, tuple([Flag(*flag) for flag in flags]) if flags else (),
        Rejection(*refused) if refused else None,
        tuple([Repair(name, raw, untagged(value)) for name, raw, value in repairs]) if repairs else (), hidden,
    )  # fmt: skip
