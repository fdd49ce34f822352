"""工作台: what is due, who comes and goes, how full the houses are; only what the roles may see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain import identity
from desktop.domain.calendar import Calendar
from desktop.domain.deadlines import Urgency
from desktop.services import cases, check_in, due, home, house_rooms, room_board
from desktop.services.office import Actor, Office

TODAY = date(2026, 9, 23)


@pytest.fixture
def rooms(office: Office) -> dict[str, str]:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明", "village": "良宅村"}
    house = house_rooms.add_house(office, values=values, floors=1, rooms_each=3, room={"cap": 1}).ids("houses")[0]
    return {tile.room: tile.id for tile in room_board.read_board(office, house=house).tiles}


def move_in(office: Office, room: str, name: str, on: date = TODAY) -> str:
    body = {"谭秀英": "52260119900101022", "罗成": "52260119850302013"}[name]
    guest = check_in.Guest({"name": name, "id_number": body + identity.check_digit(body)})
    return check_in.check_in(office, room=room, guests=[guest], checkin=on, reason="合租").ids("stays")[0]


def test_an_empty_centre_owes_nothing(office: Office) -> None:
    view = home.read_home(office)
    assert not view.due
    assert view.disputes is not None
    assert view.disputes.total == 0


def test_a_stay_not_reported_in_time_is_overdue(office: Office, rooms: dict[str, str]) -> None:
    move_in(office, rooms["101"], "谭秀英", TODAY - timedelta(days=14))
    (owed,) = due.read_due(office)
    assert (owed.deed, owed.urgency, owed.area) == ("入住报送", Urgency.OVERDUE, "rent")


def test_a_mediation_runs_out_thirty_days_after_it_was_accepted(office: Office) -> None:
    parties = [{"role": "1", "name": "汤月娥"}, {"role": "2", "name": "朱成林"}]
    case = cases.register_dispute(office, parties=parties, values={"type": "邻里", "source": "01", "date": "2026-9-1"})
    cases.accept(office, case=case.ids("disputes")[0], on=date(2026, 9, 1))
    (owed,) = due.read_due(office)
    assert owed.deed == "调解期限"
    assert owed.target == ("disputes", case.ids("disputes")[0])


def test_comings_and_goings_of_today_are_listed(office: Office, rooms: dict[str, str]) -> None:
    stay = move_in(office, rooms["101"], "谭秀英")
    check_in.check_out(office, stay=move_in(office, rooms["102"], "罗成", TODAY - timedelta(1)), checkout=TODAY)
    view = home.read_home(office)
    assert [(one.name, one.place) for one in view.arrivals] == [("谭秀英", "溪东路18号 101")]
    assert [one.name for one in view.departures] == ["罗成"]
    assert stay


def test_occupancy_counts_rooms_lived_in_and_overfull(office: Office, rooms: dict[str, str]) -> None:
    for name in ("谭秀英", "罗成"):
        move_in(office, rooms["101"], name)
    houses = home.read_home(office).houses
    assert houses is not None
    assert (houses.rooms, houses.lived_in, houses.overfull, houses.persons, houses.percent) == (3, 1, 1, 2, 33)


def test_disputes_are_counted_by_month_across_the_year(office: Office) -> None:
    early = replace(office, now=lambda: office.now().replace(month=1, day=15))
    parties = [{"role": "1", "name": "汤月娥"}, {"role": "2", "name": "朱成林"}]
    for day in ("2025-12-3", "2026-1-5", "2026-1-6"):
        cases.register_dispute(early, parties=parties, values={"type": "邻里", "source": "01", "date": day})
    disputes = home.read_home(early).disputes
    assert disputes is not None
    assert disputes.months[-2:] == [("12月", 1), ("1月", 2)]
    assert disputes.this_month == 2


def test_a_police_officer_sees_no_disputes(office: Office) -> None:
    view = home.read_home(replace(office, actor=Actor("jw", "陈警官", ("police",), office.actor.unit)))
    assert view.disputes is None
    assert view.houses is not None


@pytest.mark.parametrize(("day", "words"), [
    (date(2026, 9, 23), "9月23日 星期三 ・ 工作日 ・ 中秋假期 9月25日起"), (date(2026, 10, 10), "调休"),
])  # fmt: skip
def test_the_day_says_what_kind_it_is(day: date, words: str) -> None:
    assert words in home.day_words(day, Calendar())
