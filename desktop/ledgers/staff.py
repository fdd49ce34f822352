"""工作人员: who works for the centre, and which duties each may take."""

from __future__ import annotations

from desktop.domain import codes, duty
from desktop.domain.scope import CENTRE
from desktop.errors import Refused
from desktop.ledgers.fields import Kind, column
from desktop.ledgers.people import agrees_with_id, fill_from_id
from desktop.ledgers.record import Ledger, Record, Values


def fill_from_role(values: Values) -> None:
    """Who serves where follows from the post when nobody says it, so that an old list of staff can be rostered."""
    fill_from_id(values)
    role = role_of(values.get("post"))
    if role and not values.get("duty_group"):
        values["duty_group"] = duty.GROUP_OF_ROLE.get(role)
        if values.get("mentor") is None:
            values["mentor"] = role == duty.MEDIATOR_ROLE or None


def role_of(post: str | None) -> str:
    """The code of table `staff_role` that the words of a post mean; "" for a post of the centre's own."""
    try:
        return codes.code("staff_role", post) if post else ""
    except Refused:
        return ""


class Staff(Record):
    ledger = Ledger(
        "staff", "工作人员", "人", "duty", title=("name",), subtitle=("post", "village", "phone"), sort="row",
        derive=fill_from_role, check=agrees_with_id,
        key=(("id_number",), ("name", "phone"), ("name", "village"), ("name",)), unique=(("id_number",),), whose=CENTRE,
    )  # fmt: skip
    village = column("所在村", search=True, width=8, synonyms=("单位", "村社区", "所属村", "村（社区）"))
    grid = column("网格", search=True, synonyms=("所属网格", "网格名称"))
    name = column("姓名", Kind.NAME, required=True, index=True, synonyms=("网格员姓名",))
    sex = column("性别", Kind.CODE, codes="sex", width=4)
    birth = column("出生日期", Kind.DATE, listed=False)
    id_number = column("证件号码", Kind.ID_NUMBER, width=16, index=True, synonyms=("身份证号", "身份证号码"))
    phone = column("联系电话", Kind.PHONE, width=12, synonyms=("电话", "手机号码", "手机", "联系方式"))
    post = column("岗位", codes="staff_role", synonyms=("角色", "担任职务", "职务"))
    politics = column("政治面貌", Kind.CODE, codes="politics", listed=False)
    education = column("学历", Kind.CODE, codes="education", listed=False, synonyms=("文化程度",))
    start = column("任职日期", Kind.DATE, synonyms=("任职时间", "上岗时间", "上岗日期"))
    end = column("离任日期", Kind.DATE, listed=False)
    duty_group = column("值班组", Kind.CODE, codes="duty_group", help="按岗位自动填；不参加排班的选“不排班”")
    mentor = column("资深调解员", Kind.YES_NO, listed=False)
    share = column("工作量%", Kind.NUMBER, listed=False, help="兼职按比例，全职为100")
    max_week = column("每周最多值班天数", Kind.NUMBER, listed=False, help="周一到周日，不填不限")
    exempt = column("免排岗位", Kind.LIST, target="posts", listed=False, help="照顾、身体原因不排的岗位")
    note = column("备注", Kind.LONG_TEXT, listed=False)
