"""Before anything is typed: what a person pinned, and what she opened last."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.errors import Refused
from desktop.services import look_up, looked_up, records, undo
from desktop.services.office import Actor, Office

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
