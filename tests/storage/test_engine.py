"""The encrypted engine: settings, transactions, and what its failures say."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError

from desktop.errors import Refused
from desktop.storage import engine as storage
from desktop.storage.engine import check, open_engine, reading, storage_errors

KEY = bytes(range(32))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path / "centre.db", KEY)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE note (x TEXT, parent INTEGER REFERENCES parent (id))"))
    yield engine
    engine.dispose()


def write(engine: Engine, word: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO note (x) VALUES (:word)"), {"word": word})


def count(engine: Engine) -> int:
    with reading(engine).connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM note")).scalar_one())


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
    ],
)
def test_every_connection_has_the_safe_settings(engine: Engine, pragma: str, value: object) -> None:
    with engine.connect() as first, engine.connect().execution_options(read_only=True) as second:
        for connection in (second, first):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_file_is_encrypted_from_the_first_byte(engine: Engine, tmp_path: Path) -> None:
    write(engine, "沈秀英")
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert b"SQLite format" not in content, file.name
        assert "沈秀英".encode() not in content, file.name


def test_wrong_key_is_refused_at_once(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="钥匙不对") as refused:
        open_engine(tmp_path / "centre.db", bytes(32))
    assert refused.value.code == "database_unreadable"


@pytest.mark.parametrize("content", [b"PK\x03\x04" * 2000, b"plain words" * 1000])
def test_foreign_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(Refused):
        open_engine(path, KEY)
    assert path.read_bytes() == content


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        open_engine(tmp_path / "gone" / "centre.db", KEY)
    assert refused.value.code == "database_missing"


def test_old_sqlite_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage.driver, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(Refused) as refused:
        open_engine(tmp_path / "centre.db", KEY)
    assert refused.value.code == "sqlite_old"


def test_leaving_without_commit_rolls_back(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("INSERT INTO note (x) VALUES ('a')"))
    assert count(engine) == 0


def test_schema_changes_roll_back_too(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE half (x)"))
    with reading(engine).connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_schema WHERE name = 'half'"))
        assert names.first() is None


def test_two_writers_that_read_first_never_deadlock(engine: Engine) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(20):
                with engine.begin() as connection:
                    seen = connection.execute(text("SELECT count(*) FROM note")).scalar_one()
                    connection.execute(text("INSERT INTO note (x) VALUES (:x)"), {"x": str(seen)})
        except Exception as error:  # noqa: BLE001  handed to the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with reading(engine).connect() as connection:
        assert connection.execute(text("SELECT count(DISTINCT x) FROM note")).scalar_one() == 80


def test_readers_do_not_wait_for_a_writer(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO note (x) VALUES ('a')"))
        assert count(engine) == 0
    assert count(engine) == 1


def test_writing_through_a_reader_is_our_bug(engine: Engine) -> None:
    with pytest.raises(OperationalError, match="readonly"):
        write(reading(engine), "a")
    write(engine, "b")
    assert count(engine) == 1


def test_locked_database_is_refused_in_words(engine: Engine, tmp_path: Path) -> None:
    other = open_engine(tmp_path / "centre.db", KEY)
    with engine.begin(), other.connect() as second:
        driver = second.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(Refused) as refused:
            second.execute(text("INSERT INTO note (x) VALUES ('a')"))
        assert refused.value.code == "database_locked"
    other.dispose()


def test_full_database_is_refused_and_loses_nothing(engine: Engine) -> None:
    write(engine, "kept")
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(Refused, match="磁盘已满") as refused:
            connection.execute(text("INSERT INTO note (x) VALUES (:x)"), {"x": "x" * 100_000})
        assert refused.value.code == "disk_full"
        connection.rollback()
        connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
    assert count(engine) == 1
    assert check(engine) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EIO, "disk_error"),
        (errno.EROFS, "disk_readonly"),
        (errno.ENOENT, "database_missing"),
    ],
)
def test_file_errors_are_refused_in_words(number: int, code: str) -> None:
    with pytest.raises(Refused) as refused, storage_errors("备份没有做成"):
        raise OSError(number, os.strerror(number))
    assert refused.value.code == code


def test_broken_rules_stay_what_they_are(engine: Engine) -> None:
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("INSERT INTO note (x, parent) VALUES ('a', 7)"))
    with pytest.raises(KeyError), storage_errors():
        raise KeyError("ours")


def test_check_finds_a_flipped_bit_and_a_stray(engine: Engine, tmp_path: Path) -> None:
    for _ in range(50):
        write(engine, "x" * 500)
    assert check(engine) == []
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        connection.execute(text("INSERT INTO note (x, parent) VALUES ('a', 7)"))
        connection.commit()
    assert check(engine) == ["note row 51 points to a missing parent"]
    engine.dispose()
    path = tmp_path / "centre.db"
    content = bytearray(path.read_bytes())
    content[-3000] ^= 1
    path.write_bytes(content)
    try:
        found = check(open_engine(path, KEY))
    except Refused as refused:
        found = [refused.code]
    assert found


def test_key_is_never_shown(engine: Engine) -> None:
    assert KEY.hex() not in repr(engine) + str(engine.url) + repr(engine.url)


def test_what_was_overwritten_is_not_left_in_the_log_files(engine: Engine, tmp_path: Path) -> None:
    write(engine, "汤月娥")
    log = tmp_path / "centre.db-wal"
    assert log.stat().st_size > 0
    assert storage.forget_overwritten(engine)
    assert log.stat().st_size == 0
    assert count(engine) == 1
