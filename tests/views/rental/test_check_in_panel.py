"""办理入住 by reader, by keys, for children, parties and full rooms; how many keys it takes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.services import card_reader, check_in, records, room_board, staying
from desktop.services.check_in import Guest
from desktop.services.office import Office
from desktop.views.rental.page import RentalPage
from tests.domain.test_card_file import FILES, NUMBER
from tests.views.rental.conftest import DAY, field, id_number, names
from tests.views.walk import faults_at

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return
A_KEY = 0.28  # seconds, the keystroke model's for an average typist


class Typist:
    """Types into whatever has the focus, as a person does, and counts the keys."""

    def __init__(self, qtbot: Any, compose: Any) -> None:
        self._qtbot, self._compose = qtbot, compose
        self.keys = self.fields = 0

    def keys_of(self, words: str) -> None:
        self._qtbot.keyClicks(QApplication.focusWidget(), words)
        self.keys, self.fields = self.keys + len(words), self.fields + 1

    def chinese(self, words: str) -> None:
        self._compose(QApplication.focusWidget(), words)
        self.keys, self.fields = self.keys + 4 * len(words) + 1, self.fields + 1

    def press(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(QApplication.focusWidget(), key, modifier)
        self.keys += 1 + (modifier == CTRL)


@pytest.fixture
def typist(qtbot: Any, compose: Any) -> Typist:
    return Typist(qtbot, compose)


def room_id(office: Office, house: str, room: str) -> str:
    return next(tile.id for tile in room_board.read_board(office, house=house).tiles if tile.room == room)


def was_here(office: Office, house: str) -> None:
    """谭秀英 lived in 201 in August."""
    person = {"name": "谭秀英", "id_number": id_number(), "phone": "13912342206", "reason": "01"}
    came = date(2026, 8, 1)
    check_in.check_in(office, room=room_id(office, house, "201"), guests=[Guest(person)], checkin=came)
    stay = staying.staying(office, house=house, on=came)[0].stay
    check_in.check_out(office, stay=stay, checkout=date(2026, 9, 1))


def test_a_new_tenant_takes_no_more_than_45_seconds(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Any, typist: Typist
) -> None:
    enter("101")
    typist.keys_of(id_number())
    typist.press(ENTER)
    typist.chinese("谭秀英")
    typist.press(ENTER)
    typist.keys_of("13912342206")
    typist.press(ENTER)
    typist.press(ENTER)  # today is right
    typist.keys_of("2027-3-1")
    typist.press(ENTER)
    typist.keys_of("01")
    typist.press(ENTER, CTRL)
    qtbot.waitUntil(lambda: names(office, house) == ["谭秀英"])
    assert typist.keys * A_KEY <= 45
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.board.panel.id_field)
    qtbot.waitUntil(lambda: page.board.panel.note.text() == "同住第 2 人")


def test_a_returning_tenant_takes_no_more_than_three_fields(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Any, typist: Typist
) -> None:
    was_here(office, house)
    enter("101")
    typist.keys_of(id_number())
    qtbot.waitUntil(lambda: page.board.panel.recalled.text().startswith("来过：2026年住良宅村溪东路18号 201"))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.board.panel.form.field("until"))
    typist.keys_of("2027-3-1")
    typist.press(ENTER, CTRL)
    qtbot.waitUntil(lambda: names(office, house) == ["谭秀英"])
    assert typist.fields <= 3
    (stay,) = staying.staying(office, house=house, on=DAY)
    assert (stay.phone, stay.room) == ("13912342206", "101")


def test_a_reader_that_types_is_as_good_as_a_keyboard(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Any, typist: Typist
) -> None:
    """Eighteen keys and Enter at once, with nothing in between; also for somebody known."""
    was_here(office, house)
    enter("101")
    for key in id_number():
        qtbot.keyClick(QApplication.focusWidget(), key, delay=0)
    qtbot.keyClick(QApplication.focusWidget(), ENTER, delay=0)
    qtbot.waitUntil(lambda: page.board.panel.form.field("name").text() == "谭秀英")
    assert "*" in page.board.panel.id_field.text()


def test_a_pasted_number_is_checked_at_once(qtbot: Any, page: RentalPage, enter: Any) -> None:
    enter("101")
    QApplication.clipboard().setText(f" {id_number()}\n")
    page.board.panel.id_field.paste()
    page.board.panel.id_field.textEdited.emit(page.board.panel.id_field.text())
    assert page.board.panel.id_field.tick.isVisible()


def test_the_readers_file_fills_the_form(
    qtbot: Any, page: RentalPage, office: Office, enter: Any, tmp_path: Path
) -> None:
    enter("101")
    file = tmp_path / card_reader.FILE
    file.write_bytes(FILES["gb18030"])
    entry = page.board.entry
    entry.take_file(file)
    form = page.board.panel.form
    qtbot.waitUntil(lambda: form.field("name").text() == "谭㻮英")
    assert (form.values()["id_number"], form.values()["nation"]) == (NUMBER, "06")
    qtbot.waitUntil(lambda: card_reader.reader_folder(office) == tmp_path)
    qtbot.waitUntil(lambda: entry.watch.running)


def test_the_next_card_in_the_folder_is_taken_up_and_an_old_one_is_not(
    qtbot: Any, page: RentalPage, office: Office, enter: Any, tmp_path: Path
) -> None:
    card_reader.choose_folder(office, folder=tmp_path)
    file = tmp_path / card_reader.FILE
    file.write_bytes(b"somebody else")
    enter("101")
    watch = page.board.entry.watch
    qtbot.waitUntil(lambda: watch.running)
    watch.look()
    watch.look()
    file.write_bytes(FILES["raw"])
    qtbot.waitUntil(lambda: page.board.panel.form.field("name").text() == "谭㻮英", timeout=5000)
    qtbot.keyClick(page.board.panel, Qt.Key.Key_Escape)
    assert not watch.running


def test_a_card_that_contradicts_itself_is_told_at_the_number(
    qtbot: Any, page: RentalPage, enter: Any, tmp_path: Path
) -> None:
    enter("101")
    file = tmp_path / card_reader.FILE
    file.write_bytes(FILES["gb18030"].replace("女".encode("gb18030"), "男".encode("gb18030")))
    page.board.entry.read_card(file)
    words = page.board.panel.form.cell("id_number").words
    qtbot.waitUntil(lambda: words.text() == "卡上性别与号码不一致，对照证件核对，疑为假证的不办入住")


def test_a_child_needs_a_guardian_but_no_telephone(qtbot: Any, page: RentalPage, enter: Any, typist: Typist) -> None:
    enter("101")
    assert not field(page, "rent.checkin.guardian").isVisible()
    typist.keys_of(id_number("20150101"))
    assert field(page, "rent.checkin.guardian").isVisible()
    typist.press(ENTER, CTRL)
    form = page.board.panel.form
    assert form.cell("guardian").words.text() == "没有填监护人"
    assert form.cell("phone").words.text() == ""


def fill(typist: Typist, name: str, number: str) -> None:
    typist.keys_of(number)
    typist.press(ENTER)
    typist.chinese(name)
    typist.press(ENTER)
    typist.keys_of("13912342206")


def test_a_party_over_the_cap_asks_for_a_reason_and_moves_in_together(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Any, typist: Typist, compose: Any
) -> None:
    enter("101")
    form, panel = page.board.panel.form, page.board.panel
    fill(typist, "罗成", id_number(order="011"))
    field(page, "rent.checkin.until").set_typed("2027-3-1")
    field(page, "rent.checkin.reason").set_typed("01")
    for name, order in (("谭秀英", "021"), ("闻国平", "031")):
        qtbot.keyClick(field(page, "rent.checkin.more"), Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is panel.id_field)
        fill(typist, name, id_number(order=order))
    qtbot.waitUntil(lambda: form.cell("why").isVisible())
    assert panel.room_words.text() == "101室限住2人，办理后3人"
    typist.press(ENTER, CTRL)
    assert form.cell("why").words.text() == "没有填仍要办理的原因"
    assert names(office, house) == []
    compose(field(page, "rent.checkin.why"), "亲属暂住一周")
    typist.press(ENTER, CTRL)
    qtbot.waitUntil(lambda: sorted(names(office, house)) == sorted(["罗成", "谭秀英", "闻国平"]))


def test_somebody_who_lives_elsewhere_is_told_and_needs_a_reason(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Any, typist: Typist, compose: Any
) -> None:
    person = {"name": "谭秀英", "id_number": id_number(), "phone": "13912342206", "reason": "01"}
    check_in.check_in(office, room=room_id(office, house, "201"), guests=[Guest(person)], checkin=DAY)
    enter("101")
    typist.keys_of(id_number())
    qtbot.waitUntil(lambda: page.board.panel.recalled.text() == "现住良宅村溪东路18号 201，先办理离开或换房")
    typist.keys_of("2027-3-1")
    typist.press(ENTER, CTRL)
    form = page.board.panel.form
    qtbot.waitUntil(lambda: form.cell("elsewhere").isVisible())
    assert "从2026-09-23至今住在" in form.cell("checkin").words.text()
    compose(field(page, "rent.checkin.elsewhere"), "值夜班另住值班室")
    field(page, "rent.checkin.checkin").edited.emit()
    typist.press(ENTER, CTRL)
    qtbot.waitUntil(lambda: names(office, house) == ["谭秀英", "谭秀英"])


def test_who_is_exempt_needs_no_document(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Any, compose: Any
) -> None:
    enter("101")
    qtbot.mouseClick(field(page, "rent.checkin.seldom"), Qt.MouseButton.LeftButton)
    exempt = field(page, "rent.checkin.exempt")
    exempt.set_typed("救助站")
    exempt.left.emit()
    assert page.board.panel.report_words.text() == "免报情形，不计报送期限"
    compose(field(page, "rent.checkin.name"), "罗成")
    field(page, "rent.checkin.until").set_typed("2026-10-1")
    field(page, "rent.checkin.reason").set_typed("99")
    qtbot.mouseClick(field(page, "rent.checkin.foot.primary"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(office, house) == ["罗成"])


def test_what_is_typed_stays_when_the_board_is_read_again(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Any, compose: Any
) -> None:
    enter("101")
    compose(field(page, "rent.checkin.name"), "谭秀英")
    page.board.show_house(house)
    records.change_record(office, ledger="rooms", record=room_id(office, house, "101"), values={"cap": 4}, version=1)
    page.board.show_house(house)
    qtbot.waitUntil(lambda: page.board.grid.tile().cap == 4)
    assert field(page, "rent.checkin.name").text() == "谭秀英"


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_cut_off_in_the_panel(qtbot: Any, page: RentalPage, enter: Any, percent: int) -> None:
    enter("101")
    page.board.panel.form.fold(away=False)
    for key in ("guardian", "elsewhere", "why"):
        page.board.panel.form.ask_for(key, needed=True)
    assert faults_at(page, percent, "dark") == []


def test_however_often_it_is_pressed_a_party_moves_in_once(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Any, typist: Typist
) -> None:
    enter("203")
    fill(typist, "谭秀英", id_number())
    field(page, "rent.checkin.until").set_typed("2027-3-1")
    field(page, "rent.checkin.reason").set_typed("01")
    gate = Event()
    page._desk.lane.run(gate.wait)
    for _ in range(2):
        qtbot.keyClick(field(page, "rent.checkin.name"), Qt.Key.Key_Return, CTRL)
    gate.set()
    qtbot.waitUntil(lambda: names(office, house) == ["谭秀英"] and not page._desk.lane.busy)
    assert page.board.panel.form.field("name").text() == ""  # ready for the next one, and nothing was refused
    assert page.board.panel.form.cell("id_number").words.text() == ""
