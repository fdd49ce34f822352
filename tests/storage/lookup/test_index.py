"""Putting records in, replacing them, taking them out."""

from __future__ import annotations

from sqlalchemy import Connection

from desktop.storage import lookup
from desktop.storage.lookup import Entry, index
from tests.storage.lookup.people import entries

TABLES = ("lookup_row", "lookup_key", "lookup_token")


def test_the_tables_are_made_once_and_anew_for_another_version(connection: Connection) -> None:
    lookup.put(connection, [Entry("people", 1, "p1", ("张国强",))])

    assert not lookup.create(connection)
    assert lookup.find(connection, "zgq").total == 1

    connection.exec_driver_sql("UPDATE lookup_version SET version = ?", (index.VERSION - 1,))
    assert lookup.create(connection)
    assert lookup.find(connection, "zgq").total == 0


def test_a_replaced_record_is_found_by_its_new_words_only(connection: Connection) -> None:
    lookup.put(connection, [Entry("people", 1, "p1", ("张国强",), ("13905790862",))])
    lookup.put(connection, [Entry("people", 1, "p1", ("李明",), ("13905790863",))])

    assert lookup.find(connection, "zgq").total == 0
    assert lookup.find(connection, "0862").total == 0
    assert [hit.record for hit in lookup.find(connection, "lim").hits] == ["p1"]
    assert [hit.record for hit in lookup.find(connection, "0863").hits] == ["p1"]


def test_of_two_entries_of_one_record_the_last_counts(connection: Connection) -> None:
    lookup.put(connection, [Entry("people", 1, "old", ("张国强",)), Entry("people", 1, "new", ("张国强",))])

    assert [hit.record for hit in lookup.find(connection, "张国强").hits] == ["new"]


def test_an_unchanged_record_is_not_written_again(connection: Connection) -> None:
    pool = list(entries(50))
    lookup.put(connection, pool)
    before = connection.exec_driver_sql("SELECT total_changes()").scalar()
    lookup.put(connection, pool)

    assert connection.exec_driver_sql("SELECT total_changes()").scalar() == before


def test_dropping_everything_leaves_nothing_behind(connection: Connection) -> None:
    pool = list(entries(1200))
    lookup.put(connection, pool)
    lookup.drop(connection, [(entry.ledger, entry.row) for entry in pool] + [("people", 10**6)])

    for table in TABLES:
        assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0
    assert lookup.find(connection, "张").total == 0


def test_the_index_goes_back_with_the_transaction(connection: Connection) -> None:
    kept = connection.begin_nested()
    lookup.put(connection, [Entry("people", 1, "p1", ("张国强",))])
    kept.rollback()

    assert lookup.find(connection, "张国强").total == 0
