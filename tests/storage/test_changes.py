"""The chain of the change log: append-only, and every tampering is named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from desktop.ledgers.accounts import Account
from desktop.services import records
from desktop.services.office import Office
from desktop.storage import changes, keys
from desktop.storage.engine import set_schema_version
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
    cheap = keys.Cost(memory_kib=64, passes=1, lanes=1)
    keys.create(office.store.home, user="admin", password="mima-2026", cost=cheap)  # the upgrade makes a backup
    roles = {"login": "admin", "name": "王海燕", "roles": ["admin", "centre"]}
    with office.work("set_up", "建立") as work:
        work.add(Account, roles)
        work.commit()
    with office.store.engine.begin() as connection:
        connection.execute(text("DROP TABLE log_head"))
        set_schema_version(connection, 1)  # so that the upgrade writes to the log before the head is there
    again = Store.open(office.store.home, office.store.key)
    with again.read() as connection:
        assert changes.verify(connection) == changes.Verdict(8, ())  # five, the account, and one of each of two steps
    again.close()


def test_a_destroyed_payload_does_not_break_the_chain(office: Office) -> None:
    fill(office)
    with office.store.engine.begin() as connection:
        connection.execute(text("UPDATE changes SET payload = NULL WHERE seq = 2"))
    with office.store.read() as connection:
        assert changes.verify(connection).ok


STORED = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=12,
)


@given(before=st.none() | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), STORED), after=STORED)
def test_a_payload_is_canonical_whoever_writes_it(before: Any, after: Any) -> None:
    told = changes.Entry("changed", "people", "1", before, after).payload()
    assert told == changes.canonical({"before": before, "after": after})
    assert json.loads(told) == {"before": before, "after": after}


def test_the_log_goes_on_behind_its_last_entry_and_the_head_moves_along(office: Office) -> None:
    fill(office, 2)
    with office.store.engine.begin() as connection:
        changes.append(connection, changes.Command("hy", "note", "记事"), [])
        changes.append(
            connection, changes.Command("hy", "note", "记事"), [changes.Entry("event", after={"n": n}) for n in (1, 2)]
        )
    with office.store.read() as connection:
        assert changes.verify(connection) == changes.Verdict(4, ())
        last = connection.execute(text("SELECT seq, hash FROM changes ORDER BY seq DESC LIMIT 1")).one()
        assert connection.execute(text("SELECT seq, hash FROM log_head")).all() == [last]
