"""The other papers of the rota, from what is stored: by post, statistics, notice, hand-over, learning record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from desktop import forms
from desktop.domain import codes, dates
from desktop.domain.access import Action
from desktop.domain.calendar import DayKind
from desktop.errors import Refused
from desktop.forms import Paper
from desktop.services.audit import head_words
from desktop.services.office import Office
from desktop.services.rota_account import Account, Line, column_label, read_account
from desktop.services.rota_handover import read_handover
from desktop.services.rota_learn import LearnRecord, learn_record
from desktop.services.rota_month import GridDay, MonthView, read_month
from desktop.services.sign_in import note

NIGHTS = "夜班"
NOTE = "轮次按排定的人计，调班替班不改变轮次；实值按实际到岗的人计。"


def names_by_slot(view: MonthView) -> dict[tuple[date, str], list[str]]:
    """Day, post -> the names that stand there, in the order they were put."""
    found: dict[tuple[date, str], list[str]] = defaultdict(list)
    for one in view.cells:
        found[one.cell.day, one.cell.post].append(view.problem.person[one.cell.person].name)
    return found


def posts_data(office: Office, *, month: date, size: str = "A4") -> dict[str, Any]:
    """The data of form `roster_posts`; posts that nobody stands at that month are left out."""
    view = read_month(office, month=month)
    names, used = names_by_slot(view), {one.cell.post for one in view.cells}
    posts = [post for post in view.posts if post.key in used]

    def line(day: GridDay) -> dict[str, Any]:
        cells = {str(place): "、".join(names[day.day, post.key]) for place, post in enumerate(posts)}
        marked = day.name if day.kind in (DayKind.HOLIDAY, DayKind.MAKEUP) else ""
        kept = {place: words for place, words in cells.items() if words}
        return {"day": day.day.day, "kind": day.kind.value, "name": marked, "cells": kept}

    return {
        "centre": office.centre, "year": month.year, "month": month.month, "size": size,
        "posts": [f"{post.label} {post.times}".strip() for post in posts], "days": [line(day) for day in view.days],
        "maker": office.actor.name, "date": office.today, "note": view.provisional,
    }  # fmt: skip


def _stats_data(office: Office, account: Account) -> dict[str, Any]:
    """The data of form `duty_stats`."""
    columns = list(account.columns)
    people = [{"name": line.name, "group": group_words(line),
               "counts": {str(place): number for place, number in enumerate(figures(account, line.counts, line.nights))
                          if number},
               "total": line.charged, "sat": line.sat} for line in account.lines]  # fmt: skip
    return {"centre": office.centre, "span": dates.span(account.first, account.last),
            "columns": [*map(column_label, columns), NIGHTS], "people": people, "note": NOTE,
            "maker": office.actor.name, "date": office.today, "log_head": _head(office)}  # fmt: skip


def figures(account: Account, counts: Mapping[tuple[str, str], int], nights: int) -> list[int]:
    """A line's numbers in the order of the columns, nights last."""
    return [*(counts[column] for column in account.columns), nights]


def notice_data(office: Office, *, first: date, last: date, to: str = "", body: Sequence[str] = ()) -> dict[str, Any]:
    """The data of form `duty_notice`: the published duties of these days; Refused nothing_published."""
    office.require("duty", Action.SEE)
    duties = []
    for month in sorted({first.replace(day=1), last.replace(day=1)}):
        view = read_month(office, month=month)
        names = names_by_slot(view)
        published = {(one.cell.day, one.cell.post) for one in view.cells if one.published}
        duties += [{"day": f"{day.day.month}月{day.day.day}日 周{dates.weekday(day.day)[-1]}",
                    "post": post.label, "people": "、".join(names[day.day, post.key])}
                   for day in view.days if first <= day.day <= last
                   for post in view.posts if (day.day, post.key) in published]  # fmt: skip
    if not duties:
        raise Refused("这几天还没有已发布的值班", "先发布，再发通知", code="nothing_published")
    span = dates.span(first, last)
    given = list(body) or [f"现将{span}值班安排通知如下，请按时到岗，保持电话畅通。",
                           "因故不能值班的，提前办理调班或替班，经对方同意并报批后生效。"]  # fmt: skip
    return {"centre": office.centre, "title": f"关于{span}值班安排的通知", "to": to or "各村（社区）、各科室",
            "body": given, "duties": duties, "date": office.today}  # fmt: skip


def handover_data(office: Office, *, day: date, post: str) -> dict[str, Any]:
    """The data of form `handover` for the shift at `post` (a record's id) of a day."""
    view = read_handover(office, day=day)
    shift = next((one for one in view.shifts if one.post == post), None)
    if shift is None:
        raise Refused("这一天没有这个班", "换一天，或先发布值班表", code="no_shift")
    items = [{"words": one.words, "due": one.due} for one in view.items]
    return {"centre": office.centre, "date": day, "shift": f"{shift.label} {shift.times}".strip(),
            "people": "、".join(name for _, name in shift.people), "matters": shift.matters, "things": shift.things,
            "items": items, "handed": shift.handed, "taken": shift.taken}  # fmt: skip


def _learn_data(office: Office, record: LearnRecord) -> dict[str, Any]:
    """The data of form `learn_record`."""
    return {
        "centre": office.centre, "name": record.name, "village": record.village, "hours": record.hours,
        "span": dates.span(record.first, record.last), "cases": record.cases, "date": office.today,
        "log_head": _head(office),
        "duties": [{"day": one.day, "hours": one.hours, "mentors": one.mentors} for one in record.days],
        "sessions": [{"time": f"{one.at:%Y-%m-%d %H:%M}", "number": one.number, "subject": one.subject,
                      "mediators": one.mediators, "result": one.result} for one in record.sessions],
        "reviews": [{"span": f"{one.first}至{one.last}", "mentor": one.mentor, "grade": one.grade, "words": one.words}
                    for one in record.reviews],
    }  # fmt: skip


def _head(office: Office) -> str:
    """Where the log ended when a report was made."""
    with office.read() as connection:
        return head_words(connection)


def posts_paper(office: Office, *, month: date, size: str = "A4", final: bool = False) -> Paper:
    """值班表 by post. With `final` it goes out, and is noted as printed; so for the papers below."""
    return _paper(office, "roster_posts", posts_data(office, month=month, size=size), final)


def stats_paper(office: Office, *, first: date, last: date, final: bool = False) -> Paper:
    return _paper(office, "duty_stats", _stats_data(office, read_account(office, first=first, last=last)), final)


def notice_paper(office: Office, *, first: date, last: date, final: bool = False) -> Paper:
    return _paper(office, "duty_notice", notice_data(office, first=first, last=last), final)


def handover_paper(office: Office, *, day: date, post: str, final: bool = False) -> Paper:
    return _paper(office, "handover", handover_data(office, day=day, post=post), final)


def learn_paper(office: Office, *, person: str, first: date, last: date, final: bool = False) -> Paper:
    record = learn_record(office, person=person, first=first, last=last)
    return _paper(office, "learn_record", _learn_data(office, record), final)


def _paper(office: Office, form: str, data: Mapping[str, Any], final: bool) -> Paper:
    office.require("duty", Action.PRINT)
    paper = forms.render(form, data)
    if final:
        note(office, "print", f"打印{forms.form(form).label}", form=form)
    return paper


def group_words(line: Line) -> str:
    return codes.label("duty_group", line.group) if line.group else ""
