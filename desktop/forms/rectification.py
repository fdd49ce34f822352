"""整改通知书: the hazards of a rented house, each with the day by which it is to be mended."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import PLAIN, RIGHT, SIGNING, TEXT
from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import BODY, CASE, TITLE, XIAOSI, Document
from desktop.forms.slots import Slot, slot_row
from desktop.forms.text import Span, Style, blank_or

CELL = Style(BODY.role, XIAOSI, 18, align="left")
HEAD = Style(Role.HEI, XIAOSI, 18, align="center")
WIDTHS = (38.0, 42.0, 178.0, 96.0)  # pt; the deadline takes the rest
HEADS = ("序号", "类别", "隐患", "依据", "整改期限")
ROW, LEAST = 26.0, 6
NO_DAY = "　　年　　月　　日"
HAZARD = (Field("kind", "类别"), Field("words", "隐患"), Field("standard", "依据"),
          Field("due", "整改期限", Kind.DATE))  # fmt: skip
FIELDS = (
    Field("centre", "检查单位", sample="王宅镇综治中心"),
    Field("owner", "房主", required=True, sample="潘德明"),
    Field("address", "房屋地址", required=True, sample="良宅村溪东路18号"),
    Field("inspected_on", "检查日期", Kind.DATE, required=True, sample="2026-09-23"),
    Field("hazards", "隐患", Kind.LIST, required=True, fields=HAZARD, sample=[
        {"kind": "消防", "words": "二楼楼梯口堆放纸箱", "standard": "消防安全要求", "due": "2026-09-26"},
        {"kind": "消防", "words": "三楼走道电线未穿管", "standard": "消防安全要求", "due": "2026-09-30"},
    ]),
    Field("wording", "整改要求", Kind.LINES, sample=[
        "请在上列期限前整改完毕，整改期间采取措施保证租住人员安全。期限届满后我们将进行复查。",
        "逾期不整改的，将依照有关规定报告有权部门处理。",
    ]),
    Field("date", "日期", Kind.DATE, sample="2026-09-23"),
)  # fmt: skip


class Rectification(Document):
    key, label, title = "rectification", "整改通知书", "隐患整改通知书"
    fields = FIELDS
    margins = CASE

    def story(self) -> Sequence[Strip]:
        text, day = self.data.text, self.data.day("inspected_on", NO_DAY)
        told = [Span(f"经{day}检查，您出租的房屋（"), blank_or(text("address"), 14), Span("）存在下列隐患：")]
        grid = Grid([*WIDTHS, self.width - sum(WIDTHS)], CELL, self.faces)
        head = grid.strips([Row([Cell(one, align="center", style=HEAD) for one in HEADS], ROW, keep=True)], last=False)
        hazards = self.data.entries("hazards") or [Entry({})] * LEAST
        rows = [_row(number, one) for number, one in enumerate(hazards, 1)]
        whom = self.set([blank_or(text("owner"), 6), Span("：")], PLAIN)
        top = held([*self.set(self.title, TITLE), space(10), *whom])
        asked = [strip for words in self.data.lines("wording") for strip in self.set(words, TEXT)]
        body = [*top, *self.set(told, TEXT), space(4), *head, *grid.strips(rows, head), space(6), *asked]
        return ending(body, self._signs())

    def _signs(self) -> list[Strip]:
        centre = self.data.text("centre") or "检查单位"
        slots = [Slot("检查人（签名）：", "", 8), Slot("房主签收：", "", 9)]
        seal = [*self.set(f"{centre}（印章）　　", RIGHT), *self.set(self.data.day("date", NO_DAY) + "　　", RIGHT)]
        return [space(12), *slot_row(slots, self.width, SIGNING, self.faces), space(6), *seal]


def _row(number: int, one: Entry) -> Row:
    return Row([Cell(str(number), align="center"), Cell(one.text("kind"), align="center"), Cell(one.text("words")),
                Cell(one.text("standard")), Cell(one.iso("due"), align="center")], ROW)  # fmt: skip
