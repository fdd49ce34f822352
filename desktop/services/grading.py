"""分级: a house or a smallest unit is graded anew, with reason and history; the board of all of them by colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain import deadlines
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.gradings import Grading
from desktop.ledgers.grid_units import GridUnit
from desktop.ledgers.houses import House
from desktop.services.grade_rules import GradeBook, grades_on
from desktop.services.grid_source import Ground, ground_of, homes_of
from desktop.services.office import Office
from desktop.storage.unit_of_work import Changed, Work

HOUSES, UNITS = "houses", "grid_units"
Target = tuple[str, str]
"""(ledger, id): a house or a unit of responsibility."""


def regrade(
    office: Office, *, targets: Sequence[Target], grade: str, reason: str, review_by: date | None = None
) -> Changed:
    """One deed for any number of houses and units, from today on. Without `review_by` the grade's own interval says.

    Refused codes: no_target, no_grade, required, review_early, not_smallest, no_record.
    """
    office.require("rental", Action.CHANGE)
    with office.work("regrade", "调整分级", reason=reason) as work:
        book, today = grades_on(work.connection(), office.today), office.today
        rule = book.grade(grade)
        if rule is None:
            raise Refused("没有这一级", "从分级标准里选", field="grade", code="no_grade")
        if not targets:
            raise Refused("没有选房屋或单元", "先选一条或几条", field="targets", code="no_target")
        if review_by is not None and review_by <= today:
            raise Refused("下次复核要晚于今天", "改后面的日期", field="review_by", code="review_early")
        values = {"grade": grade, "reason": reason, "graded_by": office.actor.name, "graded_on": today,
                  "review_by": review_by or rule.review_by(today), "latest": True}  # fmt: skip
        smallest = _smallest(work, today, targets)
        for ledger, id_ in dict.fromkeys(targets):
            _grade_one(work, ledger, id_, values, smallest)
        return work.commit()


def _smallest(work: Work, today: date, targets: Iterable[Target]) -> set[str]:
    if not any(ledger == UNITS for ledger, _ in targets):
        return set()
    return set(ground_of(work.connection(), today).tree.smallest())


def _grade_one(work: Work, ledger: str, id_: str, values: Mapping[str, Any], smallest: set[str]) -> None:
    house = work.get(House, id_) if ledger == HOUSES else None
    link = "house_id" if house else "unit_id"
    if house is None and work.get(GridUnit, id_).id not in smallest:
        raise Refused("这个单元下面还有单元，或已结束", "给最小的单元分级", field="targets", code="not_smallest")
    before = work.first(Grading, **{link: id_, "latest": True})
    former = house.grade if house else before.grade if before else None
    if before is not None:
        work.change(before, {"latest": False})
    work.add(Grading, {**values, link: id_, "former": former})
    if house is not None:
        work.change(house, {"grade": values["grade"]})


def settle_latest(work: Work, house: str) -> None:
    """After another house's gradings came to it: the newest alone is the present one, and the house's grade follows."""
    here = select(Grading).where(Grading.house_id == house).order_by(Grading.graded_on.desc(), Grading.row.desc())
    found = work.session.scalars(here).all()
    for place, grading in enumerate(found):
        if bool(grading.latest) != (place == 0):
            work.change(grading, {"latest": place == 0})
    if found:
        work.change(work.get(House, house), {"grade": found[0].grade})


@dataclass(frozen=True, slots=True)
class Graded:
    """One line of the board; `grade` "" where there is none yet."""

    target: Target
    name: str
    where: str
    grade: str
    reason: str
    graded_on: date | None
    review_by: date | None
    by: str = ""

    def overdue(self, today: date) -> bool:
        return self.review_by is not None and self.review_by < today

    def words(self, today: date) -> str:
        """How the review stands."""
        return deadlines.words(self.review_by, today) if self.review_by else ""


@dataclass(frozen=True, slots=True)
class GradeBoard:
    """All houses, or all smallest units, by grade: overdue reviews first, then by place."""

    today: date
    book: GradeBook
    lines: Mapping[str, Sequence[Graded]]

    def count(self, grade: str) -> int:
        return len(self.lines.get(grade, ()))

    def overdue(self, grade: str) -> int:
        return sum(one.overdue(self.today) for one in self.lines.get(grade, ()))


def read_grade_board(office: Office, *, ledger: str = UNITS) -> GradeBoard:
    """`ledger`: the smallest units, or the houses."""
    office.require("rental", Action.SEE)
    with office.read() as connection:
        book, ground = grades_on(connection, office.today), ground_of(connection, office.today)
        lines = _houses(connection, ground) if ledger == HOUSES else _units(connection, ground)
    by_grade: dict[str, list[Graded]] = {key: [] for key in (*(one.key for one in book.grades), "")}
    for one in lines:
        by_grade.setdefault(one.grade, []).append(one)
    for those in by_grade.values():
        those.sort(key=lambda one: (one.review_by or date.max, one.where, one.name))
    return GradeBoard(office.today, book, by_grade)


LATEST = (Grading.grade, Grading.reason, Grading.graded_on, Grading.review_by, Grading.graded_by)
NEVER = (None, None, None, None, None)


def _latest(connection: Connection, link: Any) -> dict[str, tuple[Any, ...]]:
    wanted = select(link, *LATEST).where(Grading.latest.is_(True), link.is_not(None))
    return {row[0]: tuple(row[1:]) for row in connection.execute(wanted)}


def _houses(connection: Connection, ground: Ground) -> list[Graded]:
    known, homes, paths = _latest(connection, Grading.house_id), homes_of(connection, ground), dict[str, str]()
    found = []
    for id_, address, village, grade in connection.execute(select(*HOUSE)):
        home = homes[id_]
        if home not in paths:
            paths[home] = ground.tree.path(home) if home else ""
        _, reason, on, review, by = known.get(id_, NEVER)
        found.append(Graded((HOUSES, id_), address, paths[home] or village or "", grade or "", reason or "", on, review,
                            by or ""))  # fmt: skip
    return found


HOUSE = (House.id, House.house_address, House.village, House.grade)


def _units(connection: Connection, ground: Ground) -> list[Graded]:
    known, tree, paths = _latest(connection, Grading.unit_id), ground.tree, dict[str, str]()
    found = []
    for id_ in tree.smallest():
        above = tree.parents[id_]
        if above not in paths:
            paths[above] = tree.path(above) if above else ""
        grade, reason, on, review, by = known.get(id_, NEVER)
        found.append(Graded((UNITS, id_), tree.units[id_].name, paths[above], grade or "", reason or "", on, review,
                            by or ""))  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class GradeStep:
    """One grading in the history of a house or unit."""

    on: date
    former: str
    grade: str
    reason: str
    by: str
    review_by: date | None


def grade_history(office: Office, *, ledger: str, record: str) -> list[GradeStep]:
    """The newest first; each grade is called what it was called on the day."""
    office.require("rental", Action.SEE)
    link = Grading.house_id if ledger == HOUSES else Grading.unit_id
    columns = (Grading.graded_on, Grading.former, Grading.grade, Grading.reason, Grading.graded_by, Grading.review_by)
    wanted = select(*columns).where(link == record).order_by(Grading.graded_on.desc(), Grading.row.desc())
    with office.read(ledger, record) as connection:
        books: dict[date, GradeBook] = {}
        return [GradeStep(row[0], _called(connection, books, row[0], row[1]),
                          _called(connection, books, row[0], row[2]), row[3], row[4] or "", row[5])
                for row in connection.execute(wanted)]  # fmt: skip


def _called(connection: Connection, books: dict[date, GradeBook], on: date, grade: str | None) -> str:
    if on not in books:
        books[on] = grades_on(connection, on)
    return books[on].label(grade)
