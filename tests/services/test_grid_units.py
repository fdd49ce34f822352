"""责任网格: units set up, moved, merged, split and ended, who answers for a door on which day, and the gaps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.errors import Refused
from desktop.ledgers.units import Unit as Division
from desktop.services import answerables, grid_gaps, grid_units, house_rooms, undo
from desktop.services.grid_gaps import Lack, answers_for, gaps
from desktop.services.grid_units import Piece
from desktop.services.grid_view import read_map, read_unit
from desktop.services.office import Office

SINCE, BEFORE, DAY = date(2026, 1, 1), date(2026, 5, 31), date(2026, 6, 1)


def unit(office: Office, name: str, kind: str, parent: str = "") -> str:
    values = {"unit_name": name, "kind": kind, "parent_id": parent or None, "start": SINCE}
    return grid_units.add_unit(office, values=values).ids("grid_units")[0]


def house(office: Office, grid: str = "", village: str = "良宅村", number: int = 1) -> str:
    values = {"house_address": f"{village}溪东路{number}号", "house_owner": "潘德明", "village": village}
    made = house_rooms.add_house(office, values=values, floors=1, rooms_each=1, room={"cap": 2}).ids("houses")[0]
    if grid:
        answerables.place_houses(office, grid=grid, houses=[made], on=SINCE)
    return made


def person(office: Office, grid: str, name: str = "章立群", role: str = "01", **more: Any) -> str:
    values = {"name": name, "role": role, "start": SINCE, **more}
    return answerables.put_person(office, grid=grid, values=values).ids("answerables")[0]


def who(office: Office, door: str, day: date | None = None) -> list[str]:
    return [one.name for one in answers_for(office, house=door, on=day).answer.people]


@pytest.fixture
def village(office: Office) -> str:
    return unit(office, "良宅村", "06")


@pytest.fixture
def grid(office: Office, village: str) -> str:
    return unit(office, "第一网格", "07", village)


def test_no_door_without_somebody_answerable(office: Office, grid: str) -> None:
    """Each lack is told with its own words, and the list is empty once everybody is in office."""
    corridor = unit(office, "1单元", "10", grid)
    loose, nobody, helped = house(office, number=1), house(office, grid, number=2), house(office, corridor, number=3)
    person(office, corridor, "朱成林", "06")
    found = {one.house: one.lack for one in gaps(office)}
    assert found == {loose: Lack.NO_UNIT, nobody: Lack.NOBODY, helped: Lack.HELPERS}
    assert read_map(office).gap_count == 3
    person(office, grid)
    answerables.place_houses(office, grid=grid, houses=[loose])
    assert gaps(office) == []


def test_a_gap_opens_on_the_day_the_last_one_leaves(office: Office, grid: str) -> None:
    door = house(office, grid)
    head = person(office, grid)
    answerables.end_person(office, person=head, on=DAY)
    assert gaps(office, on=BEFORE) == []
    assert [one.house for one in gaps(office, on=DAY)] == [door]


def test_the_door_of_a_corridor_is_answered_for_by_the_grid_head(office: Office, grid: str) -> None:
    door = house(office, unit(office, "1单元", "10", grid))
    person(office, grid)
    found = answers_for(office, house=door)
    assert (found.at, found.answer.inherited, found.path) == ("第一网格", True, "良宅村 › 第一网格 › 1单元")


def test_moving_keeps_who_answered_before(office: Office, village: str, grid: str) -> None:
    other = unit(office, "第二网格", "07", village)
    corridor = unit(office, "1单元", "10", grid)
    door = house(office, corridor)
    person(office, grid, "章立群")
    person(office, other, "汤月娥")
    grid_units.move_unit(office, grid=corridor, parent=other, on=DAY)
    assert (who(office, door, BEFORE), who(office, door, DAY)) == (["章立群"], ["汤月娥"])
    assert read_unit(office, grid=corridor).history[-1] == "2026-06-01 从第一网格移出"


def test_a_second_move_may_not_lie_before_the_first(office: Office, village: str, grid: str) -> None:
    other, corridor = unit(office, "第二网格", "07", village), unit(office, "1单元", "10", grid)
    grid_units.move_unit(office, grid=corridor, parent=other, on=DAY)
    with pytest.raises(Refused) as refused:
        grid_units.move_unit(office, grid=corridor, parent=grid, on=BEFORE)
    assert refused.value.code in ("too_early", "same_place")
    assert read_map(office).tree.parents[corridor] == other


def test_merging_keeps_doors_people_and_history(office: Office, village: str, grid: str) -> None:
    other = unit(office, "第二网格", "07", village)
    doors = [house(office, grid, number=1), house(office, other, number=2)]
    person(office, grid, "章立群")
    person(office, other, "汤月娥")
    grid_units.merge_units(office, units=[grid, other], name="中心网格", on=DAY)
    assert [who(office, door, BEFORE) for door in doors] == [["章立群"], ["汤月娥"]]
    assert [who(office, door, DAY) for door in doors] == [["章立群", "汤月娥"]] * 2
    assert [one.name for one in read_map(office).tree.units.values() if one.kind == "07"] == ["中心网格"]
    assert read_map(office, on=BEFORE).houses[grid] == 1


def test_splitting_deals_out_doors_and_lower_units(office: Office, grid: str) -> None:
    stays, goes = unit(office, "1单元", "10", grid), unit(office, "2单元", "10", grid)
    near, far, own = house(office, stays, number=1), house(office, goes, number=2), house(office, grid, number=3)
    person(office, grid)
    grid_units.split_unit(office, grid=grid, on=DAY, pieces=[Piece("东网格"), Piece("西网格", [own], [goes])])
    paths = [answers_for(office, house=one).path.split(" › ")[1] for one in (near, far, own)]
    assert paths == ["东网格", "西网格", "西网格"]
    assert {answers_for(office, house=one, on=BEFORE).path.split(" › ")[1] for one in (near, far, own)} == {"第一网格"}
    assert [who(office, one) for one in (near, far, own)] == [["章立群"]] * 3


@pytest.mark.parametrize("deed", ["move", "merge", "split", "end", "put", "leave", "place"])
def test_every_deed_is_undone_in_one_step(office: Office, village: str, grid: str, deed: str) -> None:
    other = unit(office, "第二网格", "07", village)
    corridor = unit(office, "1单元", "10", grid)
    door = house(office, corridor)
    head = person(office, grid)
    before = _picture(office, door)
    {
        "move": lambda: grid_units.move_unit(office, grid=corridor, parent=other, on=DAY),
        "merge": lambda: grid_units.merge_units(office, units=[grid, other], name="中心网格", on=DAY),
        "split": lambda: grid_units.split_unit(
            office, grid=grid, on=DAY, pieces=[Piece("东网格"), Piece("西网格", (), [corridor])]),
        "end": lambda: grid_units.end_unit(office, grid=other, on=DAY),
        "put": lambda: person(office, corridor, "汤月娥", "04"),
        "leave": lambda: answerables.end_person(office, person=head, on=DAY),
        "place": lambda: answerables.place_houses(office, grid=other, houses=[door]),
    }[deed]()  # fmt: skip
    assert _picture(office, door) != before
    undo.undo(office)
    assert _picture(office, door) == before


def _picture(office: Office, door: str) -> tuple[Any, ...]:
    found, answer = read_map(office), answers_for(office, house=door)
    return dict(found.tree.parents), dict(found.houses), answer.path, [(one.name, one.unit) for one in
                                                                       answer.answer.people]  # fmt: skip


def test_a_unit_with_others_below_does_not_end(office: Office, grid: str) -> None:
    unit(office, "1单元", "10", grid)
    with pytest.raises(Refused) as refused:
        grid_units.end_unit(office, grid=grid, on=DAY)
    assert refused.value.code == "has_below"


def test_two_units_of_one_name_under_one_parent_are_refused(office: Office, village: str, grid: str) -> None:
    other = unit(office, "第二网格", "07", village)
    for deed in (
        lambda: unit(office, "第一网格", "07", village),
        lambda: grid_units.change_unit(office, grid=other, values={"unit_name": "第一网格"}),
        lambda: grid_units.split_unit(office, grid=other, pieces=[Piece("甲"), Piece("甲")], on=DAY),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code == "unit_twice"


def test_nobody_holds_the_same_office_twice_and_nobody_leaves_twice(office: Office, grid: str) -> None:
    head = person(office, grid)
    with pytest.raises(Refused) as refused:
        person(office, grid)
    assert refused.value.code == "person_twice"
    answerables.end_person(office, person=head, on=DAY)
    with pytest.raises(Refused) as refused:
        answerables.end_person(office, person=head, on=DAY)
    assert refused.value.code == "ended"
    assert [one.until for one in read_unit(office, grid=grid).people] == [DAY]


def test_the_division_list_makes_the_upper_units_once(office: Office) -> None:
    with office.work("seed", "区划") as work:
        for code, name, level in (("330723", "武义县", "04"), ("330723105", "王宅镇", "05"),
                                  ("330723105201", "良宅村民委员会", "06")):  # fmt: skip
            work.add(Division, {"code": code, "name": name, "level": level})
        work.commit()
    grid_units.take_divisions(office)
    tree = read_map(office).tree
    assert [tree.path(one.id) for one in tree.units.values()][-1] == "武义县 › 王宅镇 › 良宅村"
    with pytest.raises(Refused) as refused:
        grid_units.take_divisions(office)
    assert refused.value.code == "nothing_new"


def test_houses_go_to_the_unit_of_their_village(office: Office, village: str) -> None:
    at_home, nowhere = house(office, number=1), house(office, village="陶宅村", number=2)
    answerables.place_by_village(office)
    assert answers_for(office, house=at_home).path == "良宅村"
    assert answers_for(office, house=nowhere).path == ""
    with pytest.raises(Refused) as refused:
        answerables.place_by_village(office)
    assert refused.value.code == "nothing_new"


def test_what_is_not_there_is_told(office: Office) -> None:
    for read in (lambda: read_unit(office, grid="x"), lambda: grid_gaps.answers_for(office, house="x")):
        with pytest.raises(Refused) as refused:
            read()
        assert refused.value.code == "no_record"
