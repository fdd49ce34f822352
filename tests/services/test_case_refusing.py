"""人民调解法 第17条: a party that clearly refuses is not mediated, until it agrees."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from desktop.domain.mediation import State
from desktop.errors import Refused
from desktop.services import case_agreements, case_refusing, case_sessions, case_ways, cases, papers, undo
from desktop.services.case_desk import CaseDesk, read_case
from desktop.services.office import Office
from tests.services.test_case_ways import refusal
from tests.services.test_cases import SESSION, TODAY, drawn, mediated, registered

WORDS = "要到法院去，不调解。"


def respondent(office: Office, case: str) -> str:
    return next(one.id for one in read_case(office, case=case).parties if one.name == "朱成林")


def refuse(office: Office, case: str, **given: Any) -> None:
    party = given.pop("party", None) or respondent(office, case)
    case_refusing.record_refusal(office, case=case, party=party, **{"words": WORDS, **given})


def test_who_when_and_in_what_words_stand_on_the_desk(office: Office) -> None:
    case = registered(office, accept=False)
    refuse(office, case)
    (one,) = read_case(office, case=case).refusing
    assert (one.name, one.on, one.words) == ("朱成林", TODAY, WORDS)
    assert read_case(office, case=case).deeds[0].words == "登记拒绝调解"


def test_acceptance_session_agreement_signing_and_extension_are_forbidden_with_the_article(office: Office) -> None:
    early = registered(office, accept=False)
    refuse(office, early)
    with pytest.raises(Refused, match="人民调解法第17条") as refused:
        cases.accept(office, case=early)
    assert "不予受理" in refused.value.step
    case = mediated(office)
    refuse(office, case)
    again = {**SESSION, "start": datetime(2026, 9, 24, 9, 0)}
    for against_the_will in (
        lambda: case_sessions.add_session(office, case=case, values=again),
        lambda: case_agreements.draw_agreement(office, case=case, values={"clauses": ["x"]}),
        lambda: case_ways.extend_limit(office, case=case, days=10),
        lambda: cases.move_case(office, case=case, target=State.AGREED),
    ):
        assert refusal(against_the_will) == "party_refuses"


def test_what_is_drawn_is_not_signed_against_a_will(office: Office) -> None:
    case, agreement = drawn(office)
    cases.move_case(office, case=case, target=State.MEDIATING)
    refuse(office, case)
    days = {"parties_on": TODAY, "mediator_on": TODAY, "sealed_on": TODAY}
    assert refusal(lambda: case_agreements.sign_agreement(office, agreement=agreement, **days)) == "party_refuses"


def test_a_session_of_the_days_before_may_still_be_written_down(office: Office) -> None:
    case = mediated(office)
    refuse(office, case)
    case_sessions.add_session(office, case=case, values={**SESSION, "start": datetime(2026, 9, 23, 15, 0)})
    assert len(read_case(office, case=case).sessions) == 2


def test_when_the_party_agrees_mediation_goes_on_and_the_refusal_stays_written(office: Office) -> None:
    case = registered(office)
    refuse(office, case)
    case_refusing.take_back_refusal(office, case=case, party=respondent(office, case))
    case_sessions.add_session(office, case=case, values=SESSION)
    desk: CaseDesk = read_case(office, case=case)
    assert (desk.state, desk.refusing) == (State.MEDIATING, ())
    assert [one.agreed_on for one in desk.refusals] == [TODAY]


@pytest.mark.parametrize(("early", "form"), [(True, "refusal"), (False, "termination")])
def test_the_case_ends_with_its_paper_and_the_other_ways_told(office: Office, early: bool, form: str) -> None:
    case = registered(office, accept=not early)
    refuse(office, case)
    target = State.REFUSED if early else State.TERMINATED
    why = f"朱成林明确拒绝调解：{WORDS}"
    assert refusal(lambda: cases.end_case(office, case=case, target=target, reason=why)) == "ways_untold"
    cases.end_case(office, case=case, target=target, reason=why, ways_told=True)
    data = papers.paper_data(office, form=form, case=case)
    assert data["reason"] == why
    assert any("诉讼" in line or "司法" in line for line in data["wording"])


def test_what_is_wrong_is_refused(office: Office) -> None:
    case = registered(office)
    assert refusal(lambda: refuse(office, case, words=" ")) == "required"
    assert refusal(lambda: refuse(office, case, words="不" * 501)) == "too_long"
    assert refusal(lambda: refuse(office, case, words="不\x00调")) == "bad_character"
    assert refusal(lambda: refuse(office, case, on=date(2026, 9, 24))) == "refused_in_future"
    assert refusal(lambda: refuse(office, case, on=date(2026, 9, 22))) == "refused_before_case"
    assert refusal(lambda: refuse(office, case, party="somebody")) == "no_party"
    party = respondent(office, case)
    assert refusal(lambda: case_refusing.take_back_refusal(office, case=case, party=party)) == "not_refusing"
    refuse(office, case)
    assert refusal(lambda: refuse(office, case)) == "refuses_already"
    signed, _ = drawn(office)
    assert refusal(lambda: refuse(office, signed)) == "mediation_over"


def test_agreeing_comes_after_refusing(office: Office) -> None:
    case = registered(office, date=date(2026, 9, 20))
    refuse(office, case, on=date(2026, 9, 22))
    early = date(2026, 9, 21)
    party = respondent(office, case)
    assert refusal(lambda: case_refusing.take_back_refusal(office, case=case, party=party, on=early)) == \
        "agreed_before_refusal"  # fmt: skip


def test_a_party_removed_and_an_undone_refusal_forbid_nothing(office: Office) -> None:
    case = registered(office)
    cases.add_to_case(office, case=case, party={"role": "2", "name": "朱成森"})
    refuse(office, case, party=next(p.id for p in read_case(office, case=case).parties if p.name == "朱成森"))
    cases.remove_party(office, party=next(p.id for p in read_case(office, case=case).parties if p.name == "朱成森"))
    assert read_case(office, case=case).refusing == ()
    refuse(office, case)
    undo.undo(office)
    case_sessions.add_session(office, case=case, values=SESSION)
