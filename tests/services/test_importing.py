"""A workbook comes in: the preview promises, the import keeps the promise, one undo takes it back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop.domain import identity
from desktop.errors import Refused
from desktop.services import importing, look_up, records, refused_rows, undo
from desktop.services.importing import Imported
from desktop.services.office import Office

HEAD = ("姓名", "身份证号", "联系电话", "户籍地址")


def number(body: str) -> str:
    return body + identity.check_digit(body)


GOOD = [("谭秀英", number("52260119900101021"), "13912342206", "贵州省凯里市"),
        ("罗成", number("52260119850302013"), "13800008815", "贵州省凯里市")]  # fmt: skip


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def take(office: Office, file: Path, *, dry_run: bool = False) -> Imported:
    return importing.import_ledger(office, ledger="people", file=file, dry_run=dry_run)


def names(office: Office) -> set[str]:
    return {hit.title for text in ("谭", "罗") for hit in look_up.look_up(office, text).hits}


def test_the_preview_changes_nothing_and_says_what_will_be(office: Office, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", HEAD, *GOOD)
    seen = take(office, file, dry_run=True)
    assert (seen.added, names(office)) == (2, set())
    done = take(office, file)
    assert (done.added, done.warnings) == (seen.added, seen.warnings)
    assert len(names(office)) == 2


def test_the_same_again_changes_nothing(office: Office, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", HEAD, *GOOD)
    take(office, file)
    again = take(office, file)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)


def test_a_row_with_more_brings_its_record_up_to_date(office: Office, tmp_path: Path) -> None:
    take(office, workbook(tmp_path / "a.xlsx", HEAD[:2], *(row[:2] for row in GOOD)))
    later = take(office, workbook(tmp_path / "b.xlsx", HEAD, *GOOD))
    assert (later.added, later.updated) == (0, 2)


def test_one_undo_takes_the_whole_import_back(office: Office, tmp_path: Path) -> None:
    take(office, workbook(tmp_path / "a.xlsx", HEAD, *GOOD))
    undo.undo(office)
    assert names(office) == set()


def test_a_bad_row_is_refused_with_its_place_and_the_good_ones_come_in(office: Office, tmp_path: Path) -> None:
    wrong = GOOD[0][1][:-1] + ("1" if GOOD[0][1][-1] != "1" else "2")
    told = take(office, workbook(tmp_path / "a.xlsx", HEAD, ("", GOOD[0][1], "", ""), ("罗成", wrong, "", "")))
    notes = [*told.rejected, *told.warnings]
    assert {note.row for note in notes} == {2, 3}
    assert all(note.why for note in notes)


def test_refused_rows_come_back_as_a_workbook_with_the_reason(office: Office, tmp_path: Path) -> None:
    told = take(office, workbook(tmp_path / "a.xlsx", HEAD, *GOOD, ("", number("52260119700101045"), "", "")))
    file = tmp_path / "refused.xlsx"
    assert refused_rows.write_refused(office, told, ledger="people", file=file) == 1
    cells = [str(cell) for row in openpyxl.load_workbook(file).active.iter_rows(values_only=True) for cell in row]
    assert any("姓名" in cell for cell in cells)


def test_a_sheet_of_something_else_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有找到"):
        take(office, workbook(tmp_path / "a.xlsx", ("品名", "数量"), ("螺丝", 3)))


def test_cancelling_midway_leaves_everything_as_it_was(office: Office, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Refused("已取消", "什么都没有改动", code="cancelled")

    file = workbook(tmp_path / "a.xlsx", HEAD, *GOOD)
    with pytest.raises(Refused, match="已取消"):
        importing.import_ledger(office, ledger="people", file=file, progress=stop)
    assert names(office) == set()


def test_a_flat_sheet_is_dealt_to_house_room_person_and_stay(office: Office, tmp_path: Path) -> None:
    head = ("房屋地址", "房东姓名", "房间号", "姓名", "身份证号", "入住日期")
    house = ("溪东路18号", "潘德明")
    rows = [(*house, "302", *GOOD[0][:2], "2026-9-3"), (*house, "303", *GOOD[1][:2], "2026.9.4")]
    told = importing.import_ledger(office, ledger="stays", file=workbook(tmp_path / "a.xlsx", head, *rows))
    assert told.added == 2
    assert told.changed is not None
    assert [len(told.changed.ids(name)) for name in ("houses", "rooms", "people", "stays")] == [1, 2, 2, 2]
    stay = records.get_record(office, ledger="stays", record=told.imported[0].id)
    assert (stay["name"], stay["room"]) == ("谭秀英", "302")


def test_one_person_in_two_rooms_at_a_time_is_refused_row_by_row(office: Office, tmp_path: Path) -> None:
    head = ("房屋地址", "房东姓名", "房间号", "姓名", "身份证号", "入住日期", "离开日期")
    name, id_number = GOOD[0][:2]
    rows = [("溪东路18号", "潘德明", room, name, id_number, first, last)
            for room, first, last in (("101", "2026-1-5", "2026-3-1"), ("102", "2026-2-1", "2026-5-1"),
                                      ("103", "2026-3-1", None), ("104", "2026-8-1", None))]  # fmt: skip
    file = workbook(tmp_path / "stays.xlsx", head, *rows)
    done = importing.import_ledger(office, ledger="stays", file=file)
    assert (done.added, [note.row for note in done.rejected]) == (2, [3, 5])
    assert "从2026-03-01至今已有一条租住登记" in done.rejected[1].why
    again = importing.import_ledger(office, ledger="stays", file=file)
    assert (again.added, again.unchanged, len(again.rejected)) == (0, 2, 2)


def test_a_long_name_with_a_spoilt_number_is_pointed_out_never_taken_for_a_note(office: Office, tmp_path: Path) -> None:
    spoilt = ("阿依古丽·买买提江", "5226011990010102", "")
    told = take(office, workbook(tmp_path / "a.xlsx", HEAD[:3], *(row[:3] for row in GOOD), spoilt))
    assert told.rows == 3
    assert [note.row for note in (*told.rejected, *told.warnings)] == [4]


def test_lines_that_were_taken_for_no_record_are_pointed_out(office: Office, tmp_path: Path) -> None:
    lines = (GOOD[0], ("合计", 1, None, None), GOOD[1], ("注：以上由村里核实", None, None, None))
    told = take(office, workbook(tmp_path / "a.xlsx", HEAD, *lines))
    assert told.added == 2
    assert [(note.row, note.why) for note in told.warnings] == [
        (3, "第3行（共1行）看作合计，没有导入，请核对"), (5, "第5行（共1行）看作说明，没有导入，请核对")]  # fmt: skip


def test_a_sheet_of_stays_brings_the_number_plate_of_the_person(office: Office, tmp_path: Path) -> None:
    head = ("房屋地址", "房东姓名", "房间号", "姓名", "入住日期", "车牌号")
    row = ("溪东路18号", "潘德明", "302", "罗成", "2026-11-13", "浙G12A45")
    importing.import_ledger(office, ledger="stays", file=workbook(tmp_path / "a.xlsx", head, row))
    assert [hit.title for hit in look_up.look_up(office, "G12A45").hits] == ["罗成"]
