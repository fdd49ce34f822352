"""Two reads at a time see one state, whatever is saved between their beginnings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, func, select

from desktop.domain.scope import Units
from desktop.ledgers.people import Person
from desktop.services import records
from desktop.services.office import Office
from desktop.storage.beside import beside


class Overtaken:
    """A store in which somebody saves between the first read's beginning and the second's."""

    def __init__(self, office: Office) -> None:
        self._office = office

    @contextmanager
    def read(self, units: Units = None) -> Iterator[Connection]:
        records.add_record(self._office, ledger="people", values={"name": "谭秀英"})
        with self._office.store.read(units) as connection:
            yield connection


def people_of(asked: list[Connection]) -> Any:
    def read(connection: Connection) -> int:
        asked.append(connection)
        return int(connection.scalar(select(func.count()).select_from(Person.__table__)) or 0)

    return read


def test_a_read_beside_answers_from_its_own_connection(office: Office) -> None:
    asked: list[Connection] = []
    with office.store.read() as connection, beside(office.store, connection, people_of(asked)) as answer:
        assert answer() == 0
        assert [one is connection for one in asked] == [False]


def test_what_was_saved_meanwhile_is_read_again_as_the_first_sees_it(office: Office) -> None:
    asked: list[Connection] = []
    store: Any = Overtaken(office)
    with office.store.read() as connection, beside(store, connection, people_of(asked)) as answer:
        assert answer() == 0  # the thread saw one
        assert [one is connection for one in asked] == [False, True]
    with office.store.read() as connection:
        assert people_of([])(connection) == 1
