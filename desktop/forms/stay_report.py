"""入住、离开报送单: who moved in or out on a day, as it is handed to the police."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Field, Kind
from desktop.forms.list_paper import ListColumn, ListPaper, entry_fields
from desktop.forms.slots import Slot

COLUMNS = (
    ListColumn("序号", 30, ""), ListColumn("入住/离开", 46, "kind"), ListColumn("姓名", 58, "name"),
    ListColumn("性别", 32, "sex"), ListColumn("公民身份号码", 116, "id_number"),
    ListColumn("户籍地址", 140, "origin"), ListColumn("居住地址", 140, "address"), ListColumn("日期", 66, "day"),
    ListColumn("房东", 56, "owner"), ListColumn("房东电话", 80, "phone"), ListColumn("备注", 46, "note"),
)  # fmt: skip
SAMPLE = {
    "kind": "入住", "name": "罗桂芳", "sex": "女", "id_number": "522600********2221",
    "origin": "贵州省黔东南州凯里市三棵树镇平乐村", "address": "郭浦朱村工业路22号 301", "day": "2026-09-23",
    "owner": "朱根法", "phone": "137****1188",
}  # fmt: skip
ENTRY = entry_fields(COLUMNS, SAMPLE)
FIELDS = (
    Field("day", "日期", Kind.DATE, required=True, sample="2026-09-23"),
    Field("unit", "报送单位", required=True, sample="王宅镇综治中心"),
    Field("receiver", "报往", sample="王宅派出所"),
    Field("counts", "合计", sample="入住1人，离开1人"),
    Field("rows", "人员", Kind.LIST, fields=ENTRY, sample=[
        SAMPLE, {"kind": "离开", "name": "何小兵", "sex": "男", "address": "溪东路18号 102", "day": "2026-09-23"},
    ]),
)  # fmt: skip


class StayReport(ListPaper):
    key, label, title = "stay_report", "入住离开报送单", "流动人口入住、离开报送单"
    fields, columns = FIELDS, COLUMNS
    signers = ("报送人（签名）：", "接收人（签名）：", "接收日期：")

    def heads(self) -> Sequence[Sequence[Slot]]:
        text = self.data.text
        return [
            [Slot("报送单位：", text("unit"), 26, "left"), Slot("报往：", text("receiver"), align="left")],
            [Slot("日期：", self.data.day("day"), 12), Slot("合计：", text("counts"), align="left")],
        ]
