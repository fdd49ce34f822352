"""Bringing a database to the newest shape: a verified backup before, each step whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from desktop.errors import Refused
from desktop.storage import backup
from desktop.storage.changes import begin_head
from desktop.storage.engine import is_empty, reading, schema_version, set_schema_version
from desktop.storage.home import Home

FIRST = 1


@dataclass(frozen=True)
class Step:
    """`number` is the shape the step leads to (2, 3, …)."""

    number: int
    title: str
    upgrade: Callable[[Connection], None]


def newest(steps: Sequence[Step]) -> int:
    return steps[-1].number if steps else FIRST


def migrate(
    engine: Engine, home: Home, key: bytes, *, create: Callable[[Connection], None], steps: Sequence[Step]
) -> int:
    """Make the shape of an empty database (`create`) or bring an older one up; returns the number of steps done.

    Refused (database_newer, database_unknown, migration_failed): the data are as they were.
    """
    with reading(engine).connect() as connection:
        empty, version = is_empty(connection), schema_version(connection)
    if empty:
        _create(engine, create, newest(steps))
        return 0
    _require_known(version, newest(steps))
    due = [step for step in steps if step.number > version]
    if due:
        backup.make(engine, key, home.backups, label="升级前")
    for step in due:
        _run(engine, step)
    return len(due)


def _create(engine: Engine, create: Callable[[Connection], None], version: int) -> None:
    with engine.begin() as connection:
        create(connection)
        set_schema_version(connection, version)


def _require_known(version: int, known: int) -> None:
    if version > known:
        raise Refused("这份资料是更新版本的程序建立的", "先升级本程序，再打开", code="database_newer")
    if version < FIRST:
        raise Refused("这份资料没有建完，或不是本程序建立的", "用备份恢复，或换一个资料文件夹", code="database_unknown")


def _run(engine: Engine, step: Step) -> None:
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # a table may be rebuilt within the step
            begin_head(connection)
            step.upgrade(connection)
            _require_no_strays(connection)
            set_schema_version(connection, step.number)
    except Refused:
        raise
    except Exception as error:  # whatever a step meets, the person must learn that nothing was lost
        cause = f"资料库升级没有做完（第{step.number}步，{step.title}），资料仍是原样"
        raise Refused(cause, "继续用原来的版本，并告诉管理员", code="migration_failed") from error


def _require_no_strays(connection: Connection) -> None:
    stray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if stray is not None:
        raise ValueError(f"{stray[0]} row {stray[1]} points to a missing {stray[2]}")
