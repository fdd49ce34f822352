"""Screens are tested with real widgets on an invisible screen, in the program's own look."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The invisible screen says of every window that it cannot pass on size hints; that is no fault of
    ours.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


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
