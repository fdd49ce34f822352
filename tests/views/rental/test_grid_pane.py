"""责任网格 through real keys and mouse: the tree, who answers, the gaps, and each deed with its undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.services import answerables, grid_units, house_rooms
from desktop.services.grid_gaps import gaps
from desktop.services.grid_view import read_map
from desktop.services.office import Office
from desktop.views.rental.grid_pane import GridPane
from desktop.views.rental.page import RentalPage
from tests.views.rental.conftest import rental
from tests.views.walk import faults, faults_at

SINCE = date(2026, 1, 1)
LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def units(office: Office) -> dict[str, str]:
    """良宅村 with two grids, the first with a corridor and a house; nobody in office yet."""
    made: dict[str, str] = {}
    for name, kind, parent in (("良宅村", "06", ""), ("第一网格", "07", "良宅村"), ("第二网格", "07", "良宅村"),
                               ("1单元", "10", "第一网格")):  # fmt: skip
        values = {"unit_name": name, "kind": kind, "parent_id": made.get(parent), "start": SINCE}
        made[name] = grid_units.add_unit(office, values=values).ids("grid_units")[0]
    for number, grid in ((1, made["1单元"]), (2, made["第二网格"]), (3, "")):
        values = {"house_address": f"良宅村溪东路{number}号", "house_owner": "潘德明", "village": "良宅村"}
        house = house_rooms.add_house(office, values=values, floors=1, rooms_each=1, room={"cap": 2}).ids("houses")[0]
        if grid:
            answerables.place_houses(office, grid=grid, houses=[house], on=SINCE)
    return made


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office) -> Iterator[RentalPage]:
    with rental(qtbot, office) as made:
        made.open("grid")
        pane = part(made)
        qtbot.waitUntil(lambda: pane._map is not None)
        yield made


def part(page: RentalPage) -> GridPane:
    found = page.front.part()
    assert isinstance(found, GridPane)
    return found


def choose(qtbot: Any, pane: GridPane, unit: str, *, add: bool = False) -> None:
    """A click on the unit's line, with Ctrl to mark one more."""
    for above in list(pane.tree.model_.map.tree.chain(unit))[1:]:  # type: ignore[union-attr]
        pane.tree.expand(pane.tree.model_.place(above))
    place = pane.tree.visualRect(pane.tree.model_.place(unit)).center()
    qtbot.mouseClick(pane.tree.viewport(), LEFT, CTRL if add else Qt.KeyboardModifier.NoModifier, place)
    if not add:
        qtbot.waitUntil(lambda: pane.side.page is not None and pane.side.page.unit.id == unit)


def press(qtbot: Any, pane: GridPane, key: str) -> None:
    qtbot.waitUntil(lambda: pane.bar.button(key).isVisible() and pane.bar.button(key).isEnabled())
    qtbot.mouseClick(pane.bar.button(key), LEFT)


def asked(qtbot: Any, pane: GridPane, name: str) -> Any:
    def there() -> bool:
        return any(one.isVisible() for one in pane.findChildren(QDialog, name))

    qtbot.waitUntil(there)
    return next(one for one in pane.findChildren(QDialog, name) if one.isVisible())


def field(where: QWidget, name: str) -> Any:
    found = where.findChild(QWidget, name)
    assert found is not None, name
    return found


def pick(qtbot: Any, where: QWidget, name: str, words: str, compose: Any) -> None:
    """Types the words of a choice and leaves the field."""
    line = field(where, name).lineEdit()
    line.setFocus()
    line.selectAll()
    compose(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Tab)


def accept(qtbot: Any, dialog: Any) -> None:
    qtbot.mouseClick(dialog.verb, LEFT)


def names(office: Office, above: str) -> list[str]:
    tree = read_map(office).tree
    return [tree.units[one].name for one in tree.children.get(above, ())]


def test_the_tree_is_walked_by_keys(qtbot: Any, units: dict[str, str], page: RentalPage) -> None:
    pane = part(page)
    assert pane.tree.current() == units["良宅村"]
    pane.tree.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(pane.tree, key)
    qtbot.waitUntil(lambda: pane.side.page is not None and pane.side.page.unit.id == units["1单元"])
    assert pane.side.houses.line(0).address == "良宅村溪东路1号"
    assert pane.side.head.answer.text().startswith("没有责任人")


def test_somebody_is_put_in_office_and_the_gap_closes(
    qtbot: Any, units: dict[str, str], page: RentalPage, office: Office, compose: Any
) -> None:
    pane = part(page)
    choose(qtbot, pane, units["第一网格"])
    qtbot.mouseClick(pane.side.appoint, LEFT)
    dialog = asked(qtbot, pane, "grid.person")
    accept(qtbot, dialog)
    assert dialog.isVisible()  # neither role nor name
    pick(qtbot, dialog, "grid.person.role", "网格长", compose)
    accept(qtbot, dialog)
    assert "没有填姓名" in dialog.form.cell("name").words.text()
    compose(field(dialog, "grid.person.name"), "章立群")
    qtbot.keyClicks(field(dialog, "grid.person.phone"), "13912342206")
    accept(qtbot, dialog)
    qtbot.waitUntil(lambda: pane.side.head.answer.text() == "负责：章立群（网格长）")
    assert len(gaps(office)) == 2
    assert pane.side.people.data(pane.side.people.index(0, 2)) == "139****2206"
    page._desk.undo()
    qtbot.waitUntil(lambda: pane.side.head.answer.text().startswith("没有责任人"))


def test_somebody_leaves_and_stays_in_the_list(
    qtbot: Any, units: dict[str, str], page: RentalPage, office: Office
) -> None:
    answerables.put_person(office, grid=units["第一网格"], values={"name": "章立群", "role": "01", "start": SINCE})
    pane = part(page)
    pane.refresh()
    choose(qtbot, pane, units["第一网格"])
    qtbot.waitUntil(lambda: pane.side.people.rowCount() == 1)
    pane.side.people_table.selectRow(0)
    qtbot.mouseClick(pane.side.leave, LEFT)
    dialog = asked(qtbot, pane, "grid.leave")
    day = field(dialog, "grid.leave.on")
    day.selectAll()
    qtbot.keyClicks(day, "2026-6-1")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.side.people_card.note.text() == "在任 0 人，其他任期 1 人")
    assert pane.side.people.data(pane.side.people.index(0, 3)) == "2026-01-01 至 2026-06-01"


def test_a_unit_is_added_below_the_chosen_one_by_keyboard(
    qtbot: Any, units: dict[str, str], page: RentalPage, office: Office, compose: Any
) -> None:
    pane = part(page)
    choose(qtbot, pane, units["第二网格"])
    next(one for one in page.commands() if one.key == "new").run()
    dialog = asked(qtbot, pane, "grid.add")
    compose(field(dialog, "grid.add.name"), "溪东楼道")
    pick(qtbot, dialog, "grid.add.kind", "单元·楼道", compose)
    qtbot.keyClick(field(dialog, "grid.add.start"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(office, units["第二网格"]) == ["溪东楼道"])


def test_a_second_unit_of_that_name_is_told_at_its_field(
    qtbot: Any, units: dict[str, str], page: RentalPage, compose: Any
) -> None:
    pane = part(page)
    choose(qtbot, pane, units["良宅村"])
    press(qtbot, pane, "new")
    dialog = asked(qtbot, pane, "grid.add")
    compose(field(dialog, "grid.add.name"), "第一网格")
    accept(qtbot, dialog)
    qtbot.waitUntil(lambda: "同一上级下已有“第一网格”" in dialog.form.cell("unit_name").words.text())
    assert field(dialog, "grid.add.name").text() == "第一网格"
    qtbot.mouseClick(dialog.cancel, LEFT)


def test_a_unit_is_moved_and_undone(
    qtbot: Any, units: dict[str, str], page: RentalPage, office: Office, compose: Any
) -> None:
    pane = part(page)
    choose(qtbot, pane, units["1单元"])
    press(qtbot, pane, "move")
    dialog = asked(qtbot, pane, "grid.move")
    pick(qtbot, dialog, "grid.move.parent", "良宅村 第二网格", compose)
    accept(qtbot, dialog)
    qtbot.waitUntil(lambda: names(office, units["第二网格"]) == ["1单元"])
    qtbot.waitUntil(lambda: pane.side.history.rowCount() == 2)
    page._desk.undo()
    qtbot.waitUntil(lambda: names(office, units["第一网格"]) == ["1单元"])


def test_two_marked_grids_become_one(
    qtbot: Any, units: dict[str, str], page: RentalPage, office: Office, compose: Any
) -> None:
    pane = part(page)
    assert not pane.bar.button("merge").isEnabled()
    choose(qtbot, pane, units["第一网格"])
    choose(qtbot, pane, units["第二网格"], add=True)
    press(qtbot, pane, "merge")
    dialog = asked(qtbot, pane, "grid.merge")
    compose(field(dialog, "grid.merge.name"), "中心网格")
    accept(qtbot, dialog)
    qtbot.waitUntil(lambda: names(office, units["良宅村"]) == ["中心网格"])


def test_a_grid_is_split_and_its_corridor_goes_with_the_second(
    qtbot: Any, units: dict[str, str], page: RentalPage, office: Office, compose: Any
) -> None:
    pane = part(page)
    choose(qtbot, pane, units["第一网格"])
    press(qtbot, pane, "split")
    dialog = asked(qtbot, pane, "grid.split")
    compose(field(dialog, "grid.split.name0"), "东网格")
    compose(field(dialog, "grid.split.name1"), "西网格")
    chooser = field(dialog, "grid.split.units1")
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Space)
    qtbot.keyClick(chooser.popup.line, Qt.Key.Key_Space)
    chooser.popup.hide()
    accept(qtbot, dialog)
    qtbot.waitUntil(lambda: names(office, units["良宅村"]) == ["第二网格", "东网格", "西网格"])
    tree = read_map(office).tree
    assert tree.path(units["1单元"]) == "良宅村 › 西网格 › 1单元"


def test_the_gaps_are_listed_and_mended_from_the_list(
    qtbot: Any, units: dict[str, str], page: RentalPage, office: Office, compose: Any
) -> None:
    pane = part(page)
    qtbot.mouseClick(pane.sides.button("gaps"), LEFT)
    assert pane.sides.button("gaps").text() == "缺口清单 3"
    assert pane.gaps.card.note.text() == "全部 3 户，缺口 3 户"
    qtbot.mouseClick(pane.gaps.pills["no_unit"], LEFT)  # type: ignore[index]
    assert [one.address for one in pane.gaps.chosen()] == ["良宅村溪东路3号"]
    qtbot.keyClick(pane.gaps.table, Qt.Key.Key_Return)
    dialog = asked(qtbot, pane, "grid.place")
    pick(qtbot, dialog, "grid.place.unit", "良宅村 第二网格", compose)
    accept(qtbot, dialog)
    qtbot.waitUntil(lambda: read_map(office).houses.get(units["第二网格"]) == 2)
    qtbot.waitUntil(lambda: pane.gaps.model.rowCount() == 3)
    pane.gaps.table.setFocus()
    qtbot.keyClick(pane.gaps.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.sides.choice() == "map" and pane.tree.current() == units["1单元"])


def test_houses_without_a_unit_go_to_their_village_at_once(
    qtbot: Any, units: dict[str, str], page: RentalPage, office: Office
) -> None:
    pane = part(page)
    pane.open("gaps")
    qtbot.mouseClick(pane.gaps.by_village, LEFT)
    qtbot.waitUntil(lambda: read_map(office).houses.get(units["良宅村"]) == 3)


def test_who_answered_for_this_door_on_a_day(
    qtbot: Any, units: dict[str, str], page: RentalPage, office: Office
) -> None:
    answerables.put_person(office, grid=units["第一网格"], values={"name": "章立群", "role": "01", "start": SINCE})
    answerables.put_person(office, grid=units["第二网格"], values={"name": "汤月娥", "role": "01", "start": SINCE})
    grid_units.move_unit(office, grid=units["1单元"], parent=units["第二网格"], on=date(2026, 6, 1))
    pane = part(page)
    pane.refresh()
    qtbot.waitUntil(lambda: pane._map.tree.parents[units["1单元"]] == units["第二网格"])  # type: ignore[union-attr]
    choose(qtbot, pane, units["1单元"])
    pane.side.house_table.selectRow(0)
    pane.side.house_table.setFocus()
    qtbot.keyClick(pane.side.house_table, Qt.Key.Key_Return)
    dialog = asked(qtbot, pane, "grid.doorday")
    qtbot.waitUntil(lambda: dialog.people.rowCount() == 1)
    assert dialog.people.line(0).name == "汤月娥"
    dialog.day.selectAll()
    qtbot.keyClicks(dialog.day, "2026-5-31")
    qtbot.keyClick(dialog.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.people.line(0) is not None and dialog.people.line(0).name == "章立群")


def test_an_earlier_day_is_looked_at_but_not_changed(
    qtbot: Any, units: dict[str, str], page: RentalPage, office: Office
) -> None:
    grid_units.end_unit(office, grid=units["1单元"], on=date(2026, 6, 1))
    pane = part(page)
    pane.day.setFocus()
    qtbot.keyClicks(pane.day, "2026-05-31")
    qtbot.keyClick(pane.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: units["1单元"] in pane._map.tree.units)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: pane.banner.isVisible())
    assert pane.banner.strong.text() == "看的是 2026-05-31 那一天"
    assert not pane.bar.button("move").isEnabled()
    assert not pane.side.appoint.isEnabled()


def test_a_word_is_found_in_names_and_people(
    qtbot: Any, units: dict[str, str], page: RentalPage, office: Office, compose: Any
) -> None:
    answerables.put_person(office, grid=units["第二网格"], values={"name": "汤月娥", "role": "01", "start": SINCE})
    pane = part(page)
    pane.refresh()
    qtbot.waitUntil(lambda: bool(pane._map.own))  # type: ignore[union-attr]
    compose(pane.sought, "月娥")
    qtbot.keyClick(pane.sought, Qt.Key.Key_Return)
    assert pane.tree.current() == units["第二网格"]
    pane.sought.clear()
    compose(pane.sought, "没有这个")
    with qtbot.waitSignal(pane.told) as told:
        qtbot.keyClick(pane.sought, Qt.Key.Key_Return)
    assert "没有叫“没有这个”" in told.args[0]


def test_the_empty_part_says_what_it_is_for(qtbot: Any, page: RentalPage) -> None:
    pane = part(page)
    assert "先按区划建好上面几级" in pane.empty.words.text()
    assert pane.empty.isVisible()


def test_everything_can_be_read_and_heard(qtbot: Any, units: dict[str, str], page: RentalPage) -> None:
    pane = part(page)
    choose(qtbot, pane, units["1单元"])
    qtbot.wait(50)  # the lines of the head find their places
    assert faults(page) == []
    assert faults_at(page, 150, "dark") == []
