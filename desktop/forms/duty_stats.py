"""值班统计表: turns by person, post and day kind over some months."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import TITLE, Register
from desktop.forms.text import Style, sized

HEAD = Style(Role.HEI, 10, 13, align="center")
NAME = Style(Role.BODY, 11, 14, align="left")
FIGURE = Style(Role.SONG, 10.5, 14, align="center")
SMALL = Style(Role.BODY, 10.5, 16, align="left")
ROW, HEAD_ROW, LEAST = 19.0, 34.0, 12
GREY = (0.94, 0.95, 0.94)

PERSON = (
    Field("name", "姓名"),
    Field("group", "值班组"),
    Field("counts", "各项次数"),  # {"0": "3"}: turns by the place of the column
    Field("total", "轮次合计", Kind.NUMBER),
    Field("sat", "实值", Kind.NUMBER),
)
FIELDS = (
    Field("centre", "单位", required=True, sample="王宅镇综治中心"),
    Field("span", "统计期间", required=True, sample="2026年1月至9月"),
    Field("columns", "项目", Kind.LINES, required=True,
          sample=["带班工作日", "带班休息日", "值班工作日", "值班休息日", "值班法定节假日", "夜班"]),
    Field("people", "人员", Kind.LIST, required=True, fields=PERSON, sample=[
        {"name": "潘志远", "group": "领导", "counts": {"0": 31, "1": 12}, "total": 43, "sat": 43},
        {"name": "王海燕", "group": "值班人员", "counts": {"2": 24, "3": 10, "4": 4, "5": 19}, "total": 38, "sat": 39},
    ]),
    Field("note", "说明", Kind.LONG, sample="轮次按排定的人计，调班替班不改变轮次；实值按实际到岗的人计。"),
    Field("maker", "制表", sample="王海燕"),
    Field("date", "制表日期", Kind.DATE, sample="2026-09-23"),
    Field("log_head", "日志校验", sample="日志第1204条 3fa2b1c0d9e8"),
)  # fmt: skip


class DutyStats(Register):
    key, label, title = "duty_stats", "值班统计表", "值班统计表"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        columns = self.data.lines("columns") or [""] * 6
        each = (self.width - 72 - 62 - 52 - 42) / len(columns)
        grid = Grid([72, 62, *[each] * len(columns), 52, 42], FIGURE, self.faces, pad=2)
        labels = [Cell(words, align="center", style=HEAD, fill=GREY)
                  for words in ("姓名", "值班组", *columns, "轮次合计", "实值")]  # fmt: skip
        head = grid.strips([Row(labels, HEAD_ROW, keep=True)], last=False)
        people = self.data.entries("people")
        blank = [Entry({})] * max(LEAST - len(people), 0)
        rows = [Row(_cells(person, len(columns)), ROW) for person in [*people, *blank]]
        return ending([*held([*self._title(), *head]), *grid.strips(rows, head)], self._foot())

    def _title(self) -> list[Strip]:
        words = f"{self.data.text('centre')}{self.title}"
        return [*self.set(words, sized(TITLE, 20)), *self.set(f"统计期间：{self.data.text('span')}", SMALL), space(4)]

    def _foot(self) -> list[Strip]:
        note = self.data.text("note")
        signed = f"制表：{self.data.text('maker', '　　　　')}　　{self.data.day('date')}"
        signed = f"{signed}　　{self.data.text('log_head')}".rstrip()
        return [space(4), *(self.set(f"说明：{note}", SMALL) if note else []), *self.set(signed, SMALL)]


def _cells(person: Entry, columns: int) -> list[Cell]:
    counts = person.texts("counts")
    figures = [Cell(counts.get(str(place), ""), align="center") for place in range(columns)]
    who = [Cell(person.text(name), style=NAME) for name in ("name", "group")]
    total = Cell(person.text("total"), align="center", style=HEAD)
    return [*who, *figures, total, Cell(person.text("sat"), align="center")]
