"""Before anything is typed: what a person pinned, and what she opened last."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from desktop.errors import Refused
from desktop.ledgers.people import Person
from desktop.services import look_up, looked_up, records, undo
from desktop.services.office import Actor, Office
from desktop.storage.store import Store

NAMES = ("郑国群", "汤月娥", "朱成林")


@pytest.fixture
def people(office: Office) -> list[str]:
    return [records.add_record(office, ledger="people", values={"name": name}).ids("people")[0] for name in NAMES]


def open_(office: Office, record: str) -> None:
    look_up.note_look_up(office, "", ledger="people", record=record, purpose="联系本人")


def titles(office: Office) -> tuple[list[str], list[str]]:
    kept = looked_up.read_kept(office)
    return [hit.title for hit in kept.pinned], [hit.title for hit in kept.recent]


def test_what_was_opened_last_comes_first_and_once(office: Office, people: list[str]) -> None:
    for record in (people[0], people[1], people[0]):
        open_(office, record)
    assert titles(office) == ([], ["郑国群", "汤月娥"])


def test_what_is_pinned_is_not_repeated_and_can_be_let_go(office: Office, people: list[str]) -> None:
    for record in people:
        open_(office, record)
    looked_up.pin(office, ledger="people", record=people[1])
    assert titles(office) == (["汤月娥"], ["朱成林", "郑国群"])
    looked_up.pin(office, ledger="people", record=people[1], held=False)
    assert titles(office) == ([], ["朱成林", "汤月娥", "郑国群"])


def test_another_persons_box_is_another(office: Office, people: list[str]) -> None:
    open_(office, people[0])
    looked_up.pin(office, ledger="people", record=people[1])
    assert titles(replace(office, actor=replace(office.actor, login="wj"))) == ([], [])


def test_who_lost_the_right_sees_no_names(office: Office, people: list[str]) -> None:
    looked_up.pin(office, ledger="people", record=people[0])
    open_(office, people[1])
    assert titles(replace(office, actor=Actor("hy", "王海燕", ("auditor",), ""))) == ([], [])


def test_what_is_gone_is_left_out(office: Office, people: list[str]) -> None:
    looked_up.pin(office, ledger="people", record=people[0])
    records.remove_record(office, ledger="people", record=people[0])
    assert titles(office) == ([], [])


def test_pins_have_an_end(office: Office) -> None:
    for number in range(looked_up.MOST_PINS):
        looked_up.pin(office, ledger="people", record=f"x{number}")
    with pytest.raises(Refused) as caught:
        looked_up.pin(office, ledger="people", record="more")
    assert caught.value.code == "pins_full"


def test_a_pin_is_no_deed_to_be_undone(office: Office, people: list[str]) -> None:
    looked_up.pin(office, ledger="people", record=people[0])
    found = undo.last_undoable(office)
    assert found is not None
    assert found[1] != "钉住"


def test_a_large_import_meanwhile_does_not_empty_the_box(office: Office, people: list[str]) -> None:
    open_(office, people[0])
    with office.work("import", "导入") as work:
        for number in range(2_100):
            work.add(Person, {"name": f"住户{number}"})
        work.commit()
    assert titles(office) == ([], [NAMES[0]])


def test_the_last_opened_are_read_by_an_index(office: Office, people: list[str]) -> None:
    """In a centre from before there was one too: an index is added on opening."""
    with office.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX changes_opened")
    again = Store.open(office.store.home, office.store.key)
    asked: list[tuple[str, Any]] = []
    event.listen(again.engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
    looked_up.read_kept(replace(office, store=again))
    [(statement, values)] = [one for one in asked if "'look_up'" in one[0]]
    with again.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    again.close()
    assert "USING INDEX changes_opened (user=?)" in str(plan)
