"""人民调解案件统计表: the report's lines by group, dispute types crossed with results, and that the sums hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import TITLE, Register
from desktop.forms.report_lines import in_columns
from desktop.forms.text import Style, sized

HEAD = Style(Role.HEI, 10, 13, align="center")
NAME = Style(Role.BODY, 10.5, 14, align="left")
FIGURE = Style(Role.SONG, 10.5, 14, align="right")
SMALL = Style(Role.BODY, 10.5, 16, align="left")
GREY = (0.94, 0.95, 0.94)
ROW, ACROSS = 19.0, 3  # height of a row in pt, lines beside each other
MEASURES = (
    ("cases", "件数"), ("agreed", "调解成功"), ("failed", "调解不成"), ("written", "书面协议"), ("oral", "口头协议"),
    ("performed", "已履行"), ("confirmed", "司法确认"), ("people", "涉及人数"), ("amount", "涉及金额（元）"),
)  # fmt: skip

LINE = (Field("group", "分组"), Field("label", "项目"), Field("figure", "本期"), Field("before", "上年同期"))
CROSSED = (Field("type", "纠纷类型"), *(Field(name, label) for name, label in MEASURES))
FIELDS = (
    Field("committee", "人民调解委员会", required=True, sample="武义县王宅镇人民调解委员会"),
    Field("span", "统计期间", required=True, sample="2026年7月1日至2026年9月30日"),
    Field("lines", "项目", Kind.LIST, required=True, fields=LINE, sample=[
        {"group": "总体", "label": "案件总数", "figure": "62件", "before": "55件"},
        {"group": "总体", "label": "成功率", "figure": "95.2%", "before": "93.1%"},
        {"group": "案件来源", "label": "当事人申请", "figure": "41件", "before": "36件"},
        {"group": "案件来源", "label": "主动调解", "figure": "21件", "before": "19件"},
    ]),
    Field("crossed", "按纠纷类型", Kind.LIST, fields=CROSSED, sample=[
        {"type": "婚姻家庭", "cases": "22", "agreed": "21", "failed": "1", "written": "18", "oral": "3",
         "performed": "20", "confirmed": "0", "people": "51", "amount": "12,000.00"},
        {"type": "邻里", "cases": "40", "agreed": "38", "failed": "2", "written": "9", "oral": "29",
         "performed": "37", "confirmed": "1", "people": "96", "amount": "35,600.00"},
        {"type": "合计", "cases": "62", "agreed": "59", "failed": "3", "written": "27", "oral": "32",
         "performed": "57", "confirmed": "1", "people": "147", "amount": "47,600.00"},
    ]),
    Field("proof", "合计核对", Kind.LONG, sample="案件来源、纠纷类型、事件类别、调解结果合计均为62件，等于案件总数。"),
    Field("maker", "制表", sample="王海燕"),
    Field("date", "制表日期", Kind.DATE, sample="2026-10-08"),
    Field("log_head", "日志校验", sample="日志第1204条 3fa2b1c0d9e8"),
)  # fmt: skip


class CaseReport(Register):
    key, label, title = "case_report", "人民调解案件统计表", "人民调解案件统计表"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        body = [strip for section in (*self._groups(), self._crossed()) for strip in section]
        return ending([*self._title(), *body], self._foot())

    def _title(self) -> list[Strip]:
        title = self.set(f"{self.data.text('committee')}案件统计表", sized(TITLE, 20))
        return held([*title, *self.set(f"统计期间：{self.data.text('span')}", SMALL), space(2)])

    def _groups(self) -> Iterator[list[Strip]]:
        lines = self.data.entries("lines") or [Entry({})] * (4 * ACROSS)
        third = self.width / ACROSS
        grid = Grid([third - 112, 62, 50] * ACROSS, NAME, self.faces, pad=3)
        for group, inside in groupby(lines, key=lambda line: line.text("group")):
            yield [
                space(6),
                *held([*self.set(group or "项目", HEAD_LEFT), *line_heads(grid)]),
                *in_columns(grid, list(inside), ACROSS, ROW, line_cells),
            ]

    def _crossed(self) -> list[Strip]:
        rows = self.data.entries("crossed")
        if not rows:
            return []
        each = (self.width - 110 - 96) / (len(MEASURES) - 1)
        grid = Grid([110, *[each] * (len(MEASURES) - 1), 96], FIGURE, self.faces, pad=3)
        labels = [Cell(words, align="center", style=HEAD, fill=GREY)
                  for words in ("纠纷类型", *(label for _, label in MEASURES))]  # fmt: skip
        head = grid.strips([Row(labels, ROW, keep=True)], last=False)
        return [space(8), *held([*self.set("按纠纷类型", HEAD_LEFT), *head]), *grid.strips(_types(rows), head)]

    def _foot(self) -> list[Strip]:
        proof = self.data.text("proof")
        signed = f"制表：{self.data.text('maker', '　　　　')}　　负责人：　　　　　　{self.data.day('date')}"
        signed = f"{signed}　　{self.data.text('log_head')}".rstrip()
        return [space(4), *(self.set(f"合计核对：{proof}", SMALL) if proof else []), *self.set(signed, SMALL)]


HEAD_LEFT = sized(HEAD, 11, align="left")


def line_heads(grid: Grid) -> list[Strip]:
    cells = [Cell(words, align="center", style=HEAD, fill=GREY) for words in ("项目", "本期", "上年同期") * ACROSS]
    return grid.strips([Row(cells, ROW, keep=True)], last=False)


def line_cells(line: Entry) -> list[Cell]:
    figures = [Cell(line.text(name), align="right", style=FIGURE) for name in ("figure", "before")]
    return [Cell(line.text("label")), *figures]


def _types(rows: Sequence[Entry]) -> list[Row]:
    return [Row([Cell(row.text("type"), style=NAME), *(Cell(row.text(name), align="right") for name, _ in MEASURES)],
                ROW) for row in rows]  # fmt: skip
