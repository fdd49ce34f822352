"""调解协议: a version of an agreement. Once signed it is frozen; a change is a new version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.errors import Refused
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


def frozen_once_in_force(values: Mapping[str, Any]) -> Refused | None:
    """人民调解法 第31条: what is agreed binds; it is changed by a new agreement, never by a stroke of the pen."""
    if not values.get("effective_on"):
        return None
    return Refused("协议已签署，内容不可改", "要改就另立新版本，原来的一份照旧留存", code="agreement_frozen")


class Agreement(Record):
    ledger = Ledger(
        "agreements",
        "调解协议",
        "份",
        "mediation",
        title=("dispute_id",),
        subtitle=("drawn_on",),
        sort="drawn_on",
        looked_up=False,
        frozen=frozen_once_in_force,
        home=("dispute_id",),
    )
    dispute_id = link("disputes", "纠纷案件", ("number",), required=True)
    edition = column("版本", Kind.NUMBER, given=True, width=5)
    form = column("协议形式", Kind.CODE, codes="agreement_form", required=True)
    drawn_on = column("拟定日期", Kind.DATE)
    facts = column("纠纷主要事实、争议事项", Kind.LONG_TEXT)
    clauses = column("协议内容", Kind.LIST, help="每条一项，按顺序编号")
    plan = column("履行计划", Kind.LIST, help="每期：谁付给谁、金额、期限、方式")
    performance = column("履行方式、时限", Kind.LONG_TEXT)
    copies = column("份数", Kind.NUMBER, width=5)
    parties = column(
        "签署时的当事人", Kind.LIST, sensitive=True, given=True, listed=False, help="签署后当事人资料再改，不动这份协议"
    )
    parties_signed_on = column("当事人签署", Kind.DATE)
    mediator_signed_on = column("调解员签名", Kind.DATE)
    sealed_on = column("委员会盖章", Kind.DATE)
    effective_on = column("生效日期", Kind.DATE, given=True)
