"""Hand-made targets for the tests and the bench, in the field names that the ledgers use; no ledger code is needed."""

from __future__ import annotations

from desktop.sheets.targets import Target, TargetField


def _field(name: str, label: str, kind: str = "text", **options: object) -> TargetField:
    return TargetField(name, label, kind, **options)  # type: ignore[arg-type]


def _code(name: str, label: str, table: str, **options: object) -> TargetField:
    return _field(name, label, "code", codes=table, **options)


_PERSON = (
    _field("name", "姓名", "name", group="租客", required=True),
    _code("sex", "性别", "sex", group="租客"),
    _code("nation", "民族", "nation", group="租客"),
    _field("birth", "出生日期", "date", group="租客"),
    _field("id_number", "证件号码", "id_number", group="租客"),
    _field("phone", "联系方式", "phone", group="租客"),
)
_NOTE = _field("note", "备注", "long_text")
STAYS = Target(
    "stays",
    "租住登记",
    (
        _field("house_address", "房屋地址", "address"),
        _field("room", "房间号", required=True),
        _field("house_owner", "房主姓名", "name", group="房东"),
        _field("owner_phone", "房主联系方式", "phone", group="房东"),
        *_PERSON,
        _field("origin", "户籍地址", "address"),
        _field("work", "服务处所"),
        _field("checkin", "入住日期", "date", required=True),
        _field("until", "租期至", "date"),
        _field("checkout", "离开日期", "date"),
        _code("relation", "与承租人关系", "relation"),
        _code("reason", "流入原因", "reason"),
        _NOTE,
    ),
    keys=("name", "id_number"),
    orders=(("checkin", "checkout"), ("checkin", "until")),
)
PEOPLE = Target(
    "people",
    "人员",
    (
        *_PERSON,
        _code("education", "学历", "education"),
        _code("marriage", "婚姻状况", "marriage"),
        _code("politics", "政治面貌", "politics"),
        _field("origin", "户籍地址", "address"),
        _field("address", "现住地址", "address"),
        _code("residence_kind", "住所类型", "residence_kind"),
        _code("reason", "流入原因", "reason"),
        _field("work", "服务处所"),
        _code("permit_kind", "办证类型", "permit_kind"),
        _field("permit_date", "登记日期", "date"),
        _field("permit_expiry", "到期日期", "date"),
        _field("focus", "重点关注", "yes_no"),
        _NOTE,
    ),
    keys=("name", "id_number"),
    orders=(("permit_date", "permit_expiry"),),
)
DISPUTES = Target(
    "disputes",
    "纠纷案件",
    (
        _field("number", "案号", "case_number"),
        _field("date", "受理日期", "date", required=True),
        _code("type", "纠纷类型", "dispute_type"),
        _code("source", "案件来源", "dispute_source"),
        _field("party1", "申请人", "name", group="甲方"),
        _field("party2", "被申请人", "name", group="乙方"),
        _field("summary", "纠纷简要情况", "long_text"),
        _field("place", "发生地点", "address"),
        _field("mediator", "调解员", "name"),
        _code("result", "调解结果", "dispute_result"),
        _code("form", "协议形式", "agreement_form"),
        _field("agreement_date", "协议日期", "date"),
        _field("amount", "涉及金额", "money"),
        _NOTE,
    ),
    keys=("number", "party1", "summary"),
    orders=(("date", "agreement_date"),),
)
STAFF = Target(
    "staff",
    "工作人员",
    (
        _field("name", "姓名", "name", required=True, group="网格员"),
        _code("sex", "性别", "sex"),
        _field("id_number", "证件号码", "id_number", group="网格员"),
        _field("phone", "联系方式", "phone", group="网格员"),
        _field("village", "所在村"),
        _field("grid", "网格"),
        _code("post", "岗位", "staff_role"),
        _code("politics", "政治面貌", "politics"),
        _code("education", "学历", "education"),
        _field("start", "任职日期", "date"),
        _NOTE,
    ),
    keys=("name", "id_number", "phone"),
)
HOUSES = Target(
    "houses",
    "出租房",
    (
        _field("house_address", "房屋地址", "address", required=True),
        _field("house_owner", "房主姓名", "name", required=True, group="房东"),
        _field("owner_id", "房主证件号码", "id_number", group="房东"),
        _field("owner_phone", "房主联系方式", "phone", group="房东"),
        _code("building_use", "建筑用途", "building_use"),
        _code("rent_use", "出租用途", "rent_use"),
        _field("area", "建筑面积", "area"),
        _field("rooms", "房间数", "number"),
        _field("pledge", "责任书", "yes_no"),
        _field("pledge_date", "责任书日期", "date"),
        _code("hazard", "隐患类型", "hazard"),
        _NOTE,
    ),
    keys=("house_address", "house_owner"),
)
DUTY = Target(
    "duty",
    "值班",
    (_field("date", "日期", "date"), _field("post", "岗位"), _field("shift", "班次"), _field("name", "姓名", "name")),
    keys=("name",),
    shape="duty",
)
TARGETS = {"stays": STAYS, "incomers": PEOPLE, "disputes": DISPUTES, "staff": STAFF, "houses": HOUSES, "duty": DUTY}
