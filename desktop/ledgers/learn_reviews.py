"""学习岗评定: what the mentor says of a grid worker's time on the learning post."""

from __future__ import annotations

from desktop.domain.scope import CENTRE
from desktop.ledgers.fields import Kind, column, link
from desktop.ledgers.record import Ledger, Record


class LearnReview(Record):
    ledger = Ledger(
        "learn_reviews", "学习岗评定", "条", "duty", title=("staff_id",), subtitle=("grade",), sort="last",
        key=(("staff_id", "first"),), orders=(("first", "last"),), looked_up=False, whose=CENTRE,
    )  # fmt: skip
    staff_id = link("staff", "学习人", ("name",), required=True)
    mentor_id = link("staff", "带教人", ("name",), required=True)
    first = column("开始", Kind.DATE, required=True)
    last = column("结束", Kind.DATE, required=True, index=True)
    grade = column("评定", Kind.CODE, codes="learn_grade", required=True)
    words = column("评语", Kind.LONG_TEXT)
