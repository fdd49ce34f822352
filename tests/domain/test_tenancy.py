"""A rented house like a hotel: each rule of law and of the room board."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import tenancy
from desktop.domain.calendar import Calendar
from desktop.domain.reporting import duties
from desktop.domain.tenancy import Report, Room, RoomState, Span
from desktop.errors import Refused

TODAY = date(2026, 9, 23)
CALENDAR = Calendar()
days = st.dates(date(2020, 1, 1), date(2027, 12, 31))
spans = st.tuples(days, st.one_of(st.none(), st.integers(0, 400))).map(
    lambda pair: Span(pair[0], None if pair[1] is None else pair[0] + timedelta(days=pair[1]))
)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    assert refused.value.step
    return refused.value.code


def test_end_before_start_is_refused_with_both_days() -> None:
    with pytest.raises(Refused, match="离开日期2026-09-22早于入住日期2026-09-23") as refused:
        tenancy.check_span(TODAY, date(2026, 9, 22))
    assert code_of(refused) == "end_before_start"
    tenancy.check_span(TODAY, TODAY)
    tenancy.check_span(TODAY, None)


@given(spans, days)
def test_who_stayed_on_day_x_counts_the_first_night_and_not_the_day_of_leaving(span: Span, day: date) -> None:
    assert span.covers(day) == (span.checkin <= day < (span.checkout or date.max))


@given(spans, spans)
def test_overlap_means_a_day_that_both_cover(one: Span, other: Span) -> None:
    first = max(one.checkin, other.checkin)
    shares = one.covers(first) and other.covers(first)
    real = one.checkin != one.checkout and other.checkin != other.checkout
    assert one.overlaps(other) == other.overlaps(one)
    assert not real or one.overlaps(other) == shares


def test_one_person_in_two_rooms_is_refused_and_moving_on_the_day_of_leaving_is_not() -> None:
    earlier = Span(date(2026, 5, 1), TODAY)
    tenancy.check_overlap(Span(TODAY), [(earlier, "404室")])
    with pytest.raises(Refused, match="罗成从2026-05-01至今住在404室") as refused:
        tenancy.check_overlap(Span(TODAY), [(Span(date(2026, 5, 1)), "404室")], person="罗成")
    assert code_of(refused) == "room_twice"
    with pytest.raises(Refused, match="到2026-09-23"):
        tenancy.check_overlap(Span(date(2026, 9, 1)), [(earlier, "404室")])


def test_a_stopped_room_is_not_let() -> None:
    with pytest.raises(Refused) as refused:
        tenancy.check_room(Room("404室", stopped=True))
    assert code_of(refused) == "room_stopped"


@pytest.mark.parametrize("name", ["厨房", "一楼卫生间", "阳台隔间", "地下室2", "车库", "地下储藏室"])
def test_rental_regulation_kitchens_toilets_balconies_basements_garages_are_not_let(name: str) -> None:
    with pytest.raises(Refused, match="不得出租住人") as refused:
        tenancy.check_room(Room(name))
    assert code_of(refused) == "room_not_for_living"


def test_an_ordinary_room_is_let() -> None:
    tenancy.check_room(Room("302"), use="卧室")
    assert tenancy.not_for_living("302") == ""


def test_residence_regulation_under_sixteen_by_guardian() -> None:
    with pytest.raises(Refused, match="15岁，未满16周岁") as refused:
        tenancy.check_guardian(date(2010, 9, 24), TODAY, " ")
    assert code_of(refused) == "guardian_missing"
    tenancy.check_guardian(date(2010, 9, 24), TODAY, "罗成")
    tenancy.check_guardian(date(2010, 9, 23), TODAY, "")
    tenancy.check_guardian(None, TODAY, "")


def test_cap_and_area_a_head_warn_and_do_not_refuse() -> None:
    room = Room("302", cap=2, area=Decimal("11"))
    assert tenancy.capacity_warnings(room, 2) == []
    assert [caution.code for caution in tenancy.capacity_warnings(room, 3)] == ["over_cap", "area_each"]
    assert tenancy.capacity_warnings(room, 3)[1].words == "302人均3.7㎡，低于4㎡"
    assert tenancy.capacity_warnings(Room("302"), 20) == []


def test_foot_lines_of_the_check_in() -> None:
    assert tenancy.capacity_words(Room("302", cap=3), 2) == "办理后2人，限住3人"
    assert tenancy.capacity_words(Room("302"), 2) == "办理后2人"
    assert tenancy.report_words(date(2026, 9, 30), CALENDAR, TODAY) == "10-10前报送（入住后3个工作日内）"
    assert "离开后" in tenancy.report_words(TODAY, CALENDAR, TODAY, leaving=True)


@pytest.mark.parametrize(
    ("room", "persons", "reports", "states"),
    [
        (Room("1"), 0, [], [RoomState.EMPTY]),
        (Room("1"), 2, [], [RoomState.OCCUPIED]),
        (Room("1", cap=1), 2, [], [RoomState.OVERFULL, RoomState.OCCUPIED]),
        (Room("1"), 1, [Report(TODAY)], [RoomState.TO_REPORT, RoomState.OCCUPIED]),
        (Room("1"), 1, [Report(TODAY - timedelta(days=1))], [RoomState.OVERDUE, RoomState.OCCUPIED]),
        (Room("1"), 1, [Report(TODAY - timedelta(days=1), done=TODAY)], [RoomState.OCCUPIED]),
        (Room("1", inspect_by=TODAY), 0, [], [RoomState.TO_INSPECT, RoomState.EMPTY]),
        (Room("1", stopped=True), 0, [], [RoomState.STOPPED, RoomState.EMPTY]),
    ],
)
def test_tile_states(room: Room, persons: int, reports: list[Report], states: list[RoomState]) -> None:
    assert list(tenancy.room_states(room, persons, reports, TODAY)) == states


def test_the_most_pressing_state_leads_the_tile() -> None:
    room = Room("1", cap=1, inspect_by=TODAY)
    reports = [Report(TODAY), Report(TODAY - timedelta(days=3))]
    labels = [state.label for state in tenancy.room_states(room, 2, reports, TODAY)]
    assert labels == ["报送逾期", "超员", "待报送", "待检查", "在住"]


def test_every_state_has_a_word_and_a_mark() -> None:
    assert {state.label: state.mark for state in RoomState}["空房"] == "□"
    assert all(state.mark for state in RoomState)


def test_a_start_calls_for_a_report_in_three_working_days() -> None:
    (told,) = duties(Span(date(2026, 9, 30)), CALENDAR)
    assert (told.due, told.deed) == (date(2026, 10, 10), "入住报送")
