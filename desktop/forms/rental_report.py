"""出租房统计表: the report's lines by group, the villages below each other, and that the sums hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from desktop.forms.case_report import (
    ACROSS,
    FIGURE,
    GREY,
    HEAD,
    HEAD_LEFT,
    LINE,
    NAME,
    ROW,
    SMALL,
    line_cells,
    line_heads,
)
from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import TITLE, Register
from desktop.forms.report_lines import in_columns
from desktop.forms.text import sized

MEASURES = (
    ("houses", "出租房"), ("rooms", "房间"), ("let", "已入住"), ("occupancy", "入住率"), ("persons", "在住"),
    ("arrived", "入住"), ("left", "离开"), ("overfull", "超员"), ("overdue", "逾期未报"), ("hazards", "有隐患"),
)  # fmt: skip

FIELDS = (
    Field("centre", "综治中心", required=True, sample="王宅镇综治中心"),
    Field("place", "范围", required=True, sample="全部村（社区）"),
    Field("span", "统计期间", required=True, sample="2026年7月1日至2026年9月30日（存量截至9月30日）"),
    Field("lines", "项目", Kind.LIST, required=True,
          fields=LINE, sample=[
        {"group": "房屋", "label": "出租房", "figure": "16户"}, {"group": "房屋", "label": "房间", "figure": "108间"},
        {"group": "人员", "label": "在住", "figure": "185人", "before": "172人"},
        {"group": "人员", "label": "本期入住", "figure": "12人次", "before": "9人次"},
    ]),
    Field("villages", "分村", Kind.LIST, fields=(Field("village", "村（社区）"), *(Field(*one) for one in MEASURES)),
          sample=[
        {"village": "良宅村", "houses": "16", "rooms": "108", "let": "90", "occupancy": "83.3%", "persons": "185",
         "arrived": "12", "left": "7", "overfull": "2", "overdue": "1", "hazards": "3"},
        {"village": "合计", "houses": "16", "rooms": "108", "let": "90", "occupancy": "83.3%", "persons": "185",
         "arrived": "12", "left": "7", "overfull": "2", "overdue": "1", "hazards": "3"},
    ]),
    Field("proof", "合计核对", Kind.LONG, sample="性别、年龄、流入原因、户籍省份、工作单位、各村在住合计均为185人。"),
    Field("maker", "制表", sample="王海燕"),
    Field("date", "制表日期", Kind.DATE, sample="2026-10-08"),
    Field("log_head", "日志校验", sample="日志第1204条 3fa2b1c0d9e8"),
)  # fmt: skip


class RentalReportPaper(Register):
    key, label, title = "rental_report", "出租房统计表", "出租房统计表"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        body = [strip for section in (*self._groups(), self._villages()) for strip in section]
        return ending([*self._title(), *body], self._foot())

    def _title(self) -> list[Strip]:
        title = self.set(f"{self.data.text('centre')}出租房统计表", sized(TITLE, 20))
        words = f"范围：{self.data.text('place')}　　统计期间：{self.data.text('span')}"
        return held([*title, *self.set(words, SMALL), space(2)])

    def _groups(self) -> Iterator[list[Strip]]:
        lines = self.data.entries("lines") or [Entry({})] * (4 * ACROSS)
        grid = Grid([self.width / ACROSS - 124, 66, 58] * ACROSS, NAME, self.faces, pad=3)
        for group, inside in groupby(lines, key=lambda line: line.text("group")):
            yield [
                space(6),
                *held([*self.set(group or "项目", HEAD_LEFT), *line_heads(grid)]),
                *in_columns(grid, list(inside), ACROSS, ROW, line_cells),
            ]

    def _villages(self) -> list[Strip]:
        rows = self.data.entries("villages")
        if not rows:
            return []
        grid = Grid([150, *[(self.width - 150) / len(MEASURES)] * len(MEASURES)], FIGURE, self.faces, pad=3)
        labels = [Cell(words, align="center", style=HEAD, fill=GREY)
                  for words in ("村（社区）", *(label for _, label in MEASURES))]  # fmt: skip
        head = grid.strips([Row(labels, ROW, keep=True)], last=False)
        below = [Row([Cell(row.text("village"), style=NAME),
                      *(Cell(row.text(name), align="right") for name, _ in MEASURES)], ROW)
                 for row in rows]  # fmt: skip
        return [space(8), *held([*self.set("分村", HEAD_LEFT), *head]), *grid.strips(below, head)]

    def _foot(self) -> list[Strip]:
        proof = self.data.text("proof")
        signed = f"制表：{self.data.text('maker', '　　　　')}　　负责人：　　　　　　{self.data.day('date')}"
        signed = f"{signed}　　{self.data.text('log_head')}".rstrip()
        return [space(4), *(self.set(f"合计核对：{proof}", SMALL) if proof else []), *self.set(signed, SMALL)]
