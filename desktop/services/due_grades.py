"""Reviews of grades that are due, for 到期事项: one line for a house or a unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from desktop.ledgers.gradings import Grading
from desktop.ledgers.grid_units import GridUnit
from desktop.ledgers.houses import House
from desktop.services.grade_rules import grades_on


@dataclass(frozen=True, slots=True)
class Review:
    """Something whose grade is to be looked at again."""

    target: tuple[str, str]
    words: str
    due: date
    mark: str
    who: str


def reviews(connection: Connection, until: date) -> Iterator[Review]:
    """Due by that day. An ended unit needs none."""
    wanted = (
        select(Grading.house_id, Grading.unit_id, Grading.review_by, Grading.grade, House.house_address,
               House.grid_worker, GridUnit.unit_name)
        .select_from(Grading)
        .outerjoin(House, House.id == Grading.house_id)
        .outerjoin(GridUnit, GridUnit.id == Grading.unit_id)
        .where(Grading.latest.is_(True), Grading.review_by <= until, GridUnit.until.is_(None))
    )  # fmt: skip
    book = grades_on(connection, until)
    for row in connection.execute(wanted):
        target = ("houses", row.house_id) if row.house_id else ("grid_units", row.unit_id)
        yield Review(target, row.house_address or row.unit_name, row.review_by, book.label(row.grade),
                     row.grid_worker or "")  # fmt: skip
