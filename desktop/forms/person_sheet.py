"""本人信息表: what the office holds of one person, given to that person (个人信息保护法 第45条)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.facts_paper import FactsPaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, ending, space
from desktop.forms.list_paper import ListColumn, entry_fields
from desktop.forms.page import SMALL

HELD = (ListColumn("项目", 90, "label"), ListColumn("登记内容", 366, "value"))
STAYS = (
    ListColumn("居住地址", 200, "address"), ListColumn("入住日期", 70, "checkin"), ListColumn("租期至", 70, "until"),
    ListColumn("离开日期", 70, "checkout"),
)  # fmt: skip
USES = (ListColumn("时间", 90, "at"), ListColumn("经办", 90, "who"), ListColumn("事项", 220, "what"))
FIELD = {"label": "户籍地址", "value": "贵州省黔东南州凯里市三棵树镇平乐村"}
STAY = {"address": "郭浦朱村工业路22号 301", "checkin": "2026-03-01", "until": "2027-03-01"}
USE = {"at": "2026-09-23 10:24", "who": "王海燕", "what": "查看全号：核对证件"}
FIELDS = (
    Field("name", "姓名", required=True, sample="罗桂芳"),
    Field("unit", "保存单位", required=True, sample="王宅镇综治中心"),
    Field("facts", "登记信息", Kind.LIST, fields=entry_fields(HELD, FIELD), sample=[FIELD]),
    Field("stays", "租住登记", Kind.LIST, fields=entry_fields(STAYS, STAY), sample=[STAY]),
    Field("uses", "使用记录", Kind.LIST, fields=entry_fields(USES, USE), sample=[USE]),
    Field("date", "日期", Kind.DATE, sample="2026-09-23"),
)
TOLD = "本表列出本单位保存的您的全部登记信息。发现不准确、不完整的，可以要求更正、补充，更正留有记录。"


class PersonSheet(FactsPaper):
    key, label, title = "person_sheet", "本人信息表", "本人信息表"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        body = [
            *self.headline(), *self.facts((("name", "date"), ("unit",))),
            *self.listed("一、登记信息", "facts", HELD, least=1), *self.listed("二、租住登记", "stays", STAYS, least=1),
            *self.listed("三、使用记录", "uses", USES, least=1), space(8), *self.set(TOLD, SMALL),
        ]  # fmt: skip
        return ending(body, [space(8), *self.signs("本人（签名）：", "经办人（签名）：")], lines=1)
