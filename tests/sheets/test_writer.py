"""Sheets out: what was text is text when it comes back, and nothing is ever a formula."""

from __future__ import annotations

import csv
import errno
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.formulas import is_formula_like
from desktop.errors import Refused
from desktop.sheets import writer

HOSTILE = ("=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "＝1+1", "330723199001011231", "007", "'quoted")


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_is_a_formula(tmp_path: Path, words: str) -> None:
    file = tmp_path / "out.xlsx"
    writer.write_xlsx(file, ["项"], [[words]])
    cell = openpyxl.load_workbook(file).active["A2"]
    assert (cell.data_type, cell.value) == ("s", words)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_csv_guards_what_looks_like_a_formula(tmp_path: Path, words: str) -> None:
    file = tmp_path / "out.csv"
    writer.write_csv(file, ["项"], [[words]])
    with file.open(encoding="utf-8-sig", newline="") as opened:
        cell = list(csv.reader(opened))[1][0]
    assert not is_formula_like(cell)
    assert cell.removeprefix("'") == words.removeprefix("'")


def test_dates_and_numbers_keep_their_kind_under_the_note(tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    writer.write_xlsx(file, ["日期", "金额"], [[date(2026, 9, 23), Decimal("12.5")]], note="王宅镇综治中心 导出")
    sheet = openpyxl.load_workbook(file).active
    assert [cell.value for cell in sheet[2]] == ["日期", "金额"]
    assert (sheet["A3"].value.date(), sheet["B3"].value) == (date(2026, 9, 23), 12.5)
    assert sheet.freeze_panes == "A3"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60))
def test_any_text_comes_back_as_it_was(tmp_path: Path, words: str) -> None:
    file = tmp_path / "out.xlsx"
    writer.write_xlsx(file, ["项"], [[words]])
    assert openpyxl.load_workbook(file).active["A2"].value == words.replace("\ufffe", "").replace("\uffff", "")


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"以 \.xlsx 或 \.csv 结尾"):
        writer.write(tmp_path / "out.doc", ["项"], [])


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="写不进去"):
        writer.write(tmp_path / "nowhere" / "out.xlsx", ["项"], [])


def test_a_refused_write_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("old", encoding="utf-8")
    rows = iter([["a"], 5])
    with pytest.raises(TypeError):
        writer.write_csv(file, ["项"], rows)  # type: ignore[arg-type]
    assert file.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_nothing_of_it_lies_in_the_systems_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared, chosen = tmp_path / "shared", tmp_path / "chosen"
    shared.mkdir()
    chosen.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(shared))
    seen: list[list[Path]] = []

    cell = writer._cell

    def looked(sheet: Any, value: Any) -> Any:
        seen.append(list(shared.iterdir()))
        return cell(sheet, value)

    monkeypatch.setattr(writer, "_cell", looked)
    writer.write_xlsx(chosen / "out.xlsx", ["姓名"], [["谭秀英"], ["罗成"]])
    assert seen == [[], []]
    assert [file.name for file in chosen.iterdir()] == ["out.xlsx"]
    assert tempfile.tempdir == str(shared)


def test_a_full_disk_is_told_once_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Refused) as caught:
        writer.write_xlsx(tmp_path / "out.xlsx", ["姓名"], [["谭秀英"]])
    assert caught.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []
