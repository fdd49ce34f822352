"""The capped child: `python -m desktop.sheets.child FILE NAME` writes the workbook as JSON lines and ends.

A parser that runs wild or aborts takes only this process with it. Lines: {"sheet": …}, then one list per row,
then {"end": true}; or one {"refused": [cause, step, code]}. With a third word it takes a request (`wire`) and goes on
to say what the rows mean, so that the program can file the first while the next are understood.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

from desktop.errors import Refused
from desktop.sheets import precheck
from desktop.sheets.files import LEFT_CELLS, lines_of
from desktop.sheets.tagged import dump

MOST_UNDERSTOOD = 1_000_000  # cells that fit under the cap as values, beside the parser's own
MEMORY = 512 * 2**20
UNDERSTANDING = "desktop.sheets.understanding"
"""Not wanted where only cells are read."""


def main() -> int:
    cap_memory()
    gc.disable()  # it lives for one file
    path, shown = Path(sys.argv[1]), sys.argv[2]
    asked = sys.stdin.buffer.read() if len(sys.argv) > 3 else b""
    with open(1, "wb", closefd=False) as out:
        try:
            for line in _spoken(path, shown, asked):
                out.write(line)
        except Refused as why:
            out.write(_refused(why.cause.replace(path.name, shown), why.step, why.code))
        except MemoryError:
            bomb = precheck.bomb(shown)
            out.write(_refused(bomb.cause, bomb.step, bomb.code))
    return 0


def _spoken(path: Path, shown: str, asked: bytes) -> Iterator[bytes]:
    kept = Kept() if asked else None
    if asked:
        Thread(target=import_module, args=[UNDERSTANDING], daemon=True).start()  # while the parser works
    for line in _lines(path):
        if kept is not None:
            kept.take(line)
        yield dump(line).encode() + b"\n"
    yield b'{"end":true}\n'
    if kept is not None:
        yield from kept.understood(shown, asked)


class Kept:
    """The lines of a workbook that is to be understood, as long as they are not too many."""

    def __init__(self) -> None:
        self._sheets: list[tuple[dict[str, Any], list[tuple[Any, ...]]]] = []
        self._left = MOST_UNDERSTOOD

    def take(self, line: Any) -> None:
        if self._left < 0:
            return
        if isinstance(line, dict):
            self._sheets.append((line, []))
            return
        self._left -= len(line)
        self._sheets[-1][1].append(tuple(line))
        if self._left < 0:
            self._sheets.clear()

    def understood(self, shown: str, asked: bytes) -> Iterator[bytes]:
        """What every line means, as `wire` says."""
        if self._left < 0:
            yield b'{"left":true}\n'
            return
        spoken = import_module(UNDERSTANDING).spoken
        yield from (one + b"\n" for one in spoken(shown, self._sheets, asked))


def _refused(*words: str) -> bytes:
    return b"\n" + dump({"refused": words}).encode() + b"\n"


def cap_memory() -> None:
    if sys.platform != "win32":  # there the parent watches
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _lines(path: Path) -> Iterator[dict[str, Any] | list[Any]]:
    left = LEFT_CELLS
    for line in lines_of(path, precheck.kind_of(path)):
        if isinstance(line, list):
            left -= len(line)
            if left < 0:
                raise Refused(f"“{path.name}”的格数太多", "分成几个文件再导入", code="file_too_big")
        yield line


if __name__ == "__main__":
    os._exit(main())  # everything is said: to clear away a big book cell by cell takes as long as to read it
