"""People answerable for a unit, put in office and out of it; houses put under units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.domain import responsibility as rules
from desktop.domain.access import Action
from desktop.domain.units import Level
from desktop.errors import Refused
from desktop.ledgers.answerables import Answerable
from desktop.ledgers.grid_units import GridUnit
from desktop.ledgers.houses import House
from desktop.ledgers.staff import Staff
from desktop.services.grid_source import ground_of
from desktop.services.grid_units import place_house
from desktop.services.office import Office
from desktop.services.scope import within
from desktop.storage.unit_of_work import Changed


def put_person(office: Office, *, grid: str, values: Mapping[str, Any]) -> Changed:
    """Fields of the ledger; with `staff_id` name and phone follow from the list of staff when nobody gives them.

    Refused codes: unit_gone, person_twice.
    """
    office.require("rental", Action.ADD)
    with office.work("grid_put", "指定责任人") as work:
        unit = work.get(GridUnit, grid)
        filled = {"start": office.today, **{name: value for name, value in values.items() if value is not None}}
        if staff_id := filled.get("staff_id"):
            staff = work.get(Staff, staff_id)
            filled = {"name": staff.name, "phone": staff.phone, **filled}
        new = work.add(Answerable, {**filled, "unit_id": grid})
        if not rules.holds(unit.start, unit.until, new.start):
            raise Refused("这个单元在那一天不是现行的", "换一个日期或单元", field="start", code="unit_gone")
        same = select(Answerable).where(Answerable.unit_id == grid, Answerable.name == new.name,
                                        Answerable.role == new.role, Answerable.id != new.id)  # fmt: skip
        if any(rules.holds(one.start, one.until, new.start) for one in work.session.scalars(same)):
            raise Refused(f"{new.name}已经担任这项责任", "不用再指定", field="name", code="person_twice")
        return work.commit()


def end_person(office: Office, *, person: str, on: date) -> Changed:
    """卸任 from a day on. Refused codes: ended, end_before_start."""
    office.require("rental", Action.CHANGE)
    with office.work("grid_leave", "责任人卸任") as work:
        one = work.get(Answerable, person)
        if one.until is not None and one.until <= on:
            raise Refused(f"{one.name}已在{one.until.isoformat()}卸任", "不用再办", field="on", code="ended")
        if on < one.start:
            raise Refused("卸任日期早于开始日期", "请改日期", field="on", code="end_before_start")
        work.change(one, {"until": on})
        return work.commit()


def place_houses(office: Office, *, grid: str, houses: Sequence[str], on: date | None = None) -> Changed:
    """Houses under a unit ("" = under none) from a day on. Refused codes: unit_gone, too_early."""
    office.require("rental", Action.CHANGE)
    day = on or office.today
    with office.work("grid_place", "归入责任单元") as work:
        if grid and not rules.holds((unit := work.get(GridUnit, grid)).start, unit.until, day):
            raise Refused("这个单元在那一天不是现行的", "换一个日期或单元", field="on", code="unit_gone")
        for house in houses:
            place_house(work, work.get(House, house), grid or None, day)
        return work.commit()


def place_by_village(office: Office) -> Changed:
    """Every house without a unit goes to the unit of its village, where the name is that of one only.

    Refused code: nothing_new.
    """
    office.require("rental", Action.CHANGE)
    with office.work("grid_villages", "按村归入责任单元") as work:
        ground = ground_of(work.connection(), office.today)
        named: dict[str, list[str]] = {}
        for unit in ground.tree.units.values():
            if unit.kind == Level.VILLAGE:
                named.setdefault(unit.name, []).append(unit.id)
        loose = [
            one
            for one in work.session.scalars(select(House).where(within(office, House.unit)))
            if not ground.home(one.unit_id, one.former_units) and len(named.get(one.village or "", ())) == 1
        ]
        if not loose:
            raise Refused("没有能按村归入的户", "核对房屋的村名，或逐户归入", code="nothing_new")
        for house in loose:
            place_house(work, house, named[house.village][0], office.today)
        return work.commit()
