"""The look-up by keys and mouse: hits while typing, kinds by Tab, Enter opens; nothing still composed acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.services import check_in, house_rooms, log_view, records
from desktop.services.office import Actor, Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.look_up.panel import LookUpPanel
from desktop.views.widgets.dialogs import NumberDialog, PurposeDialog
from tests.views.walk import faults_at

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
NUMBER = "430626197508122243"


@pytest.fixture
def filled(office: Office) -> Office:
    """曾桂荃 living in 102, a clerk 章高全, and a house of 周桂泉: all are zgq."""
    values = {"house_address": "马昂村中路12号", "house_owner": "周桂泉", "grade": "3"}
    made = house_rooms.add_house(office, values=values, floors=1, rooms_each=2)
    guest = check_in.Guest({"name": "曾桂荃", "id_number": NUMBER, "phone": "15800007730"}, {"reason": "01"})
    check_in.check_in(office, room=made.ids("rooms")[1], guests=[guest], checkin=office.today)
    records.add_record(office, ledger="staff", values={"name": "章高全", "post": "值班员"})
    return office


@pytest.fixture
def panel(qtbot: Any, dressed: Any, filled: Office) -> Iterator[LookUpPanel]:
    lane = Lane()
    made = LookUpPanel(Desk(filled, lane))
    qtbot.addWidget(made)
    made.resize(930, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.start("")
    yield made
    lane.close()


def typed(qtbot: Any, panel: LookUpPanel, words: str) -> None:
    qtbot.keyClicks(panel.box, words)
    qtbot.waitUntil(lambda: not panel._desk.lane.busy)


def opened_for(qtbot: Any, panel: LookUpPanel, purpose: str) -> list[Any]:
    """Enter on the first hit, a person, and the purpose in its dialog."""
    qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    asked = panel.findChild(PurposeDialog)
    assert isinstance(asked, PurposeDialog)
    asked.form.set_values({"purpose": purpose})
    with qtbot.waitSignal(panel.opened) as opened:
        qtbot.mouseClick(asked.verb, LEFT)
    return list(opened.args)


def last_deed(office: Office) -> str:
    auditor = replace(office, actor=Actor("sj", "厉小芳", ("auditor",), office.actor.unit))
    return log_view.log_lines(auditor)[0].label


def rows(panel: LookUpPanel) -> list[str]:
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


def tabs(panel: LookUpPanel) -> list[str]:
    return [panel.kinds.tabText(place) for place in range(panel.kinds.count())]


def test_people_stand_before_a_house_whose_owner_is_meant(qtbot: Any, panel: LookUpPanel) -> None:
    typed(qtbot, panel, "zgq")
    assert rows(panel) == [
        "租住人员 1", f"曾桂荃，马昂村中路12号 102，1975-08-12 · {NUMBER[:6]}********2243，在住",
        "工作人员 1", "章高全，值班员", "出租房 1", "马昂村中路12号，周桂泉，青",
    ]  # fmt: skip
    assert tabs(panel) == ["全部 3", "人员 2", "出租房 1"]


def test_an_address_finds_the_house_first(qtbot: Any, panel: LookUpPanel) -> None:
    panel.box.setText("中路12号")
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0)
    assert rows(panel)[1].startswith("马昂村中路12号")


def test_tab_shows_one_kind_and_comes_back(qtbot: Any, panel: LookUpPanel) -> None:
    typed(qtbot, panel, "zgq")
    qtbot.keyClick(panel.box, Qt.Key.Key_Tab)
    assert [row.split("，")[0] for row in rows(panel)] == ["租住人员 1", "曾桂荃", "工作人员 1", "章高全"]
    qtbot.keyClick(panel.box, Qt.Key.Key_Tab)
    assert [row.split("，")[0] for row in rows(panel)] == ["出租房 1", "马昂村中路12号"]
    qtbot.keyClick(panel.box, Qt.Key.Key_Tab)
    assert len(rows(panel)) == 6
    qtbot.keyClick(panel.box, Qt.Key.Key_Backtab)
    assert panel.kinds.tabText(panel.kinds.currentIndex()) == "出租房 1"


def test_a_kind_is_chosen_by_mouse_too(qtbot: Any, panel: LookUpPanel) -> None:
    typed(qtbot, panel, "zgq")
    qtbot.mouseClick(panel.kinds, LEFT, pos=panel.kinds.tabRect(2).center())
    assert [row.split("，")[0] for row in rows(panel)] == ["出租房 1", "马昂村中路12号"]


def test_enter_opens_the_first_hit_and_the_log_keeps_it(qtbot: Any, panel: LookUpPanel, filled: Office) -> None:
    typed(qtbot, panel, "zgq")
    area, target = opened_for(qtbot, panel, "核对证件")
    assert area == "ledger"
    assert target.startswith("people/")
    qtbot.waitUntil(lambda: not panel._desk.lane.busy)
    assert last_deed(filled) == "查找"


def test_the_purpose_is_asked_once_told_and_can_be_changed(qtbot: Any, panel: LookUpPanel, filled: Office) -> None:
    typed(qtbot, panel, "zgq")
    assert not panel.purpose.isVisible()
    opened_for(qtbot, panel, "核对证件")
    assert "用途：核对证件" in panel.purpose.text()
    with qtbot.waitSignal(panel.opened):
        qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    qtbot.mouseClick(panel.purpose, LEFT)
    asked = panel.findChildren(PurposeDialog)[-1]
    asked.form.set_values({"purpose": "联系本人"})
    qtbot.mouseClick(asked.verb, LEFT)
    assert "用途：联系本人" in panel.purpose.text()


def test_a_house_is_opened_without_a_purpose(qtbot: Any, panel: LookUpPanel) -> None:
    panel.box.setText("中路12号")
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0)
    with qtbot.waitSignal(panel.opened) as opened:
        qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    assert opened.args[0] == "rent"


def test_a_pinned_hit_and_the_last_opened_wait_in_the_empty_box(qtbot: Any, panel: LookUpPanel, filled: Office) -> None:
    typed(qtbot, panel, "zgq")
    opened_for(qtbot, panel, "核对证件")
    panel.box.setText("章高")
    qtbot.waitUntil(lambda: rows(panel)[1:2] == ["章高全，值班员"])
    qtbot.keyClick(panel.box, Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: panel.facts.pin.text() == "取消钉住 Ctrl+B")
    panel.box.clear()
    qtbot.waitUntil(lambda: rows(panel)[:1] == ["钉住 1"])
    assert [row.split("，")[0] for row in rows(panel)] == ["钉住 1", "章高全", "最近打开 1", "曾桂荃"]
    qtbot.mouseClick(panel.facts.pin, LEFT)
    qtbot.waitUntil(lambda: rows(panel)[:1] == ["最近打开 1"])


def test_of_many_hits_the_kinds_are_told_without_numbers_and_asked_for_one_by_one(
    qtbot: Any, panel: LookUpPanel, filled: Office
) -> None:
    for number in range(55):
        records.add_record(filled, ledger="people", values={"name": "郑国群", "phone": f"139000{number:05}"})
    typed(qtbot, panel, "zgq")
    assert tabs(panel)[:3] == ["全部", "人员", "出租房"]
    assert panel.count.text().startswith("约 ")
    qtbot.mouseClick(panel.kinds, LEFT, pos=panel.kinds.tabRect(2).center())
    qtbot.waitUntil(lambda: rows(panel)[:1] == ["出租房 1"])
    assert tabs(panel)[:3] == ["全部", "人员", "出租房"]


def test_arrows_walk_over_the_heads(qtbot: Any, panel: LookUpPanel) -> None:
    typed(qtbot, panel, "zgq")
    for _ in range(2):
        qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    assert panel.list.currentIndex().row() == 5
    qtbot.keyClick(panel.box, Qt.Key.Key_Up)
    assert panel.list.currentIndex().row() == 3


def test_facts_are_masked_and_whole_numbers_ask_a_purpose(qtbot: Any, panel: LookUpPanel, filled: Office) -> None:
    typed(qtbot, panel, "zgq")
    qtbot.waitUntil(panel.facts._masked.isVisible)
    words = [label.text() for label in panel.facts.findChildren(QWidget) if hasattr(label, "text")]
    assert f"{NUMBER[:6]}********2243" in words
    assert NUMBER not in words
    qtbot.mouseClick(panel.facts.reveal, LEFT)
    asked = panel.findChild(PurposeDialog)
    assert isinstance(asked, PurposeDialog)
    asked.form.set_values({"purpose": "核对证件"})
    qtbot.mouseClick(asked.verb, LEFT)
    qtbot.waitUntil(lambda: panel.findChild(NumberDialog) is not None)
    assert last_deed(filled) == "查看全号"


def test_what_is_still_composed_is_not_looked_up(qtbot: Any, panel: LookUpPanel) -> None:
    event = QInputMethodEvent("zeng", [])
    QApplication.sendEvent(panel.box, event)
    qtbot.waitUntil(lambda: not panel._desk.lane.busy)
    assert rows(panel) == []
    done = QInputMethodEvent()
    done.setCommitString("曾")
    QApplication.sendEvent(panel.box, done)
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0)
    assert rows(panel)[1].startswith("曾桂荃")


def test_nothing_found_says_what_to_try(qtbot: Any, panel: LookUpPanel) -> None:
    typed(qtbot, panel, "xyzzy")
    assert panel.none.isVisible()
    assert "没有找到“xyzzy”" in panel.none.words.text()
    assert not panel.list.isVisible()
    assert not panel.facts.go.isVisible()
    with qtbot.waitSignal(panel.opened) as opened:
        qtbot.mouseClick(panel.none.deed, LEFT)
    assert opened.args == ["ledger", ("people", {})]


def test_somebody_who_is_not_there_is_added_by_the_name_that_was_typed(
    qtbot: Any, panel: LookUpPanel, compose: Any
) -> None:
    assert not panel.none.deed.isVisible()
    compose(panel.box, "谭秀英")
    qtbot.waitUntil(lambda: panel.none.deed.isVisible())
    with qtbot.waitSignal(panel.opened) as opened:
        qtbot.keyClick(panel.none.deed, Qt.Key.Key_Space)
    assert opened.args == ["ledger", ("people", {"name": "谭秀英"})]


def test_who_may_add_nobody_is_not_asked_to(qtbot: Any, dressed: Any, filled: Office) -> None:
    lane = Lane()
    made = LookUpPanel(Desk(replace(filled, actor=Actor("zb", "杨秀", ("duty",), filled.actor.unit)), lane))
    qtbot.addWidget(made)
    made.show()
    made.start("xyzzy")
    qtbot.waitUntil(lambda: "没有找到" in made.none.words.text())
    assert not made.none.deed.isVisible()
    lane.close()


def test_ctrl_enter_goes_to_the_room_where_somebody_lives(qtbot: Any, panel: LookUpPanel, filled: Office) -> None:
    typed(qtbot, panel, "zgq")
    qtbot.waitUntil(lambda: panel.facts.room.isVisible())
    assert [label.text() for label in panel.facts.findChildren(QLabel)].count("马昂村中路12号 102") == 1
    qtbot.keyClick(panel.box, Qt.Key.Key_Return, CTRL)
    asked = panel.findChild(PurposeDialog)
    asked.form.set_values({"purpose": "联系本人"})
    with qtbot.waitSignal(panel.opened) as opened:
        qtbot.mouseClick(asked.verb, LEFT)
    area, (ledger, _) = opened.args
    assert (area, ledger) == ("rent", "people")
    qtbot.waitUntil(lambda: not panel._desk.lane.busy)
    assert last_deed(filled) == "查找"


def test_the_first_of_many_say_so(qtbot: Any, panel: LookUpPanel, filled: Office) -> None:
    for number in range(55):
        records.add_record(filled, ledger="people", values={"name": "郑国群", "phone": f"139000{number:05}"})
    typed(qtbot, panel, "zgq")
    assert rows(panel)[0].startswith("租住人员 前 ")
    assert rows(panel)[-1] == "只列出前 50 条：多打几个字，或换一类"
    for _ in range(60):
        qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    assert panel.list.current() is not None
    seen = panel.list.viewport().rect()
    assert seen.contains(panel.list.visualRect(panel.model.index(panel.model.rowCount() - 1)))
    for _ in range(60):
        qtbot.keyClick(panel.box, Qt.Key.Key_Up)
    assert seen.contains(panel.list.visualRect(panel.model.index(0)))


def test_keys_do_nothing_while_an_input_method_composes(qtbot: Any, panel: LookUpPanel) -> None:
    typed(qtbot, panel, "zgq")
    first = panel.list.currentIndex().row()
    QApplication.sendEvent(panel.box, QInputMethodEvent("zhong", []))
    with qtbot.assertNotEmitted(panel.opened):
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(panel.box, key)
    assert panel.list.currentIndex().row() == first
    assert panel.findChild(PurposeDialog) is None


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (150, "dark"), (200, "high")])
def test_nothing_of_it_is_cut_or_nameless(qtbot: Any, panel: LookUpPanel, percent: int, theme: str) -> None:
    typed(qtbot, panel, "zgq")
    assert faults_at(panel, percent, theme) == []
