"""An open centre: one engine, and the two ways to it: a unit of work for writes, a connection for reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Self

from sqlalchemy import URL, Connection, Engine, inspect
from sqlalchemy.orm import configure_mappers
from sqlalchemy.schema import CreateIndex

from desktop.domain.scope import Units
from desktop.ledgers import Base, catalogue
from desktop.storage import bodies, drafts, index, lookup, migrations, restore
from desktop.storage.changes import Command
from desktop.storage.confine import confined
from desktop.storage.engine import DIALECT, new_engine, open_engine, reading, storage_errors
from desktop.storage.guard import Guard
from desktop.storage.home import Home
from desktop.storage.unit_of_work import Work

KEPT_BESIDE_LEDGERS = (drafts.DraftRow, bodies.BodyRow)  # mapped here, so that their tables are made with the ledgers


def map_ledgers() -> None:
    """Do beforehand what the first opening would otherwise wait for: map the ledgers, load the driver's dialect."""
    catalogue()
    configure_mappers()
    URL.create(DIALECT).get_dialect()


class Store:
    """The database of a centre, open; `key` is its raw 32-byte key."""

    def __init__(self, home: Home, key: bytes) -> None:
        self.home, self.key = home, key
        self.engine = open_engine(home.database, key)
        self._reads = reading(self.engine)
        self._narrowed: dict[tuple[str, ...], Engine] = {}
        self._one_at_a_time = Lock()

    @classmethod
    def open(cls, home: Home, key: bytes) -> Self:
        """Open a centre, or begin one in an empty folder; an older database is brought up to date (after a backup)."""
        restore.finish(home)
        store = cls(home, key)
        try:
            with storage_errors():
                migrations.migrate(store.engine, home, key, create=_create, steps=migrations.STEPS)
                _add_new_parts(store.engine)
        except BaseException:
            store.close()
            raise
        return store

    def work(self, command: Command, *, unit: str = "", sample: bool = False, guard: Guard | None = None) -> Work:
        return Work(self.engine, command, unit=unit, sample=sample, guard=guard)

    @contextmanager
    def read(self, units: Units = None) -> Iterator[Connection]:
        """What lies within the units; services read through their office, which knows them."""
        reads = self._reads if units is None else self._confined(units)
        with storage_errors(), reads.connect() as connection:
            yield connection

    def _confined(self, units: tuple[str, ...]) -> Engine:
        with self._one_at_a_time:
            if units not in self._narrowed:
                self._narrowed[units] = reading(confined(new_engine(self.home.database, self.key), units))
            return self._narrowed[units]

    def close(self) -> None:
        for engine in (self.engine, *self._narrowed.values()):
            engine.dispose()


def _create(connection: Connection) -> None:
    catalogue()
    Base.metadata.create_all(connection)


def _add_new_parts(engine: Engine) -> None:
    """What only adds needs no step: the table of a new ledger, a new field's column, an index, the look-up's words."""
    catalogue()
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        _add_columns(connection)
        _add_indexes(connection)
        if lookup.create(connection):
            index.rebuild(connection)


def _add_columns(connection: Connection) -> None:
    here = inspect(connection)
    for table in Base.metadata.sorted_tables:
        known = {column["name"] for column in here.get_columns(table.name)}
        for column in table.columns:
            if column.name not in known:
                kind = column.type.compile(connection.dialect)
                connection.exec_driver_sql(f'ALTER TABLE "{table.name}" ADD COLUMN "{column.name}" {kind}')


def _add_indexes(connection: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        for one in table.indexes:
            connection.execute(CreateIndex(one, if_not_exists=True))
