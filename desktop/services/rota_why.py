"""Why this person: who else could take the cell, what that would do to fairness, and why the others cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.roster.problem import Cell
from desktop.services.rota_choices import Choice, Live
from desktop.services.rota_month import Share

MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Why:
    """`lines` say it in words; `choices` are all the others, those nothing forbids first."""

    title: str
    lines: Sequence[str]
    choices: Sequence[Choice]


def why(live: Live, cell: Cell) -> Why:
    """For a cell that is taken; works on the months already read, asks nothing of the database."""
    person, post = live.view.problem.person[cell.person], live.view.problem.post[cell.post]
    choices = live.people_for(cell.day, cell.post, instead_of=cell.person)
    able = [one for one in choices if one.legal]
    lines = [*_own(live, cell), _others(able, len(choices)), *_reasons(choices)]
    return Why(f"{cell.day.month}月{cell.day.day}日{post.label}：为什么是{person.name}", lines, choices)


def _own(live: Live, cell: Cell) -> list[str]:
    """The person's own count in each counter of the cell, against what is fair."""
    labels = {counter.key: counter.label for counter in live.view.problem.counters}
    found = []
    for key in live.fairness.counters_of(cell.day, cell.post):
        share = live.view.shares.get(key, {}).get(cell.person)
        if share is not None:
            found.append(f"{labels[key]}：{_count(share)}")
    return found


def _count(share: Share) -> str:
    fair = f"{share.band.low}" if share.band.low == share.band.high else f"{share.band.low}-{share.band.high}"
    if share.later is None:
        return f"本月 {share.turns} 次，12个月应有 {fair} 次"
    place = "在应有范围内" if not share.outside else "在应有范围外"
    return f"12个月共 {share.whole} 次，应有 {fair} 次，{place}"


def _others(able: Sequence[Choice], everybody: int) -> str:
    if not able:
        return f"同岗还有 {everybody} 人，那一天都不符合规则"
    first = "、".join(f"{one.label}（{one.effect}）" if one.effect else one.label for one in able[:MOST_REASONS])
    return f"还有 {len(able)} 人可以：{first}" + ("等" if len(able) > MOST_REASONS else "")


def _reasons(choices: Sequence[Choice]) -> list[str]:
    """The commonest reasons why the others cannot, with how many they hold for."""
    kinds = Counter(_kind(one) for one in choices if not one.legal)
    return [f"{count} 人不能：{words}" for words, count in kinds.most_common(MOST_REASONS)]


def _kind(choice: Choice) -> str:
    """The reason without the name it begins with."""
    return choice.why_not.split("；")[0].removeprefix(choice.label)
