"""历次租住登记: every stay in a house so far, for its dossier."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Field, Kind
from desktop.forms.list_paper import ListColumn, ListPaper, entry_fields
from desktop.forms.slots import Slot

COLUMNS = (
    ListColumn("序号", 30, ""), ListColumn("房间", 44, "room"), ListColumn("姓名", 60, "name"),
    ListColumn("性别", 34, "sex"), ListColumn("公民身份号码", 120, "id_number"), ListColumn("联系电话", 84, "phone"),
    ListColumn("户籍地址", 160, "origin"), ListColumn("入住日期", 70, "checkin"), ListColumn("租期至", 70, "until"),
    ListColumn("离开日期", 70, "checkout"),
)  # fmt: skip
SAMPLE = {
    "room": "301", "name": "罗桂芳", "sex": "女", "id_number": "522600********2221", "phone": "138****5501",
    "origin": "贵州省黔东南州凯里市三棵树镇平乐村", "checkin": "2025-03-01", "until": "2026-03-01",
    "checkout": "2026-02-27",
}  # fmt: skip
FIELDS = (
    Field("address", "房屋地址", required=True, sample="王宅镇郭浦朱村工业路22号"),
    Field("owner", "房东", sample="朱根法"),
    Field("day", "统计日期", Kind.DATE, sample="2026-09-23"),
    Field("counts", "合计", sample="1人次"),
    Field("rows", "租住登记", Kind.LIST, fields=entry_fields(COLUMNS, SAMPLE), sample=[SAMPLE]),
)


class HouseStays(ListPaper):
    key, label, title = "house_stays", "历次租住登记", "历次租住登记"
    fields, columns = FIELDS, COLUMNS

    def heads(self) -> Sequence[Sequence[Slot]]:
        text = self.data.text
        return [[Slot("房屋地址：", text("address"), 22, "left"), Slot("房东：", text("owner"), 8),
                 Slot("统计日期：", self.data.day("day"), 9), Slot("合计：", text("counts"))]]  # fmt: skip
