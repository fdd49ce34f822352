"""The tree of responsibility for the screen: counts, gaps, who answers; one unit with its people, houses, history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain import codes
from desktop.domain import responsibility as rules
from desktop.domain.access import Action
from desktop.domain.responsibility import Answer, Person, Tree, Unit
from desktop.errors import Refused
from desktop.ledgers.answerables import Answerable
from desktop.ledgers.houses import House
from desktop.services.grid_source import PERSON, Ground, ground_of, listed, person_of, raw
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class GridMap:
    """The tree of a day. `houses` and `gaps` count a unit with all below it; `own` its own people in office."""

    tree: Tree
    houses: Mapping[str, int]
    gaps: Mapping[str, int]
    own: Mapping[str, Sequence[Person]]
    covered: frozenset[str]
    doors: int
    gap_count: int

    def answer(self, unit: str) -> Answer:
        return rules.answer(self.tree, self.own, unit)


def read_map(office: Office, *, on: date | None = None) -> GridMap:
    """As of a day, today by default."""
    office.require("rental", Action.SEE)
    with office.read() as connection:
        ground = ground_of(connection, on or office.today)
        wanted = select(House.unit_id, raw(House.former_units))
        rows = Counter((unit, former) for unit, former in connection.execute(wanted).all())
    placed: Counter[str] = Counter()
    for (unit, former), count in rows.items():
        placed[ground.home(unit, listed(former))] += count
    manned = rules.covered(ground.tree, ground.people)
    doors = sum(placed.values())
    loose = {unit: count for unit, count in placed.items() if unit not in manned}
    return GridMap(ground.tree, _summed(ground.tree, placed), _summed(ground.tree, loose), ground.people,
                   frozenset(manned), doors, sum(loose.values()))  # fmt: skip


def _summed(tree: Tree, own: Mapping[str, int]) -> dict[str, int]:
    """Lower ones into those above them, from below."""
    found = {unit: count for unit, count in own.items() if unit}
    order = [one for root in tree.roots for one in tree.below(root)]
    for unit in reversed(order):
        if (count := found.get(unit)) and (above := tree.parents[unit]):
            found[above] = found.get(above, 0) + count
    return found


@dataclass(frozen=True, slots=True)
class HouseRow:
    """A house under a unit, here or further down."""

    id: str
    address: str
    owner: str
    grade: str
    unit: str
    home: str  # its unit's id


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit: everybody who was ever answerable (the present first), houses, what became of it."""

    unit: Unit
    path: str
    people: Sequence[Person]
    answer: Answer
    answer_at: str
    houses: Sequence[HouseRow]  # the first two thousand
    house_count: int
    history: Sequence[str]


MOST_HOUSES = 2_000


def read_unit(office: Office, *, grid: str, on: date | None = None) -> UnitPage:
    """Refused code: no_record. The first two thousand houses."""
    office.require("rental", Action.SEE)
    day = on or office.today
    with office.read("grid_units", grid) as connection:
        ground = ground_of(connection, day)
        if grid not in ground.units:
            raise Refused("没有这个责任单元", "它可能已被撤销，请刷新", code="no_record")
        wanted = select(*PERSON).where(Answerable.unit_id == grid).order_by(Answerable.start.desc(), Answerable.row)
        people = [person_of(row) for row in connection.execute(wanted)]
        inside = set(ground.tree.below(grid))
        rows = connection.execute(HOUSE_ROWS).all()
    inhabited = [(row, home) for row in rows if (home := ground.home(row[1], listed(row[2]))) in inside]
    houses = [HouseRow(row[0], row[3], row[4] or "", codes.label("grade", row[5]) if row[5] else "",
                       ground.tree.units[home].name if home in ground.tree.units else "", home)
              for row, home in inhabited[:MOST_HOUSES]]  # fmt: skip
    found = rules.answer(ground.tree, ground.people, grid)
    at = ground.tree.units[found.unit].name if found.unit else ""
    people.sort(key=lambda one: (not rules.holds(one.start, one.until, day), one.role))
    return UnitPage(ground.units[grid], ground.tree.path(grid), people, found, at, houses, len(inhabited),
                    _history(ground, grid))  # fmt: skip


HOUSE_ROWS = select(House.id, House.unit_id, raw(House.former_units), House.house_address, House.house_owner,
                    House.grade).order_by(House.house_address)  # fmt: skip


def _history(ground: Ground, grid: str) -> list[str]:
    """In words, the oldest first: set up, from which, moved, followed by."""
    unit = ground.units[grid]

    def name(one: str) -> str:
        return ground.units[one].name if one in ground.units else "最上级"

    before = [one for one in ground.units.values() if grid in one.followed_by]
    told = (
        [(unit.start, f"设立，接续{'、'.join(one.name for one in before)}" if before else "设立")] if unit.start else []
    )
    told += [(until, f"从{name(old)}移出") for old, until in unit.former]
    if unit.until:
        after = "、".join(name(one) for one in unit.followed_by)
        told.append((unit.until, f"结束，由{after}接续" if after else "结束"))
    return [f"{day.isoformat()} {words}" for day, words in told]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit to choose from: its name with those above it."""

    id: str
    words: str
    kind: str


def places(office: Office, *, above: str = "", around: str = "", on: date | None = None) -> list[Place]:
    """Units of a day to choose from, upper ones first: those of a higher kind than `above` (all without one), and
    every unit in the village that `around` lies in."""
    office.require("rental", Action.SEE)
    with office.read() as connection:
        tree = ground_of(connection, on or office.today).tree
    near = set(tree.below(_village(tree, around))) if around else set[str]()
    found = (one for root in tree.roots for one in tree.below(root))
    return [Place(one, tree.path(one, between=" "), tree.units[one].kind) for one in found
            if not above or tree.units[one].kind < above or one in near]  # fmt: skip


def _village(tree: Tree, unit: str) -> str:
    """The nearest place above the grids."""
    return next((one for one in tree.chain(unit) if tree.units[one].kind < rules.GRID), unit)
