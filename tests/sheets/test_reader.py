"""A file that is no workbook, or a hostile one: one Chinese sentence with cause and next step, never a traceback."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from shutil import copy

import openpyxl
import pytest

from desktop.errors import Refused
from desktop.sheets import reader

LEDGERS = Path(__file__).resolve().parents[1] / "data" / "ledgers"
XLSX_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'


def made(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def refused(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        reader.read(path)
    assert caught.value.cause
    assert caught.value.step
    return caught.value


def test_a_workbook_is_read_with_its_types(tmp_path: Path) -> None:
    book = reader.read(made(tmp_path / "a.xlsx", ("姓名", "入住日期"), ("谭秀英", date(2026, 9, 3))))
    (sheet,) = book.sheets
    assert sheet.rows[0][:2] == ("姓名", "入住日期")
    assert sheet.rows[1][0] == "谭秀英"
    assert str(sheet.rows[1][1]).startswith("2026-09-03")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_whatever_an_office_writes(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes("姓名,户籍地址\n谭秀英,贵州省凯里市\n䶮军,云南省\n".encode(encoding))
    (sheet,) = reader.read(file).sheets
    assert [row[0] for row in sheet.rows] == ["姓名", "谭秀英", "䶮军"]


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"")
    assert refused(tmp_path / "a.xlsx").code == "file_empty"


@pytest.mark.parametrize("head", [b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n", b"MZ\x90\x00", b"SQLite format 3\x00"])
def test_a_foreign_file_renamed_to_xlsx(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(head + bytes(2000))
    assert "a.xlsx" in refused(tmp_path / "a.xlsx").cause


def test_half_a_workbook(tmp_path: Path) -> None:
    whole = made(tmp_path / "whole.xlsx", ("姓名",), ("谭秀英",)).read_bytes()
    (tmp_path / "half.xlsx").write_bytes(whole[: len(whole) // 2])
    refused(tmp_path / "half.xlsx")


def test_a_bomb_is_stopped_before_it_unfolds(tmp_path: Path) -> None:
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", XLSX_HEAD + b"<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", XLSX_HEAD + b"<row/>" * 40_000_000)
    refused(file)


def test_a_workbook_with_a_billion_laughs(tmp_path: Path) -> None:
    laughs = XLSX_HEAD + b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    file = made(tmp_path / "a.xlsx", ("姓名",))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/worksheets/sheet9.xml", laughs)
    refused(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    refused(tmp_path / "none.xlsx")


def test_reading_stops_at_once_when_nobody_wants_it_any_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def enough() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reader, "ASKED_EVERY", 0.001)
    with pytest.raises(KeyboardInterrupt):
        reader.read(made(tmp_path / "a.xlsx", ("姓名",), ("谭秀英",)), waiting=enough)


def test_a_file_that_takes_too_long_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="还没读完"):
        reader.read(made(tmp_path / "a.xlsx", ("姓名",), ("谭秀英",)), seconds=0.001)


def without(file: Path, part: str, altered: dict[str, tuple[bytes, bytes]]) -> Path:
    """The workbook packed again without a part, or with some bytes of others replaced."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != part}
    for name, (old, new) in altered.items():
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return file


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_without_one_of_its_parts_is_refused_not_half_read(tmp_path: Path, part: str) -> None:
    file = Path(copy(LEDGERS / "p8-houses-codes.xlsx", tmp_path))
    assert reader.read(file).sheets
    assert refused(without(file, part, {})).code == "file_broken"


def test_a_sheet_that_the_book_no_longer_lists_is_missed(tmp_path: Path) -> None:
    file = made(tmp_path / "a.xlsx", ("姓名",), ("谭秀英",))
    assert refused(without(file, "", {"xl/workbook.xml": (b"<sheet ", b"<shaet ")})).code == "file_broken"
