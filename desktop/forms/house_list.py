"""出租房屋台账: the houses of a village or of the whole office."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Field, Kind
from desktop.forms.list_paper import ListColumn, ListPaper, entry_fields
from desktop.forms.slots import Slot

COLUMNS = (
    ListColumn("序号", 30, ""), ListColumn("房屋地址", 150, "address"), ListColumn("房东", 60, "owner"),
    ListColumn("房东电话", 82, "phone"), ListColumn("出租用途", 50, "use"), ListColumn("面积（㎡）", 56, "area"),
    ListColumn("间数", 34, "rooms"), ListColumn("在住", 34, "people"), ListColumn("责任书到期", 70, "expiry"),
    ListColumn("隐患", 56, "hazard"), ListColumn("分级", 40, "grade"), ListColumn("网格员", 54, "grid_worker"),
)  # fmt: skip
SAMPLE = {
    "address": "郭浦朱村工业路22号", "owner": "朱根法", "phone": "137****1188", "use": "住房", "area": "260",
    "rooms": "12", "people": "17", "expiry": "2027-03-01", "hazard": "无隐患", "grade": "青", "grid_worker": "朱晓燕",
}  # fmt: skip
FIELDS = (
    Field("unit", "登记单位", required=True, sample="王宅镇综治中心"),
    Field("village", "村社区", sample="郭浦朱村"),
    Field("day", "统计日期", Kind.DATE, sample="2026-09-23"),
    Field("counts", "合计", sample="1户12间17人"),
    Field("rows", "房屋", Kind.LIST, fields=entry_fields(COLUMNS, SAMPLE), sample=[SAMPLE]),
)


class HouseList(ListPaper):
    key, label, title = "house_list", "房屋台账", "出租房屋台账"
    fields, columns = FIELDS, COLUMNS

    def heads(self) -> Sequence[Sequence[Slot]]:
        text = self.data.text
        return [
            [Slot("登记单位：", text("unit"), 26, "left"), Slot("村社区：", text("village"), align="left")],
            [Slot("统计日期：", self.data.day("day"), 12), Slot("合计：", text("counts"), align="left")],
        ]
