"""Upgrades: a backup before, each step whole or not at all, a newer database refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from desktop.errors import Refused
from desktop.storage import backup, keys
from desktop.storage.engine import open_engine, reading, schema_version, set_schema_version
from desktop.storage.home import Home
from desktop.storage.migrations import STEPS, Step, migrate

CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)


class Old:
    """A home whose database has the first shape and one row."""

    def __init__(self, path: Path) -> None:
        self.home = Home(path)
        self.home.prepare()
        self.key, _ = keys.create(self.home, user="a", password="mima-2026", cost=CHEAP)
        self.engine: Engine = open_engine(self.home.database, self.key)
        migrate(self.engine, self.home, self.key, create=first_shape, steps=())
        with self.engine.begin() as connection:
            connection.execute(text("INSERT INTO person VALUES (1, '沈秀英')"))

    def migrate(self, *steps: Step) -> int:
        return migrate(self.engine, self.home, self.key, create=first_shape, steps=steps)

    def shape(self) -> tuple[int, list[str], list[tuple[object, ...]]]:
        with reading(self.engine).connect() as connection:
            columns = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(person)")]
            rows = [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM person")]
            return schema_version(connection), columns, rows


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Old]:
    made = Old(tmp_path / "centre")
    yield made
    made.engine.dispose()


def first_shape(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT)"))


def add_phone(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE person ADD COLUMN phone TEXT DEFAULT ''"))


def rebuild(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE better (id INTEGER PRIMARY KEY, name TEXT, sex TEXT)"))
    connection.execute(text("INSERT INTO better SELECT id, name, '' FROM person"))
    connection.execute(text("DROP TABLE person"))
    connection.execute(text("ALTER TABLE better RENAME TO person"))


def break_half_way(connection: Connection) -> None:
    connection.execute(text("DELETE FROM person"))
    connection.execute(text("no such words"))


def leave_a_stray(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE stay (person INTEGER REFERENCES person (id))"))
    connection.execute(text("INSERT INTO stay VALUES (99)"))


PHONE, REBUILD = Step(2, "加手机号", add_phone), Step(3, "加性别", rebuild)


def test_new_database_is_made_in_the_newest_shape(old: Old) -> None:
    assert old.shape()[0] == 1
    assert not list(old.home.backups.iterdir())


def test_steps_run_in_order_after_a_backup(old: Old) -> None:
    assert old.migrate(PHONE, REBUILD) == 2
    assert old.shape() == (3, ["id", "name", "sex"], [(1, "沈秀英", "")])
    (info,) = backup.listed(old.home.backups)
    assert (info.label, info.schema, info.tables) == ("升级前", 1, {"person": 1})


def test_nothing_due_means_no_backup(old: Old) -> None:
    assert old.migrate() == 0
    assert not list(old.home.backups.iterdir())


@pytest.mark.parametrize("harm", [break_half_way, leave_a_stray])
def test_failed_step_leaves_the_data_as_they_were(old: Old, harm: object) -> None:
    with pytest.raises(Refused, match="资料仍是原样") as refused:
        old.migrate(Step(2, "坏步骤", harm))  # type: ignore[arg-type]
    assert refused.value.code == "migration_failed"
    assert old.shape() == (1, ["id", "name"], [(1, "沈秀英")])


def test_steps_before_a_failed_one_stay_done(old: Old) -> None:
    with pytest.raises(Refused):
        old.migrate(PHONE, Step(3, "坏步骤", break_half_way))
    assert old.shape() == (2, ["id", "name", "phone"], [(1, "沈秀英", "")])
    assert old.migrate(PHONE, REBUILD) == 1


def test_failed_backup_stops_the_upgrade(old: Old) -> None:
    old.home.backups.rmdir()
    old.home.backups.write_text("a file where the folder should be")
    with pytest.raises(Exception):  # noqa: B017, PT011  whatever it is, no step may run
        old.migrate(PHONE)
    assert old.shape()[0] == 1


@pytest.mark.parametrize(("version", "code"), [(9, "database_newer"), (0, "database_unknown")])
def test_newer_or_unknown_database_is_refused_kindly(old: Old, version: int, code: str) -> None:
    with old.engine.begin() as connection:
        set_schema_version(connection, version)
    with pytest.raises(Refused) as refused:
        old.migrate(PHONE)
    assert refused.value.code == code
    assert old.shape()[1] == ["id", "name"]


def test_the_products_steps_are_numbered_without_gaps() -> None:
    assert [step.number for step in STEPS] == list(range(2, 2 + len(STEPS)))
