"""报送 and 人员住处: what is due, where somebody was, and what was put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop.services import check_in, log_view, records, room_board, staying
from desktop.services.check_in import Guest
from desktop.services.office import Actor, Office
from desktop.views.rental.page import RentalPage
from desktop.views.widgets.dialogs import PurposeDialog
from tests.views.rental.conftest import field, id_number
from tests.views.walk import faults_at

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def lived(office: Office, house: str) -> str:
    """谭秀英 with 罗成 in 201 since 1 September, alone in 101 since the 12th; gives her id."""
    rooms = {tile.room: tile.id for tile in room_board.read_board(office, house=house).tiles}
    guests = [Guest({"name": "谭秀英", "id_number": id_number(), "phone": "13912342206"}),
              Guest({"name": "罗成", "id_number": id_number(order="011")}, {"relation": "02"})]  # fmt: skip
    check_in.check_in(office, room=rooms["201"], guests=guests, checkin=date(2026, 9, 1))
    one = next(one for one in staying.staying(office, house=house, on=date(2026, 9, 2)) if one.name == "谭秀英")
    check_in.change_room(office, stay=one.stay, room=rooms["101"], day=date(2026, 9, 12))
    return one.person


def part(qtbot: Any, page: RentalPage, key: str, purpose: str = "核对证件") -> Any:
    """A purpose was given before, unless it is ""."""
    page._desk.purpose = purpose
    page.open(key)
    return page.front.part()


def test_reports_are_listed_by_urgency_and_marked_together(qtbot: Any, page: RentalPage, lived: str) -> None:
    pane = part(qtbot, page, "reports")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 4)
    states = [pane.model.line(row).state.label for row in range(4)]
    assert states == ["逾期"] * 4
    pane.table.selectAll()
    pane.bar.button("save").click()
    asked = pane.findChild(QDialog, "rent.reported")
    asked.form.field("day").set_typed("2026-9-24")
    qtbot.keyClick(asked.form.field("day"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked.isVisible() and "在今天之后" in asked.form.cell("day").words.text())
    asked.form.field("day").selectAll()
    qtbot.keyClicks(asked.form.field("day"), "2026-9-23")
    qtbot.keyClick(asked.form.field("day"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 0)
    pane.sides.choose("done")
    pane.refresh()
    qtbot.waitUntil(lambda: pane.model.rowCount() == 4)


def test_where_somebody_was_and_who_shared_the_room(qtbot: Any, page: RentalPage, lived: str, compose: Any) -> None:
    pane = part(qtbot, page, "whereabouts")
    compose(pane.words, "谭秀")
    qtbot.keyClick(pane.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.stays.rowCount() == 2)
    pane.day.set_typed("2026-9-11")
    qtbot.keyClick(pane.day, Qt.Key.Key_Return)
    assert pane.where.text() == "良宅村溪东路18号 201"
    qtbot.waitUntil(lambda: [pane.others.line(row).name for row in range(pane.others.rowCount())] == ["罗成"])
    pane.day.set_typed("2026-8-1")
    qtbot.keyClick(pane.day, Qt.Key.Key_Return)
    assert pane.where.text() == "2026-08-01 没有住宿登记"


def test_the_purpose_is_asked_before_somebody_is_looked_at_and_kept_in_the_log(
    qtbot: Any, page: RentalPage, office: Office, lived: str, compose: Any
) -> None:
    pane = part(qtbot, page, "whereabouts", "")
    compose(pane.words, "谭秀英")
    qtbot.keyClick(pane.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.findChild(PurposeDialog) is not None)
    assert pane.stays.rowCount() == 0
    asked = pane.findChild(PurposeDialog)
    asked.form.set_values({"purpose": "联系本人"})
    qtbot.mouseClick(asked.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.stays.rowCount() == 2)
    assert records.history(office, ledger="people", record=lived)[0]["label"] == "查找"
    auditor = replace(office, actor=Actor("sj", "厉小芳", ("auditor",), ""))
    assert log_view.log_lines(auditor)[0].reason == "联系本人"


def test_a_stay_is_corrected_and_its_trace_is_shown(qtbot: Any, page: RentalPage, lived: str, compose: Any) -> None:
    pane = part(qtbot, page, "whereabouts")
    compose(pane.words, "罗成")
    qtbot.keyClick(pane.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.stay() is not None)
    pane.bar.button("correct").click()
    asked = pane.findChild(QDialog, "rent.correct")
    asked.form.field("checkin").set_typed("2026-9-2")
    qtbot.keyClick(asked.form.field("checkin"), Qt.Key.Key_Return, CTRL)
    assert asked.form.cell("why").words.text() == "没有填更正原因"
    compose(field(asked, "rent.correct.why"), "抄错日期")
    qtbot.keyClick(field(asked, "rent.correct.why"), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "入住日期 2026-09-01 改为 2026-09-02（抄错日期）" in pane.trace.toPlainText())
    assert pane.stay().checkin == date(2026, 9, 2)


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("key", ["reports", "whereabouts"])
def test_nothing_is_cut_off(qtbot: Any, page: RentalPage, lived: str, compose: Any, key: str, percent: int) -> None:
    pane = part(qtbot, page, key)
    if key == "whereabouts":
        compose(pane.words, "谭秀英")
        qtbot.keyClick(pane.words, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: pane.stays.rowCount() == 2)
    else:
        qtbot.waitUntil(lambda: pane.model.rowCount() == 4)
    assert faults_at(page, percent, "dark") == []
