"""Undo and redo: whatever was done, undone it is as if it had not been, and the log knows all of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.ledgers import catalogue
from desktop.services import audit, records, undo
from desktop.services.office import Office
from desktop.storage import rows

NAMES = st.text(alphabet="赵钱孙李周吴郑王小大国强", min_size=2, max_size=3)
DEEDS = st.lists(st.tuples(st.sampled_from(("add", "change", "remove", "house")), NAMES), min_size=1, max_size=12)


def dump(office: Office) -> dict[str, Any]:
    """Every record of every ledger without its version, which undo moves on."""
    with office.store.read() as connection:
        return {name: rows.select_rows(connection, model, rows.View(), ("id", *rows.source(model).fields))
                for name, model in catalogue().items()}  # fmt: skip


def people(office: Office) -> list[tuple[str, int]]:
    with office.store.read() as connection:
        return rows.select_rows(connection, catalogue()["people"], rows.View(), ("id", "version"))


def do(office: Office, deed: str, name: str) -> int:
    """Carry out one random deed; 0 when it changed nothing."""
    if deed == "house":
        values = {"house_address": name, "house_owner": "潘德明"}
        return len(records.add_record(office, ledger="houses", values=values, distinct=True).touched)
    if deed == "add" or not people(office):
        return len(records.add_record(office, ledger="people", values={"name": name}).touched)
    record, version = people(office)[-1]
    if deed == "change":
        values = {"name": name, "work": name * 2}
        changed = records.change_record(office, ledger="people", record=record, values=values, version=version)
    else:
        changed = records.remove_record(office, ledger="people", record=record)
    return len(changed.touched)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_undoing_everything_brings_everything_back(office: Office, deeds: list[tuple[str, str]]) -> None:
    before = dump(office)
    done = [done for deed, name in deeds if (done := do(office, deed, name))]
    after = dump(office)
    for _ in done:
        undo.undo(office)
    assert dump(office) == before
    for _ in done:
        undo.redo(office)
    assert dump(office) == after
    assert audit.verify_log(office).ok


def test_with_nothing_done_there_is_nothing_to_undo(office: Office) -> None:
    with pytest.raises(Refused, match="没有可以撤销"):
        undo.undo(office)


def test_a_record_that_moved_on_is_not_overwritten(office: Office) -> None:
    changed = records.add_record(office, ledger="people", values={"name": "汤月娥"})
    record = changed.ids("people")[0]
    records.change_record(office, ledger="people", record=record, values={"work": "务农"}, version=1)
    with pytest.raises(Refused, match="后来又有人改过"):
        undo.undo(office, batch=changed.batch)
    assert records.get_record(office, ledger="people", record=record)["work"] == "务农"


def test_a_deed_is_undone_once(office: Office) -> None:
    changed = records.add_record(office, ledger="people", values={"name": "汤月娥"})
    undo.undo(office, batch=changed.batch)
    with pytest.raises(Refused, match="没有可以撤销"):
        undo.undo(office, batch=changed.batch)


def test_what_somebody_else_added_is_undone_only_with_the_right_to_remove(office: Office) -> None:
    changed = records.add_record(
        office, ledger="houses", values={"house_address": "良宅村1号", "house_owner": "潘德明"}
    )
    clerk = replace(office, actor=replace(office.actor, login="wg", roles=("grid",)))
    with pytest.raises(Refused) as refused:
        undo.undo(clerk, batch=changed.batch)
    assert refused.value.code == "not_allowed"
    own = records.add_record(clerk, ledger="houses", values={"house_address": "良宅村2号", "house_owner": "潘德明"})
    assert undo.undo(clerk, batch=own.batch).ids("houses") == own.ids("houses")
