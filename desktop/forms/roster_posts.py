"""值班表 by post: a line a day, a column a post, names in the cells; what hangs on the wall beside the telephone."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import A3, A4, TITLE, WIDE, Document, Size
from desktop.forms.roster import DAYS
from desktop.forms.text import Style, sized

HEAD = Style(Role.HEI, 10.5, 14, align="center")
NAMES = Style(Role.BODY, 9.5, 9.5, align="center")
FIGURE = Style(Role.SONG, 9.5, 9.5, align="center")
SMALL = Style(Role.BODY, 10, 13, align="left")
DAY_WIDTH = 92.0  # pt
LOW, HIGH, HEAD_ROW = 13.6, 26.0, 20.0  # pt: rows stretch to fill a sheet

DAY = (
    Field("day", "日", Kind.NUMBER),
    Field("kind", "类别", Kind.CHOICE, choices=tuple(DAYS)),
    Field("name", "名称"),
    Field("cells", "值班人员"),  # {"0": "潘志远"}: names by the place of the post
)
FIELDS = (
    Field("centre", "单位", required=True, sample="王宅镇综治中心"),
    Field("year", "年", Kind.NUMBER, required=True, sample=2026),
    Field("month", "月", Kind.NUMBER, required=True, sample=10),
    Field("size", "纸张", Kind.CHOICE, sample="A4", choices=("A4", "A3")),
    Field("posts", "岗位", Kind.LINES, required=True,
          sample=["带班领导", "值班员白班 8:30-17:30", "值班员夜班 17:30-次日8:30", "学习岗", "备班"]),
    Field("days", "各天", Kind.LIST, required=True, fields=DAY, sample=[
        {"day": 1, "kind": "holiday", "name": "国庆节",
         "cells": {"0": "徐敏芳", "1": "王海燕、李文斌", "2": "郑伟、吴敏", "4": "章立群"}},
        {"day": 8, "kind": "workday", "cells": {"0": "潘志远", "1": "吴敏、章立群", "2": "李文斌、王海燕",
                                                 "3": "鲍根荣、朱晓东"}},
        {"day": 10, "kind": "makeup", "name": "调休上班", "cells": {"0": "徐敏芳", "1": "郑伟、王海燕"}},
    ]),
    Field("note", "备注", Kind.LONG, sample="值班电话0579-87000000。调班须经双方同意并报办公室。"),
    Field("maker", "制表", sample="王海燕"),
    Field("approver", "审核", sample="潘志远"),
    Field("date", "制表日期", Kind.DATE, sample="2026-09-23"),
)  # fmt: skip


class RosterPosts(Document):
    key, label, title = "roster_posts", "值班表（按岗位）", "值班表"
    fields = FIELDS
    margins = WIDE

    @property
    def size(self) -> Size:
        return (A3 if self.data.text("size") == "A3" else A4).turned()

    def story(self) -> Sequence[Strip]:
        posts = self.data.lines("posts") or [""] * 5
        rest = (self.width - DAY_WIDTH) / len(posts)
        grid = Grid([DAY_WIDTH, *[rest] * len(posts)], NAMES, self.faces, pad=1.5, above=1.5)
        labels = [Cell(words, align="center", style=HEAD) for words in ("日期", *posts)]
        head = grid.strips([Row(labels, HEAD_ROW, keep=True)], last=False)
        top, foot = held([*self._title(), *head]), [space(4), *self._foot()]
        return ending([*top, *grid.strips(self._rows(len(posts), top, foot), head)], foot)

    def _rows(self, posts: int, top: Sequence[Strip], foot: Sequence[Strip]) -> list[Row]:
        month, given = self.data.month("year", "month"), {one.text("day"): one for one in self.data.entries("days")}
        count = monthrange(month.year, month.month)[1] if month else 31
        spare = self.room - sum(strip.height for strip in [*top, *foot])
        height = min(max(spare / count, LOW), HIGH)
        return [self._row(day, given.get(str(day), Entry({})), month, posts, height) for day in range(1, count + 1)]

    def _row(self, day: int, entry: Entry, month: date | None, posts: int, height: float) -> Row:
        on = date(month.year, month.month, day) if month else None
        kind = entry.text("kind") or ("restday" if on and on.weekday() >= 5 else "workday")
        fill, cells = DAYS.get(kind, ("", None))[1], entry.texts("cells")
        name = entry.text("name") or DAYS.get(kind, ("", None))[0]
        words = f"{day}日 周{'一二三四五六日'[on.weekday()]} {name}" if on else "　　日 周　"
        names = [Cell(cells.get(str(place), ""), align="center", fill=fill) for place in range(posts)]
        return Row([Cell(words, align="left", style=FIGURE, fill=fill), *names], height)

    def _title(self) -> list[Strip]:
        month = self.data.month("year", "month")
        when = f"{month.year}年{month.month}月" if month else "　　　　年　　月"
        return [*self.set(f"{self.data.text('centre')}{when}{self.title}", sized(TITLE, 18)), space(3)]

    def _foot(self) -> list[Strip]:
        names = (("制表：", "maker"), ("审核：", "approver"))
        signed = "　　".join(label + self.data.text(name, "　　　　") for label, name in names)
        note = self.data.text("note")
        return [*(self.set(f"备注：{note}", SMALL) if note else []),
                *self.set(f"{signed}　　{self.data.day('date')}", SMALL)]  # fmt: skip
