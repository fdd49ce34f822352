"""分级标准: what each grade is called, its colour, its criteria and how often it is looked at again; by edition."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection

from desktop.domain import deadlines
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.paths import RESOURCES
from desktop.services.office import Office
from desktop.services.settings import put_setting, setting
from desktop.storage.unit_of_work import Changed

GRADES = "rental_grades"
"""Key of the setting: [{edition, since, grades}], the oldest edition first."""
COLOURS: Mapping[str, str] = {
    "g_orange": "橙", "g_blue": "蓝", "g_qing": "青", "red": "红", "amber": "黄", "green": "绿", "grey": "灰",
}  # fmt: skip
"""Tokens of the screen that a grade may have, with their names."""
MOST_MONTHS, LONGEST_LABEL = 60, 4


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade; `key` is its code in table `grade`."""

    key: str
    label: str
    colour: str
    months: int
    criteria: tuple[str, ...]

    def review_by(self, graded_on: date) -> date:
        return deadlines.months_after(graded_on, self.months)


@dataclass(frozen=True, slots=True)
class GradeBook:
    """The grades of a day; edition 0, without a day, is what the program ships with."""

    edition: int
    since: date | None
    grades: tuple[Grade, ...]

    def grade(self, key: str) -> Grade | None:
        return next((one for one in self.grades if one.key == key), None)

    def label(self, key: str | None) -> str:
        found = self.grade(key) if key else None
        return found.label if found else ""


@cache
def shipped() -> tuple[Grade, ...]:
    return _grades(json.loads((RESOURCES / "rental" / "grades.json").read_text(encoding="utf-8")))


def _grades(stored: Sequence[Mapping[str, Any]]) -> tuple[Grade, ...]:
    return tuple(Grade(one["key"], one["label"], one["colour"], one["months"], tuple(one["criteria"]))
                 for one in stored)  # fmt: skip


def grades_on(connection: Connection, day: date) -> GradeBook:
    begun = [one for one in setting(connection, GRADES) or () if one["since"] <= day.isoformat()]
    if not begun:
        return GradeBook(0, None, shipped())
    return GradeBook(begun[-1]["edition"], date.fromisoformat(begun[-1]["since"]), _grades(begun[-1]["grades"]))


def read_grades(office: Office, *, on: date | None = None) -> GradeBook:
    office.require("rental", Action.SEE)
    with office.read() as connection:
        return grades_on(connection, on or office.today)


def set_grades(office: Office, *, grades: Sequence[Grade]) -> Changed:
    """A new edition from today on; gradings of earlier days keep what held then.

    Refused codes: grade_missing, required, too_long, grade_twice, no_colour, months.
    """
    office.require("rental", Action.CHANGE)
    kept = [replace(one, label=one.label.strip(), criteria=_paragraphs(one)) for one in grades]
    _check(kept)
    with office.work("set_grades", "改分级标准") as work:
        editions = setting(work.connection(), GRADES) or []
        today = office.today.isoformat()
        before = [one for one in editions if one["since"] != today]
        values = [asdict(one) | {"criteria": list(one.criteria)} for one in kept]
        newest = {"edition": len(before) + 1, "since": today, "grades": values}
        put_setting(work, GRADES, [*before, newest])
        return work.commit()


def _paragraphs(grade: Grade) -> tuple[str, ...]:
    return tuple(text for each in grade.criteria if (text := each.strip()))


def _check(grades: Sequence[Grade]) -> None:
    if [one.key for one in grades] != [one.key for one in shipped()]:
        raise Refused("分级少了或多了", "每一级都要有", field="grade", code="grade_missing")
    if len({one.label for one in grades}) < len(grades):
        raise Refused("两级用了同一个名称", "改其中一个", field="label", code="grade_twice")
    for one in grades:
        _check_one(one)


def _check_one(one: Grade) -> None:
    if not one.label:
        raise Refused("分级名称没有填", "填一两个字", field="label", code="required")
    if len(one.label) > LONGEST_LABEL:
        raise Refused(f"“{one.label}”太长", f"写在{LONGEST_LABEL}个字以内", field="label", code="too_long")
    if one.colour not in COLOURS:
        raise Refused("没有这种颜色", f"从{'、'.join(COLOURS.values())}中选", field="colour", code="no_colour")
    if not 1 <= one.months <= MOST_MONTHS:
        raise Refused(f"复核间隔不能是{one.months}个月", f"填1到{MOST_MONTHS}", field="months", code="months")
    if not one.criteria:
        raise Refused(f"“{one.label}”的标准没有写", "至少写一条", field="criteria", code="required")
