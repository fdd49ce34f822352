"""An open centre: one engine, and the two ways to it: a unit of work for writes, a connection for reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection

from desktop.ledgers import Base, catalogue
from desktop.storage import lookup
from desktop.storage.changes import Command
from desktop.storage.engine import open_engine, reading, storage_errors
from desktop.storage.home import Home
from desktop.storage.unit_of_work import Work


class Store:
    """The database of a centre, open; `key` is its raw 32-byte key."""

    def __init__(self, home: Home, key: bytes) -> None:
        self.home, self.key = home, key
        self.engine = open_engine(home.database, key)
        self._reads = reading(self.engine)

    @classmethod
    def create(cls, home: Home, key: bytes) -> Self:
        """A new, empty database with every ledger's table."""
        catalogue()
        store = cls(home, key)
        with storage_errors(), store.engine.begin() as connection:
            Base.metadata.create_all(connection)
            lookup.create(connection)
        return store

    @classmethod
    def open(cls, home: Home, key: bytes) -> Self:
        return cls(home, key)

    def work(self, command: Command, *, unit: str = "", sample: bool = False) -> Work:
        return Work(self.engine, command, unit=unit, sample=sample)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with storage_errors(), self._reads.connect() as connection:
            yield connection

    def close(self) -> None:
        self.engine.dispose()
