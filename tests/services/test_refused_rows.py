"""不收的行: they come back as they were, with the reason beside; mended, the same file goes in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.services import importing, records, refused_rows
from desktop.services.importing import Imported
from desktop.services.office import Office
from tests.services.test_importing import GOOD, HEAD, number, workbook


def take(office: Office, file: Path, ledger: str = "people") -> Imported:
    return importing.import_ledger(office, ledger=ledger, file=file)


def refused(office: Office, told: Imported, file: Path, ledger: str = "people") -> Any:
    refused_rows.write_refused(office, told, ledger=ledger, file=file)
    return openpyxl.load_workbook(file)


def mend(book: Any, file: Path, **cells: object) -> Path:
    for place, value in cells.items():
        book.active[place] = value
    book.save(file)
    return file


def test_mended_rows_go_in_with_the_same_file(office: Office, tmp_path: Path) -> None:
    alone = number("52260119700101045")
    told = take(office, workbook(tmp_path / "a.xlsx", HEAD, *GOOD, ("", "", "13900001111", "贵州省")))
    assert (told.added, len(told.rejected)) == (2, 1)
    book = refused(office, told, tmp_path / "b.xlsx")
    heads = [cell.value for cell in book.active[2]]
    assert heads == ["姓名", "证件号码", "联系电话", "户籍地址", "不收的原因"]
    assert book.active["C3"].value == "13900001111"
    again = take(office, mend(book, tmp_path / "b.xlsx", A3="汤月娥", B3=alone))
    assert (again.added, again.rejected) == (1, [])
    found = records.get_record(office, ledger="people", record=again.imported[0].id)
    assert (found["id_number"][-4:], found["phone"], found["reason"]) == (alone[-4:], "139****1111", None)


def test_a_row_under_a_merged_house_and_a_ditto_stands_by_itself(office: Office, tmp_path: Path) -> None:
    head = ("房屋地址", "房东姓名", "房间号", "姓名", "身份证号", "入住日期")
    file = workbook(
        tmp_path / "a.xlsx", ("2026年租住登记表",), head,
        ("溪东路18号", "潘德明", "302", *GOOD[0][:2], "9月3日"), (None, "同上", "303", "罗成", GOOD[1][1], "待查"),
    )  # fmt: skip
    book = openpyxl.load_workbook(file)
    book.active.merge_cells("A3:A4")
    book.save(file)
    told = take(office, file, "stays")
    assert (told.added, [note.row for note in told.rejected]) == (1, [4])
    made = refused(office, told, tmp_path / "b.xlsx", "stays")
    assert [made.active.cell(3, column).value for column in (1, 2, 3)] == ["溪东路18号", "潘德明", "303"]
    again = take(office, mend(made, tmp_path / "b.xlsx", F3="9月4日"), "stays")
    assert again.added == 1
    stay = records.get_record(office, ledger="stays", record=again.imported[0].id)
    assert str(stay["checkin"]) == "2026-09-04", "the year of the first sheet's title is lost"


def test_a_refused_row_names_every_cell_to_be_mended(office: Office, tmp_path: Path) -> None:
    head = ("房屋地址", "房东姓名", "房间号", "姓名", "联系电话", "入住日期")
    file = workbook(tmp_path / "a.xlsx", head, ("溪东路18号", "潘德明", None, "罗成", "139000", "2026-13-01"))
    told = take(office, file, "stays")
    assert [(note.row, note.field) for note in told.rejected] == [(2, "room")]
    for words in ("房间号没有填", "E列", "139000", "F列", "2026-13-01"):
        assert words in told.rejected[0].why


def test_a_cell_that_cannot_be_read_is_not_called_empty(office: Office, tmp_path: Path) -> None:
    head = ("房屋地址", "房东姓名", "房间号", "姓名", "入住日期")
    file = workbook(tmp_path / "a.xlsx", head, ("溪东路18号", "潘德明", "302", "罗成", "2026-13-01"))
    told = take(office, file, "stays")
    [note] = told.rejected
    assert (note.column, note.field, note.value) == ("E", "checkin", "2026-13-01")
    assert "没有填" not in note.why
    book = refused(office, told, tmp_path / "b.xlsx", "stays")
    again = take(office, mend(book, tmp_path / "b.xlsx", E3="2026-11-13"), "stays")
    assert (again.added, again.rejected) == (1, [])


def test_a_row_with_two_faults_comes_back_once_with_both(office: Office, tmp_path: Path) -> None:
    told = take(office, workbook(tmp_path / "a.xlsx", HEAD, *GOOD, ("", "", "13900001111", "")))
    told.rejected.append(told.rejected[0].__class__(**{**_plain(told.rejected[0]), "why": "另一个原因"}))
    book = refused(office, told, tmp_path / "b.xlsx")
    assert book.active.max_row == 3
    assert "另一个原因" in book.active["E3"].value


def _plain(note: Any) -> dict[str, Any]:
    return {name: getattr(note, name) for name in ("sheet", "row", "column", "field", "value", "why")}


@pytest.mark.parametrize("words", ["=1+1", "＝HYPERLINK(1)", "@SUM(A1)"])
def test_a_formula_among_the_refused_stays_words(office: Office, tmp_path: Path, words: str) -> None:
    told = take(office, workbook(tmp_path / "a.csv.xlsx", HEAD, *GOOD, ("", "", "13900001111", f"'{words}")))
    book = refused(office, told, tmp_path / "b.xlsx")
    assert [cell.data_type for cell in book.active[3] if cell.value] == ["s"] * sum(
        bool(c.value) for c in book.active[3]
    )
