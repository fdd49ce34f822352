"""What a person decided about the columns of a sheet holds for the next sheet of the same shape, and only for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.services import import_maps, importing, records, undo
from desktop.services.importing import Imported
from desktop.services.office import Office
from desktop.services.settings import change_setting
from tests.services.test_importing import GOOD, HEAD, number, workbook

ODD = ("姓名", "身份证号", "联系电话", "户籍地址", "外号")


def take(office: Office, file: Path, *, dry_run: bool = False) -> Imported:
    return importing.import_ledger(office, ledger="people", file=file, dry_run=dry_run)


def shape(told: Imported) -> str:
    assert told.reading is not None
    return told.reading.tables[0].key


def remember(office: Office, file: Path, **chosen: str | None) -> None:
    key = shape(take(office, file, dry_run=True))
    import_maps.remember_columns(office, ledger="people", columns={key: chosen})


def test_a_column_put_right_is_put_right_for_the_next_sheet_of_this_shape(office: Office, tmp_path: Path) -> None:
    remember(office, workbook(tmp_path / "a.xlsx", ODD, (*GOOD[0], "阿秀")), E="skill")
    told = take(office, workbook(tmp_path / "b.xlsx", ODD, (*GOOD[1], "阿成")))
    assert records.get_record(office, ledger="people", record=told.imported[0].id)["skill"] == "阿成"


def test_a_sheet_of_another_shape_is_not_touched_by_it(office: Office, tmp_path: Path) -> None:
    remember(office, workbook(tmp_path / "a.xlsx", HEAD, GOOD[0]), C=None)
    told = take(office, workbook(tmp_path / "b.xlsx", ODD, (*GOOD[1], "")))
    assert records.get_record(office, ledger="people", record=told.imported[0].id)["phone"] == "138****8815"


def test_a_column_said_to_be_unused_brings_nothing(office: Office, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", HEAD, GOOD[0])
    remember(office, file, C=None)
    told = take(office, file)
    assert records.get_record(office, ledger="people", record=told.imported[0].id)["phone"] is None


def test_a_mapping_whose_field_is_gone_is_proposed_anew_and_pointed_out(office: Office, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", HEAD, GOOD[0])
    key = shape(take(office, file, dry_run=True))
    told = importing.import_ledger(office, ledger="people", file=file, chosen={key: {"C": "telex"}})
    assert [(note.column, note.row) for note in told.warnings] == [("C", 1)]
    assert "已经取消" in told.warnings[0].why
    assert records.get_record(office, ledger="people", record=told.imported[0].id)["phone"] == "139****2206"


def test_a_field_that_the_ledger_lacks_is_not_remembered(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="telex"):
        remember(office, workbook(tmp_path / "a.xlsx", HEAD, GOOD[0]), C="telex")


def test_a_column_understood_by_its_values_alone_is_asked_about(office: Office, tmp_path: Path) -> None:
    head = ("姓名", "那张卡上的", "联系电话", "户籍地址")
    people = (*GOOD, ("谭军", number("52260119900103013"), "", "贵州省"))
    told = take(office, workbook(tmp_path / "a.xlsx", head, *people), dry_run=True)
    assert [(note.column, note.field) for note in told.warnings if "请核对列" in note.why] == [("B", "id_number")]


def test_an_import_undone_leaves_what_was_decided(office: Office, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ODD, (*GOOD[0], "阿秀"))
    remember(office, file, E="skill")
    key = shape(take(office, file))
    undo.undo(office)
    assert import_maps.remembered_columns(office, ledger="people") == {key: {"E": "skill"}}


def test_the_oldest_shapes_are_forgotten_first(office: Office) -> None:
    many = {f"shape{n:04d}": {"A": "name"} for n in range(import_maps.MOST + 5)}
    import_maps.remember_columns(office, ledger="people", columns=many)
    kept = import_maps.remembered_columns(office, ledger="people")
    assert (len(kept), "shape0000" in kept, f"shape{import_maps.MOST + 4:04d}" in kept) == (
        import_maps.MOST,
        False,
        True,
    )


def test_of_too_many_shapes_those_decided_longest_ago_go(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_maps, "MOST", 2)
    for shape in ("a", "b", "a", "c"):
        import_maps.remember_columns(office, ledger="people", columns={shape: {"A": "name"}})
    assert list(import_maps.remembered_columns(office, ledger="people")) == ["a", "c"]


def test_what_an_older_centre_kept_still_holds(office: Office) -> None:
    change_setting(office, key="import_columns.people", value={"a": {"A": "name"}})
    import_maps.remember_columns(office, ledger="people", columns={"b": {"B": None}})
    assert import_maps.remembered_columns(office, ledger="people") == {"a": {"A": "name"}, "b": {"B": None}}
