"""Inspections on the due list: houses whose next round is near or past, and hazards by their deadline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Connection, select

from desktop.domain import codes, deadlines
from desktop.domain.inspections import HazardState
from desktop.ledgers.hazards import Hazard
from desktop.ledgers.houses import House
from desktop.services.inspection_list import address_of

Clock = tuple[str, str, date, tuple[str, str], str, str]
"""deed, words, due, target inside the part 检查, who, grade."""


def inspection_clocks(connection: Connection, today: date, until: date) -> Iterator[Clock]:
    yield from _houses(connection, today + timedelta(days=deadlines.WEEK_DAYS))
    yield from _hazards(connection, until)


def _houses(connection: Connection, until: date) -> Iterator[Clock]:
    wanted = select(House.id, House.house_address, House.village, House.grid_worker, House.grade, House.inspect_by)
    for row in connection.execute(wanted.where(House.inspect_by <= until).order_by(House.row)):
        grade = codes.label("grade", row.grade) if row.grade else ""
        yield "出租房检查", address_of(row), row.inspect_by, ("houses", row.id), row.grid_worker or "", grade


def _hazards(connection: Connection, until: date) -> Iterator[Clock]:
    wanted = (
        select(Hazard.id, Hazard.words, Hazard.due, Hazard.state, House.house_address, House.village, House.grid_worker)
        .join(House, House.id == Hazard.house_id)
        .where(Hazard.state.in_((HazardState.OPEN, HazardState.FIXING)), Hazard.due <= until)
    )
    for row in connection.execute(wanted):
        deed = "下达整改" if row.state == HazardState.OPEN else "隐患复查"
        words = f"{address_of(row)} {row.words}"
        yield deed, words, row.due, ("hazards", row.id), row.grid_worker or "", ""
