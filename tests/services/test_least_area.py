"""The area a head is the centre's setting: it holds at the desk at once, and nonsense is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain.tenancy import LEAST_AREA_EACH
from desktop.errors import Refused
from desktop.services import house_page, house_rooms, least_area, letting
from desktop.services.office import Office


@pytest.fixture
def room(office: Office) -> str:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明"}
    rooms = {"cap": 3, "area": Decimal(10)}
    house = house_rooms.add_house(office, values=values, floors=1, rooms_each=1, room=rooms).ids("houses")[0]
    return house_page.read_house(office, house=house).rooms[0].id


def cautions(office: Office, room: str) -> list[str]:
    return [one.words for one in letting.read_letting(office, room=room, coming=2, on=office.today).cautions]


def test_the_area_a_head_that_the_centre_set_holds_at_the_desk(office: Office, room: str) -> None:
    assert cautions(office, room) == []
    least_area.set_least_area(office, metres=Decimal("5.5"), reason="镇里通知")
    assert cautions(office, room) == ["101室人均5.0㎡，低于5.5㎡"]
    least_area.set_least_area(office, metres=Decimal(5), reason="改回")
    assert cautions(office, room) == []


def test_who_changed_it_and_when_is_told(office: Office) -> None:
    assert least_area.read_least_area(office) == least_area.LeastArea(LEAST_AREA_EACH)
    least_area.set_least_area(office, metres=Decimal(10), reason="镇里通知")
    told = least_area.read_least_area(office)
    assert (str(told.metres), told.changed_by) == ("10", office.actor.login)
    assert len(told.changed_on) == 10


@pytest.mark.parametrize(
    ("metres", "reason", "code"),
    [("0", "通知", "area_range"), ("-4", "通知", "area_range"), ("50.1", "通知", "area_range"),
     ("4.55", "通知", "area_too_fine"), ("5", " ", "no_reason")],
)  # fmt: skip
def test_nonsense_is_refused_and_changes_nothing(office: Office, metres: str, reason: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        least_area.set_least_area(office, metres=Decimal(metres), reason=reason)
    assert (caught.value.code, bool(caught.value.step)) == (code, True)
    assert least_area.read_least_area(office).metres == LEAST_AREA_EACH
