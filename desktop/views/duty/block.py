"""Blocks of the board to and from Excel: the characters of the posts, a row a person, a column a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.errors import Refused
from desktop.models.roster_grid import AWAY, GridCell, PersonRow, RosterGridModel
from desktop.services.rota_month import GridPost
from desktop.views.widgets.clipboard import from_block, to_block
from desktop.views.words import tr


def copied(cells: Sequence[GridCell]) -> str:
    """The selected cells as a block; what lies between them and is not selected stays empty."""
    people = list(dict.fromkeys(cell.person.key for cell in cells))
    days = sorted({cell.day.day for cell in cells})
    marks = {(cell.person.key, cell.day.day): cell.marks for cell in cells}
    return to_block([[marks.get((person, day), "") for day in days] for person in people])


def pasted(model: RosterGridModel, at: GridCell, text: str) -> Mapping[tuple[date, str], Sequence[str]]:
    """(day, person) -> post keys, from the cell `at` on to the right and down. Refused names the first strange cell."""
    view = model.view
    if view is None:
        return {}
    people = [row.person.key for row in map(model.row_at, range(model.rowCount())) if isinstance(row, PersonRow)]
    first, day = people.index(at.person.key), at.day.day.day - 1
    found: dict[tuple[date, str], Sequence[str]] = {}
    for down, line in enumerate(from_block(text)):
        for right, words in enumerate(line):
            if first + down < len(people) and day + right < len(view.days) and words.strip() != AWAY:
                posts = _posts(view.posts, words.strip(), down, right)
                found[view.days[day + right].day, people[first + down]] = posts
    return found


def _posts(posts: Sequence[GridPost], words: str, down: int, right: int) -> list[str]:
    by_label = {post.label: post.key for post in posts}
    if words in by_label:
        return [by_label[words]]
    by_mark = {post.mark: post.key for post in posts}
    if not set(words) <= by_mark.keys():
        where = tr("第{row}行第{column}列的“{words}”不是岗位").format(row=down + 1, column=right + 1, words=words[:8])
        raise Refused(where, tr("用月表里的字，如 {marks}").format(marks="".join(by_mark)), code="not_a_post")
    return [by_mark[mark] for mark in words]
