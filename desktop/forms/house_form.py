"""出租房屋登记表: the facts of one house and its rooms."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.facts_paper import FactsPaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, ending, space
from desktop.forms.list_paper import ListColumn, entry_fields

ROOMS = (
    ListColumn("房间", 50, "room"), ListColumn("楼层", 40, "floor"), ListColumn("面积（㎡）", 60, "area"),
    ListColumn("床位", 40, "beds"), ListColumn("限住人数", 56, "cap"), ListColumn("在住", 40, "people"),
    ListColumn("状态", 60, "status"), ListColumn("备注", 110, "note"),
)  # fmt: skip
ROOM = {"room": "301", "floor": "3", "area": "22", "beds": "2", "cap": "2", "people": "2", "status": "可租"}
FIELDS = (
    Field("address", "房屋地址", required=True, sample="王宅镇郭浦朱村工业路22号"),
    Field("village", "村社区", sample="郭浦朱村"),
    Field("lease_kind", "租赁方式", sample="整户出租"),
    Field("owner", "房东姓名", required=True, sample="朱根法"),
    Field("owner_id", "证件号码", sample="330723********1234"),
    Field("owner_phone", "联系电话", sample="137****1188"),
    Field("building_use", "建筑用途", sample="住宅"),
    Field("rent_use", "出租用途", sample="住房"),
    Field("area", "建筑面积", sample="260㎡"),
    Field("room_count", "间数", sample="12"),
    Field("cap", "限住人数", sample="24"),
    Field("hazard", "隐患类型", sample="无隐患"),
    Field("grade", "分级", sample="青"),
    Field("pledge_date", "责任书签订", sample="2026-03-01"),
    Field("pledge_expiry", "责任书到期", sample="2027-03-01"),
    Field("grid_worker", "网格员", sample="朱晓燕"),
    Field("note", "备注", Kind.LONG, sample="二楼以上出租，一楼房东自住。"),
    Field("rooms", "房间", Kind.LIST, fields=entry_fields(ROOMS, ROOM), sample=[ROOM]),
    Field("unit", "登记单位", sample="王宅镇综治中心"),
    Field("date", "登记日期", Kind.DATE, sample="2026-09-23"),
)
LAYOUT = (
    ("address",), ("village", "lease_kind"), ("owner", "owner_phone"), ("owner_id",), ("building_use", "rent_use"),
    ("area", "room_count"), ("cap", "hazard"), ("pledge_date", "pledge_expiry"), ("grade", "grid_worker"), ("note",),
    ("unit", "date"),
)  # fmt: skip


class HouseForm(FactsPaper):
    key, label, title = "house_form", "出租房屋登记表", "出租房屋登记表"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        body = [*self.headline(), *self.facts(LAYOUT), *self.listed("房间情况", "rooms", ROOMS, least=6)]
        return ending(body, [space(8), *self.signs("房东（签名）：", "登记人（签名）：")])
