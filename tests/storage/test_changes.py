"""The chain of the change log: append-only, and every tampering is named."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from desktop.services import records
from desktop.services.office import Office
from desktop.storage import changes
from desktop.storage.store import Store

TAMPERINGS = (
    "UPDATE changes SET label = '别的' WHERE seq = 3",
    "UPDATE changes SET payload = '{}' WHERE seq = 3",
    "UPDATE changes SET user = 'x' WHERE seq = 3",
    "DELETE FROM changes WHERE seq = 3",
    "UPDATE changes SET at = '2020-01-01' WHERE seq = 3",
)


def fill(office: Office, count: int = 5) -> None:
    for name in "赵钱孙李周"[:count]:
        records.add_record(office, ledger="people", values={"name": f"{name}一"})


def unlock(connection: Connection) -> None:
    """What somebody with the key and a database tool could do."""
    connection.execute(text("DROP TRIGGER changes_stay"))
    connection.execute(text("DROP TRIGGER changes_frozen"))


def test_an_untouched_log_verifies(office: Office) -> None:
    fill(office)
    with office.store.read() as connection:
        assert changes.verify(connection) == changes.Verdict(5, ())


@pytest.mark.parametrize("deed", TAMPERINGS)
def test_the_database_refuses_to_change_the_log(office: Office, deed: str) -> None:
    fill(office)
    with office.store.engine.begin() as connection, pytest.raises(IntegrityError, match="append-only"):
        connection.execute(text(deed))


@pytest.mark.parametrize("deed", TAMPERINGS)
def test_a_forced_change_is_named(office: Office, deed: str) -> None:
    fill(office)
    with office.store.engine.begin() as connection:
        unlock(connection)
        connection.execute(text(deed))
    with office.store.read() as connection:
        broken = changes.verify(connection).broken
    assert broken[:1] == (3,)


@pytest.mark.parametrize("cut", ["DELETE FROM changes WHERE seq = 5", "DELETE FROM log_head"])
def test_a_log_cut_off_at_its_end_is_noticed(office: Office, cut: str) -> None:
    fill(office)
    with office.store.engine.begin() as connection:
        unlock(connection)
        connection.execute(text(cut))
    with office.store.read() as connection:
        assert 5 in changes.verify(connection).broken


def test_a_centre_from_before_there_was_a_head_gets_one(office: Office) -> None:
    fill(office)
    with office.store.engine.begin() as connection:
        connection.execute(text("DROP TABLE log_head"))
    again = Store.open(office.store.home, office.store.key)
    with again.read() as connection:
        assert changes.verify(connection) == changes.Verdict(5, ())
    again.close()


def test_a_destroyed_payload_does_not_break_the_chain(office: Office) -> None:
    fill(office)
    with office.store.engine.begin() as connection:
        connection.execute(text("UPDATE changes SET payload = NULL WHERE seq = 2"))
    with office.store.read() as connection:
        assert changes.verify(connection).ok
