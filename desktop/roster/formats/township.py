"""The JSON of a township's rota problem (`duty-problem/1`), read with every doubt named, and written back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from desktop.roster.formats.place import Place
from desktop.roster.problem import (
    DAY_KINDS,
    Cell,
    Counter,
    Leave,
    Person,
    Post,
    Previous,
    Problem,
    Rule,
    Served,
    WantedPair,
    Wish,
    days_from,
)
from desktop.roster.rules import BY_KEY

FORMAT = "duty-problem/1"
LONGEST_HORIZON = 1500  # days: four years and some


def read_problem(data: Any) -> Problem:
    """The problem in a parsed JSON document; refuses (`roster_format`, field = place) all else."""
    root = Place(data)
    root["format"].one_of((FORMAT,))
    days = _horizon(root["horizon"])
    posts = _unique(root["posts"], [_post(place) for place in root["posts"].items()])
    post_keys = [post.key for post in posts]
    people = _unique(root["people"], [_person(place, post_keys) for place in root["people"].items()])
    names = [person.key for person in people]
    fairness = root.get("fairness", {"counters": []})
    history = root.get("history") if root.get("history").value else None
    problem = Problem(
        name=root.get("name", "").value or "",
        start=days[0],
        days=days,
        calendar=_calendar(root["calendar"], days),
        posts=posts,
        people=people,
        rules=tuple(_rule(place, post_keys, names) for place in root.get("rules", []).items()),
        counters=tuple(_counter(place, post_keys) for place in fairness.get("counters", []).items()),
        locks=_cells(root.get("locks", []), post_keys, names),
        before=_cells(root.get("before", []), post_keys, names),
        history=_history(history["counts"], names) if history else {},
        history_until=_day_or(history.get("until"), None) if history else None,
        excuse_leave_from_days=fairness.get("excuse_leave_from_days", 1).whole(1, 100_000),
        provisional_from=_day_or(root.get("calendar_provisional_from"), None),
        previous=_previous(root.get("previous"), post_keys, names),
        wanted_pairs=tuple(_wanted_pair(place, names) for place in root.get("wanted_pairs", []).items()),
    )
    _within(root.get("locks", []), problem.locks, days)
    return problem


def read_rules(data: Any, posts: Collection[str], people: Collection[str]) -> tuple[Rule, ...]:
    """A list of rules in the words of the format, over these posts and people."""
    return tuple(_rule(place, posts, people) for place in Place(data).items())


def _horizon(place: Place) -> tuple[date, ...]:
    start, count = place["start"].day(), place["days"].whole(1, LONGEST_HORIZON)
    if start.year < 1900 or start.year > 2200:
        place["start"].refuse("年份应在1900到2200之间")
    return days_from(start, count)


def _calendar(place: Place, days: Iterable[date]) -> dict[date, str]:
    return {day: place[day.isoformat()].one_of(DAY_KINDS) for day in days}


def _post(place: Place) -> Post:
    need = {kind: count.whole(0, 10_000) for kind, count in place["need"].entries()}
    return Post(
        key=place["key"].text(),
        label=place.get("label").text_or_none() or place["key"].text(),
        groups=place["groups"].texts(),
        need=need,
        need_on={
            Place(day, f"{place.path}.need_on").day(): count.whole(0, 10_000)
            for day, count in place.get("need_on", {}).entries()
        },
        hours=place.get("hours", 0).value or 0,
        night=place.get("night", False).yes(),
    )


def _person(place: Place, posts: Collection[str]) -> Person:
    return Person(
        key=place["key"].text(),
        name=place.get("name").text_or_none() or place["key"].text(),
        groups=frozenset(place["groups"].texts()),
        village=place.get("village").value or None,
        mentor=place.get("mentor", False).yes(),
        first=_day_or(place.get("from"), None) or date.min,
        last=_day_or(place.get("to"), None) or date.max,
        share=place.get("share", 100).whole(1, 1000),
        max_week=place.get("max_week", 7).whole(0, 7),
        exempt=frozenset(place.get("exempt", []).texts(posts)),
        leave=tuple(_leave(item) for item in place.get("leave", []).items()),
        wishes=tuple(_wish(item, posts) for item in place.get("wishes", []).items()),
    )


def _leave(place: Place) -> Leave:
    ends = [item.day() for item in place.items()]
    if len(ends) != 2 or ends[0] > ends[1]:
        place.refuse("应为[开始日期,结束日期]，且开始不晚于结束")
    return Leave(*ends)


def _wish(place: Place, posts: Collection[str]) -> Wish:
    post = place.get("post")
    return Wish(
        place["date"].day(),
        None if post.value is None else post.one_of(posts),
        place["want"].one_of(("on", "off")) == "on",
        place.get("weight", 1).whole(),
    )


def _rule(place: Place, posts: Collection[str], names: Collection[str]) -> Rule:
    key = place["key"].one_of([kind.key for kind in BY_KEY.values() if kind.asked])
    needed = RULE_FIELDS[key]
    groups, of_posts, days = place.get("groups"), place.get("posts"), place.get("days")
    people = place["people"].texts(names) if "people" in needed else ()
    if people and len(set(people)) != 2:
        place["people"].refuse("应为两个不同的人")
    return Rule(
        id=place.get("id").text_or_none() or key,
        key=key,
        groups=None if groups.value is None else frozenset(groups.texts()),
        posts=frozenset(place["posts"].texts(posts)) if "posts" in needed or of_posts.value is not None else None,
        days=place["days"].whole(0, 366) if "days" in needed else days.value or 0,
        most=place["max"].whole(0, 366) if "max" in needed else 0,
        post=place["post"].one_of(posts) if "post" in needed else "",
        mentor_posts=place["mentor_posts"].texts(posts) if "mentor_posts" in needed else (),
        people=people,
        scope=place.get("scope", "same_post").one_of(("same_post", "same_day")),
        together=tuple(frozenset(pair.texts(posts)) for pair in place.get("allowed_together", []).items()),
    )


RULE_FIELDS: dict[str, tuple[str, ...]] = {
    "one_post_a_day": (),
    "rest_after_night": ("posts", "days"),
    "max_in_window": ("days", "max"),
    "min_gap": ("days",),
    "mentor_present": ("post", "mentor_posts"),
    "village_gap": ("post", "days"),
    "forbidden_pair": ("people",),
}


def _wanted_pair(place: Place, names: Collection[str]) -> WantedPair:
    """Our own addition to the format: two people who should serve together."""
    people = place["people"].texts(names)
    if len(people) != 2 or people[0] == people[1]:
        place["people"].refuse("应为两个不同的人")
    scope = place.get("scope", "same_post").one_of(("same_post", "same_day"))
    return WantedPair((people[0], people[1]), scope, place.get("weight", 1).whole())


def _counter(place: Place, posts: Collection[str]) -> Counter:
    kinds = place.get("day_kinds")
    return Counter(
        key=place["key"].text(),
        label=place.get("label").text_or_none() or place["key"].text(),
        posts=frozenset(place["posts"].texts(posts)),
        day_kinds=None if kinds.value is None else frozenset(kinds.texts(DAY_KINDS)),
        weight=place.get("weight", 1).whole(),
    )


def _cells(place: Place, posts: Collection[str], names: Collection[str]) -> frozenset[Cell]:
    posts, names = set(posts), set(names)
    return frozenset(
        Cell(cell["date"].day(), cell["post"].one_of(posts), cell["person"].one_of(names)) for cell in place.items()
    )


def _within(place: Place, cells: Iterable[Cell], days: Collection[date]) -> None:
    if any(cell.day not in days for cell in cells):
        place.refuse("有不在排班期内的日期")


def _history(place: Place, names: Collection[str]) -> dict[str, dict[str, Served]]:
    counts: dict[str, dict[str, Served]] = {}
    for person, counters in place.entries():
        if person in names:  # people who left since are no longer asked about
            counts[person] = {key: _served(pair) for key, pair in counters.entries()}
    return counts


def _served(place: Place) -> Served:
    pair = [item.whole(-1_000_000) for item in place.items()]  # below zero: others sat for turns that were charged
    if len(pair) != 2:
        place.refuse("应为[次数,权重]")
    return Served(*pair)


def _previous(place: Place, posts: Collection[str], names: Collection[str]) -> Previous | None:
    if not place.value:
        return None
    frozen_before = _day_or(place.get("frozen_before"), None) or date.min
    cells = _cells(place.get("cells", []), posts, names)
    return Previous(cells, frozen_before, place.get("change_cost", 0).whole())


def _day_or(place: Place, default: date | None) -> date | None:
    return default if place.value is None else place.day()


def _unique(place: Place, things: list[Any]) -> tuple[Any, ...]:
    keys = [thing.key for thing in things]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        place.refuse(f"里“{twice}”出现了两次")
    if not things:
        place.refuse("不能为空")
    return tuple(things)
