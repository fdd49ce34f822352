"""Screens are tested with real widgets on an invisible screen, in the program's own look."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The invisible screen says what it cannot do (pass on size hints, raise, grab); that is no fault of
    ours.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def compose() -> Callable[[QWidget, str], None]:
    """Types Chinese as an input method does: the words arrive at once (QTest's keys know only Latin
    letters).
    """

    def type_in(widget: QWidget, words: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(widget, event)

    return type_in


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme at 100 %, whatever a test did to it before."""
    from desktop.views.style.look import look

    here = look()
    yield qapp
    if here.tokens.key != "light":
        here.set_theme("light")
    if here.scale != 1:
        here.set_percent(100)
