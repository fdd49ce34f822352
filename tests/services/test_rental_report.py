"""出租房统计: every number equal to a plain count of the records, and to the list that it opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from desktop.domain import deadlines
from desktop.domain.inspections import HazardState
from desktop.domain.reporting import ReportState
from desktop.errors import Refused
from desktop.ledgers import find
from desktop.ledgers.hazards import Hazard
from desktop.ledgers.houses import House
from desktop.ledgers.inspections import Inspection
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services import answerables, grid_units, rental_cube, rental_report
from desktop.services.calendars import calendar_of
from desktop.services.office import Office
from desktop.services.rental_areas import GRID
from desktop.services.rental_report import RentalReport, read_rental_report
from desktop.services.rental_report_out import proof_words
from desktop.services.rental_year_before import with_year_before
from desktop.services.reporting import read_reports, report
from desktop.storage import rows
from desktop.storage.rows import View

SPAN = {"first": date(2026, 7, 1), "last": date(2026, 9, 20)}
AFTER = date(2026, 9, 22)  # the last day of the span is over then
VILLAGES = ("良宅村", "王宅村", None)


@pytest.fixture
def lived_in(office: Office) -> Office:
    """Houses of three villages with stays of every kind, the people one after the other in them."""
    dice = Random(7)
    with office.work("sample", "加入样例", sample=True) as work:
        houses = [work.add(House, {"house_address": f"溪东路{n}号", "village": VILLAGES[n % 3],
                                   "hazard": dice.choice(["00", "01", "02", None])}) for n in range(9)]  # fmt: skip
        rooms = [work.add(Room, {"house_id": house.id, "room": f"{n + 101}", "cap": dice.choice([1, 2, None])})
                 for house in houses for n in range(4)]  # fmt: skip
        for house in houses:
            round_ = work.add(Inspection, {"house_id": house.id, "day": date(2026, 9, 1), "inspectors": "王海燕"})
            for state in HazardState:
                found = dice.choice([date(2026, 9, 1), date(2026, 9, 21)])
                work.add(Hazard, {"inspection_id": round_.id, "house_id": house.id, "words": "楼梯口堆放纸箱",
                                  "found_on": found, "due": found + timedelta(dice.choice([7, 60])),
                                  "state": state.value})  # fmt: skip
        for number in range(80):
            person = work.add(Person, {"name": f"谭秀{number}", "sex": dice.choice(["1", "2", None]),
                                       "birth": dice.choice([date(1944 + number, 3, 1), None]),
                                       "reason": dice.choice(["01", "03", None]),
                                       "work": dice.choice(["永康五金厂", "武义电器厂", None])})  # fmt: skip
            day = date(2026, 5, 1) + timedelta(dice.randrange(100))
            for _ in range(3):
                out = day + timedelta(dice.randint(1, 70))
                ended = dice.random() < 0.6 and out < date(2026, 9, 22)
                work.add(Stay, {"room_id": dice.choice(rooms).id, "person_id": person.id, "checkin": day,
                                "checkout": out if ended else None, "reported_in": dice.choice([day, None, AFTER]),
                                "reported_out": dice.choice([out, None, AFTER]) if ended else None,
                                "exempt": dice.choice([None, None, "01", "05"])})  # fmt: skip
                if not ended:
                    break
                day = out
        work.commit()
    return office


def plain(office: Office, village: str | None) -> dict[str, int]:
    """Counted record by record, knowing nothing of the report's queries; of all villages for None."""
    with office.store.read() as connection:
        houses, rooms, people, stays, hazards = (
            {row["id"]: dict(row) for row in connection.execute(select(model.__table__)).mappings()}
            for model in (House, Room, Person, Stay, Hazard)
        )
        calendar = calendar_of(connection)
    first, last = SPAN["first"], SPAN["last"]
    houses = {key: one for key, one in houses.items() if village is None or (one["village"] or "") == village}
    rooms = {key: one for key, one in rooms.items() if one["house_id"] in houses}
    mine = [one for one in stays.values() if one["room_id"] in rooms]
    living = [one for one in mine if one["checkin"] <= last and (one["checkout"] is None or one["checkout"] > last)]
    inside: dict[str, int] = {}
    for one in living:
        inside[one["room_id"]] = inside.get(one["room_id"], 0) + 1
    wrong = [one for one in hazards.values() if one["house_id"] in houses and one["found_on"] <= last
             and one["state"] in ("open", "fixing")]  # fmt: skip
    who = [people[key] for key in {one["person_id"] for one in living}]
    month = timedelta(30)
    recent = [one for one in mine if one["checkout"] is None or one["checkout"] > last - timedelta(60)]

    def late(happened: date | None, reported: date | None) -> bool:
        if happened is None or (reported is not None and reported <= last):
            return False
        return deadlines.report_due(happened, calendar) < last

    def with_kin_since(stay: dict[str, Any]) -> date:
        """Night by night backwards, as long as the person slept with relatives."""
        kin = [one for one in stays.values() if (one["exempt"], one["person_id"]) == ("05", stay["person_id"])]
        day = stay["checkin"]
        while any(one["checkin"] < day and (one["checkout"] is None or one["checkout"] >= day) for one in kin):
            day -= timedelta(1)
        return day  # type: ignore[no-any-return]

    return {
        "houses": len(houses), "rooms": len(rooms), "persons": len(who), "let": len(inside),
        "hazards": sum(one["hazard"] not in (None, "00") for one in houses.values()),
        "unmended": len(wrong), "unmended_late": sum(one["due"] < last for one in wrong),
        "overfull": sum(rooms[key]["cap"] is not None and n > rooms[key]["cap"] for key, n in inside.items()),
        "arrived": sum(first <= one["checkin"] <= last for one in mine),
        "left": sum(one["checkout"] is not None and first <= one["checkout"] <= last for one in mine),
        "overdue_in": sum(late(one["checkin"], one["reported_in"]) for one in recent if not one["exempt"]),
        "overdue_out": sum(late(one["checkout"], one["reported_out"]) for one in recent if not one["exempt"]),
        "overdue_kin": sum(late(begun, one["reported_in"]) + late(one["checkout"], one["reported_out"])
                           for one in recent if one["exempt"] == "05"
                           and (begun := max(one["checkin"], with_kin_since(one) + month))
                           and (one["checkout"] is None or one["checkout"] > begun)),
        "sex:1": sum(one["sex"] == "1" for one in who), "sex:": sum(one["sex"] is None for one in who),
        "reason:01": sum(one["reason"] == "01" for one in who),
        "work:永康五金厂": sum(one["work"] == "永康五金厂" for one in who),
        "age:60": sum(bool(one["birth"]) and 2026 - one["birth"].year >= 60 for one in who),
    }  # fmt: skip


def figures(report: RentalReport) -> dict[str, Any]:
    return {line.key: line.figure for line in report.lines}


@pytest.mark.parametrize("village", [None, "良宅村", ""])
def test_every_figure_is_that_of_a_plain_count(lived_in: Office, village: str | None) -> None:
    report = read_rental_report(lived_in, village=village, **SPAN)
    wanted, found = plain(lived_in, village), figures(report)
    assert {key: found.get(key, 0) for key in wanted} == wanted
    assert all(wanted[key] for key in ("overdue_in", "overdue_out", "overdue_kin", "overfull"))
    assert report.proved


def test_villages_add_up_to_the_whole_and_each_is_its_own_report(lived_in: Office) -> None:
    report = read_rental_report(lived_in, **SPAN)
    *villages, whole = report.villages
    assert whole.count.persons == sum(one.count.persons for one in villages) == report.figure("persons")
    for one in villages:
        assert read_rental_report(lived_in, village=one.village, **SPAN).villages[-1].count == one.count


@pytest.mark.parametrize("village", [None, "良宅村"])
def test_months_add_up_to_the_span_and_to_those_of_one_village(lived_in: Office, village: str | None) -> None:
    report = read_rental_report(lived_in, village=village, **SPAN)
    span = [(arrived, left) for month, arrived, left in report.months if month >= SPAN["first"]]
    assert tuple(map(sum, zip(*span, strict=True))) == (report.figure("arrived"), report.figure("left"))


@pytest.mark.parametrize("village", [None, "良宅村", ""])
def test_every_number_opens_as_many_records(lived_in: Office, village: str | None) -> None:
    report = read_rental_report(lived_in, village=village, **SPAN)
    opened = [line for line in report.lines if line.where is not None]
    with lived_in.store.read() as connection:
        found = {line.key: len(rows.ids(connection, find(line.ledger), View(line.where or ()))) for line in opened}
    assert found == {line.key: line.figure for line in opened}
    assert len(opened) > 12


def add_doubles(office: Office) -> None:
    """Of those who live alone somewhere, three get a second stay: in the same village, in another, in both."""
    with office.store.read() as connection:
        wanted = (
            select(Stay.person_id, Stay.room_id, House.village, House.id)
            .join(Room, Room.id == Stay.room_id)
            .join(House, House.id == Room.house_id)
        )
        living = connection.execute(wanted.where(Stay.checkout.is_(None), House.village == "良宅村")).all()
        rooms = {village: connection.scalars(select(Room.id).join(House, House.id == Room.house_id).where(
            House.village == village)).all() for village in VILLAGES if village}  # fmt: skip
    with office.work("check_in", "登记") as work:
        for one, villages in zip(living, (["良宅村"], ["王宅村"], ["良宅村", "王宅村"]), strict=False):
            for number, village in enumerate(villages):
                room = next(room for room in rooms[village] if room != one.room_id)
                work.add(Stay, {"room_id": room, "person_id": one.person_id, "checkin": date(2026, 9, 10 + number),
                                "elsewhere": "照顾老人", "reported_in": date(2026, 9, 11)})  # fmt: skip
        work.commit()


def test_somebody_with_two_stays_at_once_is_one_person_and_the_sums_hold(lived_in: Office) -> None:
    before = read_rental_report(lived_in, **SPAN)
    add_doubles(lived_in)
    after = read_rental_report(lived_in, **SPAN)
    assert after.proved
    assert after.figure("persons") == before.figure("persons") == after.villages[-1].count.persons
    assert after.figure("arrived") == before.figure("arrived") + 4
    assert (before.figure("doubled"), after.figure("doubled")) == (0, 4)
    assert sum(one.count.persons for one in after.villages[:-1]) == after.figure("persons") + 2
    for village in (None, "良宅村", "王宅村"):
        wanted, found = plain(lived_in, village), figures(read_rental_report(lived_in, village=village, **SPAN))
        assert {key: found.get(key, 0) for key in wanted} == wanted


def test_a_sum_of_villages_that_is_wrong_fails_the_proof(lived_in: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    add_doubles(lived_in)
    monkeypatch.setattr(rental_cube, "_count_once", lambda *_: 0)
    assert not read_rental_report(lived_in, **SPAN).proved


def test_what_is_overdue_is_what_the_reports_say(lived_in: Office) -> None:
    """As at today: exemptions, the relatives' thirty days, ended stays whose start nobody reported."""
    today = lived_in.today
    late = [one for one in read_reports(lived_in, state=ReportState.LATE) if one.duty.since <= today]
    report = read_rental_report(lived_in, first=today, last=today)
    assert report.figure("overdue") == len(late) > 0
    for one in report.villages[:-1]:
        assert one.count.overdue == sum((line.village or "") == one.village for line in late)


def test_a_report_made_later_was_still_owed_on_a_past_day(lived_in: Office) -> None:
    """What is reported today takes nothing from the report of a span that is over."""
    before = read_rental_report(lived_in, **SPAN).figure("overdue")
    late = read_reports(lived_in, state=ReportState.LATE)
    report(lived_in, stays=[one.stay for one in late], day=lived_in.today)
    assert lived_in.today > SPAN["last"]
    assert read_rental_report(lived_in, **SPAN).figure("overdue") == before > 0
    assert read_rental_report(lived_in, first=lived_in.today, last=lived_in.today).figure("overdue") == 0


def test_the_year_before_is_counted_over_the_same_days_and_proved(lived_in: Office) -> None:
    later = replace(lived_in, now=lambda: datetime(2027, 9, 25, 9, 0))
    report = with_year_before(later, report=read_rental_report(later, first=date(2027, 7, 1), last=date(2027, 9, 20)))
    wanted, told = plain(lived_in, None), {line.key: (line, before) for line, before in report.told}
    for key in ("persons", "arrived", "left", "let", "overdue_in", "sex:1", "reason:01"):
        assert report.before[key].figure == wanted[key], key
    assert all(told[key][1] is None for key in ("houses", "rooms", "hazards", "unmended", "occupancy"))
    assert report.past_proofs
    assert report.proved


def test_a_wrong_sum_of_the_year_before_fails_the_proof(lived_in: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    report = read_rental_report(lived_in, first=date(2026, 9, 1), last=date(2026, 9, 21))
    monkeypatch.setattr(rental_report, "_ages", lambda *_: iter(()))
    after = with_year_before(lived_in, report=replace(report, first=SPAN["first"], last=date(2027, 9, 21)))
    assert report.proved
    assert not after.proved
    assert "上年年龄合计" in proof_words(after)


def test_grids_add_up_to_the_whole_and_a_house_of_none_has_its_own_row(lived_in: Office) -> None:
    with lived_in.store.read() as connection:
        houses = connection.scalars(select(House.id).order_by(House.house_address)).all()

    def unit(name: str, kind: str, parent: str | None = None) -> str:
        values = {"unit_name": name, "kind": kind, "parent_id": parent, "start": date(2026, 1, 1)}
        return grid_units.add_unit(lived_in, values=values).ids("grid_units")[0]

    village = unit("良宅村", "06")
    grids = [unit(name, "07", village) for name in ("第一网格", "第二网格")]
    for grid, some in ((grids[0], houses[:3]), (unit("1单元", "10", grids[1]), houses[3:5]), (village, houses[5:6])):
        answerables.place_houses(lived_in, grid=grid, houses=list(some), on=date(2026, 1, 1))
    found = read_rental_report(lived_in, **SPAN, by=GRID)
    *rows, whole = found.villages
    assert {(row.village, row.label): row.count.houses for row in rows} == {
        (grids[0], "良宅村 第一网格"): 3, (grids[1], "良宅村 第二网格"): 2, ("", "未归网格"): 4,
    }  # fmt: skip
    assert found.proved
    assert whole.count == read_rental_report(lived_in, **SPAN).villages[-1].count
    assert whole.count.arrived == sum(row.count.arrived for row in rows) > 0


def test_days_the_wrong_way_round_are_refused(office: Office) -> None:
    with pytest.raises(Refused) as no:
        read_rental_report(office, first=date(2026, 9, 2), last=date(2026, 9, 1))
    assert no.value.code == "span_reversed"
