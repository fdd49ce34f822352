"""What a person knows of a record or a village is enough to call it; several are refused with their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import Refused
from desktop.services import naming, records
from desktop.services.check_in import Guest, check_in, check_out
from desktop.services.naming import record_named, village_named
from desktop.services.office import Office
from desktop.storage.rows import Condition
from tests.services.two_villages import LIANG, TAO, Side, officer


def add(office: Office, ledger: str, **values: Any) -> str:
    return records.add_record(office, ledger=ledger, values=values, script=True).ids(ledger)[0]


def refusal(call: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.step
    return caught.value


@pytest.fixture
def houses(office: Office) -> tuple[str, str, str]:
    """Number 1, number 12 (which holds the words of number 1), and one in another street."""
    return tuple(add(office, "houses", house_address=f"良宅村{where}号", house_owner="章立群", village="良宅村")
                 for where in ("溪东路1", "溪东路12", "村前路3"))  # type: ignore[return-value]  # fmt: skip


def test_a_record_is_called_by_its_id_its_address_or_part_of_it(office: Office, houses: tuple[str, ...]) -> None:
    for words in (houses[2], "良宅村村前路3号", "村前路", "3号 村前路"):
        assert record_named(office, ledger="houses", words=words) == houses[2]


def test_the_whole_address_goes_before_longer_ones_that_begin_with_it(office: Office, houses: tuple[str, ...]) -> None:
    assert record_named(office, ledger="出租房", words="良宅村溪东路1号") == houses[0]
    add(office, "houses", house_address="良宅村溪东路1号后面", house_owner="章立群")
    assert record_named(office, ledger="houses", words=" 良宅村溪东路１号 ") == houses[0]


def test_several_are_refused_with_their_names_and_ids(office: Office, houses: tuple[str, ...]) -> None:
    no = refusal(lambda: record_named(office, ledger="houses", words="溪东路"))
    assert no.code == "several_records"
    assert "有 2 户" in no.cause
    for house, address in zip(houses, ("溪东路1号", "溪东路12号"), strict=False):
        assert f"{house}  良宅村{address}  章立群" in no.step
    assert houses[2] not in no.step


def test_of_more_candidates_than_are_named_it_says_how_many_more(
    office: Office, houses: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "MOST", 2)
    assert "还有 1 户没有列出" in refusal(lambda: record_named(office, ledger="houses", words="良宅村")).step


@pytest.mark.parametrize(("words", "code"), [("没有这里", "no_record"), ("", "no_words"), ("  ", "no_words")])
def test_none_is_refused(office: Office, houses: tuple[str, ...], words: str, code: str) -> None:
    assert refusal(lambda: record_named(office, ledger="houses", words=words)).code == code


@pytest.mark.parametrize(("ledger", "told", "untold"), [
    ("houses", "lookup", "编号"), ("stays", "租住人员", "lookup"), ("holidays", "写编号", "lookup"),
])  # fmt: skip
def test_whoever_finds_none_is_not_sent_to_a_look_up_that_knows_none(
    office: Office, ledger: str, told: str, untold: str
) -> None:
    step = refusal(lambda: record_named(office, ledger=ledger, words="没有这样的")).step
    assert (told in step, untold in step) == (True, False)


def test_a_stay_is_called_by_who_lives_there_or_by_the_room(office: Office, houses: tuple[str, ...]) -> None:
    room = add(office, "rooms", house_id=houses[2], room="404")
    guests = [Guest({"name": "谭秀英", "id_number": "430626197508122243"}, {})]
    stay = check_in(office, room=room, guests=guests, checkin=office.today).ids("stays")[0]
    for words in (stay, "谭秀英", "txy", "村前路 404"):
        assert record_named(office, ledger="stays", words=words) == stay


def test_of_stays_only_those_in_question_count(office: Office, houses: tuple[str, ...]) -> None:
    room, here = add(office, "rooms", house_id=houses[2], room="404"), (Condition("checkout", "empty"),)
    person = add(office, "people", name="谭秀英")
    early = add(office, "stays", room_id=room, person_id=person, checkin="2026-01-05", checkout="2026-02-05")
    late = add(office, "stays", room_id=room, person_id=person, checkin="2026-03-05")
    assert refusal(lambda: record_named(office, ledger="stays", words="谭秀英")).code == "several_records"
    assert record_named(office, ledger="stays", words="谭秀英", where=here) == late
    check_out(office, stay=late, checkout=office.today)
    assert refusal(lambda: record_named(office, ledger="stays", words="谭秀英", where=here)).code == "no_record"
    assert record_named(office, ledger="stays", words=early) == early


def test_what_lies_in_another_unit_is_not_named(whole: Office, liang: Side, tao: Side) -> None:
    taos = officer(whole, TAO)
    no = refusal(lambda: record_named(taos, ledger="houses", words=LIANG.street[3:6]))
    assert (no.code, liang.house in str(no)) == ("no_record", False)
    assert tao.house in refusal(lambda: record_named(taos, ledger="houses", words=TAO.street[3:6])).step
    stays = refusal(lambda: record_named(taos, ledger="stays", words=LIANG.tenant[1:]))
    assert (stays.code, LIANG.tenant in str(stays)) == ("no_record", False)


def test_a_village_is_called_by_its_name_full_name_or_part_of_it(office: Office, houses: tuple[str, ...]) -> None:
    for words in ("良宅村", "良宅村村民委员会", "良宅", " 良宅村 "):
        assert village_named(office, village=words) == "良宅村"


def test_whoever_fills_in_forms_may_call_a_village_that_only_staff_are_of(office: Office) -> None:
    add(office, "staff", name="章高全", village="后塘村")
    add(office, "houses", house_address="王宅村1号", house_owner="章立群", village="王宅村")
    assert village_named(office, village="后塘") == "后塘村"
    admin = replace(office, actor=replace(office.actor, roles=("admin",)))
    known = naming.list_villages(admin)
    assert {"后塘村", "王宅村"}.isdisjoint(known)  # whose records are not for the administrator


def test_an_unknown_village_is_refused_with_the_way_to_list_them(office: Office, houses: tuple[str, ...]) -> None:
    no = refusal(lambda: village_named(office, village="没有村"))
    assert (no.code, "villages" in no.step) == ("no_village", True)
    assert refusal(lambda: village_named(office, village=" ")).code == "no_village"


def test_a_village_that_several_are_called_by_is_refused_with_their_names(office: Office) -> None:
    for village in ("王宅村", "王宅社区"):
        add(office, "houses", house_address=f"{village}1号", house_owner="章立群", village=village)
    no = refusal(lambda: village_named(office, village="王宅"))
    assert (no.code, "王宅村、王宅社区" in no.step) == ("several_villages", True)


def test_villages_of_other_units_are_not_listed(whole: Office, tao: Side, tmp_path: Path) -> None:
    assert naming.list_villages(officer(whole, TAO)) == [TAO.village]
    assert {LIANG.village, TAO.village} <= set(naming.list_villages(whole))
