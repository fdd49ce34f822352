"""Each bad input that issue 5 names, typed on screen: told with cause and next step, nothing saved, nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from sqlalchemy import select

from desktop.ledgers.houses import House
from desktop.services import check_in, house_page, room_board, staying
from desktop.services.check_in import Guest
from desktop.services.office import Office
from desktop.views.rental.house_pane import HousePane
from desktop.views.rental.page import RentalPage
from tests.views.rental.conftest import DAY, YESTERDAY, field, id_number, names

CTRL, ENTER, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return, Qt.MouseButton.LeftButton


@pytest.fixture
def lodger(office: Office, house: str) -> str:
    """罗成 in 101 since yesterday; the id of the stay."""
    room = next(tile.id for tile in room_board.read_board(office, house=house).tiles if tile.room == "101")
    person = {"name": "罗成", "id_number": id_number(order="011"), "phone": "13912342206", "reason": "01"}
    check_in.check_in(office, room=room, guests=[Guest(person)], checkin=YESTERDAY)
    return staying.staying(office, house=house, on=DAY)[0].stay


def fill(qtbot: Any, page: RentalPage, compose: Any, name: str, number: str) -> None:
    qtbot.keyClicks(field(page, "rent.checkin.id_number"), number)
    compose(field(page, "rent.checkin.name"), name)
    qtbot.keyClicks(field(page, "rent.checkin.phone"), "13912342206")
    qtbot.keyClicks(field(page, "rent.checkin.until"), "2027-3-1")
    qtbot.keyClicks(field(page, "rent.checkin.reason").lineEdit(), "01")


def typed(page: RentalPage) -> tuple[str, ...]:
    """The number is covered when its field is left, and stays whole underneath."""
    values = page.board.panel.form.values()
    return tuple(str(values[name]) for name in ("id_number", "name", "phone", "until"))


def houses(office: Office) -> list[str]:
    with office.store.read() as connection:
        return list(connection.scalars(select(House.id)))


def save(qtbot: Any, page: RentalPage) -> None:
    qtbot.mouseClick(field(page, "rent.checkin.foot.primary"), LEFT)


def words(page: RentalPage, key: str) -> str:
    return str(page.board.panel.form.cell(key).words.text())


def asked(qtbot: Any, page: RentalPage, name: str) -> Any:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(QDialog, name)))
    return next(one for one in page.findChildren(QDialog, name) if one.isVisible())


def test_a_room_let_twice_asks_for_the_relation_or_a_reason(
    qtbot: Any, page: RentalPage, office: Office, house: str, lodger: str, enter: Any, compose: Any
) -> None:
    enter("101")
    fill(qtbot, page, compose, "谭秀英", id_number())
    qtbot.waitUntil(lambda: page.board.panel.form.cell("why").isVisible())
    assert page.board.panel.room_words.text() == "101室已租给罗成，同住的选与承租人关系"
    before = typed(page)
    save(qtbot, page)
    assert words(page, "why") == "没有填仍要办理的原因"
    assert (names(office, house), typed(page)) == (["罗成"], before)
    relation = field(page, "rent.checkin.relation")
    relation.set_typed("配偶")
    relation.left.emit()
    qtbot.waitUntil(lambda: page.board.panel.form.cell("why").isHidden())
    save(qtbot, page)
    qtbot.waitUntil(lambda: sorted(names(office, house)) == sorted(["罗成", "谭秀英"]))


def test_a_lease_that_ends_before_it_begins_is_told_at_its_end(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Any, compose: Any
) -> None:
    enter("101")
    fill(qtbot, page, compose, "谭秀英", id_number())
    field(page, "rent.checkin.until").set_typed("2026-9-1")
    before = typed(page)
    save(qtbot, page)
    assert words(page, "until") == "早于入住日期，请改后面的日期"
    assert (names(office, house), typed(page)) == ([], before)


def test_leaving_before_coming_is_told_in_the_dialog_and_what_was_typed_stays(
    qtbot: Any, lodger: str, page: RentalPage, office: Office, house: str, compose: Any
) -> None:
    qtbot.waitUntil(lambda: page.board.card.resident() is not None)
    qtbot.mouseClick(page.board.head.leave, LEFT)
    form = asked(qtbot, page, "rent.out").form
    form.field("checkout").set_typed("2026-9-1")
    compose(form.field("why"), "房子到期")
    qtbot.keyClick(form.field("why"), ENTER, CTRL)
    told = form.cell("checkout").words
    qtbot.waitUntil(lambda: told.text() == "离开日期早于入住日期，请改后面的日期")
    assert (form.field("why").text(), names(office, house)) == ("房子到期", ["罗成"])


def test_a_person_twice_in_one_party_is_told_and_the_party_stays(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Any, compose: Any
) -> None:
    enter("101")
    fill(qtbot, page, compose, "谭秀英", id_number())
    qtbot.mouseClick(field(page, "rent.checkin.more"), LEFT)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.board.panel.id_field)
    qtbot.keyClicks(field(page, "rent.checkin.id_number"), id_number())
    compose(field(page, "rent.checkin.name"), "谭秀英")
    qtbot.keyClicks(field(page, "rent.checkin.phone"), "13912342206")
    before = typed(page)
    save(qtbot, page)
    qtbot.waitUntil(lambda: "谭秀英从2026-09-23至今住在" in words(page, "checkin"))
    assert (names(office, house), len(page.board.panel.guests), typed(page)) == ([], 1, before)


@pytest.mark.parametrize(("key", "wrong", "told"), [
    ("sex", "女", "性别"), ("birth", "1990-1-2", "出生日期"),
])  # fmt: skip
def test_a_number_of_another_sex_or_birth_is_told_at_the_field(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Any, compose: Any, key: str, wrong: str, told: str
) -> None:
    enter("101")
    fill(qtbot, page, compose, "谭秀英", id_number())
    qtbot.mouseClick(field(page, "rent.checkin.seldom"), LEFT)
    field(page, f"rent.checkin.{key}").set_typed(wrong)
    before = typed(page)
    save(qtbot, page)
    qtbot.waitUntil(lambda: told in words(page, key) and "，" in words(page, key))
    assert page.board.panel.form.cell(key).isVisible()
    assert (names(office, house), typed(page)) == ([], before)


def test_a_house_without_an_owner_is_told_and_its_address_stays(
    qtbot: Any, page: RentalPage, office: Office, compose: Any
) -> None:
    before = len(houses(office))
    qtbot.mouseClick(page.board.head.add_house, LEFT)
    made = asked(qtbot, page, "rent.newhouse")
    compose(made.form.field("house_address"), "郭浦朱村工业路22号")
    for key, count in (("floors", "2"), ("rooms_each", "3"), ("cap", "2")):
        qtbot.keyClicks(made.form.field(key), count)
    qtbot.mouseClick(made.verb, LEFT)
    assert made.form.cell("house_owner").words.text() == "没有填房东姓名"
    assert (made.isVisible(), made.form.field("house_address").text()) == (True, "郭浦朱村工业路22号")
    assert len(houses(office)) == before


def test_a_new_house_with_a_cap_of_nothing_is_told_and_stays_open(
    qtbot: Any, page: RentalPage, office: Office, compose: Any
) -> None:
    before = len(houses(office))
    qtbot.mouseClick(page.board.head.add_house, LEFT)
    made = asked(qtbot, page, "rent.newhouse")
    compose(made.form.field("house_address"), "郭浦朱村工业路22号")
    compose(made.form.field("house_owner"), "朱根法")
    for key, count in (("floors", "2"), ("rooms_each", "3"), ("cap", "0")):
        qtbot.keyClicks(made.form.field(key), count)
    qtbot.mouseClick(made.verb, LEFT)
    qtbot.waitUntil(lambda: "限住人数不能是0" in made.form.cell("cap").words.text())
    assert "填1以上的人数" in made.form.cell("cap").words.text()
    assert (made.isVisible(), made.form.field("house_owner").text()) == (True, "朱根法")
    assert len(houses(office)) == before


@pytest.fixture
def rooms(qtbot: Any, page: RentalPage, house: str, lodger: str) -> HousePane:
    page.open(("dossier", house))
    pane: Any = page.front.part()
    qtbot.waitUntil(lambda: pane.page is not None)
    pane.sides.choose("rooms")
    qtbot.waitUntil(lambda: pane.rooms.rooms.rowCount() == 6)
    return pane


def test_a_room_with_people_is_not_deleted_and_says_what_to_do(
    qtbot: Any, rooms: HousePane, office: Office, house: str
) -> None:
    rooms.rooms.table.selectRow(0)
    qtbot.mouseClick(rooms.rooms.drop, LEFT)
    qtbot.waitUntil(rooms.banner.isVisible)
    assert "101室还住着1人，不能删除" in rooms.banner.accessibleName()
    assert len(house_page.read_house(office, house=house).rooms) == 6


def test_a_room_with_a_cap_of_nothing_is_told_at_its_field(
    qtbot: Any, rooms: HousePane, office: Office, house: str
) -> None:
    rooms.rooms.add.click()
    made = asked(qtbot, rooms, "house.room")
    qtbot.keyClicks(made.form.field("room"), "301")
    qtbot.keyClicks(made.form.field("cap"), "0")
    qtbot.mouseClick(made.verb, LEFT)
    qtbot.waitUntil(lambda: "限住人数不能是0" in made.form.cell("cap").words.text())
    assert made.form.field("room").text() == "301"
    assert len(house_page.read_house(office, house=house).rooms) == 6


def test_a_stay_is_not_corrected_to_end_before_it_begins(
    qtbot: Any, lodger: str, page: RentalPage, office: Office, house: str, compose: Any
) -> None:
    page._desk.purpose = "核对证件"
    page.open("whereabouts")
    pane: Any = page.front.part()
    compose(pane.words, "罗成")
    qtbot.keyClick(pane.words, ENTER)
    qtbot.waitUntil(lambda: pane.stay() is not None)
    pane.bar.button("correct").click()
    form = asked(qtbot, pane, "rent.correct").form
    form.field("checkout").set_typed("2026-9-1")
    compose(form.field("why"), "抄错日期")
    qtbot.keyClick(form.field("why"), ENTER, CTRL)
    qtbot.waitUntil(lambda: "早于入住日期" in form.cell("checkout").words.text())
    assert form.field("why").text() == "抄错日期"
    assert staying.staying(office, house=house, on=DAY)[0].checkin == YESTERDAY
