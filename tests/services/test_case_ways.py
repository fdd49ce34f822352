"""Ways of a case: papers with a record of their own, routing, extension, payments, the archive, the document set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from desktop.domain.mediation import State
from desktop.errors import Refused
from desktop.services import case_items, case_set, case_ways, cases
from desktop.services.case_desk import read_case
from desktop.services.case_set import Wording
from desktop.services.office import Office
from tests.services.test_cases import registered, signed

VISIT = {"start": "2026-10-08 10:00", "visited": "汤月娥", "performance": "1", "satisfaction": "1"}


def refusal(run: Any) -> str:
    with pytest.raises(Refused) as refused:
        run()
    assert refused.value.step
    return refused.value.code


def later(office: Office, day: date) -> Office:
    return replace(office, now=lambda: datetime(day.year, day.month, day.day, 9))


class TestItems:
    def test_an_inquiry_waits_for_acceptance(self, office: Office) -> None:
        values = {"start": "2026-9-23 9:00", "place": "汤处村", "asked": "邻居"}
        early = registered(office, accept=False)
        assert refusal(lambda: case_items.add_item(office, case=early, document="inquiry", values=values)) == \
            "not_accepted"  # fmt: skip
        case = registered(office)
        case_items.add_item(office, case=case, document="inquiry", values=values)
        assert "inquiry" in [row.key for row in read_case(office, case=case).documents if row.day]

    def test_article_31_a_visit_ends_the_performing_and_a_broken_word_takes_it_up_again(self, office: Office) -> None:
        case, _ = signed(office)
        case_items.add_item(office, case=case, document="visit", values=VISIT)
        assert read_case(office, case=case).state is State.VISITED
        broken = VISIT | {"start": "2026-10-20 10:00", "performance": "3"}
        case_items.add_item(office, case=case, document="visit", values=broken)
        assert read_case(office, case=case).state is State.PERFORMING

    def test_a_visit_before_the_agreement_is_refused(self, office: Office) -> None:
        case, _ = signed(office)
        early = VISIT | {"start": "2026-1-2 10:00"}
        assert refusal(lambda: case_items.add_item(office, case=case, document="visit", values=early)) == \
            "visit_before_agreement"  # fmt: skip

    def test_article_33_the_court_is_asked_within_thirty_days_and_not_about_status(self, office: Office) -> None:
        case, _ = signed(office)
        paper = {"court": "武义县人民法院", "applied_on": "2026-12-30"}

        def ask() -> None:
            case_items.add_item(office, case=case, document="confirmation", values=paper)

        assert refusal(ask) == "confirmation_late"
        paper["applied_on"] = "2026-10-8"
        cases.change_case(office, case=case, values={"event": "0102"})
        assert refusal(ask) == "not_confirmable"
        cases.change_case(office, case=case, values={"event": "05"})
        ask()
        assert refusal(ask) == "one_only"

    def test_what_was_entered_by_mistake_goes(self, office: Office) -> None:
        case = registered(office)
        (item,) = case_items.add_item(office, case=case, document="evidence", values={"name": "病历"}).ids("evidence")
        case_items.change_item(office, document="evidence", item=item, values={"pages": 3})
        case_items.remove_item(office, document="evidence", item=item)
        assert "evidence" not in [row.key for row in read_case(office, case=case).documents if row.day]


class TestWays:
    def test_what_is_not_for_mediation_goes_to_the_petition_office(self, office: Office) -> None:
        case = registered(office, accept=False)
        assert refusal(lambda: case_ways.route_case(office, case=case, route="1", to="信访局")) == "no_route"
        case_ways.route_case(office, case=case, route="2", to="县信访局")
        case_ways.answer_route(office, case=case)
        desk = read_case(office, case=case)
        assert (desk.state, desk.values["answered_on"]) == (State.ROUTED, date(2026, 9, 23))

    def test_both_parties_may_extend_the_limit(self, office: Office) -> None:
        case = registered(office)
        assert refusal(lambda: case_ways.extend_limit(office, case=case, days=31)) == "days_range"
        case_ways.extend_limit(office, case=case, days=15)
        assert [one.due for one in read_case(office, case=case).deadlines] == [date(2026, 11, 7)]

    def test_article_26_ending_without_telling_other_ways_is_refused(self, office: Office) -> None:
        case = registered(office)
        assert refusal(lambda: cases.end_case(office, case=case, target=State.TERMINATED, reason="撤回")) == \
            "ways_untold"  # fmt: skip
        cases.end_case(office, case=case, target=State.TERMINATED, reason="申请人撤回", ways_told=True)
        assert read_case(office, case=case).values["end_reason"] == "申请人撤回"

    def test_an_instalment_is_ticked_with_its_voucher(self, office: Office) -> None:
        _, agreement = signed(office)
        paid = {"number": 9, "done_on": "2026-9-30", "amount": "10000", "voucher": "转账单"}
        assert refusal(lambda: case_ways.record_payment(office, agreement=agreement, values=paid)) == "no_instalment"
        case_ways.record_payment(office, agreement=agreement, values=paid | {"number": 1})

    def test_the_archive_keeps_how_long_and_where_and_gives_the_file_out_again(self, office: Office) -> None:
        case, _ = signed(office)
        case_items.add_item(office, case=case, document="visit", values=VISIT)
        then = later(office, date(2026, 10, 9))
        case_ways.archive_case(then, case=case, values={"binder": "王海燕", "retention": "1", "box": "3柜2盒"})
        assert read_case(office, case=case).state is State.ARCHIVED
        assert refusal(lambda: case_items.add_item(office, case=case, document="evidence", values={"name": "x"})) == \
            "case_archived"  # fmt: skip
        case_ways.reopen_case(office, case=case, reason="第二期没有付")
        assert read_case(office, case=case).state is State.PERFORMING


class TestSet:
    def test_the_committees_own_must_documents_hold_up_the_archive(self, office: Office) -> None:
        order = [one.key for one in case_set.read_set(office).documents]
        case_set.set_documents(office, order=order, must=["intake", "closing"])
        case = registered(office)
        cases.end_case(office, case=case, target=State.TERMINATED, reason="撤回", ways_told=True)
        assert read_case(office, case=case).gate.lacking == ("结案报告表",)
        assert refusal(lambda: case_ways.archive_case(office, case=case, values={})) == "documents_missing"
        assert refusal(lambda: case_set.set_documents(office, order=order[1:], must=[])) == "document_missing"

    def test_wording_has_editions_and_older_papers_keep_theirs(self, office: Office) -> None:
        shipped = case_set.read_set(office).wording["termination"]
        assert (shipped.edition, shipped.since, len(shipped.words)) == (0, None, 2)
        case_set.set_wording(office, document="termination", words=["可以起诉。", " "])
        assert case_set.read_set(office).wording["termination"] == Wording(1, office.today, ("可以起诉。",))
        with office.store.read() as connection:
            assert case_set.wording_of(connection, "termination", date(2026, 1, 1)) == list(shipped.words)
        assert refusal(lambda: case_set.set_wording(office, document="cover", words=["x"])) == "no_document"
