"""Found as typed, opened for a purpose, and both leave their trace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain import identity
from desktop.errors import Refused
from desktop.services import audit, cases, log_view, look_up, records, reveal
from desktop.services.office import Actor, Office

BODY = "33072319740312112"
NUMBER = BODY + identity.check_digit(BODY)


@pytest.fixture
def person(office: Office) -> str:
    values = {"name": "郑国群", "id_number": NUMBER, "phone": "13912342206", "origin": "贵州省凯里市"}
    return records.add_record(office, ledger="people", values=values).ids("people")[0]


@pytest.fixture
def case(office: Office) -> str:
    parties = [{"role": "1", "name": "汤月娥"}, {"role": "2", "name": "朱成林"}]
    return cases.register_dispute(office, parties=parties, values={"type": "邻里", "source": "01"}).ids("disputes")[0]


def found(office: Office, text: str) -> set[str]:
    return {hit.record for hit in look_up.look_up(office, text).hits}


WAYS = ("郑国群", "郑", "国群", "zgq", "ZGQ", "zhengguoqun", "zhengguo", "0312", NUMBER, NUMBER[-4:], "1391234", "2206",
        "凯里")  # fmt: skip


@pytest.mark.parametrize("typed", WAYS)
def test_a_person_is_found_by_anything_that_is_known(office: Office, person: str, typed: str) -> None:
    assert person in found(office, typed)


@pytest.mark.parametrize("typed", ["汤月娥", "tye", "人调字第1号", "第1号", "zhuchenglin"])
def test_a_case_is_found_by_its_parties_and_its_number(office: Office, case: str, typed: str) -> None:
    assert case in found(office, typed)


def test_what_is_changed_is_found_by_its_new_words_only(office: Office, person: str) -> None:
    version = records.get_record(office, ledger="people", record=person)["version"]
    records.change_record(office, ledger="people", record=person, values={"name": "龚䶮"}, version=version)
    assert person in found(office, "龚䶮")
    assert person not in found(office, "郑国群")


def test_a_mediator_finds_no_accounts_and_an_auditor_nobody(office: Office, person: str) -> None:
    assert found(replace(office, actor=Actor("sj", "厉小芳", ("auditor",), "")), "郑国群") == set()


def test_a_number_is_shown_for_a_purpose_that_the_log_keeps(office: Office, person: str) -> None:
    with pytest.raises(Refused, match="用途"):
        reveal.reveal(office, ledger="people", record=person, purpose=" ")
    assert reveal.reveal(office, ledger="people", record=person, purpose="核对证件")["id_number"] == NUMBER
    auditor = replace(office, actor=Actor("sj", "厉小芳", ("auditor",), ""))
    entry = audit.log_entries(auditor, limit=1)[0]
    assert (entry["label"], entry["reason"], entry["record"]) == ("查看全号", "核对证件", person)


def test_opening_a_hit_is_noted_without_the_words(office: Office, person: str) -> None:
    look_up.note_look_up(office, "郑国群", ledger="people", record=person, purpose="联系本人")
    auditor = replace(office, actor=Actor("sj", "厉小芳", ("auditor",), ""))
    line = log_view.log_lines(auditor)[0]
    assert line.label == "查找"
    assert audit.verify_log(auditor).ok


def test_a_person_is_opened_for_a_purpose_a_house_without(office: Office, person: str) -> None:
    with pytest.raises(Refused, match="用途"):
        look_up.note_look_up(office, "zgq", ledger="people", record=person)
    assert look_up.about_people("parties")
    assert not look_up.about_people("houses")
    look_up.note_look_up(office, "中路", ledger="houses", record="x")


def test_a_person_is_found_by_any_part_of_the_number_plate(office: Office) -> None:
    records.add_record(office, ledger="people", values={"name": "汤月娥", "plate": "浙G·7Q52挂"})
    records.add_record(office, ledger="people", values={"name": "朱成林", "plate": "武义012345"})
    for typed, names in (
        ("浙g7q52", ["汤月娥"]),
        ("7q5", ["汤月娥"]),
        ("浙G·7Q", ["汤月娥"]),
        ("0123", ["朱成林"]),
    ):
        assert [hit.title for hit in look_up.look_up(office, typed).hits if hit.ledger == "people"] == names, typed
