"""台账清单: a list of any ledger as it is seen on screen, with its own columns, order and filter."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.list_paper import BLUE_GREY, CELL, FIGURES, HEAD, ROW, SMALL
from desktop.forms.page import A3, A4, MM, TITLE, WIDE, Document, Size
from desktop.forms.text import sized

NUMBER, CHARACTER, PAD, LEAST = 34.0, 9.5, 9.0, 3  # pt; characters of the narrowest column
CLOSE = 1.25  # columns may be that much narrower than on screen before a wider sheet is taken
BLANK = 20  # rows and columns of a blank sheet
SHEETS = (A4, A4.turned(), A3.turned())

COLUMNS = (
    Field("label", "列", sample="姓名"),
    Field("width", "宽（字）", Kind.NUMBER, sample="5"),
    Field("right", "靠右", Kind.YES_NO),
)
SAMPLE = {"columns": [("姓名", 5, ""), ("性别", 4, ""), ("证件号码", 12, ""), ("现住地址", 22, ""), ("月租", 8, "是")]}
FIELDS = (
    Field("ledger", "台账", required=True, sample="租住人员"),
    Field("centre", "单位", required=True, sample="王宅镇综治中心"),
    Field("filter", "筛选", sample="性别：女；查找：王"),
    Field("counts", "合计", sample="2人"),
    Field("day", "打印日期", Kind.DATE, sample="2026-09-23"),
    Field("maker", "打印人", sample="王海燕"),
    Field("columns", "列", Kind.LIST, required=True, fields=COLUMNS, sample=[
        {"label": label, "width": str(width), "right": right} for label, width, right in SAMPLE["columns"]
    ]),
    Field("rows", "行", Kind.LIST, fields=(Field("cells", "内容"),), sample=[
        {"cells": {"0": "罗桂芳", "1": "女", "2": "522600********2221", "3": "郭浦朱村工业路22号", "4": "600.00"}},
        {"cells": {"0": "王秀英", "1": "女", "2": "330723********1422", "3": "王宅镇良宅村溪东路18号"}},
    ]),
)  # fmt: skip


class LedgerList(Document):
    key, label, title = "ledger_list", "台账清单", "台账清单"
    fields, margins = FIELDS, WIDE

    @property
    def size(self) -> Size:
        """The smallest sheet on which the columns stand about as wide as on screen."""
        needed = NUMBER + sum(self._widths())
        fitting = (size for size in SHEETS if needed <= CLOSE * _type_width(size))
        return next(fitting, SHEETS[-1])

    def story(self) -> Sequence[Strip]:
        widths = [NUMBER, *self._widths()]
        grid = Grid([one * self.width / sum(widths) for one in widths], CELL, self.faces)
        columns = self._columns()
        labels = [Cell(words, align="center", style=HEAD, fill=BLUE_GREY)
                  for words in ("序号", *(one.text("label") for one in columns))]  # fmt: skip
        head = grid.strips([Row(labels, 24, keep=True)], last=False)
        body = grid.strips([Row(_cells(number, entry, columns), ROW) for number, entry in self._rows()], head)
        return ending([*self._opening(), space(4), *head, *body], self._foot())

    def _columns(self) -> list[Entry]:
        return self.data.entries("columns") or [Entry({"width": "8"})] * 6

    def _widths(self) -> list[float]:
        return [CHARACTER * max(_whole(one.text("width")), LEAST) + PAD for one in self._columns()]

    def _rows(self) -> list[tuple[int, Entry]]:
        given = self.data.entries("rows")
        return list(enumerate(given if given or self.data.text("ledger") else [Entry({})] * BLANK, 1))

    def _opening(self) -> list[Strip]:
        text = self.data.text
        left = "　　".join(filter(None, [text("centre"), self.data.day("day"), text("counts")]))
        filtered = f"筛选：{text('filter')}" if text("filter") else ""
        return held([
            *self.set(f"{text('ledger')}台账清单", sized(TITLE, 20)), space(2),
            *(self.set(left, SMALL) if left else []), *(self.set(filtered, SMALL) if filtered else []),
        ])  # fmt: skip

    def _foot(self) -> list[Strip]:
        return [space(6), *self.set(f"打印：{self.data.text('maker', '　　　　')}　　号码已遮盖", SMALL)]


def _cells(number: int, entry: Entry, columns: Sequence[Entry]) -> list[Cell]:
    words = entry.texts("cells")
    told = [Cell(words.get(str(place), ""), align="right" if one.true("right") else "left")
            for place, one in enumerate(columns)]  # fmt: skip
    return [Cell(str(number), align="center", style=FIGURES), *told]


def _type_width(size: Size) -> float:
    return (size.width - WIDE.left - WIDE.right) * MM


def _whole(words: str) -> int:
    return int(words) if words.isdecimal() else 0
