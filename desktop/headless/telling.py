"""Records and counts in words, by the labels of their ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.domain import codes
from desktop.ledgers import Field, find
from desktop.services.log_view import at_words
from desktop.storage import rows


class Stored(dict[str, Any]):
    """A record's values by field name, as `--json` gives them; `ledger` has their labels for people."""

    ledger = ""


def tell_record(values: Stored | None) -> str:
    if values is None:
        return ""
    known = rows.source(find(values.ledger)).fields
    lines = [f"编号：{values['id']}", f"版本：{values['version']}"]
    return "\n".join((*lines, *(f"{known[name].label}：{face(known[name], value)}" for name, value in values.items()
                                if name in known and value is not None)))  # fmt: skip


class Entries(list[dict[str, Any]]):
    """The log entries of a record, and of which ledger it is."""

    ledger = ""


def tell_history(entries: Entries) -> str:
    known = {field.label: field for field in rows.source(find(entries.ledger)).fields.values()}
    return "\n".join(f"{one['seq']}  {at_words(one['at'])}  {one['who']}  {one['label']}  " + "；".join(
        f"{label} {face(known.get(label), old)}→{face(known.get(label), new)}" for label, old, new in one["changes"])
        for one in entries)  # fmt: skip


def face(field: Field | None, value: Any) -> str:
    """A value of a record's JSON; numbers are masked already."""
    if value is None or isinstance(value, bool):
        return {None: "空", True: "是", False: "否"}[value]
    return codes.label(field.codes, value) if field and field.codes and isinstance(value, str) else str(value)


def counted(ledgers: Mapping[str, int]) -> str:
    """`出租房 400 户，租住登记 5,000 人次`."""
    told = ((find(name).ledger, number) for name, number in ledgers.items())
    return "，".join(f"{ledger.label} {number:,} {ledger.measure}" for ledger, number in told)
