"""Doors nobody answers for, and who answers for a house on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from desktop.domain import responsibility as rules
from desktop.domain.access import Action
from desktop.domain.responsibility import Answer
from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.services.grid_source import Ground, ground_of
from desktop.services.office import Office


class Lack(StrEnum):
    """Why a door is a gap; in the order in which they are mended."""

    NO_UNIT = "no_unit"
    NOBODY = "nobody"
    HELPERS = "helpers"


LACKS = {
    Lack.NO_UNIT: "没有归入责任单元",
    Lack.NOBODY: "一直到上级都没有责任人",
    Lack.HELPERS: "只有志愿者，没有责任人",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A door nobody answers for."""

    house: str
    address: str
    village: str
    owner: str
    unit: str
    where: str
    lack: Lack

    @property
    def words(self) -> str:
        return LACKS[self.lack]


def gaps(office: Office, *, on: date | None = None) -> list[Gap]:
    """Every door without a unit, or without anybody answerable up to the top; by village and address."""
    office.require("rental", Action.SEE)
    with office.store.read() as connection:
        ground = ground_of(connection, on or office.today)
        manned = rules.covered(ground.tree, ground.people)
        wanted = select(House.id, House.unit_id, House.former_units)
        loose = {row[0]: home for row in connection.execute(wanted)
                 if (home := ground.home(row[1], row[2])) not in manned}  # fmt: skip
        if not loose:
            return []
        named = select(House.id, House.house_address, House.village, House.house_owner)
        rows = [row for row in connection.execute(named) if row[0] in loose]
    paths: dict[str, str] = {}
    found = [_gap(ground, row, loose[row[0]], paths) for row in rows]
    return sorted(found, key=lambda one: (one.village, one.address))


def _gap(ground: Ground, row: Sequence[str], unit: str, paths: dict[str, str]) -> Gap:
    if unit not in paths:
        paths[unit] = ground.tree.path(unit) if unit else ""
    lack = Lack.NO_UNIT
    if unit:
        lack = Lack.HELPERS if any(one in ground.people for one in ground.tree.chain(unit)) else Lack.NOBODY
    return Gap(row[0], row[1], row[2] or "", row[3] or "", unit, paths[unit], lack)


@dataclass(frozen=True, slots=True)
class HouseAnswer:
    """Who answers for a house on a day, and along which units."""

    path: str
    unit: str
    answer: Answer
    at: str  # the name of the unit whose people they are


def answers_for(office: Office, *, house: str, on: date | None = None) -> HouseAnswer:
    """Refused code: no_record."""
    office.require("rental", Action.SEE)
    with office.store.read() as connection:
        row = connection.execute(select(House.unit_id, House.former_units).where(House.id == house)).first()
        if row is None:
            raise Refused("没有这户出租房", "它可能已被删除，请刷新", code="no_record")
        ground = ground_of(connection, on or office.today)
    unit = ground.home(row[0], row[1])
    found = rules.answer(ground.tree, ground.people, unit)
    at = ground.tree.units[found.unit].name if found.unit else ""
    return HouseAnswer(ground.tree.path(unit) if unit else "", unit, found, at)
