"""The cards of the home page: what must be read without a pointer is read."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.services.rota_today import OnDuty
from desktop.views.home.cards import DutyWords, show_on_duty
from desktop.views.style.look import look
from desktop.views.style.metrics import fix
from desktop.views.widgets.card import Card


@pytest.fixture
def card(qtbot: Any, dressed: Any) -> Card:
    made = Card("今日在岗")
    fix(made, width=284)
    qtbot.addWidget(made)
    made.show()
    return made


def night(post: str) -> OnDuty:
    return OnDuty("夜", "night", "欧阳敏", f"{post}夜班", "夜班", "17:30-次日8:30", True, "13900000000", "139****0000")


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize(("width", "words"), [(284, "值班员夜班　17:30-次日8:30"), (220, "夜班　17:30-次日8:30"),
                                              (196, "17:30-次日8:30")])  # fmt: skip
def test_the_hours_of_a_night_are_read_whole_whatever_the_post_is_called(
    card: Card, qtbot: Any, percent: int, width: int, words: str
) -> None:
    """The post is told as far as there is room, and never cut."""
    look().set_percent(percent)
    fix(card, width=width)
    show_on_duty(card, [night("值班员"), night("综治中心便民服务窗口值班员")], lambda one: None)
    qtbot.waitUntil(lambda: card.findChildren(DutyWords)[1].toolTip() != "")
    first, second = card.findChildren(DutyWords)
    assert first.shown() == words
    assert second.shown() == (words if width < 284 else "夜班　17:30-次日8:30")
