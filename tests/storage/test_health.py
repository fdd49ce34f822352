"""Health findings: what is said when all is well, and when it is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from desktop.storage import health, keys
from desktop.storage.engine import open_engine
from desktop.storage.home import Home

NOW = datetime(2026, 9, 23, 10, 24, tzinfo=UTC)
KEY = bytes(32)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.prepare()
    keys.create(home, user="a", password="mima-2026", cost=keys.Cost(memory_kib=64, passes=1, lanes=1))
    return home


@pytest.fixture
def engine(home: Home) -> Iterator[Engine]:
    engine = open_engine(home.database, KEY)
    yield engine
    engine.dispose()


def test_all_is_well_with_a_fresh_backup(home: Home, engine: Engine) -> None:
    found = health.gather(home, engine, backups=[NOW - timedelta(hours=3)], now=NOW, last_change=NOW)
    assert [finding for finding in found if not finding.ok] == []
    assert "最近的备份在3小时前" in [finding.words for finding in found]


@pytest.mark.parametrize(
    ("age", "words"),
    [(timedelta(days=5), "已5天没有备份"), (-timedelta(days=1), "最近的备份日期在今天之后")],
)
def test_missed_backup_is_noticed(age: timedelta, words: str) -> None:
    finding = health.backup_age([NOW - age], NOW)
    assert (finding.ok, finding.words) == (False, words)
    assert finding.step


def test_no_backup_is_told_and_is_no_damage() -> None:
    finding = health.backup_age([], NOW)
    assert (finding.ok, finding.grave, finding.words) == (False, False, "还没有备份")


@pytest.mark.parametrize(
    ("now", "last", "ok"),
    [(NOW, None, True), (NOW, NOW + timedelta(days=1), False), (NOW.replace(year=2009), None, False)],
)
def test_wrong_clock_is_noticed(now: datetime, last: datetime | None, ok: bool) -> None:
    assert health.clock(now, last).ok is ok


def test_full_disk_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(health, "ENOUGH_SPACE", 1 << 60)
    finding = health.space(tmp_path)
    assert not finding.ok
    assert finding.step


def test_old_library_is_noticed() -> None:
    assert not health.library((3, 40, 1)).ok


def test_damaged_database_is_noticed(home: Home, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
        for _ in range(50):
            connection.exec_driver_sql("INSERT INTO t VALUES (randomblob(900))")
    engine.dispose()
    content = bytearray(home.database.read_bytes())
    content[20_000] ^= 1
    home.database.write_bytes(content)
    finding = health.integrity(engine)
    assert not finding.ok
    assert finding.step
