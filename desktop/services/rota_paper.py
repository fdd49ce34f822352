"""值班表: a month of the rota as paper and as workbook, from what the board shows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from desktop import forms
from desktop.domain.access import Action
from desktop.domain.calendar import DayKind
from desktop.forms import Paper
from desktop.roster.problem import Person
from desktop.services.office import Office
from desktop.services.rota_month import MonthView, read_month
from desktop.services.sign_in import note
from desktop.sheets import writer

FORM, AWAY = "roster", "假"


def marks_by_person(view: MonthView) -> dict[str, dict[int, str]]:
    """Person -> day of the month -> the characters in the cell, leave included."""
    mark, days = {post.key: post.mark for post in view.posts}, {day.day for day in view.days}
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for stored in view.cells:
        cell = stored.cell
        found[cell.person][cell.day.day] = found[cell.person].get(cell.day.day, "") + mark[cell.post]
    for person in view.problem.people:
        for day in days:
            if person.leave_on(day) and day.day not in found[person.key]:
                found[person.key][day.day] = AWAY
    return found


def month_data(office: Office, *, month: date, size: str = "A4") -> dict[str, Any]:
    """The data of form `roster`; people who neither serve nor are away that month are left out."""
    view = read_month(office, month=month)
    marks = marks_by_person(view)
    special = [{"day": one.day.day, "kind": one.kind.value, "name": one.name}
               for one in view.days if one.kind in (DayKind.HOLIDAY, DayKind.MAKEUP)]  # fmt: skip
    return {
        "centre": office.centre, "year": month.year, "month": month.month, "size": size, "days": special,
        "groups": [{"label": label, "people": [_line(person, marks) for person in people if marks.get(person.key)]}
                   for _, label, people in view.groups],
        "maker": office.actor.name, "date": office.today, "note": view.provisional,
    }  # fmt: skip


def _line(person: Person, marks: dict[str, dict[int, str]]) -> dict[str, Any]:
    return {"name": person.name, "cells": {str(day): words for day, words in sorted(marks[person.key].items())}}


def month_paper(office: Office, *, month: date, size: str = "A4", final: bool = False) -> Paper:
    """The month as a PDF, A4 or A3 landscape; with `final` it goes out, and is noted as printed."""
    office.require("duty", Action.PRINT)
    paper = forms.render(FORM, month_data(office, month=month, size=size))
    if final:
        note(office, "print", f"打印{month.month}月值班表", form=FORM, month=month.isoformat())
    return paper


def export_month(office: Office, *, month: date, file: Path) -> int:
    """The month as .xlsx, a person a row; returns how many rows."""
    office.require("duty", Action.PRINT)
    view = read_month(office, month=month)
    marks = marks_by_person(view)
    days = [one.day.day for one in view.days]
    rows = [[label, person.name, *(marks[person.key].get(day, "") for day in days), _turns(marks[person.key])]
            for _, label, people in view.groups for person in people if marks.get(person.key)]  # fmt: skip
    heads = [f"{one.day.day}{'一二三四五六日'[one.day.weekday()]}" for one in view.days]
    legend = " ".join(f"{post.mark}={post.label}" for post in view.posts)
    title = f"{office.centre}{month.year}年{month.month}月值班表　{legend} {AWAY}=请假"
    note(office, "export", f"导出{month.month}月值班表", rows=len(rows))
    writer.write(file, ["岗位", "姓名", *heads, "合计"], rows, note=title)
    return len(rows)


def _turns(marks: dict[int, str]) -> int:
    return sum(len(words) for words in marks.values() if words != AWAY)
