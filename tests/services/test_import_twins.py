"""Likely duplicates met while importing: taken in, pointed out, and offered for comparison."""

from __future__ import annotations

from pathlib import Path

from desktop.services import duplicates, importing, records
from desktop.services.importing import Imported
from desktop.services.office import Office
from tests.services.test_importing import GOOD, HEAD, workbook


def take(office: Office, file: Path, *, dry_run: bool = False, ledger: str = "people") -> Imported:
    return importing.import_ledger(office, ledger=ledger, file=file, dry_run=dry_run)


def test_somebody_who_may_be_there_already_is_pointed_out_masked(office: Office, tmp_path: Path) -> None:
    records.add_record(office, ledger="people", values={"name": "谭秀英", "phone": "13912342206",
                                                        "id_number": GOOD[1][1]})  # fmt: skip
    file = workbook(tmp_path / "a.xlsx", HEAD, GOOD[0])
    seen, told = take(office, file, dry_run=True), take(office, file)
    assert (told.added, len(told.alike), [note.why for note in seen.warnings]) == (
        1, 1, [note.why for note in told.warnings])  # fmt: skip
    assert "的姓名、联系电话相同，请到查重里对照" in told.warnings[0].why
    assert GOOD[1][1] not in told.warnings[0].why
    assert [(pair.first, pair.second) for pair in duplicates.find_pairs(office, ledger="people")] == [
        (told.alike[0].first, told.alike[0].second)]  # fmt: skip


def test_two_alike_in_one_sheet_are_pointed_out_once(office: Office, tmp_path: Path) -> None:
    twin = ("谭秀英", GOOD[1][1], GOOD[0][2], "贵州省凯里市")
    told = take(office, workbook(tmp_path / "a.xlsx", HEAD, GOOD[0], twin))
    assert (told.added, len(told.alike), [note.row for note in told.warnings]) == (2, 1, [3])


def test_the_same_person_again_is_no_twin(office: Office, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", HEAD, *GOOD)
    take(office, file)
    again = take(office, file)
    assert (again.unchanged, again.alike) == (2, [])


def test_a_house_that_a_stay_brings_along_is_compared_too(office: Office, tmp_path: Path) -> None:
    records.add_record(office, ledger="houses", values={"house_address": "溪东路18号", "house_owner": "潘德明"})
    head = ("房屋地址", "房东姓名", "房间号", "姓名", "身份证号", "入住日期")
    row = ("溪东路18号", "章立群", "302", *GOOD[0][:2], "2026-9-3")
    told = take(office, workbook(tmp_path / "a.xlsx", head, row), ledger="stays")
    assert [twin.by for twin in told.alike] == [("房屋地址",)]
