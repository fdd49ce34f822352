"""Our own faults: told by a number, kept in a local log with places only, never with anybody's data."""

from __future__ import annotations

import hashlib
import traceback
from datetime import datetime
from pathlib import Path


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
            with (logs / "faults.log").open("a", encoding="utf-8") as log:
                log.write("\n".join(lines) + "\n")
        except OSError:
            return found  # a full disk must not hide the fault itself
    return found
