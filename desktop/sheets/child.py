"""The capped child: `python -m desktop.sheets.child FILE` writes the workbook as JSON lines and ends.

A parser that runs wild or aborts takes only this process with it. Lines: {"sheet": …}, then one list per row,
then {"end": true}; or one {"refused": [cause, step, code]}.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from desktop.errors import Refused
from desktop.sheets import precheck
from desktop.sheets.files import LEFT_CELLS, lines_of

MEMORY = 512 * 2**20


def main() -> int:
    cap_memory()
    gc.disable()  # it lives for one file
    path, shown = Path(sys.argv[1]), sys.argv[2]
    with open(1, "w", encoding="utf-8", newline="\n", closefd=False) as out:
        try:
            for line in _lines(path):
                out.write(line)
            out.write('{"end":true}\n')
        except Refused as why:
            out.write(_refused(why.cause.replace(path.name, shown), why.step, why.code))
        except MemoryError:
            bomb = precheck.bomb(shown)
            out.write(_refused(bomb.cause, bomb.step, bomb.code))
    return 0


def _refused(*words: str) -> str:
    return "\n" + _dump({"refused": words}) + "\n"


def cap_memory() -> None:
    if sys.platform != "win32":  # there the parent watches
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _lines(path: Path) -> Iterator[str]:
    left = LEFT_CELLS
    for line in lines_of(path, precheck.kind_of(path)):
        if isinstance(line, list):
            left -= len(line)
            if left < 0:
                raise Refused(f"“{path.name}”的格数太多", "分成几个文件再导入", code="file_too_big")
        yield _dump(line) + "\n"


def _tagged(value: Any) -> dict[str, Any]:
    match value:
        case datetime():
            return {"t": value.isoformat()}
        case date():
            return {"d": value.isoformat()}
        case time():
            return {"h": value.isoformat()}
        case timedelta():
            return {"s": value.total_seconds()}
    raise TypeError(type(value).__name__)


_dump = json.JSONEncoder(ensure_ascii=True, default=_tagged, separators=(",", ":")).encode

if __name__ == "__main__":
    sys.exit(main())
