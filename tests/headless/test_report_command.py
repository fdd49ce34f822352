"""report: a month, a quarter or a year into a workbook or a paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop import cli
from desktop.errors import Refused
from desktop.headless.report_commands import span_of
from tests.headless.conftest import Call

Write = Callable[[Any], str]


@pytest.mark.parametrize(("words", "first", "last"), [
    ("2026-02", (2, 1), (2, 28)), ("2026年9月", (9, 1), (9, 30)), ("2026Q3", (7, 1), (9, 30)),
    ("2026年第4季度", (10, 1), (12, 31)), ("2026", (1, 1), (12, 31)), ("2026年", (1, 1), (12, 31)),
])  # fmt: skip
def test_a_span_is_read_as_people_write_it(words: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert span_of(words) == (date(2026, *first), date(2026, *last))


@pytest.mark.parametrize("words", ["", "今年", "2026-13", "2026-0", "2026Q5", "0000", "26-9"])
def test_what_is_no_span_is_refused(words: str) -> None:
    with pytest.raises(Refused) as refused:
        span_of(words)
    assert refused.value.code == "span_unreadable"


def test_the_report_goes_out_as_a_workbook_and_as_a_paper(centre: Call, written: Write, tmp_path: Path) -> None:
    centre("add", "disputes", "--data", written({"date": "2026-09-03", "type": "邻里", "mediator": "章立群"}))
    book, paper = tmp_path / "r.xlsx", tmp_path / "r.pdf"
    done = centre("report", "2026-09", "--out", str(book), "--json").json
    assert (done["first"], done["last"]) == ("2026-09-01", "2026-09-30")
    cells = [cell for row in load_workbook(book).active.iter_rows(values_only=True) for cell in row]
    assert 1 in cells
    assert centre("report", "2026Q3", "--out", str(paper), "--json").json["pages"] >= 1
    assert paper.read_bytes().startswith(b"%PDF")
    assert centre("report", "2026", "--what", "types", "--out", str(book)).code == cli.DONE


def test_the_list_that_names_persons_goes_out_for_a_reason(centre: Call, written: Write, tmp_path: Path) -> None:
    centre("add", "disputes", "--data", written({"date": "2026-09-03", "type": "邻里", "mediator": "章立群"}))
    book = tmp_path / "r.xlsx"
    said = centre("report", "2026", "--what", "mediators", "--out", str(book))
    assert said.code == cli.REFUSED
    assert "导出原因" in said.err
    assert not book.exists()
    assert centre("report", "2026", "--what", "mediators", "--out", str(book), "--reason", "上报").code == cli.DONE


def test_what_cannot_be_written_is_refused_in_one_line(centre: Call, tmp_path: Path) -> None:
    for words in (("--out", str(tmp_path / "r.doc")), ("--what", "types", "--out", str(tmp_path / "r.pdf"))):
        said = centre("report", "2026", *words)
        assert said.code == cli.REFUSED
        assert said.err.count("\n") == 1
    assert centre("report", "2026").code == cli.WRONG_USAGE
