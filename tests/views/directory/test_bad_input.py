"""Bad rental input in the directory's own form and list: told with cause and next step, what was typed stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain import identity
from desktop.ledgers import find
from desktop.services import check_in, house_page, house_rooms
from desktop.services.check_in import Guest
from desktop.services.listing import count
from desktop.services.office import Office
from desktop.views.directory.page import DirectoryPage
from tests.views.directory.conftest import directory

BODY = "52260119900101022"
NUMBER = BODY + identity.check_digit(BODY)
CTRL, ENTER, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return, Qt.MouseButton.LeftButton


@pytest.fixture
def house(office: Office) -> str:
    """罗桂芳 lives in its only room."""
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明"}
    made = house_rooms.add_house(office, values=values, floors=1, rooms_each=1, room={"cap": 2}).ids("houses")[0]
    room = house_page.read_house(office, house=made).rooms[0].id
    guests = [Guest({"name": "罗桂芳", "id_number": NUMBER}, {})]
    check_in.check_in(office, room=room, guests=guests, checkin=office.today)
    return made


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office, house: str) -> Iterator[DirectoryPage]:
    with directory(qtbot, office) as made:
        yield made


def begin(qtbot: Any, page: DirectoryPage, ledger: str) -> None:
    page.open(ledger)
    qtbot.waitUntil(lambda: page.list is not None and page._model is find(ledger) and page.list.rowCount() == 1)
    qtbot.mouseClick(page.findChild(QWidget, "ledger.new"), LEFT)


def words(page: DirectoryPage, key: str) -> str:
    return str(page.editor.form.cell(key).words.text())


@pytest.mark.parametrize(("ledger", "given", "wrong", "told"), [
    ("houses", {"house_address": "郭浦朱村工业路22号"}, "house_owner", "没有填房东，填房东姓名"),
    ("houses", {"house_address": "郭浦朱村工业路22号", "house_owner": "朱根法", "cap": "0"}, "cap", "限住人数不能是0"),
    ("people", {"name": "谭秀英", "id_number": "522601199001010213", "sex": "女"}, "sex", "请核对性别和证件号码"),
    ("people", {"name": "谭秀英", "id_number": "522601199001010213", "birth": "1990-1-2"}, "birth", "请核对出生日期"),
])  # fmt: skip
def test_what_cannot_be_is_told_at_its_field_and_the_rest_stays(
    qtbot: Any, page: DirectoryPage, office: Office, ledger: str, given: dict[str, str], wrong: str, told: str
) -> None:
    begin(qtbot, page, ledger)
    for name, value in given.items():
        page.editor.form.field(name).set_typed(value)
    before = page.editor.form.values()
    qtbot.mouseClick(page.editor.foot.primary, LEFT)
    qtbot.waitUntil(lambda: told in words(page, wrong))
    assert page.editor.form.values() == before
    assert count(office, find(ledger)) == 1


@pytest.mark.parametrize("way", ["editor", "list"])
def test_a_room_with_people_is_not_deleted_and_says_what_to_do(
    qtbot: Any, page: DirectoryPage, office: Office, house: str, way: str
) -> None:
    page.open("rooms")
    qtbot.waitUntil(lambda: page.list is not None and page._model is find("rooms") and page.list.rowCount() == 1)
    page.table.selectRow(0)
    if way == "editor":
        page.table.setCurrentIndex(page.list.index(0, 0))
        qtbot.keyClick(page.table, ENTER)
        qtbot.waitUntil(lambda: page.editor._version > 0)
        qtbot.mouseClick(page.editor.remove, LEFT)
        banner = page.editor.banner
    else:
        page.table.remove_asked.emit()
        asked = page.findChild(QDialog, "ledger.removal")
        qtbot.mouseClick(asked.verb, LEFT)
        banner = page.banner
    qtbot.waitUntil(banner.isVisible)
    assert banner.accessibleName() == "还有1人次租住登记用到它 租住登记不能删除，它也要留着"
    assert len(house_page.read_house(office, house=house).rooms) == 1
