"""Work in a forked child: so that a crash is counted, and a kill costs no start of Python."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from typing import Any


def in_child(work: Callable[[], Any]) -> Any:
    """What `work` returns, pickled through a pipe; None when the child died of a crash or an error."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        code = 70
        try:
            with os.fdopen(writing, "wb") as out:
                pickle.dump(work(), out)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as answers:
        told = answers.read()
    status = os.waitpid(pid, 0)[1]
    return pickle.loads(told) if status == 0 else None


def child(work: Callable[[int], None]) -> tuple[int, int]:
    """A child that `work`s with a pipe to write to; its number, and the end to read from."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            work(writing)
        finally:
            os._exit(0)
    os.close(writing)
    return pid, reading


def kill(pid: int) -> None:
    """Kill -9 of a child of ours, and its end taken notice of."""
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
