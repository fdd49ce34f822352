"""Nobody stays in two rooms at a time, whichever way the second stay comes in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services import check_in, undo
from desktop.services.office import Office

MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))


@pytest.fixture
def place(office: Office) -> tuple[str, str]:
    """A room and somebody who is to stay there."""
    with office.work("test", "准备") as work:
        house = work.add(House, {"house_address": "良宅村溪东路18号"})
        room, person = work.add(Room, {"house_id": house.id, "room": "101"}), work.add(Person, {"name": "汤月娥"})
        work.commit()
    return room.id, person.id


def stay(office: Office, place: tuple[str, str], start: date, end: date | None = None, **more: Any) -> str:
    values = {"room_id": place[0], "person_id": place[1], "checkin": start, "checkout": end, **more}
    with office.work("test", "入住") as work:
        record = work.add(Stay, values)
        work.commit()
    return record.id


def change(office: Office, record: str, **values: Any) -> None:
    with office.work("test", "修改") as work:
        work.change(work.get(Stay, record), values)
        work.commit()


def code(run: Any) -> str:
    with pytest.raises(Refused) as caught:
        run()
    return caught.value.code


def test_an_undone_check_out_does_not_make_two_stays_at_a_time(office: Office, place: tuple[str, str]) -> None:
    first = stay(office, place, MAY)
    out = check_in.check_out(office, stay=first, checkout=JUNE)
    stay(office, place, JULY)
    assert code(lambda: undo.undo(office, batch=out.batch)) == "overlap"


def test_an_undone_check_out_comes_back_where_a_reason_is_written(office: Office, place: tuple[str, str]) -> None:
    first = stay(office, place, MAY)
    out = check_in.check_out(office, stay=first, checkout=JUNE)
    stay(office, place, JUNE, elsewhere="值夜班")
    assert undo.undo(office, batch=out.batch).ids("stays") == (first,)


@pytest.mark.parametrize("values", [{"checkout": JULY}, {"checkout": None}])
def test_every_writer_is_refused_a_longer_stay_that_runs_into_the_next(
    office: Office, place: tuple[str, str], values: dict[str, Any]
) -> None:
    first = stay(office, place, MAY, JUNE)
    stay(office, place, JUNE)
    assert code(lambda: change(office, first, **values)) == "overlap"


def test_two_new_stays_of_one_work_are_compared_too(office: Office, place: tuple[str, str]) -> None:
    with office.work("test", "入住") as work:
        for start in (MAY, JUNE):
            work.add(Stay, {"room_id": place[0], "person_id": place[1], "checkin": start})
        assert code(work.commit) == "overlap"


def test_the_day_of_leaving_is_free_for_the_next(office: Office, place: tuple[str, str]) -> None:
    assert stay(office, place, MAY, JUNE) != stay(office, place, JUNE)


def test_a_fault_that_came_in_can_still_be_mended(office: Office, place: tuple[str, str]) -> None:
    first, second = stay(office, place, MAY, JUNE), stay(office, place, JULY)
    with office.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE stays SET checkout = NULL WHERE id = ?", (first,))
    change(office, first, note="查过")
    change(office, second, checkout=date(2026, 8, 1))


def test_a_reason_that_is_taken_away_is_asked_for(office: Office, place: tuple[str, str]) -> None:
    stay(office, place, MAY)
    second = stay(office, place, JUNE, elsewhere="值夜班")
    assert code(lambda: change(office, second, elsewhere=None)) == "overlap"


def test_many_stays_are_asked_about_in_one_question(office: Office, place: tuple[str, str]) -> None:
    asked: list[str] = []
    with office.work("test", "入住") as work:
        for number in range(300):
            person = work.add(Person, {"name": f"住户{number}"})
            work.add(Stay, {"room_id": place[0], "person_id": person.id, "checkin": MAY})
        event.listen(office.store.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        work.commit()
    assert sum("stays AS stays_1, stays AS stays_2" in one for one in asked) == 1
