"""Reads a workbook in a capped child process: at most 512 MB and 15 s, and never a traceback for a bad file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from desktop.errors import Refused
from desktop.sheets import precheck
from desktop.sheets.cells import Value, Workbook
from desktop.sheets.tagged import untagged
from desktop.sheets.workbooks import sheet_of

SECONDS, ASKED_EVERY = 15.0, 0.1
PIECE, AHEAD = 2**18, 64  # bytes taken from the child at once, and how many such wait for us
END = b'{"end":true}'
_ROOT = Path(__file__).resolve().parents[2]
Waiting = Callable[[], object]


def read(path: Path | str, *, seconds: float = SECONDS, waiting: Waiting = bool) -> Workbook:
    """Every sheet of an .xlsx, .xls or .csv, whatever its name says. Refused (file_*) with cause and next step.

    `waiting` is called now and then meanwhile, and may raise to stop; the child is then gone at once.
    """
    path = Path(path)
    _check_there(path)
    lines = _child_output(path, seconds, waiting)
    try:
        return workbook_of(path.name, lines)
    finally:
        close(lines)


def lines_of(path: Path, request: bytes, *, seconds: float = SECONDS, waiting: Waiting = bool) -> Iterator[bytes]:
    """The same child, which is asked to understand the workbook as well (`wire`): every line it says. The first lines,
    to END, make `workbook_of`. To be closed.
    """
    _check_there(path)
    return _child_output(path, seconds, waiting, request)


def close(lines: Iterator[bytes]) -> None:
    if isinstance(lines, Generator):
        lines.close()


def _check_there(path: Path) -> None:
    if not path.is_file():
        raise Refused(f"找不到“{path.name}”", "核对文件还在不在，U盘有没有拔掉", code="file_missing")
    try:
        path.open("rb").close()
    except OSError as why:
        raise Refused(f"打不开“{path.name}”", "先关掉正在用它的程序，再试一次", code="file_in_use") from why


def _child_output(path: Path, seconds: float, waiting: Waiting, request: bytes = b"") -> Iterator[bytes]:
    """Its lines as they come; when nobody wants more of them, it is gone."""
    command = [sys.executable, "-X", "utf8", "-m", "desktop.sheets.child", str(path.resolve()), path.name]
    with subprocess.Popen(
        [*command, "understand"] if request else command,
        cwd=_ROOT,
        stdin=subprocess.PIPE if request else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        _watch_memory(child)
        pieces = Pieces(child)
        try:
            pieces.ask(request)
            yield from _lines(pieces, path.name, seconds, waiting)
        finally:
            child.kill()
            pieces.close()


class Pieces:
    """What the child says, taken from its pipe by a thread: a pipe cannot be waited for with an end on Windows."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        self._queue: Queue[bytes] = Queue(AHEAD)
        self._thread = threading.Thread(target=self._take, daemon=True)
        self._thread.start()

    def ask(self, request: bytes) -> None:
        if self._child.stdin is not None:
            with suppress(OSError):  # it is gone already, and has said why
                self._child.stdin.write(request)
                self._child.stdin.close()

    def _take(self) -> None:
        assert self._child.stdout is not None
        out = self._child.stdout.fileno()
        piece = b"-"
        while piece:
            piece = os.read(out, PIECE)
            self._queue.put(piece)

    def next(self, seconds: float) -> bytes | None:
        """The next piece, b"" after the last; None when it did not come in time."""
        try:
            return self._queue.get(timeout=seconds)
        except Empty:
            return None

    def close(self) -> None:
        """Of a child that is gone."""
        while self._thread.is_alive():
            self.next(ASKED_EVERY)
        self._thread.join()


def _lines(pieces: Pieces, name: str, seconds: float, waiting: Waiting) -> Iterator[bytes]:
    """Whole lines; Refused (file_slow) when we have waited so long for the workbook, or then for any word about it."""
    left, rest, whole = seconds, b"", False
    while True:
        begun = time.monotonic()
        piece = pieces.next(min(ASKED_EVERY, max(left, 0.0)))
        left -= time.monotonic() - begun
        if piece is None:
            waiting()
            if left <= 0:
                cause = f"“{name}”读了{seconds:g}秒还没读完"
                raise Refused(cause, "把数据复制到新表格，分成几个文件再导入", code="file_slow")
            continue
        if not piece:
            return
        *lines, rest = (rest + piece).split(b"\n")
        whole = whole or END in lines
        left = seconds if whole else left
        yield from lines


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


def workbook_of(name: str, lines: Iterator[bytes]) -> Workbook:
    """From the child's lines; what comes after END is left to be read."""
    sheets: list[tuple[dict[str, Any], list[tuple[Value, ...]]]] = []
    for line in lines:
        found = loaded(line)
        match found:
            case list():
                sheets[-1][1].append(tuple(map(untagged, found)) if b'{"' in line else tuple(found))
            case {"sheet": _}:
                sheets.append((found, []))
            case {"refused": [cause, step, code]}:
                raise Refused(cause, step, code=code)
            case {"end": True}:
                return Workbook(name, tuple(sheet_of(head, rows) for head, rows in sheets))
    raise precheck.broken(name)  # the child died


def loaded(line: bytes) -> Any:
    try:
        return json.loads(line) if line else None
    except ValueError:  # the child died in the middle of a line
        return None
