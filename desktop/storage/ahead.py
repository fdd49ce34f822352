"""Many rows are written by a second thread while the next are made: SQLite works without Python's lock meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

ENOUGH = 2_000  # rows from which a thread is worth while, and of one statement
MOST_MARKS = 32_000  # of one statement: SQLite takes 32,766
WAITING = 48  # statements
SWITCHED = 0.001  # seconds; Python's own 5 ms have both threads stand still too long
KEPT_KB = 16_384  # of pages
Rows = Sequence[tuple[Any, ...]]
Part = tuple[str, Rows, bool]
"""(statement, rows, whether all of them go into one statement, up to VALUES)"""


class Ahead:
    """Between entering and leaving nobody else may use the connection but after `wait`, and until the next row; leaving
    waits for all rows, and raises what writing them raised. With fewer than ENOUGH rows `expected` everything happens
    at once, without a thread.
    """

    def __init__(self, connection: Connection, expected: int) -> None:
        self._connection = connection
        self._parts: Queue[Part | None] = Queue(WAITING)
        self._failed: BaseException | None = None
        self._around = ExitStack()
        self._thread = Thread(target=self._work, daemon=True) if expected >= ENOUGH else None

    def __enter__(self) -> Self:
        if self._thread is not None:
            self._around.enter_context(_spilling(self._connection))  # the one that may fail, first
            self._around.enter_context(_handing_over())
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._thread is not None:
            self._parts.put(None)
            self._thread.join()
            self._around.close()
        if error is None:
            self._raise()

    def insert(self, into: str, rows: Rows) -> None:
        """`into` is the statement up to VALUES; every row has as many values as the first."""
        if not rows:
            return
        if self._thread is None:
            marks = ", ".join("?" * len(rows[0]))
            self._connection.exec_driver_sql(f"{into} VALUES ({marks})", list(rows))
            return
        size = max(1, min(len(rows), MOST_MARKS // len(rows[0])))
        for at in range(0, len(rows), size):
            self._parts.put((into, rows[at : at + size], True))

    def execute(self, statement: str, rows: Rows) -> None:
        """The statement once for each of the rows, in its turn."""
        if not rows:
            return
        if self._thread is None:
            self._connection.exec_driver_sql(statement, list(rows))
        else:
            self._parts.put((statement, rows, False))

    def wait(self) -> None:
        """Until all is written that was given so far; raises what writing it raised."""
        self._parts.join()
        self._raise()

    def _raise(self) -> None:
        if self._failed is not None:
            raise self._failed

    def _work(self) -> None:
        while (part := self._parts.get()) is not None:
            if self._failed is None:
                try:
                    self._write(*part)
                except BaseException as failed:  # noqa: BLE001 - it is raised again where the rows came from
                    self._failed = failed
            self._parts.task_done()

    def _write(self, statement: str, rows: Rows, together: bool) -> None:
        """One statement for all: between two of them the thread would have to wait for Python's lock."""
        if not together:
            self._connection.exec_driver_sql(statement, list(rows))
            return
        marks = f"({', '.join('?' * len(rows[0]))})"
        values = tuple(chain.from_iterable(rows))
        self._connection.exec_driver_sql(f"{statement} VALUES {', '.join([marks] * len(rows))}", values)


@contextmanager
def _handing_over() -> Iterator[None]:
    """The two threads give Python's lock to each other sooner than by themselves."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCHED)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def _spilling(connection: Connection) -> Iterator[None]:
    """Full pages go to the file meanwhile, not all of them at the commit."""
    before = connection.exec_driver_sql("PRAGMA cache_size").scalar()
    connection.exec_driver_sql(f"PRAGMA cache_size = {-KEPT_KB}")
    try:
        yield
    finally:
        with suppress(DBAPIError):  # what broke the connection is told elsewhere
            connection.exec_driver_sql(f"PRAGMA cache_size = {before}")
