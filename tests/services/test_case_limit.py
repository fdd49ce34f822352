"""The limit of mediation as the committee sets it, its phrases, and forms to be filled in by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop import forms
from desktop.errors import Refused
from desktop.services import case_limit, case_list, case_phrases, cases, papers
from desktop.services.case_desk import read_case
from desktop.services.due import due_of
from desktop.services.office import Office

PARTIES = [{"role": "1", "name": "汤月娥"}, {"role": "2", "name": "朱成林"}]


@pytest.fixture
def accepted(office: Office) -> str:
    case = str(cases.register_dispute(office, parties=PARTIES, values={"type": "06"}).ids("disputes")[0])
    cases.accept(office, case=case, on=date(2026, 9, 21))
    return case


def test_令75第33条_one_month_unless_the_committee_says_otherwise(office: Office, accepted: str) -> None:
    assert _limits(office, accepted) == {date(2026, 10, 21)}
    case_limit.set_limit(office, days=15, working=False)
    assert _limits(office, accepted) == {date(2026, 10, 6)}


def test_working_days_leave_out_weekends_and_the_holidays_of_the_rota(office: Office, accepted: str) -> None:
    case_limit.set_limit(office, days=5, working=True)
    assert _limits(office, accepted) == {date(2026, 9, 29)}  # 25 is 中秋, 26 and 27 are a weekend


def _limits(office: Office, case: str) -> set[date | None]:
    """As the desk, the list and 工作台 tell it: the same everywhere."""
    desk = [one.due for one in read_case(office, case=case).deadlines if one.label == "调解期限"]
    listed = [row.due for row in case_list.list_cases(office)]
    with office.store.read() as connection:
        due = [one.due for one in due_of(connection, office) if one.deed == "调解期限"]
    return {*desk, *listed, *due}


@pytest.mark.parametrize("days", [0, 181])
def test_a_limit_out_of_bounds_is_refused(office: Office, days: int) -> None:
    with pytest.raises(Refused) as refused:
        case_limit.set_limit(office, days=days, working=True)
    assert (refused.value.code, refused.value.field) == ("days_range", "days")


def test_phrases_are_kept_once_and_in_order(office: Office) -> None:
    assert all(case_phrases.read_phrases(office).values())
    case_phrases.set_phrases(office, document="session", phrases=[" 双方到场。", "", "双方到场。", "另行通知。"])
    book = case_phrases.read_phrases(office)
    assert book["session"] == ("双方到场。", "另行通知。")
    assert len(book["agreement"]) == 6
    with pytest.raises(Refused) as refused:
        case_phrases.set_phrases(office, document="cover", phrases=["空"])
    assert refused.value.code == "no_document"


@pytest.mark.parametrize("form", [one.key for one in forms.catalogue() if one.key not in papers.AREAS])
def test_every_paper_prints_blank(office: Office, form: str) -> None:
    paper = papers.blank_paper(office, form=form)
    assert paper.pages >= 1
    assert paper.missing == ()


def test_a_blank_notice_carries_the_wording_that_holds(office: Office) -> None:
    words: dict[str, Any] = papers._printed_anyway(office, "notice")
    assert len(words["wording"]) == 5
