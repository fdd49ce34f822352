"""One running copy for a data folder: a lock that dies with its process, a note that asks for its window."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import Self

from desktop.errors import Refused
from desktop.storage.home import Home


class InstanceLock:
    """Held while the program runs; the system lets go of it even after kill -9, so it is never stale."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def acquire(home: Home) -> InstanceLock:
    """Refused (already_open) if another copy has this home open; `home.prepare()` comes first."""
    handle = os.open(home.path / ".lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        _lock(handle)
    except OSError as error:
        os.close(handle)
        raise Refused("程序已经打开", "到任务栏找“桩钉”的窗口", code="already_open") from error
    (home.path / ".raise").unlink(missing_ok=True)
    return InstanceLock(handle)


def request_raise(home: Home) -> None:
    """Ask the copy that runs to show its window."""
    (home.path / ".raise").touch(mode=0o600)


def raise_requested(home: Home) -> bool:
    """Whether somebody asked since the last time; the request is then used up."""
    try:
        (home.path / ".raise").unlink()
    except FileNotFoundError:
        return False
    return True


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
