"""Reads a workbook in a capped child process: at most 512 MB and 15 s, and never a traceback for a bad file."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any

from desktop.errors import Refused
from desktop.sheets import precheck
from desktop.sheets.cells import Sheet, Value, Workbook

SECONDS, ASKED_EVERY = 15.0, 0.1
_ROOT = Path(__file__).resolve().parents[2]
_TAGS: dict[str, Callable[[str], Value]] = {
    "t": datetime.fromisoformat, "d": date.fromisoformat, "h": clock.fromisoformat,
}  # fmt: skip


def read(path: Path | str, *, seconds: float = SECONDS, waiting: Callable[[], object] = bool) -> Workbook:
    """Every sheet of an .xlsx, .xls or .csv, whatever its name says. Refused (file_*) with cause and next step.

    `waiting` is called now and then meanwhile, and may raise to stop; the child is then gone at once.
    """
    path = Path(path)
    _check_there(path)
    return _parsed(path.name, _child_output(path, seconds, waiting))


def _check_there(path: Path) -> None:
    if not path.is_file():
        raise Refused(f"找不到“{path.name}”", "核对文件还在不在，U盘有没有拔掉", code="file_missing")
    try:
        path.open("rb").close()
    except OSError as why:
        raise Refused(f"打不开“{path.name}”", "先关掉正在用它的程序，再试一次", code="file_in_use") from why


def _child_output(path: Path, seconds: float, waiting: Callable[[], object]) -> bytes:
    command = [sys.executable, "-X", "utf8", "-m", "desktop.sheets.child", str(path.resolve()), path.name]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(
        command,
        cwd=_ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
    ) as child:
        _watch_memory(child)
        try:
            return _awaited(child, path.name, seconds, waiting)
        except BaseException:
            child.kill()
            raise


def _awaited(child: subprocess.Popen[bytes], name: str, seconds: float, waiting: Callable[[], object]) -> bytes:
    latest = time.monotonic() + seconds
    while True:
        try:
            return child.communicate(timeout=min(ASKED_EVERY, seconds))[0]
        except subprocess.TimeoutExpired as why:
            waiting()
            if time.monotonic() > latest:
                cause = f"“{name}”读了{seconds:g}秒还没读完"
                raise Refused(cause, "把数据复制到新表格，分成几个文件再导入", code="file_slow") from why


def _watch_memory(child: subprocess.Popen[bytes]) -> None:
    """Windows has no RLIMIT_AS: kill the child when it grows too big."""
    if sys.platform != "win32":
        return
    import psutil

    def watch() -> None:
        try:
            process = psutil.Process(child.pid)
            while child.poll() is None:
                if process.memory_info().rss > 512 * 2**20:
                    child.kill()
                threading.Event().wait(0.1)
        except psutil.Error:
            return

    threading.Thread(target=watch, daemon=True).start()


def _parsed(name: str, output: bytes) -> Workbook:
    sheets: list[tuple[dict[str, Any], list[tuple[Value, ...]]]] = []
    for line in output.splitlines():
        found = _loaded(line)
        match found:
            case list():
                sheets[-1][1].append(tuple(map(_untagged, found)) if b'{"' in line else tuple(found))
            case {"sheet": _}:
                sheets.append((found, []))
            case {"refused": [cause, step, code]}:
                raise Refused(cause, step, code=code)
            case {"end": True}:
                return Workbook(name, tuple(_sheet(head, rows) for head, rows in sheets))
    raise precheck.broken(name)  # the child died


def _loaded(line: bytes) -> Any:
    try:
        return json.loads(line) if line else None
    except ValueError:  # the child died in the middle of a line
        return None


def _untagged(value: Any) -> Value:
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]
    ((tag, text),) = value.items()
    read: Value = timedelta(seconds=text) if tag == "s" else _TAGS[tag](text)
    return read


def _sheet(head: dict[str, Any], rows: list[tuple[Value, ...]]) -> Sheet:
    rows = _padded(rows, head.get("padded", ()))
    return Sheet(
        name=head["sheet"],
        rows=tuple(rows),
        filled=_filled(head["merged"], len(rows)),
        hidden_rows=frozenset(head.get("hidden_rows", ())),
        hidden_columns=frozenset(head.get("hidden_columns", ())),
        comments={(row, column): text for row, column, text in head.get("comments", ())},
        formulas={(row, column): text for row, column, text in head.get("formulas", ())},
        hidden=head["hidden"],
    )


def _filled(merged: list[list[int]], height: int) -> dict[tuple[int, int], tuple[int, int]]:
    found = {}
    for top, left, bottom, right in merged:
        for row in range(top, min(bottom, height - 1) + 1):
            for column in range(left, min(right, left + 200) + 1):
                found[row, column] = (top, left)
    return found


def _padded(rows: list[tuple[Value, ...]], padded: list[list[int]]) -> list[tuple[Value, ...]]:
    for row, column, digits in padded:
        if (
            row < len(rows)
            and column < len(rows[row])
            and isinstance(value := rows[row][column], float)
            and value.is_integer()
        ):
            line = list(rows[row])
            line[column] = str(int(value)).zfill(digits)
            rows[row] = tuple(line)
    return rows
