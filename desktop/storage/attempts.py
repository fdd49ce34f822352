"""Wrong passwords slow down: the count and the wait outlive a restart and trust no calendar."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import Refused
from desktop.storage.files import write_atomic

FREE = 5
FIRST_WAIT, LONGEST_WAIT = 30.0, 900.0

Clock = Callable[[], float]


def wait_after(failures: int) -> float:
    """Seconds to wait after that many failures in a row: none for the first four, then 30, 60, 120 … 900."""
    return 0.0 if failures < FREE else min(FIRST_WAIT * 2.0 ** min(failures - FREE, 16), LONGEST_WAIT)


def next_step(failures: int) -> str:
    """What to tell a person after that many failures in a row."""
    wait = wait_after(failures)
    return f"{_duration(wait)}后再试" if wait else f"还可以试{FREE - failures}次，之后要等一会儿"


@dataclass(frozen=True)
class Attempts:
    """Failed tries by slot in one small file; names without a slot share one count.

    `clock` counts seconds since the machine was started. The time since the last failure is at least the
    difference of two readings, or, after a restart, at least the present reading; no calendar is involved.
    """

    path: Path
    clock: Clock = time.monotonic

    def admit(self, slot: str) -> None:
        """Raise Refused (too_many_tries) while the wait of the last failure lasts."""
        left = self.left(slot)
        if left > 0:
            failures = self._read()[slot][0]
            raise Refused(f"密码已连续输错{failures}次", f"{_duration(left)}后再试", code="too_many_tries")

    def left(self, slot: str) -> float:
        """Seconds that the wait of the last failure still lasts."""
        failures, at = self._read().get(slot, (0, 0.0))
        now = self.clock()
        return max(0.0, wait_after(failures) - (now - at if now >= at else now))

    def count(self, slot: str) -> int:
        """Failures in a row so far."""
        return self._read().get(slot, (0, 0.0))[0]

    def failed(self, slot: str) -> int:
        """Count one failure (before the password is tried, so that killing the program forgets nothing)."""
        counts = self._read()
        failures = counts.get(slot, (0, 0.0))[0] + 1
        self._write({**counts, slot: (failures, self.clock())})
        return failures

    def succeeded(self, slot: str) -> None:
        counts = self._read()
        if counts.pop(slot, None):
            self._write(counts)

    def _read(self) -> dict[str, tuple[int, float]]:
        try:
            loaded = json.loads(self.path.read_bytes())
            return {str(slot): (int(count), float(at)) for slot, (count, at) in loaded.items()}
        except (FileNotFoundError, ValueError, TypeError, AttributeError):  # none yet, or damaged
            return {}

    def _write(self, counts: dict[str, tuple[int, float]]) -> None:
        with suppress(OSError):  # a full disk must not lock people out
            write_atomic(self.path, json.dumps(counts).encode())


def _duration(seconds: float) -> str:
    return f"{math.ceil(seconds)}秒" if seconds <= 90 else f"{math.ceil(seconds / 60)}分钟"
