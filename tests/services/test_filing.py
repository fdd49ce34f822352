"""One row of a sheet is filed whole or not at all, by the same rules as at the desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop.ledgers import catalogue
from desktop.ledgers.houses import House
from desktop.ledgers.units import Unit
from desktop.services import audit, importing
from desktop.services.importing import Imported
from desktop.services.office import Office
from desktop.storage import rows
from desktop.storage.rows import View
from tests.services.test_importing import GOOD, workbook

STAYS = ("房屋地址", "房东姓名", "房间号", "姓名", "身份证号", "联系电话", "入住日期", "离开日期")
HOUSE = ("溪东路18号", "潘德明")
TENANT = GOOD[0][:2]
PHONE = "13912342206"


def take(office: Office, folder: Path, *lines: tuple[Any, ...]) -> Imported:
    return importing.import_ledger(office, ledger="stays", file=workbook(folder / "a.xlsx", STAYS, *lines))


def stay(room: str, start: str, end: str | None = None, phone: str | None = None) -> tuple[Any, ...]:
    return (*HOUSE, room, *TENANT, phone, start, end)


def held(office: Office, ledger: str, *names: str) -> list[tuple[Any, ...]]:
    with office.store.read() as connection:
        return rows.select_rows(connection, catalogue()[ledger], View(sort="row"), names)


def test_a_refused_row_leaves_what_rows_before_it_brought_as_it_was(office: Office, tmp_path: Path) -> None:
    told = take(office, tmp_path, stay("301", "2026-5-1"), stay("302", "2026-6-1", phone=PHONE))
    assert (told.added, len(told.rejected)) == (1, 1)
    assert held(office, "people", "name", "phone") == [("谭秀英", None)]
    assert held(office, "rooms", "room") == [("301",)]


def test_a_refused_row_leaves_what_was_stored_as_it_was(office: Office, tmp_path: Path) -> None:
    take(office, tmp_path, stay("301", "2026-5-1"))
    told = take(office, tmp_path, stay("302", "2026-6-1", phone=PHONE), stay("301", "2026-5-1"))
    assert ([note.row for note in told.rejected], told.unchanged) == ([2], 1)
    assert held(office, "people", "name", "phone", "version") == [("谭秀英", None, 1)]
    assert told.changed is not None
    assert told.changed.touched == ()


def test_a_refused_first_row_leaves_nothing_that_reads_within_it_had_written(office: Office, tmp_path: Path) -> None:
    told = take(office, tmp_path, (*HOUSE, "301", *TENANT, None, "2026-5-1", "2026-4-1"))
    assert len(told.rejected) == 1
    assert [held(office, ledger, "id") for ledger in ("houses", "rooms", "people", "stays")] == [[]] * 4
    assert audit.verify_log(office).ok


def test_a_known_stay_is_not_made_longer_into_the_next_by_a_row(office: Office, tmp_path: Path) -> None:
    take(office, tmp_path, stay("301", "2026-5-1", "2026-5-20"), stay("302", "2026-6-1"))
    told = take(office, tmp_path, stay("301", "2026-5-1", "2026-7-1"))
    assert (told.updated, len(told.rejected)) == (0, 1)
    assert "已有一条租住登记" in told.rejected[0].why
    assert held(office, "stays", "checkout") == [(date(2026, 5, 20),), (None,)]


def test_what_a_row_made_of_a_known_stay_holds_for_the_rows_after_it(office: Office, tmp_path: Path) -> None:
    take(office, tmp_path, stay("301", "2026-5-1"))
    told = take(office, tmp_path, stay("301", "2026-5-1", "2026-6-1"), stay("302", "2026-6-1"))
    assert (told.updated, told.added, told.rejected) == (1, 1, [])


def test_one_row_that_overlaps_does_not_refuse_the_others(office: Office, tmp_path: Path) -> None:
    lines = stay("301", "2026-5-1", "2026-5-20"), stay("302", "2026-6-1"), stay("301", "2026-5-1", "2026-7-1")
    told = take(office, tmp_path, *lines)
    assert (told.added, [note.row for note in told.rejected]) == (2, [4])
    assert held(office, "stays", "checkout") == [(date(2026, 5, 20),), (None,)]


def test_a_house_whose_sheet_names_no_village_bears_the_one_its_address_begins_with(
    office: Office, tmp_path: Path
) -> None:
    with office.work("test", "准备") as work:
        for code, name in (("330723105201", "王宅村民委员会"), ("330723105202", "新王宅村民委员会")):
            work.add(Unit, {"code": code, "name": name, "level": "06"}, unit=code)
        work.commit()
    lines = [
        ("王宅村前进路14号", "潘德明"),
        ("新王宅村1号", "潘德明"),
        ("前进路王宅村旁3号", "潘德明"),
        ("王宅村前进路15号" * 80, "潘德明"),
    ]  # too long: refused, and counted nowhere
    file = workbook(tmp_path / "a.xlsx", ("房屋地址", "房东姓名"), *lines)
    assert importing.import_ledger(office, ledger="houses", file=file).placed == 2
    assert held(office, "houses", "village") == [("王宅村",), ("新王宅村",), (None,)]
    with office.store.read() as connection:
        assert connection.scalars(select(House.unit).order_by(House.row)).all()[0] == "330723105201"
