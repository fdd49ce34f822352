"""A township's duty posts, rules and fairness counters as plain data, in the words of duty-problem/1."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from desktop.domain.calendar import DayKind

LEADER, STAFF, GRID = "leader", "staff", "grid"
"""Groups of people who may serve (codes of table `duty_group`)."""

NOBODY = "none"
"""The group of those who take no duty."""

GROUP_OF_ROLE: Mapping[str, str] = MappingProxyType({
    "01": LEADER, "02": LEADER, "03": STAFF, "04": STAFF, "05": STAFF, "06": GRID, "07": GRID, "08": GRID,
    "09": "police", "10": "police",
})  # fmt: skip
"""By code of table `staff_role`: where somebody serves until the office says otherwise."""

MEDIATOR_ROLE = "05"
"""人民调解员: on day duty they are the mentors of the 学习岗."""

EXCUSE_LEAVE_FROM_DAYS = 8
"""Shorter leave does not lower anybody's fair share, longer leave does."""

_TIMES = re.compile(r"(\d{1,2}):([0-5]\d)[-–—~至](次日)?(\d{1,2}):([0-5]\d)")
RECEPTION_WEEKDAY = "3"
"""Wednesday (code of table `weekday`): the leaders' reception day until a centre sets another."""


@dataclass(frozen=True, slots=True)
class Post:
    """A duty post: people needed by day kind; `mark` is the character in the month grid, `look` its colour token."""

    key: str
    label: str
    mark: str
    look: str
    groups: tuple[str, ...]
    need: Mapping[DayKind, int]
    hours: int
    times: str
    night: bool = False
    family: str = ""  # posts of one family share their turns out together
    weekdays: tuple[str, ...] = ()  # needed on these weekdays only (codes of table `weekday`)

    def as_problem(self, need_on: Mapping[str, int] | None = None) -> dict[str, Any]:
        """One entry of `posts` of duty-problem/1; `need_on` replaces the need of single days (ISO dates)."""
        entry: dict[str, Any] = {
            "key": self.key,
            "label": self.label,
            "groups": list(self.groups),
            "need": {kind.value: people for kind, people in self.need.items()},
            "hours": self.hours,
            "night": self.night,
        }
        return entry | ({"need_on": dict(need_on)} if need_on else {})


@dataclass(frozen=True, slots=True)
class Hours:
    """The clock times of a shift; `over_night`: it ends on the next day."""

    start: time
    end: time
    over_night: bool = False

    def on(self, day: date) -> tuple[datetime, datetime]:
        ends = day + timedelta(days=1) if self.over_night else day
        return datetime.combine(day, self.start), datetime.combine(ends, self.end)


def post_words(post: str, shift: str | None) -> str:
    """A post as it is named in a sentence: 值班员夜班."""
    return f"{post}{shift or ''}"


def hours_of(times: str) -> Hours | None:
    """`8:30-17:30`, `17:30–次日8:30`; None for words that name no clock times (全天, 在家听班)."""
    found = _TIMES.fullmatch(times.replace("：", ":").replace(" ", ""))
    if found is None or int(found[1]) > 23 or int(found[4]) > 24:
        return None
    start, end = time(int(found[1]), int(found[2])), time(int(found[4]) % 24, int(found[5]))
    return Hours(start, end, bool(found[3]) or end <= start)


def _need(working: int, free: int) -> Mapping[DayKind, int]:
    return MappingProxyType({kind: working if kind.works else free for kind in DayKind})


POSTS = (
    Post("leader", "带班领导", "带", "lead", (LEADER,), _need(1, 1), 24, "全天", family="带班"),
    Post("day", "值班员白班", "白", "day", (STAFF,), _need(2, 2), 9, "8:30-17:30", family="值班"),
    Post("night", "值班员夜班", "夜", "night", (STAFF,), _need(2, 2), 15, "17:30-次日8:30", night=True, family="值班"),
    Post("learn", "学习岗", "学", "learn", (GRID,), _need(2, 0), 8, "8:30-17:00", family="学习岗"),
    Post("standby", "备班", "备", "standby", (STAFF,), _need(0, 1), 0, "在家听班", family="备班"),
    Post("visit", "接访", "访", "visit", (LEADER,), _need(1, 0), 8, "8:30-17:00", family="接访",
         weekdays=(RECEPTION_WEEKDAY,)),
)  # fmt: skip
"""Defaults for a new centre, in the order of the month grid; reception is needed on its weekday only."""

FAMILY_KEYS: Mapping[str, str] = MappingProxyType(
    {"带班": "leader", "值班": "duty", "学习岗": "learn", "备班": "standby", "接访": "visit"}
)
"""Short keys of the families every centre starts with; others go by the key of their first post."""

_RULES: tuple[Mapping[str, Any], ...] = (
    {"id": "one_post_a_day", "key": "one_post_a_day", "allowed_together": [["leader", "visit"]]},
    {"id": "rest_after_night", "key": "rest_after_night", "posts": ["night"], "days": 2},
    {"id": "max_in_window", "key": "max_in_window", "groups": [STAFF], "days": 7, "max": 3},
    {"id": "min_gap", "key": "min_gap", "groups": [LEADER], "posts": ["leader"], "days": 2},
    {"id": "mentor_present", "key": "mentor_present", "post": "learn", "mentor_posts": ["day"]},
    {"id": "village_gap", "key": "village_gap", "post": "learn", "days": 1},
)


def rules(posts: Collection[str]) -> list[dict[str, Any]]:
    """The default hard rules, as far as they speak of posts that the centre has."""
    kept = []
    for rule in _RULES:
        if {rule.get("post"), *rule.get("mentor_posts", ()), *rule.get("posts", ())} - {None} <= set(posts):
            kept.append(_with_pairs(dict(rule), posts))
    return kept


def _with_pairs(rule: dict[str, Any], posts: Collection[str]) -> dict[str, Any]:
    if pairs := rule.pop("allowed_together", None):
        here = [list(pair) for pair in pairs if set(pair) <= set(posts)]
        return rule | ({"allowed_together": here} if here else {})
    return rule
