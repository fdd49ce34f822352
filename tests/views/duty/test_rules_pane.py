"""The rules by keys and mouse: read, change, switch off, add, take away; nothing written is lost unasked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from desktop.domain.duty_rules import RULE_SHEETS
from desktop.services import rota_rules
from desktop.services.office import Office
from desktop.services.rota_rules import RuleLine
from desktop.views.duty.rules_pane import RulesPane
from tests.views.duty.conftest import part_on_desk, seen_only
from tests.views.walk import faults_at

LEFT, KEY = Qt.MouseButton.LeftButton, Qt.Key


@pytest.fixture
def pane(qtbot: Any, dressed: Any, office: Office, people: dict[str, str]) -> Iterator[RulesPane]:
    yield from part_on_desk(qtbot, RulesPane, office, lambda pane: pane.page is not None)


@pytest.fixture
def watched(qtbot: Any, dressed: Any, office: Office, people: dict[str, str]) -> Iterator[RulesPane]:
    """Seen by somebody who may change nothing."""
    yield from part_on_desk(qtbot, RulesPane, seen_only(office), lambda pane: pane.page is not None)


def find(pane: QWidget, name: str) -> Any:
    found = [one for one in pane.findChildren(QWidget, name) if one.isVisibleTo(pane) or isinstance(one, QDialog)]
    assert found, name
    return found[-1]


def rules(office: Office) -> list[RuleLine]:
    return list(rota_rules.read_rule_book(office).lines)


def choose(qtbot: Any, pane: RulesPane, kind: str) -> int:
    assert pane.book is not None
    row = next(n for n, line in enumerate(pane.book.lines) if line.kind == kind)
    qtbot.mouseClick(pane.list.viewport(), LEFT, pos=pane.list.visualItemRect(pane.list.item(row)).center())
    return row


def fill(qtbot: Any, pane: RulesPane, key: str, words: str) -> None:
    assert pane.page is not None
    field = pane.page.form.field(key)
    field.selectAll()
    qtbot.keyClicks(field, words)


def begin(qtbot: Any, pane: RulesPane, letters: str) -> Any:
    """加规则…, the kind found by its first letters."""
    qtbot.mouseClick(pane.bar.button("add"), LEFT)
    asked = find(pane, "duty.kind")
    qtbot.keyClicks(asked.form.field("kind").lineEdit(), letters)
    qtbot.mouseClick(find(asked, "duty.kind.do"), LEFT)
    return pane.page


def tick(qtbot: Any, field: Any, *letters: str) -> None:
    qtbot.keyClick(field, KEY.Key_F4)
    for words in letters:
        qtbot.keyClicks(field.popup.line, words)
        qtbot.keyClick(field.popup.line, KEY.Key_Return)
    qtbot.keyClick(field.popup.line, KEY.Key_F4)


def test_a_default_rule_is_changed_by_its_place(qtbot: Any, pane: RulesPane, office: Office) -> None:
    row = choose(qtbot, pane, "rest_after_night")
    assert pane.line().id == ""
    assert not pane.bar.button("save").isEnabled()
    fill(qtbot, pane, "days", "3")
    qtbot.mouseClick(pane.bar.button("save"), LEFT)
    qtbot.waitUntil(lambda: "休3天" in rules(office)[row].words)
    qtbot.waitUntil(lambda: not pane.unsaved and pane.line().id != "")
    assert pane.list.currentRow() == row
    assert "休3天" in pane.list.item(row).text()


def test_a_number_out_of_range_is_said_at_its_field(qtbot: Any, pane: RulesPane, office: Office) -> None:
    choose(qtbot, pane, "rest_after_night")
    fill(qtbot, pane, "days", "15")
    qtbot.keyClick(pane.page.form.field("days"), KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pane.page.form.cell("days").words.text() == "不能是15，填1到14之间的数"
    assert all(one.id == "" for one in rules(office))


def test_a_rule_is_switched_off_and_says_so(qtbot: Any, pane: RulesPane, office: Office) -> None:
    row = choose(qtbot, pane, "village_gap")
    qtbot.keyClick(find(pane, "duty.rule.on"), KEY.Key_Space)
    qtbot.mouseClick(pane.bar.button("save"), LEFT)
    qtbot.waitUntil(lambda: not rules(office)[row].on)
    qtbot.waitUntil(lambda: "停用" in pane.list.item(row).text())


def test_optional_lists_can_be_emptied(qtbot: Any, pane: RulesPane, office: Office) -> None:
    row = choose(qtbot, pane, "max_in_window")
    assert "值班人员" in pane.page.form.field("groups").words()
    tick(qtbot, pane.page.form.field("groups"), "zbry")
    qtbot.mouseClick(pane.bar.button("save"), LEFT)
    qtbot.waitUntil(lambda: rules(office)[row].words.startswith("所有人"))


def test_a_pair_is_added_with_keys_only_and_stands_last(
    qtbot: Any, pane: RulesPane, office: Office, people: dict[str, str]
) -> None:
    page = begin(qtbot, pane, "bnpzyqdlr")
    assert page.kind == "forbidden_pair"
    tick(qtbot, page.form.field("people"), "ld1", "ld2")
    assert page.form.field("people").words() == "领导1、领导2"
    qtbot.keyClicks(page.form.field("scope").lineEdit(), "tyt")
    qtbot.keyClick(page.form.field("scope"), KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: rules(office)[-1].words == "领导1、领导2不在同一天")
    qtbot.waitUntil(lambda: not pane.unsaved and pane.list.currentRow() == pane.list.count() - 1)
    assert pane.line().kind == "forbidden_pair"


def test_what_the_service_refuses_keeps_the_new_rule_a_new_one(qtbot: Any, pane: RulesPane, office: Office) -> None:
    """A second try must add; it must not write over the rule that was open before."""
    before = [one.words for one in rules(office)]
    page = begin(qtbot, pane, "bnpzyqdlr")
    tick(qtbot, page.form.field("people"), "ld1")
    qtbot.keyClicks(page.form.field("scope").lineEdit(), "tyt")
    qtbot.mouseClick(pane.bar.button("save"), LEFT)
    qtbot.waitUntil(page.form.cell("people").words.isVisible)
    assert "两个不同的人" in page.form.cell("people").words.text()
    tick(qtbot, page.form.field("people"), "ld2")
    qtbot.waitUntil(lambda: pane.bar.button("save").isEnabled())
    qtbot.mouseClick(pane.bar.button("save"), LEFT)
    qtbot.waitUntil(lambda: len(rules(office)) == len(before) + 1)
    assert [one.words for one in rules(office)][:-1] == before


def test_saving_twice_adds_once(qtbot: Any, pane: RulesPane, office: Office) -> None:
    count = len(rules(office))
    page = begin(qtbot, pane, "ytzzyg")
    assert page.kind == "one_post_a_day"
    pane._save()
    pane._save()
    qtbot.waitUntil(lambda: not pane.unsaved and pane.list.count() == count + 1)
    assert len(rules(office)) == count + 1


def own(qtbot: Any, pane: RulesPane, office: Office) -> None:
    """The defaults become the centre's own rules, with one more behind them."""
    rota_rules.add_rule(office, values={"kind": "village_gap", "post": "learn", "days": 9})
    pane.refresh()
    qtbot.waitUntil(lambda: pane.book is not None and pane.book.lines[0].id != "")


def take_away(qtbot: Any, pane: RulesPane, button: str) -> None:
    qtbot.mouseClick(pane.bar.button("remove"), LEFT)
    asked = next(one for one in pane.findChildren(QDialog, "duty.rules.confirm") if one.isVisible())
    qtbot.mouseClick(find(asked, f"duty.rules.confirm.{button}"), LEFT)


def test_a_rule_is_taken_away_only_when_confirmed(qtbot: Any, pane: RulesPane, office: Office) -> None:
    own(qtbot, pane, office)
    count = len(rules(office))
    choose(qtbot, pane, "min_gap")
    take_away(qtbot, pane, "cancel")
    assert len(rules(office)) == count
    take_away(qtbot, pane, "do")
    qtbot.waitUntil(lambda: "min_gap" not in [one.kind for one in rules(office)])
    qtbot.waitUntil(lambda: pane.list.count() == count - 1)
    assert pane.line() == pane.book.lines[pane.list.currentRow()]


def test_a_default_rule_can_be_taken_away(office: Office, people: dict[str, str]) -> None:
    before = rules(office)
    rota_rules.remove_rule(office, rule="", place=0)
    assert [line.kind for line in rules(office)] == [line.kind for line in before[1:]]


def test_the_last_own_rule_stays(qtbot: Any, pane: RulesPane, office: Office) -> None:
    own(qtbot, pane, office)
    for line in rules(office)[1:]:
        rota_rules.remove_rule(office, rule=line.id, place=0)
    pane.refresh()
    qtbot.waitUntil(lambda: pane.list.count() == 1)
    take_away(qtbot, pane, "do")
    qtbot.waitUntil(lambda: pane.banner.isVisible())
    assert "最后一条" in "".join(label.text() for label in pane.banner.findChildren(QLabel))
    assert len(rules(office)) == 1


def test_what_is_written_survives_a_reading_and_leaving_asks(qtbot: Any, pane: RulesPane, office: Office) -> None:
    row = choose(qtbot, pane, "rest_after_night")
    fill(qtbot, pane, "days", "5")
    rota_rules.add_rule(office, values={"kind": "village_gap", "post": "learn", "days": 9})
    count = pane.list.count()
    pane.refresh()
    qtbot.waitUntil(lambda: pane.list.count() == count + 1)
    assert pane.page.form.field("days").text() == "5"
    choose(qtbot, pane, "one_post_a_day")
    asked = find(pane, "duty.rules.leave")
    qtbot.mouseClick(find(asked, "duty.rules.leave.cancel"), LEFT)
    assert (pane.list.currentRow(), pane.page.form.field("days").text()) == (row, "5")
    choose(qtbot, pane, "one_post_a_day")
    qtbot.mouseClick(find(find(pane, "duty.rules.leave"), "duty.rules.leave.do"), LEFT)
    assert pane.page.kind == "one_post_a_day"
    assert not pane.unsaved


def test_a_rule_somebody_else_took_away_is_not_written_over_another(
    qtbot: Any, pane: RulesPane, office: Office
) -> None:
    own(qtbot, pane, office)
    choose(qtbot, pane, "rest_after_night")
    fill(qtbot, pane, "days", "5")
    rota_rules.remove_rule(office, rule=pane.line().id, place=0)
    left = [one.words for one in rules(office)]
    pane.refresh()
    qtbot.waitUntil(lambda: pane.list.count() == len(left))
    qtbot.mouseClick(pane.bar.button("save"), LEFT)
    qtbot.waitUntil(pane.banner.isVisible)
    assert [one.words for one in rules(office)] == left


def test_not_saving_brings_the_rule_back(qtbot: Any, pane: RulesPane) -> None:
    choose(qtbot, pane, "rest_after_night")
    fill(qtbot, pane, "days", "5")
    qtbot.mouseClick(pane.bar.button("undo_page"), LEFT)
    assert pane.page.form.field("days").text() == "2"
    assert not pane.unsaved


def test_who_may_only_look_changes_nothing(qtbot: Any, watched: RulesPane) -> None:
    choose(qtbot, watched, "rest_after_night")
    assert not any(watched.bar.button(key).isEnabled() for key in ("save", "add", "remove"))
    assert watched.page.form.field("days").isReadOnly()
    assert not watched.page.form.field("posts").isEnabled()
    assert not watched.page.on.isEnabled()


@pytest.mark.parametrize("kind", RULE_SHEETS)
def test_every_kind_has_a_field_for_each_parameter(qtbot: Any, pane: RulesPane, kind: str) -> None:
    pane._begin(kind)
    assert pane.page.form.keys() == tuple(one.key for one in RULE_SHEETS[kind].parameters)
    required = sum(one.required for one in RULE_SHEETS[kind].parameters)
    assert pane.page.form.check() == required
    assert faults_at(pane, 100) == []


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (125, "dark"), (150, "high")])
def test_nothing_is_cut_or_nameless(qtbot: Any, pane: RulesPane, percent: int, theme: str) -> None:
    for row in range(pane.list.count()):
        pane.list.setCurrentRow(row)
        assert faults_at(pane, percent, theme) == []
