"""Choosing several of a list: by keys, by typing, by mouse; how many may be chosen; inside a form."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.errors import Refused
from desktop.views.style.look import look
from desktop.views.widgets.choices_field import ChoicesField
from desktop.views.widgets.form import FormPanel
from tests.views.walk import faults_at

POSTS = [("leader", "带班领导"), ("day", "值班员白班"), ("night", "值班员夜班"), ("learn", "学习岗")]
ALT, LEFT, KEY = Qt.KeyboardModifier.AltModifier, Qt.MouseButton.LeftButton, Qt.Key


@pytest.fixture
def form(dressed: QApplication, qtbot: QtBot) -> FormPanel:
    made = FormPanel("test.form", columns=1)
    made.add("posts", "岗位", ChoicesField("岗位", "test.posts", POSTS), required=True)
    made.add("pair", "两个岗位", ChoicesField("两个岗位", "test.pair", POSTS, most=2))
    qtbot.addWidget(made)
    made.resize(420, 200)
    made.show()
    return made


def test_space_ticks_and_arrows_walk(form: FormPanel, qtbot: QtBot) -> None:
    field = form.field("posts")
    qtbot.keyClick(field, KEY.Key_F4)
    assert field.popup.isVisible()
    for key in (KEY.Key_Space, KEY.Key_Down, KEY.Key_Down, KEY.Key_Space):
        qtbot.keyClick(field.popup.line, key)
    assert (field.read(), field.words()) == (["leader", "night"], "带班领导、值班员夜班")
    qtbot.keyClick(field.popup.line, KEY.Key_Space)
    assert field.read() == ["leader"]
    qtbot.keyClick(field.popup.line, KEY.Key_Return)
    assert not field.popup.isVisible()


@pytest.mark.parametrize(("key", "held"), [(KEY.Key_F4, None), (KEY.Key_Space, None), (KEY.Key_Down, ALT)])
def test_three_keys_open_the_list(form: FormPanel, qtbot: QtBot, key: Any, held: Any) -> None:
    field = form.field("posts")
    qtbot.keyClick(field, key, held or Qt.KeyboardModifier.NoModifier)
    assert field.popup.isVisible()
    qtbot.keyClick(field.popup, KEY.Key_Escape)
    assert not field.popup.isVisible()


def test_typing_first_letters_finds_and_enter_ticks_it(form: FormPanel, qtbot: QtBot) -> None:
    field = form.field("posts")
    qtbot.keyClick(field, KEY.Key_F4)
    qtbot.keyClicks(field.popup.line, "xx")
    shown = [row for row in range(len(POSTS)) if not field.popup.list.item(row).isHidden()]
    assert shown == [3]
    qtbot.keyClick(field.popup.line, KEY.Key_Return)
    assert field.read() == ["learn"]
    assert field.popup.isVisible()
    assert field.popup.line.text() == ""


def test_what_is_not_found_ticks_nothing(form: FormPanel, qtbot: QtBot) -> None:
    field = form.field("posts")
    qtbot.keyClick(field, KEY.Key_F4)
    qtbot.keyClicks(field.popup.line, "qq")
    qtbot.keyClick(field.popup.line, KEY.Key_Return)
    assert field.read() is None


def test_a_click_anywhere_in_a_line_turns_its_tick(form: FormPanel, qtbot: QtBot) -> None:
    field = form.field("posts")
    qtbot.mouseClick(field, LEFT)
    ticks = field.popup.list
    with qtbot.waitSignal(field.edited):
        qtbot.mouseClick(ticks.viewport(), LEFT, pos=ticks.visualItemRect(ticks.item(1)).center())
    assert field.read() == ["day"]
    qtbot.mouseClick(ticks.viewport(), LEFT, pos=ticks.visualItemRect(ticks.item(1)).center())
    assert field.read() is None


def test_a_third_of_two_is_not_taken_and_says_so(form: FormPanel, qtbot: QtBot) -> None:
    field = form.field("pair")
    field.set_value(["leader", "day"])
    qtbot.keyClick(field, KEY.Key_F4)
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Space):
        qtbot.keyClick(field.popup.line, key)
    assert field.read() == ["leader", "day"]
    assert field.popup.note.text() == "最多选2个，先去掉一个"


def test_too_many_of_a_draft_are_refused(form: FormPanel) -> None:
    field = form.field("pair")
    field.set_typed("leader、day、night")
    with pytest.raises(Refused) as caught:
        field.read()
    assert "最多选2个" in str(caught.value)


def test_a_draft_comes_back_as_it_was(form: FormPanel) -> None:
    field = form.field("posts")
    field.set_value(["night", "leader", "gone"])
    kept = field.typed()
    field.set_value(None)
    assert field.read() is None
    field.set_typed(kept)
    assert field.read() == ["leader", "night"]


def test_an_empty_must_field_is_pointed_at_with_a_red_frame(form: FormPanel, qtbot: QtBot) -> None:
    field = form.field("posts")
    assert form.check() == 1
    assert form.cell("posts").words.text() == "没有填岗位"
    assert field.grab().toImage().pixelColor(1, field.height() // 2) == look().colour("red")
    qtbot.keyClick(field, KEY.Key_F4)
    qtbot.keyClick(field.popup.line, KEY.Key_Space)
    assert not form.cell("posts").words.isVisible()


def test_enter_goes_on_to_the_next_field(form: FormPanel, qtbot: QtBot) -> None:
    with qtbot.waitActive(form):
        form.activateWindow()
    form.field("posts").setFocus()
    qtbot.keyClick(form.field("posts"), KEY.Key_Return)
    assert form.field("pair").hasFocus()
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(form.field("pair"), KEY.Key_Return)


def test_a_fixed_field_opens_nothing(form: FormPanel, qtbot: QtBot) -> None:
    field = form.field("posts")
    field.set_read_only(True)
    qtbot.mouseClick(field, LEFT)
    assert field._popup is None


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (150, "dark"), (200, "high")])
def test_nothing_is_nameless_or_cut(form: FormPanel, qtbot: QtBot, percent: int, theme: str) -> None:
    form.field("posts").set_value([key for key, _ in POSTS])
    assert "带班领导、值班员白班" in form.field("posts").accessibleName()
    qtbot.keyClick(form.field("posts"), KEY.Key_F4)
    assert faults_at(form, percent, theme) == []
    assert faults_at(form.field("posts").popup, percent, theme) == []
