"""Default posts, rules and counters of a township in the words of duty-problem/1."""

from __future__ import annotations

from desktop.domain import codes, duty
from desktop.domain.calendar import DayKind

KEYS = [post.key for post in duty.POSTS]
FORMAT_KEYS = {
    "one_post_a_day": {"allowed_together"},
    "rest_after_night": {"posts", "days"},
    "max_in_window": {"groups", "days", "max"},
    "min_gap": {"groups", "posts", "days"},
    "mentor_present": {"post", "mentor_posts"},
    "village_gap": {"post", "days"},
}


def test_the_six_posts_with_their_codes_and_marks() -> None:
    assert KEYS == ["leader", "day", "night", "learn", "standby", "visit"]
    assert {post.key: post.label for post in duty.POSTS} == dict(codes.TABLES["post"])
    assert "".join(post.mark for post in duty.POSTS) == "带白夜学备访"


def test_every_post_names_its_need_for_every_day_kind() -> None:
    for post in duty.POSTS:
        assert set(post.need) == set(DayKind)
        assert set(post.groups) <= set(codes.TABLES["duty_group"])


def test_a_post_as_problem_entry() -> None:
    night = next(post for post in duty.POSTS if post.night).as_problem()
    assert night == {
        "key": "night",
        "label": "值班员夜班",
        "groups": ["staff"],
        "need": {"workday": 2, "restday": 2, "holiday": 2, "makeup": 2},
        "hours": 15,
        "night": True,
    }
    visit = duty.POSTS[-1].as_problem({"2026-09-23": 1})
    assert visit["need_on"] == {"2026-09-23": 1}


def test_rules_have_the_parameters_of_the_format() -> None:
    for rule in duty.rules(KEYS):
        assert set(rule) - {"id", "key"} == FORMAT_KEYS[rule["key"]]


def test_rules_of_posts_that_a_centre_does_not_have_fall_away() -> None:
    keys = {rule["key"] for rule in duty.rules(["leader", "day"])}
    assert keys == {"one_post_a_day", "max_in_window", "min_gap"}
    assert "allowed_together" not in duty.rules(["leader"])[0]
