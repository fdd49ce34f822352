"""分级变化记录: every grade a house has had, for its dossier (issue 5, item 7)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Field, Kind
from desktop.forms.list_paper import ListColumn, ListPaper, entry_fields
from desktop.forms.slots import Slot

COLUMNS = (
    ListColumn("序号", 36, ""), ListColumn("定级日期", 84, "day"), ListColumn("原来", 90, "former"),
    ListColumn("定为", 90, "grade"), ListColumn("依据和原因", 300, "reason"), ListColumn("定级人", 72, "by"),
    ListColumn("下次复核", 84, "review_by"),
)  # fmt: skip
SAMPLE = {"day": "2026-03-01", "former": "蓝（一般）", "grade": "橙（重点）", "reason": "二楼群租，用电线路老化",
          "by": "王海燕", "review_by": "2026-04-01"}  # fmt: skip
FIELDS = (
    Field("address", "房屋地址", required=True, sample="王宅镇郭浦朱村工业路22号"),
    Field("owner", "房东", sample="朱根法"),
    Field("day", "统计日期", Kind.DATE, sample="2026-09-23"),
    Field("rows", "分级记录", Kind.LIST, fields=entry_fields(COLUMNS, SAMPLE), sample=[SAMPLE]),
)


class HouseGrades(ListPaper):
    key, label, title = "house_grades", "分级变化记录", "分级变化记录"
    fields, columns = FIELDS, COLUMNS

    def heads(self) -> Sequence[Sequence[Slot]]:
        text = self.data.text
        return [[Slot("房屋地址：", text("address"), 24, "left"), Slot("房东：", text("owner"), 9),
                 Slot("统计日期：", self.data.day("day"))]]  # fmt: skip
