"""The cards of the home page: what must be read without a pointer is read."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.services.rota_today import OnDuty
from desktop.views.home.cards import show_on_duty
from desktop.views.style.look import look
from desktop.views.style.metrics import fix
from desktop.views.widgets.card import Card
from desktop.views.widgets.labels import Label
from tests.views.walk import faults


@pytest.fixture
def card(qtbot: Any, dressed: Any) -> Card:
    made = Card("今日在岗")
    fix(made, width=284)
    qtbot.addWidget(made)
    made.show()
    return made


def night(post: str) -> OnDuty:
    return OnDuty("夜", "night", "欧阳慧敏", post, "17:30-次日8:30", True, "13900000000", "139****0000")


def label(card: Card, words: str) -> Label:
    return next(one for one in card.findChildren(Label) if one.text() == words)


@pytest.mark.parametrize("percent", [100, 150])
def test_the_hours_of_a_night_are_read_whole_whatever_the_post_is_called(card: Card, qtbot: Any, percent: int) -> None:
    look().set_percent(percent)
    show_on_duty(card, [night("值班员夜班"), night("综治中心便民服务窗口值班员夜班")], lambda one: None)
    qtbot.waitUntil(lambda: label(card, "综治中心便民服务窗口值班员夜班").toolTip() != "")
    assert not faults(card)
    short = label(card, "值班员夜班")
    assert short.fontMetrics().horizontalAdvance(short.text()) <= short.width()
