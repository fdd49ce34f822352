"""The whole file of a case as one PDF."""

from __future__ import annotations

import io
from datetime import date

import pdfplumber

from desktop.services import case_file, case_items, case_ways
from desktop.services.office import Office
from tests.services.test_case_ways import VISIT, later
from tests.services.test_cases import signed


def pages(pdf: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return ["".join((page.extract_text() or "").split()) for page in document.pages]


def test_the_contents_name_the_page_each_paper_stands_on(office: Office) -> None:
    case, _ = signed(office)
    case_items.add_item(office, case=case, document="visit", values=VISIT)
    values = {"binder": "王海燕", "retention": "1", "remarks": "齐全。"}
    case_ways.archive_case(later(office, date(2026, 10, 9)), case=case, values=values)
    paper = case_file.case_file(office, case=case, full=True)
    found = pages(paper.pdf)
    assert paper.pages == len(found)
    assert "人民调解卷宗" in found[0]
    assert "卷内目录" in found[1]
    counted = found[2:-1]
    total = len(counted)
    assert [f"第{n}页共{total}页" in text for n, text in enumerate(counted, 1)] == [True] * total
    intake = next(n for n, text in enumerate(counted, 1) if "人民调解受理登记表" in text)
    assert f"人民调解受理登记表{intake}" in found[1]
    assert f"共有文书7份、{total}页" in next(text for text in counted if "卷宗情况说明" in text)
    assert "13900002206" in "".join(found)


def test_on_screen_numbers_are_covered(office: Office) -> None:
    case, _ = signed(office)
    assert "13900002206" not in "".join(pages(case_file.case_file(office, case=case).pdf))
