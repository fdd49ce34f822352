"""Theme and display size change live; sizes, icons and the sheet follow."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QLineEdit, QPushButton, QSpinBox, QWidget

from desktop.views.style.look import SCALES, look
from desktop.views.style.metrics import Column, LayoutClass, fix, layout_class, px
from desktop.views.style.sheet import sheet
from desktop.views.style.tokens import THEMES
from desktop.views.widgets.buttons import Button

FIELDS = (QLineEdit, QComboBox, QDateEdit, QSpinBox)


def test_the_shipped_font_is_the_one_in_use(dressed: QApplication) -> None:
    assert QFontInfo(dressed.font()).family() == "Noto Sans SC"
    assert QFontInfo(look().font(15, bold=True)).weight() == 600


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_reaches_palette_scheme_and_sheet(dressed: QApplication, theme: str) -> None:
    look().set_theme(theme)
    tokens = THEMES[theme]
    role = QPalette.ColorRole
    found = [dressed.palette().color(r).name().upper() for r in (role.Window, role.Base, role.Highlight)]
    assert found == [tokens.win, tokens.surface, tokens.sel]
    assert tokens.accent in dressed.styleSheet()
    scheme = Qt.ColorScheme.Dark if theme == "dark" else Qt.ColorScheme.Light
    assert dressed.styleHints().colorScheme() in (scheme, Qt.ColorScheme.Unknown)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scale", [percent / 100 for percent in SCALES])
def test_the_sheet_has_no_placeholder_left(theme: str, scale: float) -> None:
    made = sheet(THEMES[theme], scale)
    assert re.findall(r"@\w+|less\d?\(|#px#", made) == []


def test_an_icon_follows_the_theme(dressed: QApplication) -> None:
    made = Button("打印", "test.print", icon="printer", kind="primary")
    before = made.icon().pixmap(18, 18).toImage()
    look().set_theme("dark")
    assert made.icon().pixmap(18, 18).toImage() != before


@pytest.mark.parametrize("percent", SCALES)
def test_sizes_follow_the_display_size(dressed: QApplication, percent: int) -> None:
    widget = QWidget()
    fix(widget, width=72)
    box = Column(gap=8, margins=(12, 0, 0, 0))
    widget.setLayout(box)
    look().set_percent(percent)
    assert (widget.width(), box.spacing(), box.contentsMargins().left()) == (px(72), px(8), px(12))
    assert px(72) == round(72 * percent / 100)


@pytest.mark.parametrize("percent", SCALES)
@pytest.mark.parametrize("kind", [*FIELDS, QPushButton])
def test_fields_and_buttons_are_32_high(dressed: QApplication, kind: type[QWidget], percent: int) -> None:
    look().set_percent(percent)
    widget = kind()
    widget.ensurePolished()
    height = widget.sizeHint().boundedTo(widget.maximumSize()).height()
    assert abs(height - px(32)) <= percent / 100


def test_a_dead_widget_is_forgotten(dressed: QApplication) -> None:
    widget = QWidget()
    fix(widget, height=10)
    widget.deleteLater()
    dressed.sendPostedEvents(None, 52)
    look().set_percent(125)


@pytest.mark.parametrize(
    ("width", "percent", "kind"),
    [
        (1920, 100, LayoutClass.WIDE),
        (1366, 100, LayoutClass.NORMAL),
        (1920, 150, LayoutClass.NORMAL),
        (1366, 150, LayoutClass.NARROW),
        (1366, 200, LayoutClass.TINY),
    ],
)
def test_layout_class_by_width(dressed: QApplication, width: int, percent: int, kind: LayoutClass) -> None:
    look().set_percent(percent)
    assert layout_class(width) is kind
