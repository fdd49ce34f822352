"""Reads the cells of one column."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from desktop.sheets import looks
from desktop.sheets.cells import Value, text_of
from desktop.sheets.rows import Repair
from desktop.sheets.targets import TargetField
from desktop.sheets.values import Context, Parsed, parse

REMEMBERED = 4096


class Told(NamedTuple):
    """What a cell says, and the repair if it now reads differently."""

    parsed: Parsed
    repair: Repair | None = None


class CellReader:
    """What stood in the column before (a code, a day, a village) is not worked out again: `texts` has it."""

    def __init__(self, field: TargetField, context: Context) -> None:
        self.field, self._context = field, context
        self.texts: dict[Value, Told] = {}
        self._others: dict[tuple[type, Value], Told] = {}

    def read(self, value: Value) -> Told:
        """Never raises: what cannot be read is None with a reason."""
        if value is None:
            return NOTHING
        if isinstance(value, str):
            return self.texts.get(value) or self._remember(self.texts, value, value)
        key = (type(value), value)  # 1, 1.0 and True are equal, and are not the same to a reader
        return self._others.get(key) or self._remember(self._others, key, value)

    def _remember(self, seen: dict[Any, Told], key: Any, value: Value) -> Told:
        parsed = self._read(value)
        mended = not parsed.why and was_mended(value, parsed.value)
        told = Told(parsed, Repair(self.field.name, text_of(value), parsed.value) if mended else None)
        if len(seen) < REMEMBERED:
            seen[key] = told
        return told

    def _read(self, value: Value) -> Parsed:
        if looks.is_ditto(value):
            cause = f"{self.field.label}写“{text_of(value)}”，上面没有可接的内容"
            return Parsed(None, "ditto_without_above", cause, "补上内容")
        return parse(self.field, value, self._context)


def was_mended(value: Value, stored: Any) -> bool:
    """Whether the cell now reads differently; a date or number that only changed its form was not mended."""
    if not isinstance(value, str) or stored is None or value == stored or isinstance(stored, date):
        return False
    return bool(value) and value != str(stored)


NOTHING = Told(Parsed(None))
