"""A new ledger is one class in one file: everything else follows, and nothing else is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import catalogue
from desktop.ledgers.fields import Kind, column
from desktop.ledgers.record import Ledger, Record
from desktop.services import exporting, look_up, records, undo
from desktop.services.office import Actor, Office


class Vehicle(Record):
    """The whole of a made-up ledger."""

    ledger = Ledger("vehicles", "来访车辆", "辆", "rental", title=("plate",), subtitle=("driver", "phone"), sort="seen")
    plate = column("车牌", Kind.PLATE, required=True)
    driver = column("驾驶人", Kind.NAME)
    phone = column("联系电话", Kind.PHONE)
    seen = column("来访日期", Kind.DATE)
    fee = column("停车费", Kind.MONEY)


@pytest.fixture
def parked(office: Office) -> tuple[Office, str]:
    values = {"plate": "浙G12345", "driver": "瞿文", "phone": "13912342206", "seen": "2026年9月3日", "fee": "5"}
    return office, records.add_record(office, ledger="vehicles", values=values).ids("vehicles")[0]


def test_it_is_in_the_catalogue() -> None:
    assert catalogue()["vehicles"] is Vehicle


def test_its_values_are_read_and_masked_by_kind(parked: tuple[Office, str]) -> None:
    office, record = parked
    values = records.get_record(office, ledger="vehicles", record=record)
    assert (values["seen"], values["fee"], values["phone"]) == ("2026-09-03", "5.00", "139****2206")


@pytest.mark.parametrize("asked", ["浙G123", "瞿文", "qw", "quwen", "2206"])
def test_it_is_found(parked: tuple[Office, str], asked: str) -> None:
    office, record = parked
    assert [hit.record for hit in look_up.look_up(office, asked).hits] == [record]


def test_it_has_history_and_undo(parked: tuple[Office, str]) -> None:
    office, record = parked
    records.change_record(office, ledger="vehicles", record=record, values={"fee": "8.5"}, version=1)
    assert records.history(office, ledger="vehicles", record=record)[0]["changes"] == [("停车费", "5.00", "8.50")]
    undo.undo(office)
    assert records.get_record(office, ledger="vehicles", record=record)["fee"] == "5.00"


def test_it_is_exported_masked(parked: tuple[Office, str], tmp_path: Path) -> None:
    office, _ = parked
    file = tmp_path / "vehicles.json"
    exporting.export_ledger(office, ledger="vehicles", file=file, reason="核对")
    assert json.loads(file.read_text(encoding="utf-8"))[0]["phone"] == "139****2206"


def test_it_is_closed_to_who_may_not_see_its_area(parked: tuple[Office, str]) -> None:
    office, record = parked
    auditor = Office(office.store, Actor("sj", "沈静", ("auditor",), office.actor.unit))
    assert not auditor.may(Vehicle.ledger.area, Action.SEE)
    with pytest.raises(Refused, match="权限"):
        records.get_record(auditor, ledger="vehicles", record=record)
    assert look_up.look_up(auditor, "瞿文").hits == ()
