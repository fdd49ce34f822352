"""The quick filter of lists whose records the look-up does not know: by what they belong to, by their own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from desktop.ledgers import Record, find
from desktop.services import case_sessions, cases, check_in, house_rooms, listing, records
from desktop.services.listing import View
from desktop.services.office import Actor, Office

NUMBER, OTHER = "430626197508122243", "330723197403121124"


@pytest.fixture
def stays(office: Office) -> Office:
    """曾桂荃 in 中路12号 since 3 August, 章高全 in 后塘弄7号 since 5 September."""
    for street, room, name, number, day in (("马昂村中路12号", 1, "曾桂荃", NUMBER, date(2026, 8, 3)),
                                            ("陶宅村后塘弄7号", 0, "章高全", OTHER, date(2026, 9, 5))):  # fmt: skip
        made = house_rooms.add_house(office, values={"house_address": street, "house_owner": "周桂泉"},
                                     floors=1, rooms_each=2)  # fmt: skip
        guest = check_in.Guest({"name": name, "id_number": number, "phone": "15800007730"}, {"reason": "01"})
        check_in.check_in(office, room=made.ids("rooms")[room], guests=[guest], checkin=day, reason="补登")
    return office


def found(office: Office, ledger: str, typed: str, shown: str) -> list[Any]:
    model: type[Record] = find(ledger)
    rows = listing.matching(office, model, typed)
    return [row[0] for row in listing.page(office, model, sorted(rows), (shown,))]


@pytest.mark.parametrize(("typed", "names"), [
    ("zgq", ["曾桂荃", "章高全"]), ("曾桂", ["曾桂荃"]), ("zeng", ["曾桂荃"]), ("0812", ["曾桂荃"]),
    ("后塘弄", ["章高全"]), ("zgq 中路", ["曾桂荃"]), ("2026-9", ["章高全"]), ("2026.8.3", ["曾桂荃"]),
    ("2026-9-1", []), ("曾 后塘弄", []), ("%", []), ("_", []), ("'", []), ("  ", []),
])  # fmt: skip
def test_stays_are_found_by_person_room_and_day_and_several_words_at_once(
    stays: Office, typed: str, names: list[str]
) -> None:
    assert found(stays, "stays", typed, "name") == names


def test_the_last_day_of_a_month_belongs_to_it(stays: Office) -> None:
    row = listing.order(stays, find("stays"), View(sort="row"))[0]
    stay = listing.record_id(stays, ledger="stays", row=row)
    with stays.work("test", "改") as work:
        work.change(work.get(find("stays"), stay), {"checkin": date(2026, 8, 31)})
        work.commit()
    assert found(stays, "stays", "2026-8", "name") == ["曾桂荃"]
    assert found(stays, "stays", "2026-08-31", "name") == ["曾桂荃"]


def test_own_words_and_labels_of_codes_are_found_too(office: Office) -> None:
    for day, kind, label in (("2026-10-1", "法定假日", "国庆节"), ("2026-10-10", "调休上班", "国庆节")):
        records.add_record(office, ledger="holidays", values={"date": day, "kind": kind, "label": label})
    days = [date(2026, 10, 1), date(2026, 10, 10)]
    assert found(office, "holidays", "国庆", "date") == days
    assert found(office, "holidays", "国庆 调休", "date") == days[1:]
    assert found(office, "holidays", "2026年10月", "date") == days


def test_leave_is_found_by_whose_it_is(office: Office) -> None:
    staff = records.add_record(office, ledger="staff", values={"name": "章高全", "post": "值班员"}).ids("staff")[0]
    taken = {"staff_id": staff, "first": "2026-9-1", "last": "2026-9-2"}
    records.add_record(office, ledger="leave", values=taken)
    assert found(office, "leave", "zgq", "name") == ["章高全"]
    assert found(office, "leave", "zgy", "name") == []


def test_R13_words_of_another_teams_sessions_meet_nothing(office: Office) -> None:
    parties = [{"role": "1", "name": "汤月娥"}, {"role": "2", "name": "朱成林"}]
    case = cases.register_dispute(office, parties=parties, values={"type": "06"}).ids("disputes")[0]
    cases.accept(office, case=case, on=date(2026, 9, 21))
    session = {"start": datetime(2026, 9, 23, 9, 30), "place": "调解室", "told": True, "record": "为老樟树争执。"}
    case_sessions.add_session(office, case=case, values=session)
    outsider = replace(office, actor=Actor("other", "沈静", ("mediator",), office.actor.unit))
    model = find("sessions")
    assert len(listing.matching(office, model, "老樟树")) == 1
    assert len(listing.matching(outsider, model, "老樟树")) == 0
