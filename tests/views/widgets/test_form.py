"""Forms: Enter goes on, checks come on leaving, words say what is wrong, covered numbers stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.errors import Refused
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.form_cell import Finding
from desktop.views.widgets.masked_field import IdField
from desktop.views.widgets.text_field import LongText, TextField


def until_after_checkin(values: Mapping[str, Any]) -> Iterable[Finding]:
    start, end = values.get("checkin"), values.get("until")
    if start and end and end < start:
        yield Finding("until", "早于入住日期，请改后面的日期")


@pytest.fixture
def form(dressed: QApplication, qtbot: QtBot) -> FormPanel:
    made = FormPanel("test.form", columns=2, rules=[until_after_checkin])
    made.add("name", "姓名", TextField("姓名", "test.name"), required=True)
    made.add("id_number", "证件号码", IdField("证件号码", "test.id"))
    made.add("checkin", "入住日期", DateField("入住日期", "test.checkin"))
    made.add("until", "租期至", DateField("租期至", "test.until"))
    made.add("reason", "流入原因", CodeField("流入原因", "test.reason", [("06", "随迁")]))
    made.add("note", "备注", LongText("备注", "test.note"), span=2)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field("name").setFocus()
    return made


def test_enter_goes_to_the_next_field_and_shift_enter_back(form: FormPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(form.field("name"), Qt.Key.Key_Return)
    assert form.field("id_number").hasFocus()
    qtbot.keyClick(form.field("id_number"), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.field("name").hasFocus()


def test_ctrl_enter_is_the_primary_button_from_any_field(form: FormPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(form.field("note"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_nothing_is_said_before_a_field_is_left(form: FormPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field("checkin"), "2026-2-3")
    assert not form.cell("checkin").words.isVisible()
    assert not form.cell("name").words.isVisible()


def test_leaving_a_must_field_empty_says_so_under_it(form: FormPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(form.field("name"), Qt.Key.Key_Tab)
    assert form.cell("name").words.text() == "没有填姓名"
    assert form.field("name").property("state") == "error"
    assert form.field("name").accessibleDescription() == "没有填姓名"
    form.field("name").setFocus()
    qtbot.keyClicks(form.field("name"), "tan")
    assert not form.cell("name").words.isVisible()


def test_a_rule_over_two_fields_points_at_one(form: FormPanel) -> None:
    form.set_values({"name": "谭秀英", "checkin": date(2026, 9, 23), "until": date(2026, 9, 10)})
    assert form.check() == 1
    assert form.cell("until").words.text() == "早于入住日期，请改后面的日期"
    assert form.field("until").hasFocus()


def test_the_fields_own_error_wins_over_a_rule(form: FormPanel) -> None:
    form.set_values({"name": "谭秀英", "checkin": date(2026, 9, 23)})
    form.field("until").setText("2026-2-30")
    assert form.check() == 1
    assert form.cell("until").words.text().startswith("2月没有30日")


def test_values_are_read_and_a_covered_number_is_left_alone(form: FormPanel) -> None:
    form.set_values({"name": "谭秀英", "reason": "06"})
    form.field("id_number").set_masked("330723********1234")
    values = form.values()
    assert "id_number" not in values
    assert (values["name"], values["reason"], values["until"]) == ("谭秀英", "06", None)


def test_what_a_service_refuses_is_shown_at_its_field(form: FormPanel) -> None:
    assert form.show_refused(Refused("404室已住满", "先换房", field="until"))
    assert form.cell("until").words.text() == "404室已住满，先换房"
    assert not form.show_refused(Refused("硬盘已满", "腾出空间再存", field="disk"))


def test_labels_are_buddies_and_the_first_must_field_comes_first(form: FormPanel) -> None:
    assert form.cell("reason").label.buddy() is form.field("reason")
    assert form.first_empty() is form.field("name")


def test_read_only_fields_can_still_be_focused_and_copied(form: FormPanel) -> None:
    form.set_read_only(True)
    assert form.field("name").isReadOnly()
    assert form.field("name").focusPolicy() & Qt.FocusPolicy.TabFocus
