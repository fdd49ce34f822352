"""检查记录 of a rented house: the check-list with every answer, what was said, and who signs."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import BODY, TITLE, XIAOSI, Document, Margins
from desktop.forms.slots import Slot, blank_lines, slot_row
from desktop.forms.text import Style, sized

CELL = Style(BODY.role, 9.5, 12.5, align="left")
HEAD = Style(Role.HEI, 9.5, 12.5, align="center")
LINE = Style(BODY.role, XIAOSI, 22, align="left")
SIGNING = Style(BODY.role, XIAOSI, 32, align="left")
RIGHT = sized(LINE, XIAOSI, align="right")
MARGINS = Margins(20, 15, 20, 15)  # the usual check-list stands on one page
HEADS = ("序号", "类别", "检查项目", "依据", "结果", "情况")
WIDTHS = (28.0, 30.0, 236.0, 96.0, 42.0)  # pt; what was seen takes the rest
ROW, LEAST = 20.0, 17

ITEM = (Field("kind", "类别"), Field("text", "检查项目"), Field("standard", "依据"), Field("answer", "结果"),
        Field("words", "情况"))  # fmt: skip
FIELDS = (
    Field("centre", "检查单位", sample="王宅镇综治中心"),
    Field("address", "房屋地址", required=True, sample="良宅村溪东路18号"),
    Field("owner", "房主", sample="潘德明"),
    Field("present", "在场人", sample="潘德明"),
    Field("date", "检查日期", Kind.DATE, required=True, sample="2026-09-23"),
    Field("inspectors", "检查人", required=True, sample="吴晓玲、朱永康"),
    Field("items", "检查项目", Kind.LIST, required=True, fields=ITEM, sample=[
        {"kind": "消防", "text": "疏散通道、楼梯间、安全出口畅通，未堆放杂物、未封堵", "standard": "消防安全要求",
         "answer": "不合格", "words": "二楼楼梯口堆放纸箱"},
        {"kind": "消防", "text": "每层配有灭火器，压力正常、在有效期内", "standard": "当地出租房消防要求",
         "answer": "合格"},
        {"kind": "治安", "text": "租住人员已登记、已报送，人房相符", "standard": "流动人口居住登记规定",
         "answer": "合格"},
        {"kind": "治安", "text": "厨房、卫生间、阳台、地下储藏室、车库未出租住人", "standard": "住房租赁条例",
         "answer": "不适用"},
    ]),
    Field("opinion", "检查意见", Kind.LONG, sample="当场清走楼梯口纸箱一半，其余限期清完。"),
    Field("next_on", "下次检查", Kind.DATE, sample="2026-11-22"),
)  # fmt: skip


class Inspection(Document):
    key, label, title = "inspection", "检查记录", "出租房检查记录"
    fields = FIELDS
    margins = MARGINS

    def story(self) -> Sequence[Strip]:
        grid = Grid([*WIDTHS, self.width - sum(WIDTHS)], CELL, self.faces)
        labels = [Cell(words, align="center", style=HEAD) for words in HEADS]
        head = grid.strips([Row(labels, ROW, keep=True)], last=False)
        items = self.data.entries("items")
        rows = [_row(number, item) for number, item in enumerate(items or [Entry({})] * LEAST, 1)]
        top = held([*self.set(self.title, TITLE), space(4), *self._heads()])
        return ending([*top, space(4), *head, *grid.strips(rows, head), *self._opinion()], self._signs())

    def _heads(self) -> list[Strip]:
        text = self.data.text
        rows = [
            [Slot("房屋地址：", text("address"), align="left")],
            [Slot("房主：", text("owner"), 11, "left"), Slot("在场人：", text("present"), align="left")],
            [Slot("检查人：", text("inspectors"), 17, "left"), Slot("检查日期：", self.data.day("date"))],
            [Slot("检查单位：", text("centre"), align="left")],
        ]
        return [strip for row in rows for strip in slot_row(row, self.width, LINE, self.faces)]

    def _opinion(self) -> list[Strip]:
        words = self.data.text("opinion")
        body = self.set(words, sized(LINE, XIAOSI, indent=2)) if words else blank_lines(2, self.width, LINE, self.faces)
        return [space(6), *held([*self.set("检查意见：", LINE), body[0]]), *body[1:]]

    def _signs(self) -> list[Strip]:
        slots = [Slot("检查人（签名）：", "", 10), Slot("房主或在场人（签名）：", "", 9)]
        next_on = self.data.day("next_on", "　　年　　月　　日")
        return [space(10), *slot_row(slots, self.width, SIGNING, self.faces), *self.set(f"下次检查：{next_on}", RIGHT)]


def _row(number: int, item: Entry) -> Row:
    text = item.text
    return Row([Cell(str(number), align="center"), Cell(text("kind"), align="center"), Cell(text("text")),
                Cell(text("standard")), Cell(text("answer"), align="center"), Cell(text("words"))], ROW)  # fmt: skip
