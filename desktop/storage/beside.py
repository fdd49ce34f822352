"""A second read at the same time as the first: while SQLite steps, the interpreter is free for other threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, func, select

from desktop.domain.scope import Units
from desktop.storage.changes import Change
from desktop.storage.store import Store

T = TypeVar("T")


@contextmanager
def beside(
    store: Store, connection: Connection, read: Callable[[Connection], T], units: Units = None
) -> Iterator[Callable[[], T]]:
    """Reads in a thread and connection of its own, narrowed to `units`; the answer waits for it.

    Both see the same state: when something was saved between their beginnings, `connection` reads it again.
    """
    state = newest(connection)
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(_read, store, read, units)

        def answer() -> T:
            seen, value = found.result()
            return value if seen == state else read(connection)

        yield answer


def newest(connection: Connection) -> int:
    """The number of the last change; being the first thing read, it also fixes what the connection sees."""
    return connection.scalar(select(func.max(Change.seq))) or 0


def _read(store: Store, read: Callable[[Connection], T], units: Units) -> tuple[int, T]:
    with store.read(units) as connection:
        return newest(connection), read(connection)
