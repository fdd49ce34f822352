"""Doors nobody answers for, and who answers for a house on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select

from desktop.domain import responsibility as rules
from desktop.domain.access import Action
from desktop.domain.responsibility import Answer
from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.services.grid_source import Ground, ground_of, listed, raw
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


class Gap(NamedTuple):
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
    with office.read() as connection:
        ground = ground_of(connection, on or office.today)
        manned = rules.covered(ground.tree, ground.people)
        wanted = select(House.id, House.house_address, House.village, House.house_owner, House.unit_id,
                        raw(House.former_units))  # fmt: skip
        rows = connection.execute(wanted).all()
    known: dict[str, tuple[str, Lack]] = {"": ("", Lack.NO_UNIT)}
    found = []
    for id_, address, village, owner, unit, former in rows:
        home = ground.home(unit, listed(former))
        if home not in manned:
            if home not in known:
                known[home] = (ground.tree.path(home), _lack(ground, home))
            found.append(Gap(id_, address, village or "", owner or "", home, *known[home]))
    return sorted(found, key=lambda one: (one.village, one.address))


def _lack(ground: Ground, unit: str) -> Lack:
    return Lack.HELPERS if any(one in ground.people for one in ground.tree.chain(unit)) else Lack.NOBODY


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
    with office.read("houses", house) as connection:
        row = connection.execute(select(House.unit_id, House.former_units).where(House.id == house)).first()
        if row is None:
            raise Refused("没有这户出租房", "它可能已被删除，请刷新", code="no_record")
        ground = ground_of(connection, on or office.today)
    unit = ground.home(row[0], row[1])
    found = rules.answer(ground.tree, ground.people, unit)
    at = ground.tree.units[found.unit].name if found.unit else ""
    return HouseAnswer(ground.tree.path(unit) if unit else "", unit, found, at)
