"""排查预防: rounds in search of disputes, and disputes kept from breaking out (人民调解法 第17条)."""

from __future__ import annotations

from desktop.ledgers.fields import Kind, column
from desktop.ledgers.record import Ledger, Record


class Prevention(Record):
    """A round of 排查 counts as one time (次) and as many cases as it found; 预防 counts its cases."""

    ledger = Ledger(
        "preventions", "排查预防", "次", "mediation", title=("kind", "place"), subtitle=("date",), sort="date",
    )  # fmt: skip
    date = column("日期", Kind.DATE, required=True, index=True)
    kind = column("类别", Kind.CODE, codes="prevention", required=True)
    place = column("地点范围", Kind.ADDRESS, synonyms=("地点", "村（社区）", "范围"))
    people = column("参加人员", Kind.NAME, synonyms=("排查人员", "人员"))
    cases = column("纠纷件数", Kind.NUMBER, help="排查到的，或预防住的", synonyms=("件数", "排查件数", "预防件数"))
    matters = column("情况", Kind.LONG_TEXT, synonyms=("排查情况", "内容"))
    done = column("处理情况", Kind.LONG_TEXT, synonyms=("处理结果",))
