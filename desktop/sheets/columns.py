"""Reads the cells of one column."""

from __future__ import annotations

from desktop.sheets import looks
from desktop.sheets.cells import Value, text_of
from desktop.sheets.targets import TargetField
from desktop.sheets.values import Context, Parsed, parse

REMEMBERED = 4096


class CellReader:
    """What stood in the column before (a code, a day, a village) is not worked out again."""

    def __init__(self, field: TargetField, context: Context) -> None:
        self.field, self._context = field, context
        self._seen: dict[tuple[type, Value], Parsed] = {}

    def read(self, value: Value) -> Parsed:
        """Never raises: what cannot be read is None with a reason."""
        if value is None:
            return NOTHING
        key = (type(value), value)  # 1, 1.0 and True are equal, and are not the same to a reader
        found = self._seen.get(key)
        if found is None:
            found = self._read(value)
            if len(self._seen) < REMEMBERED:
                self._seen[key] = found
        return found

    def _read(self, value: Value) -> Parsed:
        if looks.is_ditto(value):
            cause = f"{self.field.label}写“{text_of(value)}”，上面没有可接的内容"
            return Parsed(None, "ditto_without_above", cause, "补上内容")
        return parse(self.field, value, self._context)


NOTHING = Parsed(None)
