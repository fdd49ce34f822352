"""A workbook on its way in: its records one after the other, while the child still understands those behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from desktop.errors import Refused
from desktop.sheets import precheck, reader, wire
from desktop.sheets.importing import is_list, joined, lines_of, sheet_reading, tables_of, unread
from desktop.sheets.rows import Reading, Row, Skipped
from desktop.sheets.targets import Target
from desktop.sheets.wire import Chosen


class Incoming:
    """`lines` are those below the heads of its tables, seldom fewer than records. Leaving stops the child.

    The tables are found here as there, from the same cells: only what their lines mean is told.
    """

    def __init__(self, file: Path, target: Target, chosen: Chosen, *, waiting: reader.Waiting = bool) -> None:
        """Reads the cells. `chosen` and Refused as `importing.read_rows` and `reader.read` say; `waiting` too."""
        self._target, self._chosen = target, chosen
        self._said = reader.lines_of(file, wire.request(target, chosen), waiting=waiting)
        self._parts: list[Reading] = []
        try:
            self._read(file.name)
        except BaseException:
            self.close()
            raise

    def _read(self, name: str) -> None:
        book = reader.workbook_of(name, self._said)
        self._name, self._sheets = name, book.sheets
        if is_list(self._target):
            self._found = [tables_of(name, sheet, self._target, self._chosen) for sheet in book.sheets]
            self.lines = sum(len(one.table.body) for found in self._found for one in found)
        else:
            self._parts += [sheet_reading(name, sheet, self._target, self._chosen) for sheet in book.sheets]
            self.lines = sum(len(part.rows) for part in self._parts)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        reader.close(self._said)

    def reading(self) -> Reading:
        """Everything, after the last of the rows."""
        return joined(self._parts)

    def rows(self) -> Iterator[Row]:
        """Once. Refused (file_*) when the child does not get to the end."""
        here = self._told(next(self._said, b"")).get("left", False)
        if not is_list(self._target):
            yield from self.reading().rows
            return
        for sheet, found in zip(self._sheets, self._found, strict=True):
            rows: list[Row] = []
            skipped: list[Skipped] = []
            for line in lines_of(found, self._target) if here else self._heard(sheet.name):
                if isinstance(line, Row):
                    rows.append(line)
                    yield line
                else:
                    skipped.append(line)
            self._parts.append(Reading(tuple(rows), tuple(skipped), found, unread(sheet, found)))

    def _heard(self, sheet: str) -> Iterator[Row | Skipped]:
        """What the child says of one sheet."""
        hearing = wire.Hearing(sheet, self._target, ())
        while True:
            line = next(self._said, b"")
            if line.startswith(b"["):
                yield from self._understood(hearing, line)
            elif "done" in (told := self._told(line)):
                return
            else:
                hearing = self._hearing(sheet, told.get("fields"))

    def _hearing(self, sheet: str, fields: Any) -> wire.Hearing:
        try:
            return wire.Hearing(sheet, self._target, fields)
        except (KeyError, TypeError):  # no fields of ours: the child is not what it was
            raise precheck.broken(self._name) from None

    def _understood(self, hearing: wire.Hearing, line: bytes) -> Iterator[Row | Skipped]:
        try:
            yield from hearing.lines(line)
        except ValueError:  # the child died in the middle of a line
            raise precheck.broken(self._name) from None

    def _told(self, line: bytes) -> Mapping[str, Any]:
        match reader.loaded(line):
            case {"refused": [str(cause), str(step), str(code)]}:
                raise Refused(cause, step, code=code)
            case dict() as told:
                return told
        raise precheck.broken(self._name)  # the child died, or says what it never would
