"""Made-up units of responsibility, the people answerable for them, and gradings: nearly all in order, a few not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from desktop.ledgers.answerables import Answerable
from desktop.ledgers.grid_units import GridUnit
from desktop.services.grade_rules import shipped
from desktop.services.grid_units import PLACES
from desktop.services.office import Office
from desktop.services.sample_people import Invented
from desktop.storage.unit_of_work import Work

Values = dict[str, Any]
Place = tuple[str, str, str]  # code, name, level
GRIDS = 2  # of a village
PER_UNIT = {"township": 7, "county": 1.13}  # houses of a smallest unit, about
HEADS = ("01", "03", "02")
REASONS = {"1": "消防通道堆物，电动车在楼道充电", "2": "隐患已整改，再看一季", "3": "没有隐患，报送按时"}


def add_grids(office: Office, made: Invented, places: Sequence[Place], houses: int, per_unit: float) -> list[list[str]]:
    """Places, grids and smallest units with their people; the ids of the smallest ones, a list for each village.

    In the last village nobody answers.
    """
    villages = [one for one in places if one[2] == "06"]
    wanted = max(1, round(houses / max(1, len(villages)) / GRIDS / per_unit))
    smallest: list[list[str]] = []
    with office.work("sample", "加入样例", sample=True) as work:
        above: dict[str, str] = {}
        for code, name, level in places:
            if level in PLACES and level != "06":
                above[code] = _unit(work, made, name, level, above.get(code[:6]), code)
        for code, name, _ in villages:
            manned = code != villages[-1][0]
            village = _unit(work, made, name, "06", above.get(code[:9]) or above.get(code[:6]), code)
            if manned:
                _person(work, made, village, "05")
            grids = [_grid(work, made, village, number, wanted, manned) for number in range(GRIDS)]
            smallest.append([one for grid in grids for one in grid])
        work.commit()
    return smallest


def _grid(work: Work, made: Invented, village: str, number: int, wanted: int, manned: bool) -> Iterator[str]:
    grid = _unit(work, made, f"第{'一二三四五六'[number]}网格", "07", village)
    for role in HEADS[: made.random.choice((2, 2, 3))] if manned else ():
        _person(work, made, grid, role)
    for place in range(1, wanted + 1):
        unit = _unit(work, made, f"{place}单元", "10", grid)
        if manned and made.random.random() < 0.6:
            _person(work, made, unit, "04")
        if made.random.random() < 0.1:
            _person(work, made, unit, "06")
        yield unit


def _unit(work: Work, made: Invented, name: str, kind: str, parent: str | None, code: str = "") -> str:
    since = date(made.today.year - 3, 1, 1)
    return work.add(GridUnit, {"unit_name": name, "kind": kind, "parent_id": parent, "code": code or None,
                               "start": since}).id  # fmt: skip


def _person(work: Work, made: Invented, unit: str, role: str) -> None:
    work.add(Answerable, {"unit_id": unit, "name": made.name(), "role": role, "phone": made.phone(),
                          "start": made.day_within(900)})  # fmt: skip


def dealt(smallest: Sequence[Sequence[str]], made: Invented) -> Callable[[int], str | None]:
    """The unit of the house with a number, as `Invented.house` numbers them village by village; very few have none."""

    def unit(number: int) -> str | None:
        if not smallest or made.random.random() < 0.01:
            return None
        own = smallest[number % len(smallest)]
        return own[number // len(smallest) % len(own)]

    return unit


def gradings(made: Invented, link: str, graded: Sequence[tuple[str, str]]) -> Iterator[Values]:
    """One grading each of (id, grade); a few are overdue for review."""
    months = {one.key: one.months for one in shipped()}
    for id_, grade in graded:
        span = months[grade] * 30
        ahead = -made.random.randint(1, 9) if made.random.random() < 0.008 else made.random.randint(1, span)
        review = made.today + timedelta(days=ahead)
        yield {link: id_, "grade": grade, "reason": REASONS[grade], "graded_by": "王海燕",
               "graded_on": review - timedelta(days=span), "review_by": review, "latest": True}  # fmt: skip


def unit_grades(made: Invented, smallest: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Nineteen of twenty smallest units have a grade."""
    found = [(one, made.random.choices("321", (80, 16, 4))[0]) for those in smallest for one in those]
    return [one for one in found if made.random.random() < 0.95]
