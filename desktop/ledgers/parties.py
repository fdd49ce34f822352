"""当事人: the parties of a dispute, persons or units, with what the statutory papers ask of them."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.people import agrees_with_id, fill_from_id
from desktop.ledgers.record import Ledger, Record


class Party(Record):
    ledger = Ledger(
        "parties", "当事人", "人", "mediation", title=("name",), subtitle=("role", "id_number"), sort="row",
        derive=fill_from_id, check=agrees_with_id, home=("dispute_id",),
    )  # fmt: skip
    dispute_id = link("disputes", "纠纷案件", ("number",), required=True)
    role = column("身份", Kind.CODE, codes="party_role", required=True)
    name = column("姓名或单位", Kind.NAME, required=True)
    sex = column("性别", Kind.CODE, codes="sex", width=4)
    nation = column("民族", Kind.CODE, codes="nation", width=6)
    birth = column("出生日期", Kind.DATE)
    id_number = column("证件号码", Kind.ID_NUMBER, width=16)
    job = column("职业或职务")
    phone = column("联系方式", Kind.PHONE, width=12)
    address = column("单位或住址", Kind.ADDRESS, width=18)
    representative = column("代表人", Kind.NAME, help="当事人是单位时填", listed=False)
    agent = column("代理人", Kind.NAME, listed=False)
    person_id = link("people", "名录中的人", listed=False)
