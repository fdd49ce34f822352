"""The life of a case, each rule of law on its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import codes
from desktop.domain.mediation import MOVES, Case, State, move, moves_from, required, steps
from desktop.domain.mediation.states import outcome
from desktop.errors import Refused

READY = Case(State.REGISTERED, told=True, in_force=True, reason="双方自行和解", ways_told=True)


def refusal(case: Case, target: State) -> Refused:
    with pytest.raises(Refused) as refused:
        move(case, target)
    assert refused.value.cause
    assert refused.value.step
    return refused.value


def test_states_are_the_codes_of_the_ledger() -> None:
    assert {state.value: state.label for state in State} == dict(codes.TABLES["case_state"])


def test_the_way_from_intake_to_the_archive() -> None:
    way = [State.ACCEPTED, State.INVESTIGATING, State.MEDIATING, State.AGREED, State.PERFORMING, State.VISITED]
    case = READY
    for target in way:
        assert move(case, target).law
        case = replace(case, state=target)
    papers = [document.key for document in required("agreed")]
    assert move(replace(case, documents=papers), State.ARCHIVED).name == "归档"


@given(st.sampled_from(State), st.sampled_from(State))
def test_what_is_no_move_is_refused_with_the_ways_that_are_open(source: State, target: State) -> None:
    papers = [document.key for document in required(outcome(source))]
    case = replace(READY, state=source, documents=papers, in_force=(source, target) != (State.AGREED, State.MEDIATING))
    if any(step.target is target for step in moves_from(source)):
        assert move(case, target).target is target
    else:
        refused = refusal(case, target)
        assert refused.code == "move_forbidden"
        assert all(step.name in refused.step for step in moves_from(source))


def test_article_17_a_refusing_party_is_not_mediated() -> None:
    unwilling = replace(READY, refusing=("张三", "李四"))
    refused = refusal(unwilling, State.ACCEPTED)
    assert refused.code == "party_refuses"
    assert "张三、李四明确拒绝调解" in refused.cause
    assert "不予受理" in refused.step
    assert refusal(replace(unwilling, state=State.ACCEPTED), State.MEDIATING).step.startswith("终止调解")
    assert move(replace(unwilling, state=State.MEDIATING), State.TERMINATED)
    assert move(unwilling, State.REFUSED)


def test_order_75_article_30_rights_and_duties_are_told_first() -> None:
    untold = replace(READY, state=State.ACCEPTED, told=False)
    assert refusal(untold, State.MEDIATING).code == "untold"
    assert move(untold, State.INVESTIGATING)


@pytest.mark.parametrize(("source", "target"), [(State.REGISTERED, State.REFUSED), (State.MEDIATING, State.TERMINATED)])
def test_turning_down_and_ending_need_a_reason(source: State, target: State) -> None:
    assert refusal(replace(READY, state=source, reason=" "), target).code == "reason_missing"


def test_article_29_only_an_agreement_in_force_is_performed() -> None:
    assert refusal(replace(READY, state=State.AGREED, in_force=False), State.PERFORMING).code == "not_in_force"


def test_article_26_failure_ends_the_mediation() -> None:
    assert move(replace(READY, state=State.MEDIATING), State.FAILED).law == "人民调解法第26条"


def test_closing_without_a_must_document_is_refused_by_name() -> None:
    refused = refusal(
        replace(READY, state=State.VISITED, documents=("intake", "notice", "session", "visit")), State.ARCHIVED
    )
    assert refused.code == "documents_missing"
    assert refused.cause == "还缺1份必须文书：人民调解协议书"


def test_the_committees_own_list_of_must_documents_counts() -> None:
    case = replace(READY, state=State.FAILED, needs=("intake", "closing"), documents=("intake",))
    assert "结案报告表" in refusal(case, State.ARCHIVED).cause


@pytest.mark.parametrize("target", [State.FAILED, State.TERMINATED])
def test_article_26_other_ways_are_told_when_mediation_ends(target: State) -> None:
    assert refusal(replace(READY, state=State.MEDIATING, ways_told=False), target).code == "ways_untold"


def test_article_31_a_broken_agreement_is_taken_up_again_from_the_archive() -> None:
    archived = replace(READY, state=State.ARCHIVED)
    assert move(archived, State.PERFORMING).reason
    assert refusal(replace(archived, in_force=False), State.PERFORMING).code == "not_agreed_before"


def test_what_is_in_force_is_not_mediated_anew() -> None:
    assert refusal(replace(READY, state=State.AGREED), State.MEDIATING).code == "already_in_force"
    assert move(replace(READY, state=State.AGREED, in_force=False), State.MEDIATING)


def test_every_state_leads_on_and_no_step_is_written_twice() -> None:
    assert all(moves_from(state) for state in State)
    assert len({(step.source, step.target) for step in MOVES}) == len(MOVES)


def test_the_eight_steps_of_the_head() -> None:
    shown = steps(State.MEDIATING)
    assert len(shown) == 8
    assert [mark for _, mark in shown] == ["done"] * 3 + ["now"] + ["later"] * 4


@given(st.sampled_from(State))
def test_every_state_stands_once_in_its_own_steps(state: State) -> None:
    marks = [mark for step, mark in steps(state) if step is state]
    assert marks == ["now"]
