"""批量打印: one kind of paper of several cases, each with page numbers of its own, each noted."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest

from desktop.errors import Refused
from desktop.services import audit, case_batch, case_file, cases
from desktop.services.office import Office

PARTIES = [{"role": "1", "name": "汤月娥", "phone": "13900002206"}, {"role": "2", "name": "朱成林"}]


@pytest.fixture
def three(office: Office) -> list[str]:
    """Three cases, two of them accepted."""
    made = [str(cases.register_dispute(office, parties=PARTIES, values={"type": "06"}).ids("disputes")[0])
            for _ in range(3)]  # fmt: skip
    for case in made[:2]:
        cases.accept(office, case=case)
        cases.file_document(office, case=case, document="notice", on=office.today)
    return made


def _noted(office: Office) -> int:
    auditor = replace(office, actor=replace(office.actor, roles=("auditor",)))
    return len(audit.log_entries(auditor))


def words(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return [page.get_textpage().get_text_range() for page in document]


def test_what_can_be_printed_says_how_many_have_it(office: Office, three: list[str]) -> None:
    offers = {one.document: one.count for one in case_batch.batch_offers(office, cases=three)}
    assert offers["case_file"] == 3
    assert (offers["intake"], offers["notice"]) == (2, 2)  # 受理登记表 is one of what was taken on
    assert "agreement" not in offers


def test_who_has_no_such_paper_is_left_out(office: Office, three: list[str]) -> None:
    pages = words(case_batch.batch_paper(office, cases=three, document="notice").pdf)
    assert len(pages) == 2
    assert all("告知书" in page for page in pages)
    with pytest.raises(Refused) as refused:
        case_batch.batch_paper(office, cases=three, document="agreement")
    assert refused.value.code == "no_papers"


def test_each_whole_file_counts_its_own_pages(office: Office, three: list[str]) -> None:
    one = case_file.case_file(office, case=three[0])
    all_of = case_batch.batch_paper(office, cases=[three[0], three[0]], document="case_file")
    assert all_of.pages == one.pages  # the same case twice is one file
    both = case_batch.batch_paper(office, cases=three[:2], document="case_file")
    assert both.pages == 2 * one.pages
    first, second = words(both.pdf)[: one.pages], words(both.pdf)[one.pages :]
    assert [page.count("第1页") for page in first] == [page.count("第1页") for page in second]


def test_numbers_are_covered_until_it_goes_out_and_each_case_is_noted(office: Office, three: list[str]) -> None:
    shown = "".join(words(case_batch.batch_paper(office, cases=three, document="intake").pdf))
    assert "13900002206" not in shown
    before = _noted(office)
    whole = "".join(words(case_batch.batch_paper(office, cases=three, document="intake", full=True).pdf))
    assert whole.count("13900002206") == 2
    assert _noted(office) == before + 2
