"""租住人员 / 流动人口: the persons of the rental ledger (GB/T 31000-2015 table 13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Index

from desktop.domain import identity
from desktop.errors import Refused
from desktop.ledgers.fields import Kind, column
from desktop.ledgers.record import Ledger, Record, Values

SEX_CODE = {True: "1", False: "2"}


def fill_from_id(values: Values) -> None:
    """Sex and birth date follow from the ID number (GB 11643) when nobody gave them."""
    if not (number := values.get("id_number")) or (known := identity.holder_of(number)) is None:
        return
    values["birth"] = values.get("birth") or known.birth
    values["sex"] = values.get("sex") or SEX_CODE[known.male]


def agrees_with_id(values: Mapping[str, Any]) -> Iterable[Refused]:
    if not (number := values.get("id_number")) or (known := identity.holder_of(number)) is None:
        return
    if values.get("sex") not in (None, "0", "9", SEX_CODE[known.male]):
        yield Refused("性别与证件号码不一致", "请核对性别和证件号码", field="sex", code="sex_against_id")
    if values.get("birth") not in (None, known.birth):
        yield Refused("出生日期与证件号码不一致", "请核对出生日期和证件号码", field="birth", code="birth_against_id")


class Person(Record):
    ledger = Ledger(
        "people", "租住人员", "人", "rental", title=("name",), subtitle=("address", "birth", "id_number"),
        sort="name", derive=fill_from_id, check=agrees_with_id, aliases=("incomers",),
        orders=(("permit_date", "permit_expiry"),),
        key=(("id_number",), ("name", "birth"), ("name", "phone")), unique=(("id_number",),),
        alike=(("name", "birth"), ("name", "phone")), kept_by="stays",
    )  # fmt: skip
    name = column("姓名", Kind.NAME, required=True, index=True, synonyms=("租客姓名", "承租人", "承租人姓名"))
    sex = column("性别", Kind.CODE, codes="sex", width=4)
    nation = column("民族", Kind.CODE, codes="nation", width=6)
    birth = column("出生日期", Kind.DATE, synonyms=("出生年月", "出生年月日", "生日"))
    id_number = column("证件号码", Kind.ID_NUMBER, index=True, width=16, synonyms=("身份证号", "公民身份号码"))
    phone = column("联系电话", Kind.PHONE, width=12, synonyms=("联系方式", "电话", "手机号码", "手机"))
    education = column("学历", Kind.CODE, codes="education", listed=False, synonyms=("文化程度",))
    marriage = column("婚姻状况", Kind.CODE, codes="marriage", listed=False, synonyms=("婚否", "婚姻"))
    politics = column("政治面貌", Kind.CODE, codes="politics", listed=False)
    origin = column("户籍地址", Kind.ADDRESS, width=16, synonyms=("户籍地", "户籍详址", "户籍所在地", "籍贯"))
    address = column("现住地址", Kind.ADDRESS, width=18, synonyms=("居住地址", "现居住地址", "现住详址"))
    residence_kind = column("住所类型", Kind.CODE, codes="residence_kind", synonyms=("居住方式",), listed=False)
    reason = column("流入原因", Kind.CODE, codes="reason", synonyms=("居住事由", "来此原因"))
    work = column("工作单位", search=True, width=14, synonyms=("服务处所", "就业单位"))
    skill = column("技能特长", search=True, synonyms=("技能", "特长", "职业", "会做什么"), width=12)
    employment = column("就业状况", Kind.CODE, codes="employment", listed=False, synonyms=("就业情况", "劳动就业"))
    permit_kind = column("办证类型", Kind.CODE, codes="permit_kind", listed=False)
    permit_date = column("办证日期", Kind.DATE, listed=False, synonyms=("登记日期",))
    permit_expiry = column("居住证到期", Kind.DATE, synonyms=("到期时间", "到期日期", "证件到期"))
    plate = column("车牌号", Kind.PLATE, listed=False, synonyms=("车牌", "车牌号码", "车辆号牌", "电动车牌号"),
                   help="汽车、电动车的号牌")  # fmt: skip
    focus = column("重点关注", Kind.YES_NO, listed=False, synonyms=("是否重点关注", "关注"))
    note = column("备注", Kind.LONG_TEXT, listed=False)

    __table_args__ = (Index("people_facts", "id", "sex", "birth", "reason", "id_number", "work"),)  # for the report
