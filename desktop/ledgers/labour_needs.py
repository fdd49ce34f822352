"""用工需求: what an enterprise of the place asks for, matched with the incomers who live here (issue 5, 用工匹配)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.domain.hands import LEAST_AGE
from desktop.errors import Refused
from desktop.ledgers.fields import Kind, column
from desktop.ledgers.record import Ledger, Record


def sound_ages(values: Mapping[str, Any]) -> Iterable[Refused]:
    """禁止使用童工规定 第2条: nobody under 16; and the span is not reversed."""
    youngest, oldest = values.get("youngest"), values.get("oldest")
    if youngest is not None and youngest < LEAST_AGE:
        yield Refused(
            f"不得招用未满{LEAST_AGE}周岁的人", f"最小年龄填{LEAST_AGE}以上", field="youngest", code="child_labour"
        )
    if youngest is not None and oldest is not None and oldest < youngest:
        yield Refused("最大年龄小于最小年龄", "请核对年龄", field="oldest", code="ages_reversed")


class LabourNeed(Record):
    ledger = Ledger(
        "labour_needs", "用工需求", "条", "rental", title=("enterprise", "job"), subtitle=("place", "until"),
        sort="until", check=sound_ages, orders=(("asked_on", "until"),),
    )  # fmt: skip
    enterprise = column("用人单位", required=True, search=True, width=14, synonyms=("企业", "企业名称", "单位名称"))
    job = column("岗位", required=True, search=True, width=10, synonyms=("工种", "招工岗位"))
    wanted = column("人数", Kind.NUMBER, width=6, synonyms=("招工人数", "需求人数"))
    skills = column("技能要求", width=12, help="几样都行的用顿号隔开")
    sex = column("性别", Kind.CODE, codes="sex", listed=False, help="不填不限")
    youngest = column("最小年龄", Kind.NUMBER, listed=False)
    oldest = column("最大年龄", Kind.NUMBER, listed=False)
    education = column("最低学历", Kind.CODE, codes="education", listed=False)
    wage = column("待遇", width=10)
    place = column("工作地点", Kind.ADDRESS, listed=False)
    contact = column("联系人", Kind.NAME, width=7)
    contact_phone = column("联系人电话", Kind.PHONE, width=12)
    asked_on = column("提出日期", Kind.DATE)
    until = column("有效期至", Kind.DATE)
    filled = column("已招满", Kind.YES_NO)
    note = column("备注", Kind.LONG_TEXT, listed=False)
