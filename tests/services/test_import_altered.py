"""An import tells which values of records that stand already it changes, before it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.ledgers.people import Person
from desktop.services import import_altered, importing, records
from desktop.services.import_altered import Altered
from desktop.services.office import Office
from tests.services.test_importing import GOOD, workbook

NAME, NUMBER = GOOD[0][:2]
HEAD = ("姓名", "身份证号", "联系电话", "工作单位")
STAYS = ("房屋地址", "房东姓名", "房间号", "姓名", "身份证号", "联系电话", "入住日期")


@pytest.fixture
def known(office: Office) -> str:
    values = {"name": NAME, "id_number": NUMBER, "phone": "13900010869", "work": "王宅五金厂"}
    return records.add_record(office, ledger="people", values=values).ids("people")[0]


def test_an_update_tells_each_value_before_and_after_with_numbers_covered(
    office: Office, tmp_path: Path, known: str
) -> None:
    file = workbook(tmp_path / "a.xlsx", HEAD, (NAME, NUMBER, "13900010870", "王宅五金厂"))
    told = importing.import_ledger(office, ledger="people", file=file, dry_run=True)
    assert (told.updated, told.altered_values) == (1, 1)
    [one] = told.altered
    assert (one.row, one.label, one.before, one.after) == (2, "联系电话", "139****0869", "139****0870")
    assert NAME in one.record
    assert NUMBER not in one.record
    with office.store.read() as connection:
        assert connection.execute(Person.__table__.select()).one().phone == "13900010869"


def test_what_a_row_fills_in_of_another_ledgers_record_is_told_too(office: Office, tmp_path: Path, known: str) -> None:
    records.change_record(office, ledger="people", record=known, values={"phone": None}, version=1)
    file = workbook(
        tmp_path / "a.xlsx", STAYS, ("溪东路18号", "潘德明", "301", NAME, NUMBER, "13900010870", "2026-5-1")
    )
    told = importing.import_ledger(office, ledger="stays", file=file)
    assert told.added == 1
    assert [(one.label, one.before, one.after) for one in told.altered] == [("联系电话", "", "139****0870")]


def test_a_refused_or_unchanged_row_alters_nothing(office: Office, tmp_path: Path, known: str) -> None:
    same, odd = (NAME, NUMBER, "13900010869", "王宅五金厂"), (None, NUMBER[:-1], "13900010870", "别处")
    told = importing.import_ledger(office, ledger="people", file=workbook(tmp_path / "a.xlsx", HEAD, same, odd))
    assert (told.unchanged, told.altered_values, told.altered) == (1, 0, [])


def test_many_alterations_are_all_counted_and_the_first_of_them_listed(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: str
) -> None:
    monkeypatch.setattr(import_altered, "SHOWN", 1)
    file = workbook(tmp_path / "a.xlsx", HEAD, (NAME, NUMBER, "13900010870", None), (NAME, NUMBER, "13900010871", None))
    told = importing.import_ledger(office, ledger="people", file=file)
    assert told.altered_values == 2
    assert told.altered == [Altered("Sheet", 2, told.altered[0].record, "联系电话", "139****0869", "139****0870")]


def test_a_row_that_only_fills_in_a_linked_record_counts_as_an_update(
    office: Office, tmp_path: Path, known: str
) -> None:
    row = ("溪东路18号", "潘德明", "301", NAME, NUMBER, "13900010869", "2026-5-1")
    importing.import_ledger(office, ledger="stays", file=workbook(tmp_path / "a.xlsx", STAYS, row))
    file = workbook(tmp_path / "b.xlsx", (*STAYS, "车牌号"), (*row, "浙G·A1234"))
    told = importing.import_ledger(office, ledger="stays", file=file)
    assert (told.added, told.updated, told.unchanged) == (0, 1, 0)
    assert [one.label for one in told.altered] == ["车牌号"]
