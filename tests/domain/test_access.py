"""Who may do what: closed unless granted; system, business and audit kept apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import access
from desktop.domain.access import ACTION_LABELS, AREAS, GRANTS, ROLE_LABELS, Action, Role
from desktop.errors import Refused

BUSINESS = ("duty", "mediation", "rental")


@given(st.text(), st.text(), st.sampled_from(Action))
def test_an_unknown_role_or_area_may_nothing(role: str, area: str, action: Action) -> None:
    known = role in frozenset(Role) and area in AREAS
    assert known or not access.allowed((role,), area, action)


def test_nobody_without_a_role_may_anything() -> None:
    assert not any(access.allowed((), area, action) for area in AREAS for action in Action)


def test_the_administrator_sees_no_case_and_no_tenant() -> None:
    assert not any(access.allowed((Role.ADMIN,), area, Action.SEE) for area in BUSINESS)


def test_whoever_reads_the_log_changes_nothing_anywhere() -> None:
    readers = [role for role in Role if access.allowed((role,), "log", Action.SEE)]
    assert readers == [Role.AUDITOR]
    changing = (Action.ADD, Action.CHANGE, Action.REMOVE, Action.IMPORT)
    assert not any(access.allowed((Role.AUDITOR,), area, action) for area in AREAS for action in changing)


def test_nobody_may_change_the_log() -> None:
    changing = (Action.ADD, Action.CHANGE, Action.REMOVE, Action.IMPORT)
    assert not any(access.allowed((role,), "log", action) for role in Role for action in changing)


def test_leaders_look_and_print_only_and_approve_a_destruction() -> None:
    granted = frozenset[Action]().union(*(for_ for area, for_ in GRANTS[Role.LEADER].items() if area != "retention"))
    assert granted == {Action.SEE, Action.PRINT}
    assert GRANTS[Role.LEADER]["retention"] == {Action.SEE, Action.PRINT, Action.DESTROY}


def test_R11_no_role_both_proposes_and_approves_a_destruction() -> None:
    both = [role for role in Role if GRANTS[role].get("retention", frozenset()) >= {Action.ADD, Action.DESTROY}]
    assert both == []
    assert {role for role in Role if access.allowed((role,), "retention", Action.DESTROY)} == {Role.ADMIN, Role.LEADER}
    assert not any(Action.DESTROY in granted for role in Role for area, granted in GRANTS[role].items()
                   if area != "retention")  # fmt: skip


def test_whole_numbers_leave_the_house_only_with_the_centre() -> None:
    assert [role for role in Role if access.allowed((role,), "rental", Action.EXPORT_FULL)] == [Role.CENTRE]


def test_a_refusal_names_what_was_asked_and_who_can_help() -> None:
    with pytest.raises(Refused) as caught:
        access.require((Role.GRID,), "mediation", Action.CHANGE)
    assert "调解的“修改”" in caught.value.cause
    assert "系统管理员" in caught.value.step


def test_every_role_area_and_action_has_a_chinese_name() -> None:
    assert set(ROLE_LABELS) == set(Role)
    assert set(ACTION_LABELS) == set(Action)
    assert {area for grants in GRANTS.values() for area in grants} <= set(AREAS)
