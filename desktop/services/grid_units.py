"""Units of responsibility: set up from the division list, added, changed, moved, merged, split, ended. Each is one
deed; what was so before stays readable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.domain import responsibility as rules
from desktop.domain import units as divisions
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.answerables import Answerable
from desktop.ledgers.grid_units import GridUnit
from desktop.ledgers.houses import House
from desktop.ledgers.units import Unit as Division
from desktop.services.grid_source import units_of
from desktop.services.office import Office
from desktop.services.scope import within
from desktop.storage.unit_of_work import Changed, Work


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a split: its name, and the houses and units below that go with it."""

    name: str
    houses: Sequence[str] = ()
    units: Sequence[str] = ()


def take_divisions(office: Office) -> Changed:
    """A unit for every place of the centre's division list that never had one. Refused code: nothing_new."""
    office.require("rental", Action.ADD)
    with office.work("grid_divisions", "按区划建责任单元") as work:
        known = _standing(work, office.today)
        wanted = select(Division.code, Division.name, Division.level).where(within(office, Division.code))
        found = work.connection().execute(wanted.order_by(Division.code)).all()
        fresh = [row for row in found if row.level in PLACES and not known.keys() & {row.code, _called(row)}]
        if not fresh:
            raise Refused("区划表里的地方都已经有了", "在它们下面新增网格", code="nothing_new")
        for row in fresh:
            above = next((known[code] for code in divisions.ancestors(row.code) if known.get(code)), None)
            values = {"unit_name": _called(row), "kind": row.level, "code": row.code}
            known[row.code] = work.add(GridUnit, values | {"parent_id": above}).id
        return work.commit()


PLACES = frozenset({"04", "05", "06"})


def _standing(work: Work, today: date) -> dict[str, str]:
    """By division code (by name where it has none), the unit that stands for the place now; "" where it was ended and
    nothing followed."""
    units = units_of(work.connection())
    there = rules.tree_on(units, today).units
    return {one.code or one.name: rules.home_of(units, there, one.id) for one in units.values()}


def _called(row: Any) -> str:
    return divisions.place_name(row.name, row.level)


def add_unit(office: Office, *, values: Mapping[str, Any]) -> Changed:
    """Fields of the ledger: unit_name, kind, parent_id, code, start, note."""
    office.require("rental", Action.ADD)
    with office.work("grid_add", "新增责任单元") as work:
        filled = {"start": office.today, **{name: value for name, value in values.items() if value is not None}}
        tree = _tree(work, _day(filled["start"]))
        rules.check_place(tree, str(filled.get("kind") or ""), str(filled.get("parent_id") or ""))
        _refuse_namesake(tree, str(filled.get("unit_name") or ""), str(filled.get("parent_id") or ""))
        work.add(GridUnit, filled)
        return work.commit()


def change_unit(office: Office, *, grid: str, values: Mapping[str, Any]) -> Changed:
    """Name, kind, code, note; the place is changed by `move_unit`. Refused codes: unit_order, unit_twice."""
    office.require("rental", Action.CHANGE)
    with office.work("grid_change", "修改责任单元") as work:
        unit, tree = work.get(GridUnit, grid), _tree(work, office.today)
        own = {name: value for name, value in values.items() if name in ("unit_name", "kind", "code", "note")}
        kind, parent = str(own.get("kind") or unit.kind), tree.parents.get(grid, "")
        rules.check_place(tree, kind, parent)
        rules.check_below(tree, grid, kind)
        _refuse_namesake(tree, str(own.get("unit_name") or unit.unit_name), parent, besides=grid)
        work.change(unit, own)
        return work.commit()


def move_unit(office: Office, *, grid: str, parent: str, on: date) -> Changed:
    """Under another unit from a day on, with everything below it. Refused codes: parent_gone, own_below, unit_order,
    unit_gone, same_place, too_early, unit_twice.
    """
    office.require("rental", Action.CHANGE)
    with office.work("grid_move", "移动责任单元") as work:
        unit, tree = _there(work, grid, on), _tree(work, on)
        if tree.parents[grid] == parent:
            raise Refused("它本来就在那里", "选另一个上级", field="parent", code="same_place")
        rules.check_place(tree, unit.kind, parent, moved=grid)
        _refuse_namesake(tree, unit.unit_name, parent, besides=grid)
        former = with_former(unit.former_parents, unit.parent_id, on)
        work.change(unit, {"parent_id": parent or None, "former_parents": former})
        return work.commit()


def merge_units(office: Office, *, units: Sequence[str], name: str, on: date) -> Changed:
    """Several become a new one, which takes over what lies below them, their houses and their people."""
    office.require("rental", Action.CHANGE)
    with office.work("grid_merge", "合并责任单元") as work:
        tree, wanted = _tree(work, on), list(dict.fromkeys(units))
        rules.check_merge(tree, wanted)
        first, parent = tree.units[wanted[0]], tree.parents[wanted[0]]
        _refuse_namesake(tree, name, parent, besides=wanted)
        new = work.add(GridUnit, {"unit_name": name, "kind": first.kind, "parent_id": parent or None, "start": on})
        people = [one for unit in wanted for one in _in_office(work, unit, on)]
        for unit in wanted:
            _end(work, unit, on, (new.id,))
        _carry(work, people, new.id, on)
        return work.commit()


def split_unit(office: Office, *, grid: str, pieces: Sequence[Piece], on: date) -> Changed:
    """One becomes several; what goes with no piece goes with the first, and every piece keeps the people."""
    office.require("rental", Action.CHANGE)
    if len(pieces) < 2:
        raise Refused("拆分至少要拆成两个", "再写一个名称", field="pieces", code="split_few")
    with office.work("grid_split", "拆分责任单元") as work:
        tree = _tree(work, on)
        unit, parent = _there(work, grid, on), tree.parents[grid]
        for place, one in enumerate(pieces):
            _refuse_namesake(tree, one.name, parent, besides=grid, among=[other.name for other in pieces[:place]])
        made = [_piece(work, unit, one.name, parent, on) for one in pieces]
        people = list(_in_office(work, grid, on))
        _end(work, grid, on, tuple(one.id for one in made))
        for new, one in zip(made, pieces, strict=True):
            _carry(work, people, new.id, on)
            _deal(work, one, new.id, on, first=new is made[0])
        return work.commit()


def end_unit(office: Office, *, grid: str, on: date) -> Changed:
    """No unit any longer from a day on, and nothing follows it. Refused code: has_below while units lie below it."""
    office.require("rental", Action.CHANGE)
    with office.work("grid_end", "结束责任单元") as work:
        tree = _tree(work, on)
        _there(work, grid, on)
        if below := tree.children.get(grid):
            cause = f"下面还有{len(below)}个单元"
            raise Refused(cause, "先把它们移走、合并或结束", field="grid", code="has_below")
        _end(work, grid, on, ())
        return work.commit()


def with_former(stored: Any, now: str | None, until: date) -> list[list[str]]:
    """What a thing belonged to before, with its last place. Refused code: too_early before the last change."""
    former = [list(one) for one in stored or ()]
    if former and until.isoformat() < former[-1][1]:
        raise Refused(f"它在{former[-1][1]}已经变动过一次", "日期不能早于那一天", field="on", code="too_early")
    return [*former, [now or "", until.isoformat()]]


def _tree(work: Work, day: date) -> rules.Tree:
    return rules.tree_on(units_of(work.connection()), day)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _there(work: Work, grid: str, on: date) -> GridUnit:
    unit = work.get(GridUnit, grid)
    if not rules.holds(unit.start, unit.until, on):
        raise Refused(f"“{unit.unit_name}”在{on.isoformat()}不是现行的单元", "换一个日期", field="on", code="unit_gone")
    return unit


def _refuse_namesake(
    tree: rules.Tree, name: str, parent: str, *, besides: str | Sequence[str] = (), among: Sequence[str] = ()
) -> None:
    aside = {besides} if isinstance(besides, str) else set(besides)
    if name and (name in among or any(tree.units[one].name == name and one not in aside
                                      for one in tree.children.get(parent, ()))):  # fmt: skip
        raise Refused(f"同一上级下已有“{name}”", "换一个名称", field="unit_name", code="unit_twice")


def _in_office(work: Work, grid: str, on: date) -> Iterator[Answerable]:
    for one in work.session.scalars(select(Answerable).where(Answerable.unit_id == grid).order_by(Answerable.row)):
        if rules.holds(one.start, one.until, on):
            yield one


def _end(work: Work, grid: str, on: date, followed_by: Sequence[str]) -> None:
    for one in list(_in_office(work, grid, on)):
        work.change(one, {"until": on})
    work.change(work.get(GridUnit, grid), {"until": on, "followed_by": list(followed_by) or None})


def _carry(work: Work, people: Sequence[Answerable], grid: str, on: date) -> None:
    """The same people in the same roles at another unit; nobody twice."""
    seen: set[tuple[str, str]] = set()
    for one in people:
        if (one.name, one.role) not in seen:
            seen.add((one.name, one.role))
            work.add(Answerable, {"unit_id": grid, "staff_id": one.staff_id, "name": one.name, "role": one.role,
                                  "phone": one.phone, "start": on})  # fmt: skip


def _piece(work: Work, unit: GridUnit, name: str, parent: str, on: date) -> GridUnit:
    return work.add(GridUnit, {"unit_name": name, "kind": unit.kind, "parent_id": parent or None, "start": on})


def _deal(work: Work, piece: Piece, grid: str, on: date, *, first: bool) -> None:
    """What goes with the first piece follows by itself."""
    for house in () if first else piece.houses:
        place_house(work, work.get(House, house), grid, on)
    for one in () if first else piece.units:
        unit = work.get(GridUnit, one)
        former = with_former(unit.former_parents, unit.parent_id, on)
        work.change(unit, {"parent_id": grid, "former_parents": former})


def place_house(work: Work, house: House, grid: str | None, on: date) -> None:
    """A house without a former place was nowhere before."""
    if house.unit_id != grid:
        former = with_former(house.former_units, house.unit_id, on)
        work.change(house, {"unit_id": grid, "former_units": former})
