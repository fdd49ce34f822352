"""Hints beside the clauses: each kind, and silence where nothing is to be said."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from desktop.ledgers import find
from desktop.services import case_drafts, case_people, records
from desktop.services.case_hints import clause_hints, clause_with_sum, names_a_sum, sums_of
from desktop.services.office import Office


def test_a_word_is_hinted_at_when_another_paper_says_it_otherwise() -> None:
    hints = clause_hints(["朱成林赔偿汤月娥18,600元。"], "汤月娥要求补偿。")
    assert [(hint.clause, hint.word, hint.instead, hint.words) for hint in hints] == [
        (1, "赔偿", "补偿", "第1条写“赔偿”，纠纷事实写“补偿”。两词含义不同，请核对。")
    ]


def test_other_clauses_count_too() -> None:
    hints = clause_hints(["赔偿5元。", "补偿款于月底付清。"], "")
    assert [(hint.clause, hint.instead) for hint in hints] == [(1, "补偿"), (2, "赔偿")]


def test_one_word_throughout_is_left_alone() -> None:
    assert clause_hints(["赔偿5元。", "赔偿款付清。"], "要求赔偿。") == ()


def test_misspellings_and_vague_terms() -> None:
    hints = clause_hints(["签定后尽快付到帐户。"], "")
    assert [(hint.word, hint.instead) for hint in hints] == [("签定", "签订"), ("尽快", ""), ("帐户", "账户")]


@pytest.mark.parametrize(
    ("text", "sums"),
    [("合计人民币18,600.00元（大写：壹万捌仟陆佰元整）", ["18600.00", "18600.00"]), ("付1.5万元", ["15000.00"]),
     ("没有金额，5天内", [])],
)  # fmt: skip
def test_sums_in_a_clause(text: str, sums: list[str]) -> None:
    assert list(sums_of(text)) == [Decimal(one) for one in sums]


def test_the_clause_that_names_the_sum() -> None:
    clauses = ["双方和好。", "付18,600元。"]
    assert clause_with_sum(clauses, Decimal("18600")) == 2
    assert clause_with_sum(clauses, Decimal("18000")) == 0
    assert names_a_sum(clauses)
    assert not names_a_sum(clauses[:1])


def test_a_draft_is_kept_per_document_and_forgotten(office: Office) -> None:
    at = case_drafts.keep_draft(office, case="c1", document="agreement", data={"clauses": ["一半"]})
    assert at == datetime(2026, 9, 23, 10, 24)
    case_drafts.keep_draft(office, case="c1", document="agreement", data={"clauses": ["一半多"]})
    found = case_drafts.read_draft(office, case="c1", document="agreement")
    assert found is not None
    assert found[0] == {"clauses": ["一半多"]}
    assert case_drafts.read_draft(office, case="c1", document="session") is None
    case_drafts.forget_draft(office, case="c1", document="agreement")
    assert case_drafts.read_draft(office, case="c1", document="agreement") is None


def planned(office: Office, ledger: str, values: dict[str, Any]) -> str:
    """A record with what only the program gives, as planning leaves it."""
    with office.work("plan", "排班") as work:
        record = work.add(find(ledger), values)
        work.commit()
        return record.id


def test_mediators_on_duty_come_first(office: Office) -> None:
    ids = {}
    people = (("章立群", "人民调解员"), ("鲍根荣", "专职网格员"), ("李文斌", "人民调解员"), ("潘志远", "中心主任"))
    for name, role in people:
        changed = records.add_record(office, ledger="staff", values={"name": name, "post": role})
        ids[name] = changed.ids("staff")[0]
    post = planned(office, "posts", {"key": "learn", "post": "学习岗"})
    for name, state in (("鲍根荣", "published"), ("李文斌", "published"), ("潘志远", "draft")):
        duty = {"date": "2026-09-23", "staff_id": ids[name], "post_id": post, "state": state}
        planned(office, "duty", duty)
    found = [(one.name, one.on_duty) for one in case_people.mediators(office)]
    assert found == [("鲍根荣", True), ("李文斌", True), ("章立群", False)]
