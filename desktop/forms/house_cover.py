"""房屋档案封面."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import CasePaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, blank, space
from desktop.forms.page import TITLE
from desktop.forms.slots import Slot
from desktop.forms.text import sized

FIELDS = (
    Field("address", "房屋地址", required=True, sample="王宅镇郭浦朱村工业路22号"),
    Field("owner", "房东", required=True, sample="朱根法"),
    Field("village", "村社区", sample="郭浦朱村"),
    Field("grid_worker", "网格员", sample="朱晓燕"),
    Field("unit", "建档单位", sample="王宅镇综治中心"),
    Field("date", "打印日期", Kind.DATE, sample="2026-09-23"),
)


class HouseCover(CasePaper):
    key, label, title = "house_cover", "房屋档案封面", "房屋档案"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        rows = [[Slot(field.label + "：", self.data.day(field.name), align="left")] for field in self.fields]
        spaced = [strip for row in rows for strip in (*self.rows([row]), space(14))]
        return [blank(110), *self.set(self.title, sized(TITLE, 42)), space(90), *spaced]
