"""人民调解统计: sums equal the total, every number leads to its cases, last year's stands beside it (issue 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.errors import Refused
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.preventions import Prevention
from desktop.services import case_items, case_report, case_report_out, case_ways, cases
from desktop.services.case_report import Report, read_mediators, read_report
from desktop.services.office import Office
from desktop.storage import rows
from desktop.storage.rows import View
from tests.services.test_cases import registered, signed

YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
VISIT = {"start": "2026-10-08 10:00", "visited": "汤月娥", "performance": "1"}
SEVERAL = (
    {"date": date(2026, 3, 1), "type": "02", "source": "01", "result": "1", "form": "2", "mediator": "章立群、汪国强",
     "amount": "1200.50", "people_count": 5, "prevented": ["1", "3"], "prevented_people": 4},
    {"date": date(2026, 3, 9), "type": "06", "event": "0503", "source": "13", "result": "2", "mediator": "章立群"},
    {"date": date(2026, 5, 2), "state": "routed"},
    {"date": date(2025, 3, 1), "type": "02", "source": "02", "result": "1", "form": "1"},
)  # fmt: skip


@pytest.fixture
def several(office: Office) -> Report:
    with office.work("add", "登记") as work:
        for number, values in enumerate(SEVERAL):
            dispute = work.add(Dispute, {"number": f"旧{number}", **{k: v for k, v in values.items() if k != "state"}})
            dispute.state = values.get("state")
        work.add(Prevention, {"date": "2026-4-1", "kind": "排查", "cases": 3})
        work.add(Prevention, {"date": "2026-4-2", "kind": "预防", "cases": 2})
        work.commit()
    return read_report(office, **YEAR)


def figures(report: Report) -> dict[str, Any]:
    return {told.line.key: told.line.figure for told in report.lines}


def test_types_sources_events_and_results_each_add_up_to_the_total(several: Report) -> None:
    assert several.proved
    assert {proof.wanted for proof in several.proofs} == {2, Decimal("1200.50")}
    labels = [proof.label for proof in several.proofs]
    assert labels[:4] == ["案件来源合计", "纠纷类型合计", "事件类别合计", "调解结果合计"]


def test_a_sum_that_is_wrong_is_not_proved(several: Report) -> None:
    wrong = several.proofs[0]._replace(found=1)
    assert not replace(several, proofs=[wrong]).proved
    assert case_report_out.proof_words([wrong]) == "案件来源合计1，应为2"


def test_cases_sent_on_are_met_but_not_cases_of_the_committee(several: Report) -> None:
    found = figures(several)
    assert (found["met"], found["routed"], found["total"]) == (3, 1, 2)


def test_figures_of_the_form(several: Report) -> None:
    found = figures(several)
    assert found["rate"] == Decimal("50.0")
    assert (found["many"], found["amount"], found["people"]) == (1, Decimal("1200.50"), 5)
    assert (found["source:1-"], found["source:13"], found["event:05"], found["event:0503"]) == (1, 1, 1, 1)
    assert (found["form:2"], found["performance:"], found["confirmed:"]) == (1, 1, 1)
    assert (found["seek"], found["sought"], found["stopped"]) == (1, 3, 2)
    assert (found["prevented:1"], found["prevented:1:people"], found["prevented:2"]) == (1, 4, 0)


def test_the_same_days_of_the_year_before_stand_beside(several: Report) -> None:
    before = {told.line.key: told.before.figure for told in several.lines if told.before}
    assert (before["total"], before["type:02"], before["source:02"]) == (1, 1, 1)


def test_every_number_leads_to_as_many_records(office: Office, several: Report) -> None:
    counted = [told.line for told in several.lines if told.line.where is not None and told.line.measure in ("件", "次")]
    assert len(counted) > 40
    for line in counted:
        if line.key in ("sought", "stopped"):
            continue  # a round of several cases is one record
        model = Prevention if line.ledger == "preventions" else Dispute
        with office.store.read() as connection:
            assert rows.count(connection, model, View(line.where or ())) == line.figure, line.key


def test_types_crossed_with_results_add_up_in_every_column(several: Report) -> None:
    *each, whole = several.crossed
    for name in ("cases", "agreed", "failed", "written", "oral", "people", "amount"):
        assert sum(getattr(row, name) for row in each) == getattr(whole, name)
    assert (whole.cases, whole.oral) == (2, 1)


def test_months_without_cases_are_there(several: Report) -> None:
    assert len(several.months) == 12
    assert several.months[2] == (date(2026, 3, 1), 2, 1)
    assert several.months[3] == (date(2026, 4, 1), 0, 0)


def test_a_case_of_two_mediators_stands_with_both(office: Office, several: Report) -> None:
    found = read_mediators(office, **YEAR)
    assert [(one.mediator, one.number, one.shared) for one in found] == \
        [("汪国强", "旧0", 2), ("章立群", "旧0", 2), ("章立群", "旧1", 1)]  # fmt: skip


def test_days_the_wrong_way_round_are_refused(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        read_report(office, first=date(2026, 2, 1), last=date(2026, 1, 1))
    assert refused.value.code == "span_reversed"


def test_payments_and_visits_are_counted_as_performance(office: Office) -> None:
    case, agreement = signed(office)
    whole = figures(read_report(office, **YEAR))
    assert (whole["performance:"], whole["performance:1"]) == (1, 0)
    case_ways.record_payment(office, agreement=agreement, values={"number": 1, "done_on": "2026-10-01"})
    after = figures(read_report(office, **YEAR))
    (item,) = case_items.add_item(
        office,
        case=case,
        document="visit",
        values={"start": "2026-10-08 10:00", "visited": "汤月娥", "performance": "1"},
    ).ids("visits")
    last = figures(read_report(office, **YEAR))
    assert last["performance:1"] == 1
    case_items.remove_item(office, document="visit", item=item)
    assert figures(read_report(office, **YEAR)) == after


def test_paper_and_workbook_say_what_the_report_says(office: Office, several: Report, tmp_path: Path) -> None:
    file = tmp_path / "统计.xlsx"
    assert case_report_out.export_report(office, **YEAR, file=file) == len(several.lines)
    sheet = openpyxl.load_workbook(file).active
    found = {row[1]: row[2] for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert (found["案件总数"], found["涉及金额"]) == (2, 1200.5)
    assert case_report_out.export_types(office, **YEAR, file=tmp_path / "类型.xlsx") == len(several.crossed)
    assert case_report_out.export_mediators(office, **YEAR, file=tmp_path / "清单.xlsx", reason="上报") == 3
    assert openpyxl.load_workbook(tmp_path / "清单.xlsx").active["A1"].value.endswith(f"{office.today} 导出")
    assert case_report_out.report_paper(office, **YEAR).pages >= 1
    assert case_report_out.mediators_paper(office, **YEAR).pages == 2


def test_an_empty_list_of_mediators_says_so(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        case_report_out.mediators_paper(office, **YEAR)
    assert refused.value.code == "no_cases"


def test_a_refused_case_is_counted_as_refused(office: Office) -> None:
    case = registered(office, accept=False)
    cases.decline(office, case=case, reason="已由法院受理", ways_told=True)
    found = figures(read_report(office, **YEAR))
    assert (found["met"], found["refused"], found["total"]) == (1, 1, 0)
    assert case_report.mediators_of(" ") == ["未填"]
