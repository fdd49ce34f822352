"""What was typed in 办理入住 survives a crash and turning away, and is gone once the party has moved in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.services import room_board, stay_drafts
from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.draft_keeper import KEEP_MS
from desktop.views.rental.page import RentalPage
from tests.views.rental.conftest import field, id_number, names
from tests.views.walk import faults_at

CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
Enter = Callable[[str], None]


def room_id(office: Office, house: str, room: str) -> str:
    return next(tile.id for tile in room_board.read_board(office, house=house).tiles if tile.room == room)


def kept(office: Office, house: str, room: str) -> dict[str, Any] | None:
    found = stay_drafts.read_stay_draft(office, room=room_id(office, house, room))
    return found[0] if found else None


def type_in(qtbot: Any, page: QWidget, compose: Any, name: str = "谭秀英") -> None:
    qtbot.keyClicks(field(page, "rent.checkin.id_number"), id_number())
    compose(field(page, "rent.checkin.name"), name)
    qtbot.keyClicks(field(page, "rent.checkin.phone"), "13912342206")


def offered(page: RentalPage) -> bool:
    return bool(page.board.panel.banner.isVisible())


def press(qtbot: Any, page: RentalPage, words: str) -> None:
    qtbot.mouseClick(next(one for one in page.board.panel.banner._buttons if one.text() == words), LEFT)


def test_what_is_typed_is_kept_within_five_seconds_of_the_first_key(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Enter, compose: Any
) -> None:
    enter("203")
    timer = page.board.entry.draft._timer
    assert timer.interval() == KEEP_MS == 2500
    timer.setInterval(1500)
    qtbot.keyClicks(field(page, "rent.checkin.id_number"), id_number()[:3])
    left = timer.remainingTime()
    qtbot.keyClicks(field(page, "rent.checkin.id_number"), id_number()[3:7])
    assert timer.remainingTime() <= left  # typing on does not put it off
    qtbot.waitUntil(lambda: (kept(office, house, "203") or {}).get("form", {}).get("id_number") == id_number()[:7])


def test_after_a_crash_the_party_is_offered_and_goes_on(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Enter, compose: Any
) -> None:
    enter("203")
    type_in(qtbot, page, compose)
    page.board.panel.form.field("until").set_typed("2027-3-1")
    page.board.panel.form.field("reason").set_typed("务工")
    page.board.panel.add_another()
    compose(field(page, "rent.checkin.name"), "罗成")
    page.board.entry.draft.keep()
    qtbot.waitUntil(lambda: kept(office, house, "203") is not None)

    lane = Lane()  # the program begins anew
    again = RentalPage(Desk(office, lane))
    qtbot.addWidget(again)
    again.resize(1294, 621)
    again.show()
    again.refresh()
    qtbot.waitUntil(lambda: again.board.model.board is not None)
    again.board.grid.choose(room_id(office, house, "203"))
    qtbot.keyClick(again.board.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: offered(again))
    assert faults_at(again, 150, "dark") == []
    press(qtbot, again, "接着办")
    panel = again.board.panel
    assert [one.person["name"] for one in panel.guests] == ["谭秀英"]
    assert panel.form.field("name").text() == "罗成"
    assert not offered(again)
    qtbot.keyClicks(panel.form.field("id_number"), id_number(order="011"))
    qtbot.keyClicks(panel.form.field("phone"), "13912342207")
    panel.form.field("relation").set_typed("配偶")
    qtbot.keyClick(panel.form.field("name"), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: names(office, house) == ["谭秀英", "罗成"])
    qtbot.waitUntil(lambda: kept(office, house, "203") is None)
    lane.close()


def test_turning_away_keeps_it_for_that_room_and_it_may_be_thrown_away(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Enter, compose: Any
) -> None:
    enter("203")
    type_in(qtbot, page, compose)
    qtbot.keyClick(field(page, "rent.checkin.name"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: kept(office, house, "203") is not None)
    enter("202")
    qtbot.waitUntil(lambda: page.board.entry.room == room_id(office, house, "202"))
    assert not offered(page)
    enter("203")
    qtbot.waitUntil(lambda: offered(page))
    press(qtbot, page, "不要了")
    qtbot.waitUntil(lambda: kept(office, house, "203") is None)
    assert not offered(page)


def test_who_moved_in_leaves_no_draft(
    qtbot: Any, page: RentalPage, office: Office, house: str, enter: Enter, compose: Any
) -> None:
    enter("203")
    type_in(qtbot, page, compose)
    page.board.panel.form.field("until").set_typed("2027-3-1")
    page.board.panel.form.field("reason").set_typed("务工")
    page.board.entry.draft.keep()
    qtbot.waitUntil(lambda: kept(office, house, "203") is not None)
    qtbot.keyClick(field(page, "rent.checkin.name"), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: names(office, house) == ["谭秀英"])
    qtbot.waitUntil(lambda: kept(office, house, "203") is None)
    assert not offered(page)


def test_a_draft_belongs_to_who_typed_it(office: Office, house: str) -> None:
    room = room_id(office, house, "203")
    stay_drafts.keep_stay_draft(office, room=room, data={"guests": [], "form": {"name": "谭秀英"}})
    other = replace(office, actor=replace(office.actor, login="lk"))
    assert stay_drafts.read_stay_draft(other, room=room) is None


def test_an_empty_form_is_not_kept(qtbot: Any, page: RentalPage, office: Office, house: str, enter: Enter) -> None:
    enter("203")
    page.board.entry.end()
    answered: list[int] = []
    page._desk.ask(lambda office: 1, answered.append)  # the lane has done all that was asked before
    qtbot.waitUntil(lambda: answered == [1])
    assert kept(office, house, "203") is None
