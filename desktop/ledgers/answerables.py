"""责任人: who answers for a unit of responsibility, in which role, from when to when."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.grid_units import ends_after_start
from desktop.ledgers.record import Ledger, Record


class Answerable(Record):
    ledger = Ledger(
        "answerables", "责任人", "人", "rental", title=("name", "role"), subtitle=("unit_id", "phone"), sort="row",
        check=ends_after_start, orders=(("start", "until"),), key=(("unit_id", "name", "role"),),
        by_command="在“出租房”的“责任网格”里办", permanent="请办卸任；他管过的日子留在历史里",
        home=("unit_id",), upward=True,
    )  # fmt: skip
    unit_id = link("grid_units", "责任单元", ("unit_name",), required=True)
    staff_id = link("staff", "工作人员", listed=False)
    name = column("姓名", Kind.NAME, required=True)
    role = column("责任", Kind.CODE, codes="answer_role", required=True, width=9)
    phone = column("联系电话", Kind.PHONE, width=12)
    start = column("开始日期", Kind.DATE, required=True)
    until = column("卸任日期", Kind.DATE, index=True, help="从这一天起不再担任")
