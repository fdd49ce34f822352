"""The input fields, driven by keys: what is read, what is shown after leaving, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import Refused
from desktop.views.style.metrics import Column
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField, typed_date
from desktop.views.widgets.masked_field import IdField, PhoneField
from desktop.views.widgets.number_fields import MoneyField, NumberField
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.text_field import TextField

TODAY = date(2026, 9, 23)
GOOD_ID = "11010519491231002X"
REASONS = [("01", "务工"), ("02", "务农"), ("06", "随迁"), ("07", "投靠亲友")]


@pytest.fixture
def host(dressed: QApplication, qtbot: QtBot) -> QWidget:
    """A window with a field to go to, so that the field under test can be left."""
    made = QWidget()
    qtbot.addWidget(made)
    made.setLayout(Column())
    return made


def put(host: QWidget, field: QWidget, qtbot: QtBot) -> None:
    layout = host.layout()
    assert layout is not None
    layout.addWidget(field)
    layout.addWidget(TextField("别处", "test.other"))
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    field.setFocus()


def leave(host: QWidget, qtbot: QtBot) -> None:
    other = host.findChild(TextField, "test.other")
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-9-3", date(2026, 9, 3)),
        ("2026年9月3日", date(2026, 9, 3)),
        ("0903", date(2026, 9, 3)),
        ("9-3", date(2026, 9, 3)),
        ("20270310", date(2027, 3, 10)),
        ("今天", TODAY),
        ("明天", date(2026, 9, 24)),
        ("+7", date(2026, 9, 30)),
        ("-23", date(2026, 8, 31)),
    ],
)
def test_a_date_is_understood_as_typed(typed: str, day: date) -> None:
    assert typed_date(typed, TODAY) == day


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_date_shown_is_read_back_the_same(day: date) -> None:
    assert typed_date(day.isoformat(), TODAY) == day


def test_a_date_field_shows_the_full_date_on_leaving(host: QWidget, qtbot: QtBot) -> None:
    field = DateField("租期至", "test.until", today=lambda: TODAY)
    put(host, field, qtbot)
    qtbot.keyClicks(field, "0310")
    leave(host, qtbot)
    assert field.text() == "2026-03-10"


def test_a_date_that_does_not_exist_is_refused_and_left_as_typed(host: QWidget, qtbot: QtBot) -> None:
    field = DateField("租期至", "test.until", today=lambda: TODAY)
    put(host, field, qtbot)
    qtbot.keyClicks(field, "2026-2-30")
    leave(host, qtbot)
    assert field.text() == "2026-2-30"
    with pytest.raises(Refused) as caught:
        field.read()
    assert "2月没有30日" in caught.value.cause


def test_the_calendar_gives_the_day_pointed_at(host: QWidget, qtbot: QtBot) -> None:
    field = DateField("入住日期", "test.checkin", today=lambda: TODAY)
    put(host, field, qtbot)
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field._popup
    assert popup is not None
    assert popup.isVisible()
    popup.calendar.clicked.emit(QDate(2026, 10, 8))
    assert field.read() == date(2026, 10, 8)
    assert not popup.isVisible()


def test_an_id_is_ticked_at_its_last_digit_and_covered_on_leaving(host: QWidget, qtbot: QtBot) -> None:
    field = IdField("证件号码", "test.id")
    put(host, field, qtbot)
    qtbot.keyClicks(field, GOOD_ID[:-1])
    assert not field.tick.isVisible()
    with qtbot.waitSignal(field.checked) as caught:
        qtbot.keyClicks(field, "x")
    assert caught.args is not None
    assert caught.args[0].birth == date(1949, 12, 31)
    assert field.tick.isVisible()
    leave(host, qtbot)
    assert field.text() == "110105********002X"
    assert field.read() == GOOD_ID
    field.setFocus()
    assert field.text() == GOOD_ID


def test_a_wrong_id_stays_in_sight_to_be_mended(host: QWidget, qtbot: QtBot) -> None:
    field = IdField("证件号码", "test.id")
    put(host, field, qtbot)
    qtbot.keyClicks(field, "110105194912310021")
    leave(host, qtbot)
    assert field.text() == "110105194912310021"
    assert not field.tick.isVisible()
    with pytest.raises(Refused):
        field.read()


def test_a_stored_number_is_kept_until_something_else_is_typed(host: QWidget, qtbot: QtBot) -> None:
    field = IdField("证件号码", "test.id")
    field.set_masked("330723********1234")
    put(host, field, qtbot)
    assert (field.kept, field.read()) == (True, None)
    qtbot.keyClicks(field, GOOD_ID)
    assert (field.kept, field.read()) == (False, GOOD_ID)


def test_a_phone_is_covered_on_leaving(host: QWidget, qtbot: QtBot) -> None:
    field = PhoneField("联系方式", "test.phone")
    put(host, field, qtbot)
    qtbot.keyClicks(field, "139 1234 2206")
    leave(host, qtbot)
    assert field.text() == "139****2206"
    assert field.read() == "13912342206"


def test_money_is_read_in_the_office_way_and_grouped(
    host: QWidget, qtbot: QtBot, compose: Callable[[QWidget, str], None]
) -> None:
    field = MoneyField("金额（元）", "test.amount")
    put(host, field, qtbot)
    compose(field, "1.86万")
    leave(host, qtbot)
    assert field.text() == "18,600.00"
    assert field.read() == Decimal("18600.00")


def test_a_whole_number_refuses_a_part(dressed: QApplication) -> None:
    field = NumberField("床位", "test.beds")
    field.setText("2.5")
    with pytest.raises(Refused) as caught:
        field.read()
    assert caught.value.code == "number_not_whole"


@pytest.mark.parametrize(
    ("typed", "code"), [("06", "06"), ("随迁", "06"), ("sq", "06"), ("06 随迁", "06"), ("tk", "07"), ("投靠", "07")]
)
def test_a_code_is_found_by_number_words_or_first_letters(dressed: QApplication, typed: str, code: str) -> None:
    field = CodeField("流入原因", "test.reason", REASONS, with_codes=True)
    field.setEditText(typed)
    assert field.read() == code


def test_words_on_no_list_are_refused_with_the_next_step(dressed: QApplication) -> None:
    field = CodeField("流入原因", "test.reason", REASONS)
    field.setEditText("旅游")
    with pytest.raises(Refused) as caught:
        field.read()
    assert str(caught.value) == "没有“旅游”这一项，从列表里选一项"


def test_typing_first_letters_and_leaving_puts_the_words_in(host: QWidget, qtbot: QtBot) -> None:
    field = CodeField("流入原因", "test.reason", REASONS, with_codes=True)
    put(host, field, qtbot)
    qtbot.keyClicks(field.lineEdit(), "sq")
    qtbot.keyClick(field.completer().popup(), Qt.Key.Key_Tab)
    assert field.text() == "06 随迁"


def test_the_wheel_changes_no_field_that_has_not_the_focus(host: QWidget, qtbot: QtBot) -> None:
    field = CodeField("流入原因", "test.reason", REASONS)
    put(host, field, qtbot)
    field.set_value("02")
    leave(host, qtbot)
    spot = QPointF(field.rect().center())
    event = QWheelEvent(
        spot,
        spot,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)
    assert field.read() == "02"


def test_of_segments_only_the_chosen_one_looks_chosen(qtbot: QtBot, dressed: QApplication) -> None:
    made = SegmentedControl("台账", "made.up", [("a", "甲"), ("b", "乙"), ("c", "丙")])
    qtbot.addWidget(made)
    made.show()
    made.choose("c")
    made.clearFocus()
    grounds = [made.button(key).grab().toImage().pixelColor(4, 6) for key in "abc"]
    assert grounds[0] == grounds[1] != grounds[2]
