"""出租房: a rented house and its owner (GB/T 31000-2015 table 16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Index

from desktop.errors import Refused
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


def cap_above_zero(values: Mapping[str, Any]) -> Iterable[Refused]:
    """Of houses and rooms: a cap of 0 would be a house where nobody may live."""
    cap = values.get("cap")
    if cap is not None and cap < 1:
        yield Refused(
            f"限住人数不能是{cap}",
            "填1以上的人数；不让住人的房间把状态改为停租，没有规定的留空",
            field="cap",
            code="cap_zero",
        )


def owner_known(values: Mapping[str, Any]) -> Iterable[Refused]:
    """Whoever enters a house knows whose it is; old sheets do not, and come in without. Refused code: no_owner."""
    if not str(values.get("house_owner") or "").strip():
        yield Refused("没有填房东", "填房东姓名；企业宿舍填企业负责人", field="house_owner", code="no_owner")


class House(Record):
    ledger = Ledger(
        "houses", "出租房", "户", "rental", title=("house_address",), subtitle=("house_owner",),
        sort="house_address", check=cap_above_zero, by_hand=owner_known,
        key=(("house_address", "house_owner"), ("house_address",)),
        alike=(("house_address",),), place="village",
    )  # fmt: skip
    village = column("村", search=True, synonyms=("村社区", "所属村", "社区"), width=8)
    house_address = column(
        "房屋地址", Kind.ADDRESS, required=True, index=True, width=20,
        synonyms=("地址", "房屋坐落", "出租房地址", "门牌地址", "门牌号"),
    )  # fmt: skip
    house_owner = column("房东姓名", Kind.NAME, group="房东", synonyms=("房东", "户主", "房主姓名", "出租人"))
    owner_id = column("房东证件号码", Kind.ID_NUMBER, group="房东", width=16, synonyms=("房东身份证", "房主证件"))
    owner_phone = column("房东联系电话", Kind.PHONE, group="房东", width=12, synonyms=("房东电话", "出租人联系电话"))
    building_use = column("建筑用途", Kind.CODE, codes="building_use")
    rent_use = column("出租用途", Kind.CODE, codes="rent_use")
    lease_kind = column("租赁方式", Kind.CODE, codes="lease_kind", listed=False, synonyms=("出租方式",))
    enterprise = column("所属企业", listed=False, search=True, help="企业宿舍填单位名称", synonyms=("企业名称",))
    cap = column("限住人数", Kind.NUMBER, width=7, listed=False, help="整户最多住几人")
    area = column("建筑面积", Kind.AREA, synonyms=("面积", "面积（㎡）", "出租面积"))
    rooms = column("间数", Kind.NUMBER, synonyms=("房间数", "出租间数"), width=6)
    pledge = column("治安责任书", Kind.YES_NO, synonyms=("责任书", "责任保证书"))
    pledge_date = column("责任书签订日期", Kind.DATE, synonyms=("签订日期", "签订时间"))
    pledge_expiry = column("责任书到期", Kind.DATE)
    hazard = column("隐患类型", Kind.CODE, codes="hazard", synonyms=("安全隐患", "隐患"))
    grade = column("分级", Kind.CODE, codes="grade", width=6, deed="到“出租房 ・ 分级管控”里定级")
    inspect_by = column("下次检查", Kind.DATE, index=True, listed=False, help="登记检查后自动改到下一轮")
    grid_worker = column("网格员", Kind.NAME, listed=False)
    unit_id = link("grid_units", "责任单元", listed=False, deed="到“出租房 ・ 责任网格”里归到别处")
    former_units = column("以前的责任单元", Kind.LIST, given=True, listed=False)  # [[unit, first day no longer], …]
    note = column("备注", Kind.LONG_TEXT, listed=False)

    __table_args__ = (Index("houses_of_village", "village", "house_address", "id"),)  # its room board
