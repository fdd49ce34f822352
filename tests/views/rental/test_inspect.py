"""The part 检查 through real keys and mouse: a round by keyboard alone, the loop of a hazard, paper, undo."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desktop.domain.inspections import HazardState
from desktop.services import hazards, house_rooms, rental_checklist, undo
from desktop.services import inspection_list as lists
from desktop.services.office import Office
from desktop.views.rental.page import RentalPage
from tests.services.test_inspections import inspect, only
from tests.views.rental.conftest import rental
from tests.views.walk import faults, faults_at

Key, Left = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def house(office: Office) -> str:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明", "grade": "1"}
    return house_rooms.add_house(office, values=values, floors=1, rooms_each=2, room={"cap": 2}).ids("houses")[0]


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office, house: str) -> Iterator[RentalPage]:
    with rental(qtbot, office) as made:
        made.open("inspect")
        qtbot.waitUntil(lambda: part(made).lists.plan.rowCount() == 1)
        yield made


def part(page: RentalPage) -> Any:
    return page.front.part()


def field(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def begin(qtbot: Any, page: RentalPage) -> Any:
    """A round of the house that is due, opened with Enter from the plan."""
    table = part(page).lists.table()
    table.setFocus()
    qtbot.keyClick(table, Key.Key_Return)
    qtbot.waitUntil(lambda: part(page).pages.currentWidget() is part(page).editor)
    return part(page).editor


def show(qtbot: Any, page: RentalPage, side: str) -> Any:
    qtbot.mouseClick(part(page).sides.button(side), Left)
    model = part(page).lists.models["hazards" if side == "closed" else side]
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    return part(page).lists.table()


def test_a_round_is_recorded_by_keyboard_alone(qtbot: Any, page: RentalPage, office: Office, compose: Any) -> None:
    editor = begin(qtbot, page)
    table = editor.table
    assert table.hasFocus()
    qtbot.keyClick(table, Key.Key_2)
    words = table.findChild(QLineEdit)
    compose(words, "二楼楼梯口堆放纸箱")
    qtbot.keyClick(words, Key.Key_Return)
    qtbot.waitUntil(lambda: table.currentIndex().row() == 1)
    qtbot.keyClick(table, Key.Key_3)
    for _ in range(editor.model.rowCount() - 2):
        qtbot.keyClick(table, Key.Key_1)
    assert editor.model.counts() == (17, 17, 1)
    assert editor.card.note.text() == "良宅村溪东路18号　已答 17/17，不合格 1"
    qtbot.keyClick(editor.form.field("inspectors"), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(lists.list_hazards(office)) == 1)
    assert only(office).words == "二楼楼梯口堆放纸箱"
    qtbot.waitUntil(lambda: bool(editor.view.id))
    assert "二楼楼梯口堆放纸箱：待整改" in editor.found.text()


def test_what_is_not_answered_is_pointed_out_and_nothing_is_saved(qtbot: Any, page: RentalPage, office: Office) -> None:
    editor = begin(qtbot, page)
    qtbot.keyClick(editor.table, Key.Key_1)
    qtbot.mouseClick(part(page).bar.button("save"), Left)
    qtbot.waitUntil(lambda: part(page).banner.isVisible())
    assert editor.table.currentIndex().row() == 1
    assert lists.list_rounds(office) == []


def test_the_mouse_answers_too(qtbot: Any, page: RentalPage, office: Office) -> None:
    editor = begin(qtbot, page)
    place = editor.table.visualRect(editor.model.index(2, 3)).center()
    for code in ("1", "2", "3", "1"):
        qtbot.mouseClick(editor.table.viewport(), Left, pos=place)
        assert editor.model.answer_at(2) == code
    qtbot.mouseClick(field(page, "rent.inspect.rest"), Left)
    qtbot.mouseClick(part(page).bar.button("save"), Left)
    qtbot.waitUntil(lambda: len(lists.list_rounds(office)) == 1)


def test_the_loop_of_a_hazard_with_keys_and_mouse(qtbot: Any, page: RentalPage, office: Office, house: str) -> None:
    inspect(office, house, exits="二楼楼梯口堆放纸箱")
    show(qtbot, page, "hazards")
    qtbot.waitUntil(lambda: part(page).bar.button("serve").isEnabled())
    assert not part(page).bar.button("close").isEnabled()
    qtbot.mouseClick(part(page).bar.button("serve"), Left)
    qtbot.keyClick(page.findChild(QDialog, "rent.serve").form.field("due"), Key.Key_Return)
    qtbot.waitUntil(lambda: only(office).state is HazardState.FIXING)
    qtbot.waitUntil(lambda: part(page).bar.button("recheck").isEnabled())
    qtbot.mouseClick(part(page).bar.button("recheck"), Left)
    asked = page.findChild(QDialog, "rent.recheck")
    qtbot.keyClicks(asked.form.field("passed").lineEdit(), "0")
    qtbot.keyClick(asked.form.field("passed"), Key.Key_Tab)
    qtbot.mouseClick(asked.verb, Left)
    assert asked.form.cell("due").words.text() == "没有填新的期限"
    qtbot.keyClicks(asked.form.field("due"), "+5")
    qtbot.keyClick(asked.form.field("due"), Key.Key_Return)
    qtbot.waitUntil(lambda: only(office).progress == "整改中，复查1次")


def test_a_passed_hazard_is_closed_and_undone(qtbot: Any, page: RentalPage, office: Office, house: str) -> None:
    inspect(office, house, exits="二楼楼梯口堆放纸箱")
    hazards.serve_hazards(office, hazards=[only(office).id])
    hazards.recheck_hazard(office, hazard=only(office).id, passed=True)
    show(qtbot, page, "hazards")
    qtbot.waitUntil(lambda: part(page).bar.button("close").isEnabled())
    qtbot.mouseClick(part(page).bar.button("close"), Left)
    qtbot.waitUntil(lambda: lists.list_hazards(office) == [])
    show(qtbot, page, "closed")
    part(page).desk.undo()
    qtbot.waitUntil(lambda: [one.state for one in lists.list_hazards(office)] == [HazardState.PASSED])


def test_leaving_what_is_not_saved_is_asked(qtbot: Any, page: RentalPage, office: Office) -> None:
    editor = begin(qtbot, page)
    qtbot.keyClick(editor.table, Key.Key_1)
    qtbot.keyClick(editor.table, Key.Key_Escape)
    asked = page.findChild(QDialog, "rent.inspect.leave")
    assert asked.isVisible()
    assert part(page).pages.currentWidget() is editor
    qtbot.mouseClick(asked.verb, Left)
    assert part(page).pages.currentWidget() is part(page).lists


def test_news_from_elsewhere_leaves_what_is_being_written(
    qtbot: Any, page: RentalPage, office: Office, house: str
) -> None:
    made = inspect(office, house, exits="二楼楼梯口堆放纸箱")
    page.open(("inspect", ("inspections", made)))
    editor = part(page).editor
    qtbot.waitUntil(lambda: editor.view is not None)
    assert not editor.dirty
    qtbot.waitUntil(lambda: part(page).bar.button("print").isEnabled())
    qtbot.mouseClick(editor.table.viewport(), Left, pos=editor.table.visualRect(editor.model.index(3, 3)).center())
    assert editor.model.answer_at(3) == "2"
    page.refresh()
    qtbot.wait(50)
    assert editor.model.answer_at(3) == "2"


def test_the_due_list_leads_to_the_hazard_and_to_a_new_round(
    qtbot: Any, page: RentalPage, office: Office, house: str
) -> None:
    inspect(office, house, exits="堆放纸箱", gas="软管老化")
    second = next(one for one in lists.list_hazards(office) if one.words == "软管老化")
    page.open(("inspect", ("hazards", second.id)))
    qtbot.waitUntil(lambda: getattr(part(page).lists.current(), "id", "") == second.id)
    page.open(("inspect", ("houses", house)))
    qtbot.waitUntil(lambda: part(page).pages.currentWidget() is part(page).editor)
    assert part(page).editor.view.id == ""


def test_the_papers_go_to_the_preview(qtbot: Any, page: RentalPage, office: Office, house: str) -> None:
    inspect(office, house, exits="二楼楼梯口堆放纸箱")
    asked: list[Any] = []
    part(page).paper_asked.connect(asked.append)
    show(qtbot, page, "rounds")
    qtbot.waitUntil(lambda: part(page).bar.button("print").isEnabled())
    qtbot.mouseClick(part(page).bar.button("print"), Left)
    page.preview.closed.emit()
    show(qtbot, page, "hazards")
    qtbot.waitUntil(lambda: part(page).bar.button("notice").isEnabled())
    qtbot.mouseClick(part(page).bar.button("notice"), Left)
    assert [one.title for one in asked] == ["检查记录", "整改通知书"]
    assert all(one.whole(office).pages == 1 for one in asked)


@pytest.mark.parametrize("side", ["plan", "hazards", "rounds"])
def test_every_side_reads_well(qtbot: Any, page: RentalPage, office: Office, house: str, side: str) -> None:
    inspect(office, house, exits="二楼楼梯口堆放纸箱")
    qtbot.mouseClick(part(page).sides.button(side), Left)
    qtbot.wait(50)
    assert faults(page) == []
    assert faults_at(page, 150, "dark") == []


def test_the_editor_reads_well(qtbot: Any, page: RentalPage, office: Office) -> None:
    begin(qtbot, page)
    assert faults(page) == []
    assert faults_at(page, 150, "dark") == []


def test_undo_of_a_round_leaves_the_editor_for_the_lists(
    qtbot: Any, page: RentalPage, office: Office, house: str
) -> None:
    made = inspect(office, house)
    page.open(("inspect", ("inspections", made)))
    qtbot.waitUntil(lambda: part(page).pages.currentWidget() is part(page).editor)
    part(page).desk.do(undo.undo)
    qtbot.waitUntil(lambda: part(page).pages.currentWidget() is part(page).lists)


def test_the_office_writes_its_own_checklist_and_intervals(
    qtbot: Any, page: RentalPage, office: Office, compose: Any
) -> None:
    qtbot.mouseClick(part(page).sides.button("rules"), Left)
    rules = part(page).rules
    qtbot.waitUntil(lambda: rules.model.rowCount() == 17)
    assert not rules.changed
    qtbot.mouseClick(field(page, "rent.inspect.rules.more"), Left)
    compose(rules.item.field("text"), "门口留有消防通道")
    rules.item.field("days").selectAll()
    qtbot.keyClicks(rules.item.field("days"), "5")
    rules.rounds.field("usual").selectAll()
    qtbot.keyClicks(rules.rounds.field("usual"), "45")
    assert rules.model.line(1).text == "门口留有消防通道"
    qtbot.mouseClick(part(page).bar.button("save"), Left)
    qtbot.waitUntil(lambda: rental_checklist.read_rules(office).checklist.edition == 1)
    found = rental_checklist.read_rules(office)
    assert (found.checklist.items[1].days, found.rounds.usual) == (5, 45)
    qtbot.waitUntil(lambda: rules.card.note.text().startswith("第1版"))
    assert faults(page) == []
    assert faults_at(page, 150, "dark") == []


def test_a_checklist_that_is_not_saved_is_asked_about(qtbot: Any, page: RentalPage, office: Office) -> None:
    qtbot.mouseClick(part(page).sides.button("rules"), Left)
    rules = part(page).rules
    qtbot.waitUntil(lambda: rules.model.rowCount() == 17)
    qtbot.mouseClick(field(page, "rent.inspect.rules.drop"), Left)
    assert rules.model.rowCount() == 16
    qtbot.mouseClick(part(page).sides.button("rounds"), Left)
    asked = page.findChild(QDialog, "rent.inspect.leave")
    qtbot.mouseClick(asked.cancel, Left)
    assert part(page).sides.choice() == "rules"
    assert rules.model.rowCount() == 16


def test_a_half_written_round_is_asked_about_when_another_is_opened(
    qtbot: Any, page: RentalPage, office: Office, house: str
) -> None:
    made = inspect(office, house)
    page.open(("inspect", ("houses", house)))
    qtbot.waitUntil(lambda: part(page).pages.currentWidget() is part(page).editor)
    editor = part(page).editor
    qtbot.waitUntil(lambda: editor.view is not None and not editor.view.id)
    qtbot.keyClick(editor.table, Key.Key_2)
    page.open(("inspect", ("inspections", made)))
    asked = page.findChild(QDialog, "rent.inspect.leave")
    assert asked.isVisible()
    qtbot.mouseClick(asked.cancel, Left)
    qtbot.wait(50)
    assert (editor.view.id, editor.model.answer_at(0), editor.dirty) == ("", "2", True)
    page.open(("inspect", ("inspections", made)))
    asked = next(one for one in page.findChildren(QDialog, "rent.inspect.leave") if one.isVisible())
    qtbot.mouseClick(asked.verb, Left)
    qtbot.waitUntil(lambda: editor.view is not None and editor.view.id == made)


def test_a_deletion_that_is_refused_keeps_what_is_being_written(
    qtbot: Any, page: RentalPage, office: Office, house: str
) -> None:
    made = inspect(office, house, exits="堆放纸箱")
    hazards.serve_hazards(office, hazards=[only(office).id])
    page.open(("inspect", ("inspections", made)))
    editor = part(page).editor
    qtbot.waitUntil(lambda: part(page).pages.currentWidget() is editor)
    qtbot.keyClick(editor.table, Key.Key_3)
    qtbot.mouseClick(part(page).bar.button("remove"), Left)
    qtbot.waitUntil(lambda: part(page).banner.isVisible())
    assert editor.dirty


def test_saving_twice_in_a_row_records_one_round(qtbot: Any, page: RentalPage, office: Office) -> None:
    editor = begin(qtbot, page)
    qtbot.mouseClick(field(page, "rent.inspect.rest"), Left)
    for _ in range(2):
        qtbot.keyClick(editor.form.field("inspectors"), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: editor.view is not None and bool(editor.view.id))
    assert len(lists.list_rounds(office)) == 1
    qtbot.keyClicks(editor.form.field("present"), "1")
    qtbot.keyClick(editor.form.field("present"), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: lists.read_inspection(office, inspection=editor.view.id).values["present"].endswith("1"))


def test_a_refused_round_can_be_saved_after_it_was_mended(qtbot: Any, page: RentalPage, office: Office) -> None:
    begin(qtbot, page)
    qtbot.mouseClick(part(page).bar.button("save"), Left)
    qtbot.waitUntil(lambda: part(page).banner.isVisible())
    qtbot.mouseClick(field(page, "rent.inspect.rest"), Left)
    qtbot.mouseClick(part(page).bar.button("save"), Left)
    qtbot.waitUntil(lambda: len(lists.list_rounds(office)) == 1)


def test_another_day_brings_the_items_of_that_day(qtbot: Any, page: RentalPage, office: Office) -> None:
    items = [{"kind": "1", "text": "灭火器在有效期内", "days": 5}, {"kind": "2", "text": "人房相符", "days": 3}]
    rental_checklist.set_checklist(office, items=items)
    editor = begin(qtbot, page)
    assert editor.model.rowCount() == 2
    qtbot.keyClick(editor.table, Key.Key_2)
    day = editor.form.field("day")
    qtbot.mouseClick(day, Left)
    qtbot.waitUntil(day.hasFocus)
    day.selectAll()
    qtbot.keyClicks(day, "2026-9-1")
    qtbot.waitUntil(lambda: editor.model.rowCount() == 17)
    qtbot.mouseClick(field(page, "rent.inspect.rest"), Left)
    day.selectAll()
    qtbot.keyClicks(day, "2026-9-23")
    qtbot.waitUntil(lambda: editor.model.rowCount() == 2)
    assert [editor.model.answer_at(row) for row in range(2)] == ["2", ""]
    day.selectAll()
    qtbot.keyClicks(day, "2026-9-1")
    qtbot.waitUntil(lambda: editor.model.counts() == (17, 17, 0))
    qtbot.mouseClick(part(page).bar.button("save"), Left)
    qtbot.waitUntil(lambda: [one.day.isoformat() for one in lists.list_rounds(office)] == ["2026-09-01"])
