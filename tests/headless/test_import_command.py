"""`import` and `export` from the command line: previewed, columns chosen, refused rows out and in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop import cli
from tests.headless.conftest import Call
from tests.services.test_importing import GOOD, HEAD, workbook

Write = Callable[[Any], str]
ODD = (*HEAD, "外号")


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    return str(
        workbook(tmp_path / "a.xlsx", ODD, (*GOOD[0], "阿秀"), (*GOOD[1], "阿成"), ("", "", "13900001111", "", ""))
    )


def test_a_dry_run_says_how_columns_are_understood_and_keeps_nothing(centre: Call, sheet: str) -> None:
    told = centre("import", "people", sheet, "--dry-run", "--json").json
    assert (told["rows"], told["added"], len(told["rejected"])) == (3, 2, 1)
    assert {one["column"]: one["field"] for one in told["columns"]} == {
        "A": "name", "B": "id_number", "C": "phone", "D": "origin", "E": None}  # fmt: skip
    assert centre("lookup", "谭秀英", "--json").json["total"] == 0


def test_a_column_that_nothing_takes_is_told_in_words(centre: Call, sheet: str) -> None:
    told = centre("import", "people", sheet, "--dry-run").out
    assert "没有用的列 E列“外号”" in told


def test_columns_chosen_once_hold_for_the_next_import(centre: Call, sheet: str, written: Write) -> None:
    told = centre("import", "people", sheet, "--dry-run", "--columns", written({"E": "skill"}), "--json").json
    assert [one["field"] for one in told["columns"]][-1] == "skill"
    told = centre("import", "people", sheet, "--json").json
    assert centre("get", "people", told["imported"][0]["id"], "--json").json["skill"] == "阿秀"


@pytest.mark.parametrize("columns", ["[]", '{"C": 7}', '{"C": "telex"}', "{"])
def test_columns_that_make_no_sense_are_refused(centre: Call, sheet: str, written: Write, columns: str) -> None:
    said = centre("import", "people", sheet, "--columns", written(columns))
    assert said.code == cli.REFUSED
    assert said.err.strip()


def test_refused_rows_are_mended_and_imported(centre: Call, sheet: str, tmp_path: Path) -> None:
    file = tmp_path / "refused.xlsx"
    centre("import", "people", sheet, "--refused", str(file), "--json")
    book = openpyxl.load_workbook(file)
    book.active["A3"] = "汤月娥"
    book.save(file)
    told = centre("import", "people", str(file), "--json").json
    assert (told["added"], told["rejected"]) == (1, [])


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_what_was_exported_whole_comes_in_again_unchanged(
    centre: Call, sheet: str, tmp_path: Path, suffix: str
) -> None:
    centre("import", "people", sheet, "--json")
    file = str(tmp_path / f"out.{suffix}")
    assert centre("export", "people", file, "--reason", "迁移", "--full", "--json").json == {"rows": 2}
    again = centre("import", "people", file, "--json").json
    assert (again["added"], again["updated"], again["unchanged"], again["rejected"]) == (0, 0, 2, [])
    assert again["warnings"] == []


def test_what_was_exported_masked_stores_no_masked_number(centre: Call, sheet: str, tmp_path: Path) -> None:
    centre("import", "people", sheet, "--json")
    file = str(tmp_path / "out.xlsx")
    centre("export", "people", file, "--reason", "给镇里", "--json")
    again = centre("import", "people", file, "--json").json
    assert (again["added"], again["updated"]) == (0, 0)
    assert "id_number" in {one["field"] for one in again["columns"]}
    assert any("遮盖" in one["why"] for one in again["warnings"])
