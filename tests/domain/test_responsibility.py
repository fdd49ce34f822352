"""The tree of responsibility on a day, by itself."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain import responsibility as rules
from desktop.domain.responsibility import Person, Tree, Unit
from desktop.errors import Refused

BEFORE, DAY, AFTER = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def units(*made: Unit) -> dict[str, Unit]:
    return {one.id: one for one in made}


VILLAGE, GRID = Unit("v", "良宅村", "06"), Unit("g", "第一网格", "07", "v")
CORRIDOR = Unit("c", "1单元", "10", "g")


def tree(*made: Unit, day: date = DAY) -> Tree:
    return rules.tree_on(units(*(made or (VILLAGE, GRID, CORRIDOR))), day)


def test_what_has_begun_holds_until_the_day_before_it_ends() -> None:
    assert [rules.holds(DAY, AFTER, day) for day in (BEFORE, DAY, AFTER)] == [False, True, False]
    assert rules.holds(None, None, DAY)


def test_the_nearest_unit_with_somebody_answers_and_a_volunteer_does_not() -> None:
    village, helper = Person("1", "v", "章立群", "05"), Person("2", "c", "朱成林", "06")
    found = rules.answer(tree(), rules.by_unit([village, helper], DAY), "c")
    assert (found.unit, [one.name for one in found.people], found.inherited) == ("v", ["章立群"], True)
    assert rules.answer(tree(), rules.by_unit([helper], DAY), "c").people == ()


def test_everything_below_somebody_is_covered_and_nothing_beside() -> None:
    beside = Unit("o", "第二网格", "07", "v")
    manned = rules.by_unit([Person("1", "g", "章立群", "01")], DAY)
    assert rules.covered(tree(VILLAGE, GRID, CORRIDOR, beside), manned) == {"g", "c"}


def test_what_lay_under_an_ended_unit_lies_under_the_one_that_followed_it() -> None:
    ended = Unit("g", "第一网格", "07", "v", until=DAY, followed_by=("n",))
    new = Unit("n", "中心网格", "07", "v", start=DAY)
    assert tree(VILLAGE, ended, new, CORRIDOR).parents["c"] == "n"
    assert tree(VILLAGE, ended, new, CORRIDOR, day=BEFORE).parents["c"] == "g"


def test_a_moved_unit_lay_elsewhere_before() -> None:
    moved = Unit("c", "1单元", "10", "g", former=(("o", DAY),))
    other = Unit("o", "第二网格", "07", "v")
    assert tree(VILLAGE, GRID, other, moved, day=BEFORE).parents["c"] == "o"
    assert tree(VILLAGE, GRID, other, moved, day=DAY).parents["c"] == "g"


def test_a_ring_of_followers_or_parents_ends() -> None:
    one = Unit("a", "甲", "07", "", until=BEFORE, followed_by=("b",))
    two = Unit("b", "乙", "07", "", until=BEFORE, followed_by=("a",))
    assert rules.home_of(units(one, two), {}, "a") == ""
    ring = Tree(units(one, two), DAY, {"a": "b", "b": "a"})
    assert list(ring.chain("a")) == ["a", "b"]
    assert list(ring.below("a")) == ["a", "b"]


@pytest.mark.parametrize(("kind", "parent", "moved", "code"), [
    ("10", "x", "", "parent_gone"), ("06", "g", "", "unit_order"), ("07", "g", "", "unit_order"),
    ("07", "c", "g", "own_below"),
])  # fmt: skip
def test_a_lower_kind_lies_under_a_higher_one_and_never_under_itself(
    kind: str, parent: str, moved: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_place(tree(), kind, parent, moved=moved)
    assert refused.value.code == code


@pytest.mark.parametrize(("chosen", "code"), [
    (["g"], "merge_few"), (["g", "g"], "merge_few"), (["g", "x"], "unit_gone"), (["g", "c"], "merge_unlike"),
])  # fmt: skip
def test_only_units_of_one_kind_under_one_parent_become_one(chosen: list[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_merge(tree(), chosen)
    assert refused.value.code == code


def test_a_unit_is_smallest_from_the_grid_down_when_nothing_lies_below_it() -> None:
    empty = Unit("o", "第二网格", "07", "v")
    lonely = Unit("w", "陶宅村", "06")
    assert tree(VILLAGE, GRID, CORRIDOR, empty, lonely).smallest() == ["c", "o"]
