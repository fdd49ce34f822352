"""The tree of responsibility on a day: what lies below what, who answers for it, what nobody answers for, and which
moves are allowed. A unit and a person hold from `start` up to the day before `until`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from desktop.domain.codes import TABLES
from desktop.errors import Refused

GRID = "07"
"""From this kind on a unit may be a smallest one; above are village, township, county."""
HELPING = frozenset({"06"})
"""Roles that help but do not answer: a door with volunteers only is still a gap."""

Former = tuple[tuple[str, date], ...]
"""(id, first day on which it no longer held), the oldest first."""


class Unit(NamedTuple):
    """A unit as it stands now, with what it lay under before; a county makes fifteen thousand at each reading."""

    id: str
    name: str
    kind: str
    parent: str = ""
    start: date | None = None
    until: date | None = None
    former: Former = ()
    followed_by: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role at a unit."""

    id: str
    unit: str
    name: str
    role: str
    phone: str = ""
    start: date | None = None
    until: date | None = None
    staff: str = ""

    @property
    def answers(self) -> bool:
        return self.role not in HELPING


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers: those of the nearest unit up the chain that has anybody; `inherited` when it is not the own one."""

    unit: str = ""
    people: tuple[Person, ...] = ()
    inherited: bool = False


def holds(start: date | None, until: date | None, day: date) -> bool:
    return (start is None or start <= day) and (until is None or day < until)


def held_on(now: str, former: Former, day: date) -> str:
    """What it belonged to on that day."""
    return next((before for before, until in former if day < until), now)


@dataclass
class Tree:
    """The units of one day; a unit whose parent is not there stands at the top."""

    units: Mapping[str, Unit]
    day: date
    parents: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def children(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for one, parent in self.parents.items():
            found[parent].append(one)
        return found

    @property
    def roots(self) -> list[str]:
        return self.children.get("", [])

    def chain(self, unit: str) -> Iterator[str]:
        """From the unit up to the top; ends where it would go round."""
        seen: set[str] = set()
        while unit in self.units and unit not in seen:
            yield unit
            seen.add(unit)
            unit = self.parents.get(unit, "")

    def below(self, unit: str) -> Iterator[str]:
        """The unit and everything under it, upper ones first."""
        waiting, seen = [unit], set[str]()
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                yield one
                waiting.extend(reversed(self.children.get(one, ())))

    def path(self, unit: str, *, between: str = " › ") -> str:
        return between.join(self.units[one].name for one in reversed(list(self.chain(unit))))

    def smallest(self) -> list[str]:
        """Units from the grid down with nothing below them."""
        return [one.id for one in self.units.values() if one.kind >= GRID and not self.children.get(one.id)]


def tree_on(units: Mapping[str, Unit], day: date) -> Tree:
    """What lay under a unit that was merged or split lies under the one that followed it."""
    there = {one.id: one for one in units.values() if holds(one.start, one.until, day)}
    parents = {}
    for one in there.values():
        held = held_on(one.parent, one.former, day) if one.former else one.parent
        parents[one.id] = held if held in there or not held else home_of(units, there, held)
    return Tree(there, day, parents)


def by_unit(people: Iterable[Person], day: date) -> dict[str, list[Person]]:
    """Those in office on the day, in the order of the roles."""
    found: dict[str, list[Person]] = defaultdict(list)
    for one in people:
        if holds(one.start, one.until, day):
            found[one.unit].append(one)
    return {unit: sorted(those, key=lambda one: one.role) for unit, those in found.items()}


def answer(tree: Tree, people: Mapping[str, Sequence[Person]], unit: str) -> Answer:
    """`people` as of `by_unit`. Nobody up to the top: an empty answer."""
    for one in tree.chain(unit):
        if any(person.answers for person in people.get(one, ())):
            return Answer(one, tuple(people[one]), one != unit)
    return Answer()


def covered(tree: Tree, people: Mapping[str, Sequence[Person]]) -> set[str]:
    """All units that somebody answers for, the own ones or those above: one walk from the top."""
    found: set[str] = set()
    manned = [unit for unit, those in people.items() if unit in tree.units and any(one.answers for one in those)]
    for unit in manned:
        if unit not in found:
            found.update(_not_yet(tree, unit, found))
    return found


def _not_yet(tree: Tree, unit: str, found: set[str]) -> Iterator[str]:
    waiting, seen = [unit], set[str]()
    while waiting:
        one = waiting.pop()
        if one not in found and one not in seen:
            seen.add(one)
            yield one
            waiting.extend(tree.children.get(one, ()))


def home_of(units: Mapping[str, Unit], there: Mapping[str, Unit], unit: str) -> str:
    """The unit among those of a day that a thing put under `unit` belongs to: where that was merged or split, the
    first that followed it; "" when there is none."""
    seen: set[str] = set()
    while unit and unit not in there and unit not in seen:
        seen.add(unit)
        known = units.get(unit)
        unit = known.followed_by[0] if known is not None and known.followed_by else ""
    return unit if unit in there else ""


def check_place(tree: Tree, kind: str, parent: str, *, moved: str = "") -> None:
    """Whether a unit of this kind (`moved`: that one) may lie under `parent` ("" = at the top).

    Refused codes: parent_gone, own_below, unit_order.
    """
    if not parent:
        return
    above = tree.units.get(parent)
    if above is None:
        raise Refused("上级单元在那一天不存在", "换一个上级或日期", field="parent", code="parent_gone")
    if moved and moved in tree.chain(parent):
        raise Refused("不能移到自己或自己的下级里面", "换一个上级", field="parent", code="own_below")
    if kind <= above.kind:
        labels = TABLES["unit_kind"]
        cause = f"{labels.get(kind, kind)}不能放在{labels.get(above.kind, above.kind)}下面"
        raise Refused(cause, "换一个更高层级的上级", field="parent", code="unit_order")


def check_below(tree: Tree, unit: str, kind: str) -> None:
    """Whether a unit may become of this kind: everything directly below it must still be lower. Refused: unit_order."""
    for child in tree.children.get(unit, ()):
        if tree.units[child].kind <= kind:
            raise Refused(f"下级“{tree.units[child].name}”的层级不比它低", "先移走下级，或换一个层级", field="kind",
                          code="unit_order")  # fmt: skip


def check_merge(tree: Tree, units: Sequence[str]) -> None:
    """Units of one kind under one parent become one. Refused codes: merge_few, unit_gone, merge_unlike."""
    if len(set(units)) < 2:
        raise Refused("合并至少要两个单元", "再选一个", field="units", code="merge_few")
    if any(one not in tree.units for one in units):
        raise Refused("有单元在那一天不存在", "换一个日期或单元", field="units", code="unit_gone")
    if len({(tree.units[one].kind, tree.parents[one]) for one in units}) > 1:
        raise Refused("只能合并同一上级下、同一层级的单元", "先移到同一个上级", field="units", code="merge_unlike")
