"""授权委托书: who acts for a party, and what for."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class Proxy(Record):
    ledger = Ledger(
        "proxies", "授权委托书", "份", "mediation", title=("principal",), subtitle=("agent",), sort="signed_on",
        looked_up=False, hidden=True, home=("dispute_id",),
    )  # fmt: skip
    dispute_id = link("disputes", "纠纷案件", ("number",), required=True)
    principal = column("委托人", Kind.NAME, required=True)
    principal_about = column("委托人情况", help="性别、年龄、住址")
    agent = column("代理人", Kind.NAME, required=True)
    agent_sex = column("代理人性别", Kind.CODE, codes="sex", width=4)
    agent_id_number = column("代理人证件号码", Kind.ID_NUMBER, width=16)
    agent_phone = column("代理人联系方式", Kind.PHONE, width=12)
    agent_address = column("代理人住址", Kind.ADDRESS)
    relation = column("与委托人关系")
    powers = column("委托权限", Kind.LIST, codes="proxy_power")
    signed_on = column("委托日期", Kind.DATE)
    until = column("有效至", Kind.DATE)
