"""Every kind of rule has its sheet, refuses what it cannot mean, and says itself in one sentence."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain import codes
from desktop.domain.duty_rules import RULE_SHEETS, rule_words, wrong_parameters

NAMES = {
    "day": "白班",
    "night": "夜班",
    "learn": "学习岗",
    "leader": "带班领导",
    "visit": "接访",
    "a": "郑伟",
    "b": "吴敏",
}
GOOD: dict[str, dict[str, Any]] = {
    "one_post_a_day": {"together": ["leader", "visit"]},
    "rest_after_night": {"posts": ["night"], "days": 2},
    "max_in_window": {"days": 7, "most": 3, "groups": ["staff"]},
    "min_gap": {"days": 2, "groups": ["leader"], "posts": ["leader"]},
    "mentor_present": {"post": "learn", "mentor_posts": ["day"]},
    "village_gap": {"post": "learn", "days": 1},
    "forbidden_pair": {"people": ["a", "b"], "scope": "same_day"},
    "wanted_pair": {"people": ["a", "b"], "scope": "same_post", "weight": 3},
}
SAYS = {
    "one_post_a_day": "一天一岗，带班领导、接访可以兼",
    "rest_after_night": "夜班之后休2天",
    "max_in_window": "值班人员7天内最多值3天",
    "min_gap": "领导两次之间至少空2天（只算带班领导）",
    "mentor_present": "学习岗当天，白班要有资深调解员",
    "village_gap": "同村1天内只轮一次学习岗",
    "forbidden_pair": "郑伟、吴敏不在同一天",
    "wanted_pair": "郑伟、吴敏最好在同一岗位",
}


def test_every_kind_has_a_sheet_and_a_title() -> None:
    assert set(RULE_SHEETS) == set(codes.TABLES["duty_rule"]) == set(GOOD)
    assert all(sheet.title and sheet.says and sheet.why for sheet in RULE_SHEETS.values())


@pytest.mark.parametrize("kind", GOOD)
def test_a_whole_rule_passes_and_says_itself(kind: str) -> None:
    assert list(wrong_parameters(kind, GOOD[kind])) == []
    assert rule_words(kind, GOOD[kind], NAMES) == SAYS[kind]


@pytest.mark.parametrize("kind", GOOD)
def test_what_a_rule_needs_is_asked_for_by_name(kind: str) -> None:
    needed = {parameter.key for parameter in RULE_SHEETS[kind].parameters if parameter.required}
    assert {wrong.field for wrong in wrong_parameters(kind, {})} == needed


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("rest_after_night", "days", 0),
        ("rest_after_night", "days", 15),
        ("max_in_window", "days", 1),
        ("forbidden_pair", "people", ["a", "a"]),
        ("one_post_a_day", "together", ["leader"]),
    ],
)
def test_what_a_rule_cannot_mean_is_refused(kind: str, field: str, value: Any) -> None:
    assert [wrong.field for wrong in wrong_parameters(kind, GOOD[kind] | {field: value})] == [field]
