"""Rows written by a second thread: all of them, in their order, and an error comes out where they came from."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from desktop.services.office import Office
from desktop.storage import ahead
from desktop.storage.ahead import Ahead

TABLE = "CREATE TABLE temp.numbers (number INTEGER PRIMARY KEY, word TEXT NOT NULL)"
INTO = "INSERT INTO temp.numbers (number, word)"


def rows(count: int, first: int = 1) -> list[tuple[int, str]]:
    return [(number, f"第{number}") for number in range(first, first + count)]


def held(connection: Connection) -> list[tuple[int, str]]:
    return [tuple(row) for row in connection.exec_driver_sql("SELECT number, word FROM temp.numbers ORDER BY number")]


@pytest.mark.parametrize("expected", [1, ahead.ENOUGH])
@pytest.mark.parametrize("count", [0, 1, ahead.ENOUGH, ahead.MOST_MARKS + 1])
def test_every_row_is_there_after_leaving(office: Office, expected: int, count: int) -> None:
    with office.store.engine.begin() as connection:
        connection.exec_driver_sql(TABLE)
        with Ahead(connection, expected) as writing:
            writing.insert(INTO, rows(count))
            writing.insert(INTO, rows(3, first=count + 1))
        assert held(connection) == rows(count + 3)
        connection.exec_driver_sql("DROP TABLE temp.numbers")


def write(connection: Connection, expected: int, parts: Iterable[list[tuple[int, str]]]) -> None:
    with Ahead(connection, expected) as writing:
        for part in parts:
            writing.insert(INTO, part)


@pytest.mark.parametrize("expected", [1, ahead.ENOUGH])
def test_what_could_not_be_written_is_raised_here(office: Office, expected: int) -> None:
    twice = [(1, "一"), (1, "又一个一")]
    more = [rows(10, first=100 * part + 100) for part in range(ahead.WAITING + 4)]  # nobody hangs
    with office.store.engine.begin() as connection:
        connection.exec_driver_sql(TABLE)
        with pytest.raises(IntegrityError):
            write(connection, expected, [twice, *more])
        connection.exec_driver_sql("DROP TABLE temp.numbers")


def broken() -> Iterator[list[tuple[int, str]]]:
    yield rows(10)
    raise LookupError


def test_an_error_of_the_maker_comes_out_as_it_is(office: Office) -> None:
    with office.store.engine.begin() as connection:
        connection.exec_driver_sql(TABLE)
        with pytest.raises(LookupError):
            write(connection, ahead.ENOUGH, broken())
        assert held(connection) == rows(10)
        connection.exec_driver_sql("DROP TABLE temp.numbers")


@pytest.mark.parametrize("expected", [1, ahead.ENOUGH])
def test_after_waiting_everything_given_so_far_is_there_and_more_may_follow(office: Office, expected: int) -> None:
    with office.store.engine.begin() as connection:
        connection.exec_driver_sql(TABLE)
        with Ahead(connection, expected) as writing:
            writing.insert(INTO, rows(ahead.ENOUGH))
            writing.execute("DELETE FROM temp.numbers WHERE number = ?", [(1,), (3,)])
            writing.wait()
            assert [number for number, _ in held(connection)][:3] == [2, 4, 5]
            writing.insert(INTO, rows(1))
        assert held(connection)[0] == (1, "第1")
        connection.exec_driver_sql("DROP TABLE temp.numbers")


def test_waiting_raises_what_could_not_be_written(office: Office) -> None:
    with office.store.engine.begin() as connection:
        connection.exec_driver_sql(TABLE)
        with suppress(IntegrityError), Ahead(connection, ahead.ENOUGH) as writing:
            writing.insert(INTO, [(1, "一"), (1, "又一个一")])
            with pytest.raises(IntegrityError):
                writing.wait()
        connection.exec_driver_sql("DROP TABLE temp.numbers")


@pytest.mark.parametrize("part", [rows(3), [(1, "一"), (1, "又一个一")]])
def test_python_and_the_connection_are_left_as_they_were(office: Office, part: list[tuple[int, str]]) -> None:
    with office.store.engine.begin() as connection:
        connection.exec_driver_sql(TABLE)
        before = sys.getswitchinterval(), connection.exec_driver_sql("PRAGMA cache_size").scalar()
        with suppress(IntegrityError):
            write(connection, ahead.ENOUGH, [part])
        assert (sys.getswitchinterval(), connection.exec_driver_sql("PRAGMA cache_size").scalar()) == before
        connection.exec_driver_sql("DROP TABLE temp.numbers")
