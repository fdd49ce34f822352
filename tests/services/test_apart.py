"""What one owner cannot have two of at a time, asked row by row of a sheet."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.errors import Refused
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services import records
from desktop.services.apart import Apart
from desktop.services.office import Office


def add(office: Office, ledger: str, **values: Any) -> str:
    return records.add_record(office, ledger=ledger, values=values, script=True).ids(ledger)[0]


def test_a_stay_that_went_to_another_person_no_longer_stands_in_the_first_ones_way(office: Office) -> None:
    house = add(office, "houses", house_address="良宅村溪东路18号")
    room = add(office, "rooms", house_id=house, room="404")
    first, second = (add(office, "people", name=name) for name in ("谭秀英", "厉小芳"))
    moved = add(office, "stays", room_id=room, person_id=first, checkin="2026-05-01")
    with office.work("import", "导入") as work:
        apart, stay = Apart(work, Stay), work.get(Stay, moved)
        fresh = Stay(id="f" * 32, room_id=work.get(Room, room).id, person_id=first, checkin=stay.checkin, version=1)
        with pytest.raises(Refused):
            apart.refuse(fresh)
        work.change(stay, {"person_id": second})
        apart.refuse(stay)
        apart.take(stay)
        apart.refuse(fresh)
        fresh.person_id = second
        with pytest.raises(Refused):
            apart.refuse(fresh)
