"""房屋档案 through real keys: find a house, mend its facts, add and refuse rooms, its papers before printing."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from desktop.domain import identity
from desktop.services import check_in, house_page, house_rooms, least_area
from desktop.services.check_in import Guest
from desktop.services.office import Office
from desktop.views.rental.house_pane import HousePane
from desktop.views.rental.page import RentalPage
from tests.views.rental.conftest import rental
from tests.views.walk import faults_at

BODY = "52260119900101022"
NUMBER = BODY + identity.check_digit(BODY)


@pytest.fixture
def house(office: Office) -> str:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明", "owner_phone": "13712341188"}
    made = house_rooms.add_house(office, values=values, floors=1, rooms_each=2, room={"cap": 2}).ids("houses")[0]
    house_rooms.add_house(office, values={"house_address": "郭浦朱村工业路22号", "house_owner": "朱根法"})
    room = house_page.read_house(office, house=made).rooms[0].id
    check_in.check_in(
        office, room=room, guests=[Guest({"name": "罗桂芳", "id_number": NUMBER}, {})], checkin=office.today
    )
    return made


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office, house: str) -> Iterator[RentalPage]:
    with rental(qtbot, office, height=700) as made:
        made.open(("dossier", house))
        qtbot.waitUntil(lambda: part(made).page is not None)
        yield made


def part(page: RentalPage) -> HousePane:
    found = page.front.part()
    assert isinstance(found, HousePane)
    return found


def test_a_house_is_found_by_its_owner(qtbot: Any, page: RentalPage, compose: Any) -> None:
    compose(part(page).search, "朱根法")
    qtbot.waitUntil(lambda: part(page).page.house["house_owner"] == "朱根法")
    assert part(page).houses.rowCount() == 1


def test_facts_are_saved_and_a_house_keeps_its_owner(qtbot: Any, page: RentalPage, office: Office, house: str) -> None:
    form = part(page).facts.form
    form.field("cap").set_value(12)
    part(page).bar.button("save").click()
    qtbot.waitUntil(lambda: house_page.read_house(office, house=house).house["cap"] == 12)
    qtbot.waitUntil(lambda: part(page).page.house["cap"] == 12)
    assert house_page.read_house(office, house=house).house["owner_phone"] == "137****1188"
    form.field("house_owner").set_value(None)
    part(page).bar.button("save").click()
    assert house_page.read_house(office, house=house).house["house_owner"] == "潘德明"


def test_a_cap_of_nothing_is_told_at_its_field(qtbot: Any, page: RentalPage) -> None:
    form = part(page).facts.form
    form.field("cap").set_value(0)
    part(page).bar.button("save").click()
    qtbot.waitUntil(lambda: "限住人数" in form.cell("cap").words.text())


def test_a_room_is_added_and_one_with_people_stays(qtbot: Any, page: RentalPage, office: Office, house: str) -> None:
    part(page).sides.choose("rooms")
    part(page)._show_side("rooms")
    part(page).rooms.add.click()
    asked = page.findChild(QDialog, "house.room")
    asked.form.field("room").set_value("201")
    qtbot.keyClick(asked.form.field("room"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: part(page).rooms.rooms.rowCount() == 3)
    part(page).rooms.table.selectRow(0)
    part(page).rooms.drop.click()
    qtbot.waitUntil(lambda: part(page).banner.isVisible())
    assert part(page).rooms.rooms.rowCount() == 3


def test_the_dossier_comes_before_printing(qtbot: Any, page: RentalPage) -> None:
    with qtbot.waitSignal(part(page).paper_asked) as asked:
        part(page).bar.button("print").click()
    assert asked.args[0].title == "房屋档案"


def test_typed_facts_are_asked_about_before_another_house_is_shown(qtbot: Any, page: RentalPage, house: str) -> None:
    pane, cap = part(page), part(page).facts.form.field("cap")
    qtbot.keyClicks(cap, "7")
    typed = cap.text()
    here = pane.list.currentIndex().row()
    pane.list.selectRow(1 - here)
    asked = page.findChild(QDialog, "house.leave")
    assert asked.isVisible()
    qtbot.mouseClick(asked.cancel, Qt.MouseButton.LeftButton)
    qtbot.wait(50)
    assert (pane.list.currentIndex().row(), pane.page.house["id"], cap.text()) == (here, house, typed)
    pane.list.selectRow(1 - here)
    asked = next(one for one in page.findChildren(QDialog, "house.leave") if one.isVisible())
    qtbot.mouseClick(asked.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.page.house["house_owner"] == "朱根法")


def test_typed_facts_stay_while_another_house_is_searched(
    qtbot: Any, page: RentalPage, house: str, compose: Any
) -> None:
    pane, cap = part(page), part(page).facts.form.field("cap")
    qtbot.keyClicks(cap, "7")
    typed = cap.text()
    compose(pane.search, "朱根法")
    qtbot.waitUntil(lambda: pane.houses.rowCount() == 1)
    assert (pane.page.house["id"], cap.text()) == (house, typed)
    pane.list.selectRow(0)
    pane._on_chosen(0)
    assert page.findChild(QDialog, "house.leave").isVisible()


@pytest.mark.parametrize("side", ["facts", "rooms", "present", "stays", "scans"])
def test_every_side_is_named_and_reached(page: RentalPage, side: str) -> None:
    part(page).sides.choose(side)
    part(page)._show_side(side)
    assert faults_at(page, 150, "dark") == []


def test_the_area_a_head_is_changed_with_its_basis(qtbot: Any, page: RentalPage, office: Office, compose: Any) -> None:
    pane = part(page)
    pane.sides.choose("rooms")
    pane._show_side("rooms")
    qtbot.mouseClick(pane.rooms.area, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.findChild(QDialog, "rent.area") is not None)
    asked: Any = page.findChild(QDialog, "rent.area")
    assert "每人不少于4㎡（程序原有）" in "".join(one.text() for one in asked.findChildren(QLabel))
    metres, basis = asked.form.field("metres"), asked.form.field("reason")
    assert faults_at(asked, 150, "dark") == []
    metres.selectAll()
    qtbot.keyClicks(metres, "0")
    compose(basis, "镇里通知")
    qtbot.keyClick(basis, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "人均0㎡不对" in asked.form.cell("metres").words.text() and asked.isVisible())
    metres.selectAll()
    qtbot.keyClicks(metres, "5.5")
    qtbot.keyClick(metres, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: str(least_area.read_least_area(office).metres) == "5.5")
    qtbot.mouseClick(pane.rooms.area, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("5.5㎡（" in one.text() for one in page.findChildren(QLabel)))


def test_facts_saved_by_a_double_click_are_not_refused_by_their_own_save(
    qtbot: Any, page: RentalPage, office: Office, house: str
) -> None:
    gate = Event()
    part(page).facts.form.field("cap").set_value(12)
    page._desk.lane.run(gate.wait)
    for _ in range(2):
        qtbot.mouseClick(part(page).bar.button("save"), Qt.MouseButton.LeftButton)
    gate.set()
    qtbot.waitUntil(lambda: not page._desk.lane.busy)
    assert not part(page).banner.isVisible()
    assert house_page.read_house(office, house=house).house["cap"] == 12
