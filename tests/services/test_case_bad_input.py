"""Bad input of mediation, by the names of issue 4: handled, or refused with cause and next step."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from desktop import forms
from desktop.ledgers.values import LONGEST_TEXT
from desktop.services import case_agreements, case_items, case_sessions, case_ways, cases, papers
from desktop.services.case_desk import read_case
from desktop.services.office import Office
from tests.services.test_case_ways import refusal
from tests.services.test_cases import APPLICANT, RESPONDENT, SESSION, VALUES, drawn, registered, signed

FOREIGN = "Alexandrovna-Montgomery Wilhelmina Konstantinopolitanskaya X"
CHILD = {"role": "1", "name": "汤小雨", "birth": "2016-5-1"}


def register(office: Office, *parties: dict[str, Any], **values: Any) -> str:
    return cases.register_dispute(office, parties=parties, values=VALUES | values).ids("disputes")[0]


def test_twenty_parties_in_one_case(office: Office) -> None:
    many = [{"role": "2", "name": f"租客{n}"} for n in range(1, 20)]
    case = register(office, APPLICANT, *many)
    desk = read_case(office, case=case)
    assert (len(desk.parties), desk.title) == (20, "汤月娥与租客1等19人损害赔偿纠纷")
    cases.accept(office, case=case)
    assert papers.paper(office, form="intake", case=case).pages >= 1


def test_a_party_without_an_id_number(office: Office) -> None:
    assert read_case(office, case=register(office, APPLICANT, RESPONDENT)).parties[1].values["id_number"] is None


def test_a_minor_needs_a_guardian_as_statutory_agent(office: Office) -> None:
    assert refusal(lambda: register(office, CHILD, RESPONDENT)) == "guardian_missing"
    register(office, CHILD | {"agent": "汤月娥"}, RESPONDENT)
    working = {"role": "1", "name": "汤大雨", "birth": "2010-5-1"}
    assert refusal(lambda: register(office, working, RESPONDENT)) == "guardian_missing"
    register(office, working | {"job": "五金厂工人"}, RESPONDENT)


def test_a_minor_is_not_brought_in_by_a_change_either(office: Office) -> None:
    case = registered(office)
    assert refusal(lambda: cases.add_to_case(office, case=case, party=CHILD)) == "guardian_missing"
    party = read_case(office, case=case).parties[1].id
    assert refusal(lambda: cases.change_party(office, party=party, values={"birth": "2016-5-1"})) == "guardian_missing"


def test_a_foreign_name_of_sixty_letters(office: Office) -> None:
    assert len(FOREIGN) == 60
    case = register(office, APPLICANT, {"role": "2", "name": FOREIGN})
    cases.accept(office, case=case)
    assert read_case(office, case=case).parties[1].name == FOREIGN
    assert not papers.paper(office, form="intake", case=case).missing


def test_twenty_thousand_characters_are_kept_and_one_more_is_refused(office: Office) -> None:
    whole = "纠" * LONGEST_TEXT
    case, agreement = drawn(office)
    cases.change_case(office, case=case, values={"summary": whole})
    assert refusal(lambda: cases.change_case(office, case=case, values={"summary": whole + "纷"})) == "too_long"
    case_agreements.change_agreement(office, agreement=agreement, values={"clauses": [whole], "facts": whole})
    assert refusal(lambda: case_agreements.change_agreement(
        office, agreement=agreement, values={"clauses": ["好", whole + "纷"]})) == "too_long"  # fmt: skip


@pytest.mark.parametrize("typed", ["倒车\x07相碰", "倒车\x00相碰"])
def test_control_characters_are_refused_in_fields_clauses_and_plans(office: Office, typed: str) -> None:
    case, agreement = drawn(office)
    assert refusal(lambda: cases.change_case(office, case=case, values={"summary": typed})) == "bad_character"
    for values in ({"clauses": [typed]}, {"plan": [{"payer": typed, "amount": "1"}]}):
        assert refusal(lambda values=values: case_agreements.change_agreement(
            office, agreement=agreement, values=values)) == "bad_character"  # fmt: skip


def test_marks_of_other_programs_stay_as_they_are_written(office: Office) -> None:
    case = registered(office, summary="<b>倒车</b> & 相碰")
    data = papers.paper_data(office, form="intake", case=case)
    assert data["summary"] == "<b>倒车</b> & 相碰"
    assert forms.render("intake", data).pages == 1


def test_a_day_before_the_birth_of_a_party(office: Office) -> None:
    unborn = {"role": "1", "name": "汤小雨", "birth": "2026-9-24", "agent": "汤月娥"}
    assert refusal(lambda: register(office, unborn, RESPONDENT)) == "birth_after_case"
    assert refusal(lambda: register(office, APPLICANT, RESPONDENT, date=date(1970, 1, 1))) == "birth_after_case"


def test_a_session_before_acceptance(office: Office) -> None:
    early = {**SESSION, "start": datetime(2026, 9, 22, 9, 0)}
    assert refusal(lambda: case_sessions.add_session(office, case=registered(office, accept=False), values=early)) == \
        "not_accepted"  # fmt: skip
    assert refusal(lambda: case_sessions.add_session(office, case=registered(office), values=early)) == \
        "session_before_acceptance"  # fmt: skip


def test_an_end_before_the_start(office: Office) -> None:
    case = registered(office)
    values = {"agreement_date": "2026-9-1"}
    assert refusal(lambda: cases.change_case(office, case=case, values=values)) == "end_before_start"


def test_performance_before_the_agreement(office: Office) -> None:
    _, agreement = signed(office)
    paid = {"number": 1, "done_on": "2026-9-1", "amount": "1"}
    assert refusal(lambda: case_ways.record_payment(office, agreement=agreement, values=paid)) == \
        "paid_before_agreement"  # fmt: skip


@pytest.mark.parametrize("amount", ["-5", "0", "9" * 20])
def test_amounts_below_nothing_and_beyond_belief(office: Office, amount: str) -> None:
    _, agreement = drawn(office)
    plan = [{"payer": "朱成林", "payee": "汤月娥", "amount": amount, "due": "2026-9-30"}]
    code = refusal(lambda: case_agreements.change_agreement(office, agreement=agreement, values={"plan": plan}))
    assert code.startswith("amount")


@pytest.mark.parametrize("amount", ["-5", "9" * 20])
def test_a_payment_below_nothing_and_beyond_belief(office: Office, amount: str) -> None:
    _, agreement = signed(office)
    paid = {"number": 1, "done_on": "2026-9-23", "amount": amount}
    assert refusal(lambda: case_ways.record_payment(office, agreement=agreement, values=paid))


def test_a_court_confirms_nothing_of_status_alone(office: Office) -> None:
    case, _ = signed(office)
    paper = {"court": "武义县人民法院", "applied_on": "2026-9-24", "status_only": True}
    assert refusal(lambda: case_items.add_item(office, case=case, document="confirmation", values=paper)) == \
        "not_confirmable"  # fmt: skip
    cases.change_case(office, case=case, values={"event": "0102"})
    case_items.add_item(office, case=case, document="confirmation", values=paper | {"status_only": False})
