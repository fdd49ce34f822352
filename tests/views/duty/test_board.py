"""The board beyond one cell: drag, copy and paste, week and post views, zoom, why, redo."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from desktop.roster.problem import Cell
from desktop.services import rota_edit, rota_leave, rota_month, rota_publish
from desktop.services.office import Office
from desktop.views.duty.page import DutyPage
from desktop.views.duty.toolbar import DEEDS
from tests.rota_centre import OCTOBER

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
DAY, NEXT = date(2026, 10, 8), date(2026, 10, 9)


def put(page: DutyPage, office: Office, qtbot: Any, *cells: Cell) -> None:
    for cell in cells:
        rota_edit.set_cell(office, cell=cell)
    page.refresh()
    qtbot.waitUntil(lambda: set(cells) <= {one.cell for one in page.model.view.cells})


def stored(office: Office) -> set[Cell]:
    return {one.cell for one in rota_month.read_month(office, month=OCTOBER).cells}


def spot(page: DutyPage, person: str, day: date) -> QPoint:
    return page.grid.visualRect(page.model.place(person, day)).center()


def drag(qtbot: Any, page: DutyPage, start: QPoint, end: QPoint, *, let_go: bool = True) -> None:
    view = page.grid.viewport()
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, (start + end) / 2)
    qtbot.mouseMove(view, end)
    if let_go:
        qtbot.mouseRelease(view, LEFT, pos=end)


def find(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def test_a_chip_dragged_to_somebody_else_moves_the_turn(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    put(page, office, qtbot, Cell(DAY, "day", people["值班1"]))
    drag(qtbot, page, spot(page, people["值班1"], DAY), spot(page, people["值班4"], DAY))
    qtbot.waitUntil(lambda: stored(office) == {Cell(DAY, "day", people["值班4"])})


def test_a_chip_dragged_onto_another_swaps_the_two(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    put(page, office, qtbot, Cell(DAY, "day", people["值班1"]), Cell(date(2026, 10, 14), "night", people["值班2"]))
    drag(qtbot, page, spot(page, people["值班1"], DAY), spot(page, people["值班2"], date(2026, 10, 14)))
    wanted = {Cell(DAY, "day", people["值班2"]), Cell(date(2026, 10, 14), "night", people["值班1"])}
    qtbot.waitUntil(lambda: stored(office) == wanted)


def test_while_dragging_the_broken_rule_stands_beside_the_pointer_and_escape_lets_go_of_nothing(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    before = {Cell(DAY, "night", people["值班1"]), Cell(NEXT, "day", people["值班2"])}
    put(page, office, qtbot, *before)
    drag(qtbot, page, spot(page, people["值班2"], NEXT), spot(page, people["值班1"], NEXT), let_go=False)
    hint = page.grid.drag.hint
    assert hint.isVisible()
    assert "夜班" in hint.why.text()
    qtbot.keyClick(page.grid, Qt.Key.Key_Escape)
    assert not hint.isVisible()
    qtbot.mouseRelease(page.grid.viewport(), LEFT, pos=spot(page, people["值班1"], NEXT))
    assert stored(office) == before


def test_a_block_is_copied_and_pasted_with_its_characters(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    put(page, office, qtbot, Cell(DAY, "day", people["值班1"]))
    page.grid.choose(people["值班1"], DAY)
    qtbot.keyClick(page.grid, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "白\r\n"
    QGuiApplication.clipboard().setText("白\t夜\r\n\t白\r\n")
    page.grid.choose(people["值班2"], DAY)
    qtbot.keyClick(page.grid, Qt.Key.Key_V, CTRL)
    second = page.model.view.problem.people
    below = second[[one.key for one in second].index(people["值班2"]) + 1].key
    one, other = people["值班1"], people["值班2"]
    wanted = {Cell(DAY, "day", one), Cell(DAY, "day", other), Cell(NEXT, "night", other), Cell(NEXT, "day", below)}
    qtbot.waitUntil(lambda: stored(office) == wanted)


def test_what_is_no_post_is_named_and_nothing_is_pasted(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    page.grid.choose(people["值班2"], DAY)
    QGuiApplication.clipboard().setText("白\t巡")
    qtbot.keyClick(page.grid, Qt.Key.Key_V, CTRL)
    assert "第1行第2列" in page.banner.strong.text()
    assert not stored(office)


def test_the_week_shows_seven_wide_days_and_turns_by_weeks(qtbot: Any, page: DutyPage) -> None:
    qtbot.mouseClick(page.bar.spans.button("week"), LEFT)
    assert len(page.grid.shown_days()) == 4  # 1 October is a Thursday; the week began in September
    qtbot.keyClick(page, Qt.Key.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: len(page.grid.shown_days()) == 7)
    assert page.bar.title.text() == "10月5日—11日"
    assert page.grid.columnWidth(4) > 100
    qtbot.mouseClick(page.bar.spans.button("month"), LEFT)
    assert len(page.grid.shown_days()) == 31


def test_by_post_the_names_stand_in_the_cells_and_holes_are_shown(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    put(page, office, qtbot, Cell(DAY, "day", people["值班1"]))
    qtbot.mouseClick(page.bar.sides.button("post"), LEFT)
    posts = page.board.posts
    assert posts.isVisible()
    model = page.board.post_model
    column = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())].index("值班员白班")
    posts.setCurrentIndex(model.index(DAY.day - 1, column))
    assert posts.currentIndex().data() == "值班1、缺1"
    qtbot.keyClick(posts, Qt.Key.Key_F2)
    asked = page.findChild(QDialog, "duty.choice")
    qtbot.mouseClick(find(asked, "duty.choice.do"), LEFT)
    qtbot.waitUntil(lambda: len(stored(office)) == 2)
    qtbot.waitUntil(lambda: "缺" not in (posts.currentIndex().data() or "缺"))
    qtbot.keyClick(posts, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not stored(office))


def test_space_says_why_this_person(qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]) -> None:
    put(page, office, qtbot, Cell(DAY, "day", people["值班1"]))
    page.grid.choose(people["值班1"], DAY)
    qtbot.keyClick(page.grid, Qt.Key.Key_Space)
    asked = page.findChild(QDialog, "duty.why")
    assert "为什么是值班1" in asked.heading.text()
    assert asked.list.count() == 17
    qtbot.keyClick(asked.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(office) not in (set(), {Cell(DAY, "day", people["值班1"])}))


def test_ctrl_plus_and_zero_zoom_the_board(qtbot: Any, page: DutyPage) -> None:
    high = page.grid.rowHeight(1)
    qtbot.keyClick(page.grid, Qt.Key.Key_Plus, CTRL)
    assert page.grid.rowHeight(1) > high
    qtbot.keyClick(page.grid, Qt.Key.Key_0, CTRL)
    assert page.grid.rowHeight(1) == high


def test_every_word_of_the_bar_is_read_in_a_window_of_1366(qtbot: Any, page: DutyPage) -> None:
    """Undo and redo are icons that say their name to the pointer and aloud."""
    made = {key: page.bar.button(key) for key, *_ in DEEDS}
    qtbot.waitUntil(lambda: made["publish"].geometry().right() > page.width() - 20)
    assert [key for key, one in made.items() if one.width() < one.sizeHint().width()] == []
    assert (made["undo"].accessibleName(), made["redo"].accessibleName()) == ("撤销", "重做")
    assert {made[key].toolTip()[:2] for key in ("undo", "redo")} == {"撤销", "重做"}


def test_redo_does_again_what_undo_took_back(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    put(page, office, qtbot, Cell(DAY, "day", people["值班1"]))
    qtbot.mouseClick(page.bar.button("undo"), LEFT)
    qtbot.waitUntil(lambda: not stored(office))
    qtbot.mouseClick(page.bar.button("redo"), LEFT)
    qtbot.waitUntil(lambda: len(stored(office)) == 1)


def test_f2_on_a_published_duty_offers_swap_and_substitution(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    put(page, office, qtbot, Cell(DAY, "day", people["值班1"]))
    rota_publish.publish_month(office, month=OCTOBER)
    page.refresh()
    qtbot.waitUntil(lambda: all(one.published for one in page.model.view.cells))
    page.grid.choose(people["值班1"], DAY)
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    asked = page.findChild(QDialog, "duty.swap")
    qtbot.waitUntil(lambda: asked.deal() is not None)
    qtbot.mouseClick(find(asked, "duty.swap.do"), LEFT)
    qtbot.waitUntil(lambda: people["值班1"] not in {cell.person for cell in stored(office)})
    (one,) = rota_month.read_month(office, month=OCTOBER).cells
    assert one.charged.person == people["值班1"]


def test_an_absence_is_mended_with_the_least_change_shown_first(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    qtbot.mouseClick(page.bar.button("plan"), LEFT)
    qtbot.waitUntil(lambda: page.model.view.draft and not page.search.planner.searching, timeout=60_000)
    night = next(one for one in page.model.view.cells if one.cell == min(
        cell.cell for cell in page.model.view.cells if cell.cell.post == "night" and cell.cell.day > DAY))  # fmt: skip
    who, day = night.cell.person, night.cell.day
    rota_leave.add_leave(office, values={"staff_id": who, "first": day, "last": day})
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.model.view.conflicts))
    qtbot.mouseClick(page.bar.button("replan"), LEFT)
    qtbot.waitUntil(lambda: page.findChild(QDialog, "duty.replan") is not None, timeout=60_000)
    asked = page.findChild(QDialog, "duty.replan")
    assert asked.model.rowCount() >= 1
    qtbot.mouseClick(find(asked, "duty.replan.do"), LEFT)
    qtbot.waitUntil(lambda: not rota_month.read_month(office, month=OCTOBER).conflicts)


def test_an_impossible_month_offers_what_was_tried(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]
) -> None:
    for n in range(1, 7):
        away = {"staff_id": people[f"领导{n}"], "first": date(2026, 10, 13), "last": date(2026, 10, 13)}
        rota_leave.add_leave(office, values=away)
    qtbot.mouseClick(page.bar.button("plan"), LEFT)
    qtbot.waitUntil(lambda: page.findChild(QDialog, "duty.impossible") is not None, timeout=90_000)
    asked = page.findChild(QDialog, "duty.impossible")
    assert page.banner.isVisible()
    assert "改期休假" in "".join(asked.list.item(n).text() for n in range(asked.list.count()))
    qtbot.mouseClick(find(asked, "duty.impossible.do"), LEFT)
    qtbot.waitUntil(lambda: len(stored(office)) > 100, timeout=90_000)
