"""Many records as one deed: preview is what will be, rights and rules as for one, undone as one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.services import batch, cases, records, undo
from desktop.services.batch import NEW, Edit
from desktop.services.office import Office
from desktop.storage import rows
from desktop.storage.changes import Change
from desktop.storage.rows import View


@pytest.fixture
def people(office: Office) -> list[int]:
    for name, number in (("汤月娥", "13912342206"), ("朱成林", "13912342207"), ("王阿土", None)):
        records.add_record(office, ledger="people", values={"name": name, "phone": number, "work": "务农"})
    with office.store.read() as connection:
        return list(rows.ids(connection, Person, View(sort="row")))


def stored(office: Office, *names: str) -> list[tuple[Any, ...]]:
    with office.store.read() as connection:
        return rows.select_rows(connection, Person, View(sort="row"), names)


def given(people: list[int], **values: str | None) -> list[Edit]:
    return [Edit(row, values) for row in people]


def test_a_preview_saves_nothing_and_says_from_what_to_what(office: Office, people: list[int]) -> None:
    told = batch.propose(office, ledger="people", edits=given(people, work="建筑"))
    assert (told.changes, told.same, told.refusals) == (3, 0, 0)
    assert [(line.title.split()[0], line.cells[0].before, line.cells[0].after) for line in told.lines] == [
        ("汤月娥", "务农", "建筑"), ("朱成林", "务农", "建筑"), ("王阿土", "务农", "建筑"),
    ]  # fmt: skip
    assert stored(office, "work") == [("务农",)] * 3


def test_what_was_shown_is_done_as_one_and_undone_as_one(office: Office, people: list[int]) -> None:
    edits = given(people, work="建筑")
    told = batch.propose(office, ledger="people", edits=edits)
    changed = batch.carry_out(office, ledger="people", edits=edits, shown=told)
    assert changed.label == "批量修改租住人员 3 人"
    assert stored(office, "work") == [("建筑",)] * 3
    with office.store.read() as connection:
        logged = select(Change.batch, Change.kind).where(Change.batch == changed.batch)
        assert len(connection.execute(logged).all()) == 3
    undo.undo(office)
    assert stored(office, "work") == [("务农",)] * 3


def test_lines_that_are_so_already_are_counted_and_left(office: Office, people: list[int]) -> None:
    records.change_record(
        office, ledger="people", record=stored(office, "id")[0][0], values={"work": "建筑"}, version=1
    )
    edits = given(people, work="建筑")
    told = batch.propose(office, ledger="people", edits=edits)
    assert (told.changes, told.same) == (2, 1)


def test_a_value_that_cannot_be_read_is_refused_cell_by_cell(office: Office, people: list[int]) -> None:
    edits = [Edit(people[0], {"work": "建筑", "birth": "2月30日"})]
    told = batch.propose(office, ledger="people", edits=edits)
    assert [bool(cell.refused) for cell in told.lines[0].cells] == [False, True]
    batch.carry_out(office, ledger="people", edits=edits, shown=told)
    assert stored(office, "work", "birth")[0] == ("建筑", None)


def test_numbers_are_covered_and_a_covered_number_that_comes_back_changes_nothing(
    office: Office, people: list[int]
) -> None:
    told = batch.propose(office, ledger="people", edits=[Edit(people[0], {"phone": "139****2206"})])
    assert told.lines == ()
    told = batch.propose(office, ledger="people", edits=[Edit(people[0], {"phone": "13800001111"})])
    assert (told.lines[0].cells[0].before, told.lines[0].cells[0].after) == ("139****2206", "138****1111")


def test_a_must_field_is_not_emptied(office: Office, people: list[int]) -> None:
    told = batch.propose(office, ledger="people", edits=given(people[:1], name=None))
    assert told.changes == 0
    assert "姓名没有填" in told.lines[0].refused


def test_what_no_two_records_share_is_refused_in_the_preview(office: Office, people: list[int]) -> None:
    edits = given(people[:2], id_number="330723197805022209")
    told = batch.propose(office, ledger="people", edits=edits)
    assert [bool(line.refused) for line in told.lines] == [False, True]
    batch.carry_out(office, ledger="people", edits=edits, shown=told)
    assert [row[0] for row in stored(office, "id_number")] == ["330723197805022209", None, None]


def test_what_is_changed_by_a_deed_of_its_own_is_neither_offered_nor_pasted(office: Office) -> None:
    assert "grade" not in [field.name for field in batch.batch_fields(House)]
    assert "unit_id" not in [field.name for field in batch.batch_fields(House)]
    assert "id_number" not in [field.name for field in batch.batch_fields(Person)]
    records.add_record(office, ledger="houses", values={"house_address": "工业路3号", "house_owner": "陶兴旺"})
    with office.store.read() as connection:
        row = rows.ids(connection, House)[0]
    told = batch.propose(office, ledger="houses", edits=[Edit(row, {"grade": "橙"})])
    assert "分级不能在这里改" in told.lines[0].cells[0].refused


def test_what_a_link_brings_is_refused_with_the_way_there(office: Office) -> None:
    records.add_record(office, ledger="houses", values={"house_address": "工业路3号", "house_owner": "陶兴旺"})
    with office.store.read() as connection:
        house = rows.as_dicts(connection, House, View(), ("id",))[0]["id"]
    records.add_record(office, ledger="rooms", values={"house_id": house, "room": "101"})
    told = batch.propose(office, ledger="rooms", edits=[Edit(1, {"house_address": "工业路4号"})])
    assert "别的台账带来的" in told.lines[0].cells[0].refused


def test_new_lines_are_added_with_the_rest(office: Office, people: list[int]) -> None:
    edits = [
        Edit(people[0], {"work": "建筑"}),
        Edit(NEW, {"name": "应国珍", "work": "五金厂"}),
        Edit(NEW, {"work": "x"}),
    ]
    told = batch.propose(office, ledger="people", edits=edits)
    assert (told.changes, told.additions, told.refusals) == (1, 1, 1)
    changed = batch.carry_out(office, ledger="people", edits=edits, shown=told)
    assert "新增租住人员 1 人" in changed.label
    assert ("应国珍", "五金厂") in stored(office, "name", "work")
    undo.undo(office)
    assert len(stored(office, "name")) == 3


def test_somebody_alike_is_refused_for_an_own_look(office: Office, people: list[int]) -> None:
    told = batch.propose(office, ledger="people", edits=[Edit(NEW, {"name": "汤月娥", "phone": "13912342206"})])
    assert told.additions == 0
    assert told.lines[0].refused


def test_a_change_since_the_preview_is_refused_and_nothing_is_done(office: Office, people: list[int]) -> None:
    edits = given(people, work="建筑")
    told = batch.propose(office, ledger="people", edits=edits)
    records.change_record(office, ledger="people", record=stored(office, "id")[1][0], values={"note": "x"}, version=1)
    with pytest.raises(Refused) as caught:
        batch.carry_out(office, ledger="people", edits=edits, shown=told)
    assert caught.value.code == "stale"
    assert stored(office, "work") == [("务农",)] * 3


def test_stopping_on_the_way_leaves_everything_as_it_was(office: Office, people: list[int]) -> None:
    edits = given(people, work="建筑")
    told = batch.propose(office, ledger="people", edits=edits)

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.carry_out(office, ledger="people", edits=edits, shown=told, progress=stop)
    assert stored(office, "work") == [("务农",)] * 3


def test_more_than_the_most_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        batch.propose(office, ledger="people", edits=[Edit(1, {})] * (batch.MOST + 1))
    assert caught.value.code == "too_many"


def test_a_ledger_of_commands_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        batch.propose(office, ledger="inspections", edits=[Edit(1, {"note": "x"})])
    assert caught.value.code == "by_command"


def test_nobody_changes_many_without_the_right_to_change_one(office: Office, people: list[int]) -> None:
    leader = replace(office, actor=replace(office.actor, roles=("leader",)))
    with pytest.raises(Refused) as caught:
        batch.propose(leader, ledger="people", edits=given(people, work="建筑"))
    assert caught.value.code == "not_allowed"
    grid = replace(office, actor=replace(office.actor, roles=("grid",)))
    with pytest.raises(Refused) as caught:
        batch.remove_rows(grid, ledger="people", wanted=people)
    assert caught.value.code == "not_allowed"


def test_R13_another_teams_case_is_refused_without_its_words(office: Office) -> None:
    parties = [{"role": "申请人", "name": "汤月娥", "phone": "13900002206"},
               {"role": "被申请人", "name": "朱成林", "phone": "13700008815"}]  # fmt: skip
    values = {"type": "损害赔偿", "summary": "货车倒车时与步行的汤月娥相碰。", "mediator": "章立群"}
    cases.register_dispute(office, parties=parties, values=values)
    other = replace(office, actor=replace(office.actor, login="lm", name="李敏", roles=("mediator",)))
    with office.store.read() as connection:
        row = rows.ids(connection, Dispute)[0]
    told = batch.propose(other, ledger="disputes", edits=[Edit(row, {"place": "良宅村"})])
    assert told.changes == 0
    assert "汤月娥" not in str(told)


def test_rows_are_removed_as_one_and_come_back_as_one(office: Office, people: list[int]) -> None:
    changed = batch.remove_rows(office, ledger="people", wanted=people[:2])
    assert changed.label == "删除租住人员 2 人"
    assert stored(office, "name") == [("王阿土",)]
    undo.undo(office)
    assert len(stored(office, "name")) == 3


def test_rows_of_which_some_are_gone_are_all_left_standing(office: Office, people: list[int]) -> None:
    batch.remove_rows(office, ledger="people", wanted=people[:1])
    with pytest.raises(Refused) as caught:
        batch.remove_rows(office, ledger="people", wanted=people)
    assert (caught.value.code, "有1人已经不在了" in str(caught.value)) == ("stale", True)
    assert len(stored(office, "name")) == 2


def test_a_row_chosen_twice_counts_once(office: Office, people: list[int]) -> None:
    assert batch.remove_rows(office, ledger="people", wanted=[people[0], people[0]]).label == "删除租住人员 1 人"


@pytest.mark.parametrize("name", ["nickname", "row", "id", "version"])
def test_a_field_that_the_ledger_lacks_is_refused(office: Office, people: list[int], name: str) -> None:
    with pytest.raises(Refused) as caught:
        batch.propose(office, ledger="people", edits=[Edit(people[0], {name: "x"})])
    assert caught.value.code == "no_field"


def test_a_permanent_ledger_keeps_its_rows(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        batch.remove_rows(office, ledger="stays", wanted=[1])
    assert caught.value.code == "permanent"
