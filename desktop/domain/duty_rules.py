"""The kinds of duty rules a centre can set: what each one says, and which parameters it takes. Titles are codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from desktop.domain import codes
from desktop.errors import Refused

PAIRS = frozenset({"forbidden_pair", "wanted_pair"})
"""Rules that speak of two people; a centre may have many of each."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of a rule: its field of ledger `duty_rules`, its Chinese label, its range if it is a number."""

    key: str
    label: str
    low: int = 0
    high: int = 0
    required: bool = True

    @property
    def number(self) -> bool:
        return self.high > 0


@dataclass(frozen=True, slots=True)
class RuleSheet:
    """`says` explains the rule to the person who sets it; `why` tells where it comes from."""

    key: str
    says: str
    why: str
    parameters: tuple[Parameter, ...]

    @property
    def title(self) -> str:
        return codes.label("duty_rule", self.key)


_GROUPS = Parameter("groups", "只管这些组（不选就是所有人）", required=False)
_ONLY_POSTS = Parameter("posts", "只算这些岗位（不选就是全部）", required=False)
_PEOPLE = Parameter("people", "哪两个人")
_SCOPE = Parameter("scope", "范围")
_SHEETS = (
    RuleSheet("one_post_a_day", "一个人同一天只值一个岗位；选出的两个岗位可以同一天兼。", "一人不能同时在两处当班。",
              (Parameter("together", "可以同一天兼的两个岗位", required=False),)),
    RuleSheet("rest_after_night", "值过夜班以后，几天之内不排任何岗位。", "夜班后要有完整的休息。",
              (Parameter("posts", "哪些岗位算夜班"), Parameter("days", "休息天数", 1, 14))),
    RuleSheet("max_in_window", "任意连续几天里，最多值几天。", "免得班次挤在一起。",
              (Parameter("days", "连续天数", 2, 60), Parameter("most", "最多值几天", 1, 60), _GROUPS, _ONLY_POSTS)),
    RuleSheet("min_gap", "两次值班之间，至少空出几天。", "免得刚下班又上班。",
              (Parameter("days", "至少空几天", 1, 60), _GROUPS, _ONLY_POSTS)),
    RuleSheet("mentor_present", "有人值学习岗的那天，带教岗位上要有一名资深调解员。",
              "学习岗是跟班学习：网格员坐班，有经验的调解员带。",
              (Parameter("post", "学习岗"), Parameter("mentor_posts", "带教的人在哪些岗位"))),
    RuleSheet("village_gap", "同一个村的人，几天之内只轮一次。", "各村轮流来，不让一个村空出人手。",
              (Parameter("post", "哪个岗位"), Parameter("days", "几天之内", 1, 60))),
    RuleSheet("forbidden_pair", "这两个人不排在一起。", "如夫妻要有人在家，或两人需回避。", (_PEOPLE, _SCOPE)),
    RuleSheet("wanted_pair", "尽量把这两个人排在一起，但不为它破坏公平。", "如新人跟熟手、住得近的合乘一车。",
              (_PEOPLE, _SCOPE, Parameter("weight", "分量（越大越照顾）", 1, 9))),
)  # fmt: skip
RULE_SHEETS: Mapping[str, RuleSheet] = MappingProxyType({sheet.key: sheet for sheet in _SHEETS})


def wrong_parameters(kind: str, values: Mapping[str, Any]) -> Iterator[Refused]:
    """What a rule's values lack or overstep, parameter by parameter."""
    for parameter in RULE_SHEETS[kind].parameters if kind in RULE_SHEETS else ():
        value = values.get(parameter.key)
        if value in (None, "", []):
            if parameter.required:
                yield _wrong(parameter, "没有填", f"请填写{parameter.label}")
        elif parameter.number and not parameter.low <= int(value) <= parameter.high:
            yield _wrong(parameter, f"不能是{value}", f"填{parameter.low}到{parameter.high}之间的数")
        elif parameter.key == "people" and len(set(value)) != 2:
            yield _wrong(parameter, "应是两个不同的人", "选两个人")
        elif parameter.key == "together" and len(set(value)) != 2:
            yield _wrong(parameter, "应是两个不同的岗位", "选两个岗位，或都不选")


def _wrong(parameter: Parameter, what: str, step: str) -> Refused:
    return Refused(f"{parameter.label}{what}", step, field=parameter.key, code="rule_parameter")


def rule_words(kind: str, values: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A rule in one short sentence; `names` gives the words for posts and people by key."""
    days, most = values.get("days") or 0, values.get("most") or 0

    def listed(key: str) -> str:
        return "、".join(names.get(one, one) for one in values.get(key) or ())

    groups = "、".join(codes.label("duty_group", group) for group in values.get("groups") or ())
    who = groups or "所有人"
    only = f"（只算{listed('posts')}）" if values.get("posts") else ""
    where = codes.label("pair_scope", values.get("scope") or "same_post")
    post = names.get(str(values.get("post") or ""), "")
    together = listed("together")
    return {
        "one_post_a_day": "一天一岗" + (f"，{together}可以兼" if together else ""),
        "rest_after_night": f"{listed('posts')}之后休{days}天",
        "max_in_window": f"{who}{days}天内最多值{most}天{only}",
        "min_gap": f"{who}两次之间至少空{days}天{only}",
        "mentor_present": f"{post}当天，{listed('mentor_posts')}要有资深调解员",
        "village_gap": f"同村{days}天内只轮一次{post}",
        "forbidden_pair": f"{listed('people')}不在{where}",
        "wanted_pair": f"{listed('people')}最好在{where}",
    }.get(kind, kind)
