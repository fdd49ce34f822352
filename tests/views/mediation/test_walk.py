"""Nothing on the case desk is cut, nameless or in Latin, at any size and in any theme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.views.mediation.page import CasePage
from desktop.views.style.metrics import layout_class
from tests.views.walk import faults_at

SIZES = ((100, "light"), (125, "dark"), (150, "light"), (200, "high"))


@pytest.mark.parametrize(("percent", "theme"), SIZES)
def test_the_list_and_every_paper(
    qtbot: Any, opened: Callable[[str], CasePage], drawn: str, percent: int, theme: str
) -> None:
    page = opened(drawn)
    page.back()
    found = faults_at(page, percent, theme)
    page.show_case(drawn)
    qtbot.waitUntil(page.view.isVisible)
    page.set_layout_class(layout_class(page.width()))
    for key in ("intake", "session", "agreement", "inquiry"):
        page.view.go_to(key)
        found += faults_at(page.view, percent, theme)
    assert found == []
