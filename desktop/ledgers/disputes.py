"""纠纷案件: a dispute from intake to the archive; one case, one number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Index

from desktop.errors import Refused
from desktop.ledgers.fields import Kind, column
from desktop.ledgers.record import Ledger, Record

REPORTED = ("date", "state", "type", "event", "source", "result", "form", "performance", "confirmed", "complex",
            "people_count", "amount", "prevented", "prevented_people", "unit")  # fmt: skip
"""What the report counts: read from an index of its own, for a row with its long texts costs twenty times more."""


def agreed_after_start(values: Mapping[str, Any]) -> Iterable[Refused]:
    start, agreed = values.get("date"), values.get("agreement_date")
    if start and agreed and agreed < start:
        yield Refused("协议日期早于受理日期", "请核对两个日期", field="agreement_date", code="end_before_start")


class Dispute(Record):
    __table_args__ = (Index("disputes_report", *REPORTED),)
    ledger = Ledger(
        "disputes", "纠纷案件", "件", "mediation", title=("title",), subtitle=("number", "state"), sort="date",
        check=agreed_after_start, aliases=("cases",), orders=(("date", "agreement_date"),),
        key=(("number",),), unique=(("number",),),
    )  # fmt: skip
    number = column("案号", Kind.CASE_NUMBER, index=True, width=18, synonyms=("编号", "卷号", "案件编号"))
    title = column("事件名称", search=True, width=18, help="不填则由当事人和类型合成")
    date = column("登记日期", Kind.DATE, required=True, index=True, synonyms=("日期", "受理日期", "发生日期"))
    type = column("纠纷类型", Kind.CODE, codes="dispute_type", synonyms=("类型", "类别"))
    event = column("事件类别", Kind.CODE, codes="event_kind", listed=False)
    source = column("案件来源", Kind.CODE, codes="dispute_source", synonyms=("来源",), listed=False)
    sender = column("移送单位", listed=False, help="委托移送的才填")
    coming = column("来访方式", Kind.CODE, codes="coming", listed=False)
    people_count = column("涉及人数", Kind.NUMBER, listed=False, synonyms=("当事人数",))
    party1 = column("申请人", Kind.NAME, synonyms=("甲方", "当事人甲", "申请方"))
    party2 = column("被申请人", Kind.NAME, synonyms=("乙方", "当事人乙", "被申请方"))
    summary = column("简要情况", Kind.LONG_TEXT, synonyms=("纠纷简要情况", "简述", "主要情况"), listed=False)
    requests = column("申请事项", Kind.LONG_TEXT, listed=False, help="每行一项")
    place = column("发生地点", Kind.ADDRESS, listed=False)
    mediator = column("调解员", Kind.NAME, synonyms=("调解人", "承办人"))
    registrar = column("登记人", Kind.NAME, listed=False)
    team = column("卷宗权限", Kind.LIST, given=True, listed=False, help="另外加上的账号；承办人员不用加")
    state = column("进度", Kind.CODE, codes="case_state", given=True)
    accepted_on = column("受理日期", Kind.DATE, listed=False)
    result = column("调解结果", Kind.CODE, codes="dispute_result", synonyms=("结果",))
    form = column("协议形式", Kind.CODE, codes="agreement_form", synonyms=("形式",), listed=False)
    agreement_date = column("协议日期", Kind.DATE, synonyms=("达成协议日期", "签订日期"))
    amount = column("涉及金额", Kind.MONEY, synonyms=("金额", "金额(元)", "标的额"))
    performance = column("履行情况", Kind.CODE, codes="performance", listed=False, help="登记履行和回访时自动记下")
    confirmed = column("司法确认", Kind.CODE, codes="court_decision", listed=False)
    route = column("转往", Kind.CODE, codes="intake_route", given=True, listed=False)
    routed_to = column("转办单位", given=True, listed=False)
    routed_on = column("转办日期", Kind.DATE, given=True, listed=False)
    answered_on = column("转办答复日期", Kind.DATE, given=True, listed=False)
    ended_on = column("终止日期", Kind.DATE, given=True, listed=False)
    end_reason = column("终止或不予受理的理由", Kind.LONG_TEXT, given=True, listed=False)
    ways_told = column("已告知其他途径", Kind.YES_NO, given=True, listed=False)
    refusals = column("拒绝调解", Kind.LIST, given=True, listed=False, help="谁、哪天、怎么说；改为同意的记同意日期")
    extended_days = column("延长天数", Kind.NUMBER, given=True, listed=False)
    extended_on = column("同意延长日期", Kind.DATE, given=True, listed=False)
    complex = column("疑难复杂", Kind.YES_NO, listed=False)
    prevented = column("防止激化", Kind.LIST, codes="prevented", listed=False)
    prevented_people = column("防止激化涉及人数", Kind.NUMBER, listed=False)
    note = column("备注", Kind.LONG_TEXT, listed=False)
