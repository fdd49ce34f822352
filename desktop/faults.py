"""Our own faults: told by a number, kept in a local log with places only, never with anybody's data."""

from __future__ import annotations

import faulthandler
import hashlib
import threading
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

MOST_BYTES = 1 << 20  # of the log of faults; what is older moves to faults-old.log
CRASH, KEPT_CRASHES = "crash.log", 5
_WATCHED: list[IO[bytes]] = []  # the interpreter writes into it at the very end, so it must stay open


def places(bug: BaseException) -> list[str]:
    """Where it happened, innermost last: file, line, function; no values, no message."""
    frames = traceback.extract_tb(bug.__traceback__)
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def number(bug: BaseException) -> str:
    """The same fault at the same place has the same number."""
    told = "|".join((type(bug).__name__, *places(bug)))
    return hashlib.sha256(told.encode()).hexdigest()[:4].upper()


def keep(home: Path, bug: BaseException) -> str:
    """Write the fault to `home/logs/faults.log` if that folder is there; returns its number."""
    found, logs = number(bug), home / "logs"
    if logs.is_dir():
        head = f"{datetime.now():%Y-%m-%d %H:%M:%S} {found} {type(bug).__name__}"
        lines = [head, *(f"  {one}" for one in places(bug))]
        try:
            _make_room(logs)
            with (logs / "faults.log").open("a", encoding="utf-8") as log:
                log.write("\n".join(lines) + "\n")
        except OSError:
            return found  # a full disk must not hide the fault itself
    return found


def watch(home: Path) -> None:
    """From now on what kills the process (a signal in a library) leaves its places in `logs/crash.log`, and what
    breaks a thread of its own in the log of faults. What a former run left is put aside first.
    """
    logs = home / "logs"
    with suppress(OSError):
        _put_aside(logs)
        file = (logs / CRASH).open("wb", buffering=0)
        faulthandler.enable(file, all_threads=True)
        _WATCHED[:] = [file]
    threading.excepthook = lambda told: _keep_thread(home, told)


def crashes(home: Path) -> list[datetime]:
    """When the process was killed by a fault in a library, by what the last few runs left."""
    left = (file.stat() for file in (home / "logs").glob("crash-*.log"))
    return sorted(datetime.fromtimestamp(one.st_mtime) for one in left if one.st_size)


def _keep_thread(home: Path, told: threading.ExceptHookArgs) -> None:
    if isinstance(told.exc_value, Exception):
        keep(home, told.exc_value)


def _put_aside(logs: Path) -> None:
    left = logs / CRASH
    if left.exists() and left.stat().st_size:
        at = datetime.fromtimestamp(left.stat().st_mtime)
        left.replace(logs / f"crash-{at:%Y%m%d-%H%M%S}.log")
    for old in sorted(logs.glob("crash-*.log"))[:-KEPT_CRASHES]:
        old.unlink(missing_ok=True)


def _make_room(logs: Path) -> None:
    log = logs / "faults.log"
    if log.exists() and log.stat().st_size > MOST_BYTES:
        log.replace(logs / "faults-old.log")
