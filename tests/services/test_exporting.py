"""Out of the house: a reason, masks, text that stays text, and a trace."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from desktop.errors import Refused
from desktop.services import audit, exporting, records
from desktop.services.office import Actor, Office

FORMULA = "=HYPERLINK(1)"


@pytest.fixture(autouse=True)
def tan(office: Office) -> None:
    values = {"name": "谭秀英", "phone": "13912342206", "note": FORMULA}
    records.add_record(office, ledger="people", values=values)


def export(office: Office, file: Path, *, reason: str = "报镇里", full: bool = False) -> int:
    return exporting.export_ledger(office, ledger="people", file=file, reason=reason, full=full)


def test_without_a_reason_nothing_leaves(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="导出原因"):
        export(office, tmp_path / "a.xlsx", reason=" ")
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "json"])
def test_numbers_are_masked_and_whole_only_for_those_who_may(office: Office, tmp_path: Path, suffix: str) -> None:
    masked, whole = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    assert export(office, masked) == export(office, whole, full=True) == 1
    assert found_in(masked, "139****2206")
    assert not found_in(masked, "13912342206")
    assert found_in(whole, "13912342206")
    police = replace(office, actor=Actor("jw", "陈警官", ("police",), office.actor.unit))
    with pytest.raises(Refused, match="导出全号"):
        export(police, tmp_path / "c.xlsx", full=True)


def test_a_formula_that_somebody_typed_stays_words(office: Office, tmp_path: Path) -> None:
    export(office, tmp_path / "a.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows() for cell in row]
    (typed,) = [cell for cell in cells if cell.value == FORMULA]
    assert typed.data_type == "s"


def test_the_sheet_says_who_took_it_and_the_log_why(office: Office, tmp_path: Path) -> None:
    export(office, tmp_path / "a.xlsx")
    assert found_in(tmp_path / "a.xlsx", "王海燕")
    auditor = replace(office, actor=Actor("sj", "厉小芳", ("auditor",), office.actor.unit))
    assert audit.log_entries(auditor, limit=1)[0]["reason"] == "报镇里"


def test_a_full_disk_or_closed_folder_is_told_with_the_next_step(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        export(office, tmp_path / "no such folder" / "a.xlsx")
    assert caught.value.step


def found_in(file: Path, words: str) -> bool:
    if file.suffix == ".xlsx":
        rows = openpyxl.load_workbook(file).active.iter_rows(values_only=True)
        return any(words in str(cell) for row in rows for cell in row)
    text = file.read_text(encoding="utf-8-sig")
    return words in (json.dumps(json.loads(text), ensure_ascii=False) if file.suffix == ".json" else text)


def test_what_counts_stays_a_number_and_what_only_looks_like_one_is_text(office: Office, tmp_path: Path) -> None:
    values = {"house_address": "溪东路18号", "house_owner": "潘德明", "owner_phone": "13912342206", "area": "120.5",
              "rooms": 6, "pledge_date": "2026-03-05"}  # fmt: skip
    records.add_record(office, ledger="houses", values=values)
    exporting.export_ledger(office, ledger="houses", file=tmp_path / "a.xlsx", reason="报镇里", full=True)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    heads = [cell.value for cell in sheet[2]]
    kinds = {head: cell.data_type for head, cell in zip(heads, sheet[3], strict=True) if cell.value is not None}
    assert (kinds["建筑面积"], kinds["间数"], kinds["责任书签订日期"]) == ("n", "n", "d")
    assert (kinds["房东联系电话"], kinds["房屋地址"]) == ("s", "s")
