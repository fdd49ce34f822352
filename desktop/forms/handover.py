"""交接班记录: one shift's log, what is still open, and both signatures."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import FORM, TITLE, XIAOSI, Document
from desktop.forms.slots import Slot, slot_row
from desktop.forms.text import Style

LABEL = Style(Role.SONG, XIAOSI, 18, align="center")
VALUE = Style(Role.BODY, XIAOSI, 18, align="left")
NAME = 84.0  # pt: the label's column
LEAST_OPEN = 5

ITEM = (Field("words", "事项"), Field("due", "期限", Kind.DATE), Field("how", "办理情况"))
FIELDS = (
    Field("centre", "单位", required=True, sample="王宅镇综治中心"),
    Field("date", "日期", Kind.DATE, required=True, sample="2026-09-23"),
    Field("shift", "班次", required=True, sample="值班员夜班 17:30-次日8:30"),
    Field("people", "值班人员", required=True, sample="郑伟、吴敏"),
    Field("matters", "值班情况", Kind.LONG,
          sample="20时10分接陶宅村来电，反映两户因排水发生争吵，已请村调解员到场，双方同意次日到中心调解。"),
    Field("things", "钥匙、印章、设备", Kind.LONG, sample="大门钥匙2把、值班手机1部、执法记录仪1台，均完好。"),
    Field("items", "未办结事项", Kind.LIST, fields=ITEM, sample=[
        {"words": "陶宅村两户排水纠纷，上午联系双方来中心", "due": "2026-09-24"},
        {"words": "二楼调解室灯管不亮，已报修", "due": "2026-09-25", "how": "维修工24日上午来"},
    ]),
    Field("handed", "交班人", sample="郑伟 09-24 08:32"),
    Field("taken", "接班人", sample="王海燕 09-24 08:35"),
)  # fmt: skip


class Handover(Document):
    key, label, title = "handover", "交接班记录", "交接班记录"
    fields = FIELDS
    margins = FORM

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        head = held([*self.set(f"{text('centre')}{self.title}", TITLE), space(10)])
        grid = Grid([NAME, self.width - NAME], VALUE, self.faces)
        lines = (("日期", self.data.day("date"), 28), ("班次", text("shift"), 28), ("值班人员", text("people"), 28),
                 ("值班情况", text("matters"), 190), ("钥匙、印章、设备", text("things"), 70))  # fmt: skip
        rows = [Row([Cell(label, align="center", style=LABEL), Cell(words, upper=height > 30)], height)
                for label, words, height in lines]  # fmt: skip
        return ending([*head, *grid.strips(rows, last=False), *self._items()], self._sign())

    def _items(self) -> list[Strip]:
        grid = Grid([NAME, 210, 76, self.width - NAME - 286], VALUE, self.faces)
        names = [Cell(words, align="center", style=LABEL) for words in ("未办结事项", "事　项", "期限", "办理情况")]
        given = self.data.entries("items")
        blank = [Entry({})] * max(LEAST_OPEN - len(given), 0)
        rows = [Row([Cell(str(n), align="center"), Cell(one.text("words")), Cell(one.iso("due"), align="center"),
                     Cell(one.text("how"))], 26) for n, one in enumerate([*given, *blank], 1)]  # fmt: skip
        head = grid.strips([Row(names, 26, keep=True)], last=False)
        return [*head, *grid.strips(rows, head)]

    def _sign(self) -> list[Strip]:
        slots = [Slot("交班人（签名）：", self.data.text("handed"), 9.5),
                 Slot("接班人（签名）：", self.data.text("taken"))]  # fmt: skip
        return [space(16), *slot_row(slots, self.width, VALUE, self.faces)]
