"""值班表: a month's rota, people by days, grouped by post; readable without its colours."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Faces, Role
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import A3, A4, MM, TITLE, WIDE, Document, Size
from desktop.forms.text import Span, Style, sized

Tint = tuple[float, float, float]
NAME, COUNT = 22.0, 11.0  # mm
LOW, HIGH, TITLE_ROW, HEAD_ROW = 19.0, 25.0, 17.0, 38.0  # pt: rows stretch to fill a sheet
BLANK = 15  # rows of a blank sheet
ABSENT = "假"

MARK = Style(Role.HEI, 10, 13, align="center")
DAY = Style(Role.SONG, 9, 10.5, align="center")
PERSON = Style(Role.BODY, 11, 14, align="left")
GROUP = Style(Role.HEI, 9.5, 13, align="left")
SMALL = Style(Role.BODY, 10.5, 16, align="left")


class Post(NamedTuple):
    label: str
    tint: Tint | None


POSTS: Mapping[str, Post] = {
    "带": Post("带班领导", (0.91, 0.88, 0.97)),
    "白": Post("白班", (1.0, 0.93, 0.78)),
    "夜": Post("夜班", (0.80, 0.86, 0.95)),
    "学": Post("学习岗", (0.81, 0.94, 0.90)),
    "备": Post("备班", None),
    "访": Post("接访", (0.99, 0.87, 0.84)),
    ABSENT: Post("请假", (0.89, 0.89, 0.88)),
}
OTHER = Post("", (0.95, 0.95, 0.90))
GROUP_TINT = (0.94, 0.95, 0.94)

# kinds of a day as the holiday ledger names them: the mark in the head, and the column's tint
DAYS: Mapping[str, tuple[str, Tint | None]] = {
    "holiday": ("休", (0.99, 0.92, 0.91)),
    "restday": ("", (0.96, 0.95, 0.92)),
    "makeup": ("班", (0.90, 0.95, 1.0)),
    "workday": ("", None),
}

PEOPLE = (
    Field("name", "姓名"),
    Field("cells", "班次"),  # {"1": "白", "2": "夜"}: the marks of each day, two as 白夜
    Field("count", "合计", Kind.NUMBER),  # counted where absent
)

FIELDS = (
    Field("centre", "单位", required=True, sample="王宅镇综治中心"),
    Field("year", "年", Kind.NUMBER, required=True, sample=2026),
    Field("month", "月", Kind.NUMBER, required=True, sample=10),
    Field("size", "纸张", Kind.CHOICE, sample="A4", choices=("A4", "A3")),
    Field(
        "days",
        "特殊日子",
        Kind.LIST,
        sample=[
            *[{"day": day, "kind": "holiday", "name": "国庆节"} for day in range(1, 8)],
            {"day": 10, "kind": "makeup", "name": "调休上班"},
        ],
        fields=(
            Field("day", "日", Kind.NUMBER),
            Field("kind", "类别", Kind.CHOICE, choices=tuple(DAYS)),
            Field("name", "名称"),
        ),
    ),
    Field(
        "groups",
        "岗位",
        Kind.LIST,
        required=True,
        sample=[
            {
                "label": "带班领导",
                "people": [
                    {"name": "潘志远", "cells": {"2": "带", "5": "备", "10": "带", "15": "带", "18": "带", "28": "带"}},
                    {"name": "徐敏芳", "cells": {"1": "备", "8": "带", "14": "带", "20": ABSENT, "21": ABSENT}},
                ],
            },
            {
                "label": "值班员",
                "people": [
                    {"name": "王海燕", "cells": {"2": "白", "6": "夜", "13": "夜", "19": "白", "27": "白"}},
                    {"name": "李文斌", "cells": {"2": "夜", "7": "白", "11": "夜", "16": "白", "26": "夜"}},
                    {"name": "郑伟", "cells": {"9": "夜", "15": "白", "21": "夜", "24": "白夜"}},
                ],
            },
            {"label": "学习岗", "people": [{"name": "鲍根荣", "cells": {"8": "学", "15": "学", "29": "访"}}]},
        ],
        fields=(
            Field("label", "岗位名称"),
            Field("people", "人员", Kind.LIST, fields=PEOPLE),
        ),
    ),
    Field("note", "备注", Kind.LONG, sample="值班电话0579-87000000。调班须经双方同意并报办公室。"),
    Field("maker", "制表", sample="王海燕"),
    Field("approver", "审核", sample="潘志远"),
    Field("date", "制表日期", Kind.DATE, sample="2026-09-23"),
)


class Roster(Document):
    key, label, title = "roster", "值班表", "值班表"
    fields = FIELDS
    margins = WIDE

    def __init__(self, data: Entry, faces: Faces) -> None:
        super().__init__(data, faces)
        self._month = data.month("year", "month")
        self._count = monthrange(self._month.year, self._month.month)[1] if self._month else 31
        self._kinds = self._day_kinds()
        days = self.width - (NAME + COUNT) * MM
        widths = [NAME * MM, *[days / self._count] * self._count, COUNT * MM]
        self._grid = Grid(widths, PERSON, faces, pad=1.0)

    @property
    def size(self) -> Size:
        return (A3 if self.data.text("size") == "A3" else A4).turned()

    def story(self) -> Sequence[Strip]:
        head = self._grid.strips([self._head()], last=False)
        top, foot = held([*self._title(), *head]), [space(4), *self._foot()]
        groups = self.data.entries("groups") or [Entry({"people": [{}] * BLANK})]
        height = self._row_height(groups, sum(strip.height for strip in [*top, *foot]))
        rows = [strip for group in groups for strip in self._group(group, head, height, group is groups[-1])]
        return ending([*top, *rows], foot)

    def _row_height(self, groups: Sequence[Entry], taken: float) -> float:
        """Rows fill one sheet between the bounds of what reads well."""
        people = sum(len(group.entries("people")) for group in groups)
        spare = self.room - taken - TITLE_ROW * len(groups)
        return min(max(spare / max(people, 1), LOW), HIGH)

    def _title(self) -> list[Strip]:
        month = f"{self._month.year}年{self._month.month}月" if self._month else "　　　　年　　月"
        words = f"{self.data.text('centre')}{month}{self.title}"
        return [*self.set(words, sized(TITLE, 20)), space(6)]

    def _day_kinds(self) -> dict[int, str]:
        """Weekends rest unless the data says otherwise."""
        kinds = {}
        for day in range(1, self._count + 1):
            weekend = self._month and date(self._month.year, self._month.month, day).weekday() >= 5
            kinds[day] = "restday" if weekend else "workday"
        given = {day.text("day"): day.text("kind") for day in self.data.entries("days")}
        return {day: given.get(str(day), kind) for day, kind in kinds.items()}

    def _head(self) -> Row:
        days = [self._head_cell(day) for day in self._kinds]
        name = Cell("姓名", align="center", style=GROUP)
        return Row([name, *days, Cell("合计", align="center", style=DAY)], HEAD_ROW, keep=True)

    def _head_cell(self, day: int) -> Cell:
        mark, tint = DAYS.get(self._kinds[day], ("", None))
        week = ""
        if self._month:
            week = "一二三四五六日"[date(self._month.year, self._month.month, day).weekday()]
        words = [Span(f"{day}", Role.HEI), Span(f"\n{week}\n"), Span(mark, Role.HEI)]
        return Cell(words, align="center", style=DAY, fill=tint)

    def _group(self, group: Entry, head: list[Strip], height: float, last: bool) -> list[Strip]:
        people = group.entries("people")
        words = Cell(self._group_words(group.text("label"), people), self._count + 2, "left", GROUP, fill=GROUP_TINT)
        [title] = self._grid.strips([Row([words], TITLE_ROW, keep=bool(people))], head, last=last and not people)
        rows = [Row(self._person(person), height) for person in people]
        return [title, *self._grid.strips(rows, (*head, title), last=last)]

    def _group_words(self, label: str, people: Sequence[Entry]) -> str:
        named = sum(bool(person.text("name")) for person in people)
        return f" {label}（{named}人）" if named else f" {label}"

    def _person(self, person: Entry) -> list[Cell]:
        cells = person.texts("cells")
        marks = [self._mark(day, cells.get(str(day), "")) for day in self._kinds]
        count = person.text("count", _counted(cells) if person.text("name") else "")
        return [Cell(f" {person.text('name')}"), *marks, Cell(count, align="center", style=DAY)]

    def _mark(self, day: int, mark: str) -> Cell:
        day_tint = DAYS.get(self._kinds[day], ("", None))[1]
        if not mark:
            return Cell(fill=day_tint)
        style = MARK if len(mark) == 1 else sized(MARK, 9)
        return Cell(mark, align="center", style=style, fill=POSTS.get(mark[0], OTHER).tint or day_tint)

    def _foot(self) -> list[Strip]:
        names = (("制表：", "maker"), ("审核：", "approver"))
        signed = "　　".join(label + self.data.text(name, "　　　　") for label, name in names)
        note = self.data.text("note")
        return [
            *self.set(self._legend(), SMALL),
            *(self.set(f"备注：{note}", SMALL) if note else []),
            *self.set(f"{signed}　　{self.data.day('date')}", SMALL),
        ]

    def _legend(self) -> list[Span]:
        used = {mark for group in self.data.entries("groups") for mark in _marks(group)}
        posts = [(mark, post.label) for mark, post in POSTS.items() if mark in used or not used]
        signs = [*posts, ("休", "法定节假日"), ("班", "调休上班")]
        words = [span for mark, label in signs for span in (Span(mark, Role.HEI), Span(f" {label}　"))]
        return [Span("图例："), *words]


def _marks(group: Entry) -> set[str]:
    return {mark for person in group.entries("people") for cell in person.texts("cells").values() for mark in cell}


def _counted(cells: Mapping[str, str]) -> str:
    """Turns of the month: each mark of a cell is one, leave is none."""
    return str(sum(mark != ABSENT for cell in cells.values() for mark in cell))
