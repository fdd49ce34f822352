"""Item models of the case desk: what they show, what they say aloud, and Qt's own tester on each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.domain.deadlines import Urgency
from desktop.models.case_documents import WORDS as SIDE
from desktop.models.case_documents import DocumentModel
from desktop.models.case_list import CaseListModel
from desktop.models.case_parties import PartyModel
from desktop.models.case_plan import AMOUNT, DUE, WAY, WHO, WORDS, PlanModel
from desktop.services.case_desk import PartyLine
from desktop.services.case_documents import DocumentRow, Standing
from desktop.services.case_list import CaseRow

TODAY = date(2026, 9, 23)
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def watched(model: Any) -> Any:
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


def shown(model: Any) -> list[tuple[str, ...]]:
    return [tuple(model.index(r, c).data() for c in range(model.columnCount())) for r in range(model.rowCount())]


@pytest.fixture
def plan(qapp: Any) -> PlanModel:
    model: PlanModel = watched(PlanModel())
    model.show([{"payer": "朱成林", "payee": "汤月娥", "amount": "10000", "due": "2026-09-30", "way": "转账"}], TODAY)
    return model


def type_in(model: PlanModel, row: int, column: int, text: str) -> None:
    assert model.setData(model.index(row, column), text)


class TestPlan:
    def test_amounts_in_figures_and_capitals_and_short_days(self, plan: PlanModel) -> None:
        assert shown(plan) == [("1", "朱成林 → 汤月娥", "10,000.00", "壹万元整", "9-30", "转账")]

    def test_what_is_typed_takes_its_proper_form(self, plan: PlanModel) -> None:
        row = plan.add("", "")
        type_in(plan, row, AMOUNT, "八千六百元")
        type_in(plan, row, DUE, "12月31日")
        type_in(plan, row, WHO, "朱成森→汤月娥")
        assert plan.rows()[1] == {
            "payer": "朱成森",
            "payee": "汤月娥",
            "amount": "8600",
            "due": "2026-12-31",
            "way": "转账",
        }
        assert plan.index(row, WORDS).data() == "捌仟陆佰元整"
        assert plan.total() == Decimal(18600)

    def test_wrong_words_stay_to_be_mended_and_say_why(self, plan: PlanModel) -> None:
        type_in(plan, 0, DUE, "2月30日")
        assert plan.index(0, DUE).data() == "2月30日"
        assert "2月没有30日" in plan.wrong(0, DUE)
        type_in(plan, 0, AMOUNT, "若干")
        assert (plan.index(0, WORDS).data(), plan.total()) == ("", 0)
        assert "若干" in plan.wrong(0, AMOUNT)

    def test_a_new_instalment_goes_on_like_the_last(self, plan: PlanModel) -> None:
        assert plan.index(plan.add("甲", "乙"), WAY).data() == "转账"

    def test_a_signed_plan_takes_no_typing(self, plan: PlanModel) -> None:
        plan.set_read_only(True)
        assert not plan.setData(plan.index(0, AMOUNT), "5")
        assert not plan.flags(plan.index(0, AMOUNT)) & Qt.ItemFlag.ItemIsEditable

    def test_rows_go(self, plan: PlanModel) -> None:
        plan.remove(0)
        assert shown(plan) == []

    def test_it_speaks_whole_sentences(self, plan: PlanModel) -> None:
        assert plan.index(0, 0).data(SPOKEN) == "第1期，朱成林 → 汤月娥，10,000.00，壹万元整，9-30，转账"


def case(number: str, due: date | None = None) -> CaseRow:
    words = "余9天" if due else ""
    return CaseRow(number, number, f"纠纷{number}", "mediating", "调解", "邻里", TODAY, "9-23", "章立群", due,
                   Urgency.LATER if due else None, words)  # fmt: skip


def test_cases_sort_by_their_limit_those_without_last(qapp: Any) -> None:
    model = watched(CaseListModel())
    model.show([case("1"), case("2", date(2026, 10, 2)), case("3", date(2026, 9, 25))])
    model.sort(6)
    assert [model.case(n).id for n in range(3)] == ["3", "2", "1"]
    assert model.row_of("2") == 1
    assert model.index(1, 0).data(SPOKEN) == "纠纷2，2，调解，余9天，2026年9月23日登记"


def test_documents_tell_their_day_or_what_lacks(qapp: Any) -> None:
    model = watched(DocumentModel())
    rows = [DocumentRow("intake", "受理登记表", True, Standing.DONE, TODAY),
            DocumentRow("proxy", "授权委托书", False, Standing.LATER, words="无")]  # fmt: skip
    model.show(rows, TODAY)
    assert [model.index(n).data(SIDE) for n in range(2)] == ["9-23", "无"]
    assert model.index(1).data(SPOKEN) == "授权委托书，按需，没有"
    model.show(rows[:1], TODAY)
    assert model.rowCount() == 1


def test_parties_speak(qapp: Any) -> None:
    model = watched(PartyModel())
    model.show([PartyLine("1", 1, "申请人", "汤月娥", "女", "52", "务农", "139****2206", {})])
    assert model.index(0, 0).data(SPOKEN) == "申请人，汤月娥，女，52岁，务农"
    assert shown(model) == [("申请人", "汤月娥", "女", "52", "务农", "139****2206")]
