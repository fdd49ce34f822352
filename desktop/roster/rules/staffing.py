"""Who may stand at a post, and how many must: need, group, exemption, employment, leave."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.roster.model import RosterModel
from desktop.roster.problem import Cell, Rule
from desktop.roster.rules.kind import RuleKind, by_the_frame
from desktop.roster.table import Breach, Table
from desktop.roster.words import month_day


def check_need(table: Table, rule: Rule) -> Iterator[Breach]:
    """Missing people are a breach too (`need`); one person too many is `need_exceeded`."""
    for day in table.days:
        for post in table.problem.posts:
            need, filled = (
                table.problem.needs.get((day, post.key), 0),
                len(table.holders.get((day, post.key), ())),
            )
            if filled < need:
                words = f"{month_day(day)}{post.label}需{need}人，只排了{filled}人"
                yield Breach("need", words, day=day, post=post.key)
            elif filled > need:
                words = f"{month_day(day)}{post.label}只需{need}人，排了{filled}人"
                yield Breach("need_exceeded", words, day=day, post=post.key)


def constrain_need(model: RosterModel, rule: Rule) -> None:
    for day in model.problem.days:
        for post in model.problem.posts:
            need, turns = (
                model.problem.needs.get((day, post.key), 0),
                list(model.slots.get((day, post.key), ())),
            )
            if need and model.partial:
                hole = model.holes[day, post.key] = model.linear.whole(0, need)
                turns.append(hole)
            if need or turns:
                model.linear.add(turns, need, need, fact=f"need|{post.key}|{day}")


def check_group(table: Table, rule: Rule) -> Iterator[Breach]:
    for cell in _cells(table):
        person, post = table.problem.person[cell.person], table.problem.post[cell.post]
        if person.groups.isdisjoint(post.groups):
            yield _breach("group", f"{person.name}不在可值{post.label}的人员范围内", cell)


def check_exempt(table: Table, rule: Rule) -> Iterator[Breach]:
    for cell in _cells(table):
        person, post = table.problem.person[cell.person], table.problem.post[cell.post]
        if post.key in person.exempt:
            yield _breach("exempt", f"{person.name}已免排{post.label}", cell)


def check_employed(table: Table, rule: Rule) -> Iterator[Breach]:
    for cell in _cells(table):
        person = table.problem.person[cell.person]
        if not person.employed(cell.day):
            yield _breach("employed", f"{person.name}{month_day(cell.day)}不在岗（未到岗或已离岗）", cell)


def check_leave(table: Table, rule: Rule) -> Iterator[Breach]:
    for cell in _cells(table):
        person = table.problem.person[cell.person]
        if leave := person.leave_on(cell.day):
            span = month_day(leave.first) + (f"至{month_day(leave.last)}" if leave.days > 1 else "")
            yield _breach("leave", f"{person.name}{span}请假", cell)


def constrain_leave(model: RosterModel, rule: Rule) -> None:
    if not model.explaining:
        return
    for (key, day), held in model.held.items():
        if leave := model.problem.person[key].leave_on(day):
            model.linear.add([turn for _, turn in held], 0, 0, fact=f"leave|{key}|{leave.first}")


def _cells(table: Table) -> list[Cell]:
    """The cells in sight, of whole roster or of a change, in order."""
    people, days = {person.key for person in table.people}, set(table.days)
    near = (
        Cell(day, post, key)
        for key in people
        for day, posts in table.served.get(key, {}).items()
        if day in days
        for post in posts
    )
    return sorted(cell for cell in near if cell in table.cells)


def _breach(rule: str, words: str, cell: Cell) -> Breach:
    return Breach(rule, words, cell.person, cell.day, cell.post)


NEED = RuleKind("need", "每岗人数", check_need, constrain_need, asked=False)
GROUP = RuleKind("group", "岗位人员范围", check_group, by_the_frame, asked=False)
EXEMPT = RuleKind("exempt", "免排岗位", check_exempt, by_the_frame, asked=False)
EMPLOYED = RuleKind("employed", "在岗期间", check_employed, by_the_frame, asked=False)
LEAVE = RuleKind("leave", "请假不排班", check_leave, constrain_leave, asked=False)
