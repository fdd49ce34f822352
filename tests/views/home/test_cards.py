"""The cards of the home page: what must be read without a pointer is read."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.services.rota_today import OnDuty
from desktop.views.home.cards import PostWords, show_on_duty
from desktop.views.style.look import look
from desktop.views.style.metrics import fix
from desktop.views.widgets.card import Card
from tests.views.walk import faults


@pytest.fixture
def card(qtbot: Any, dressed: Any) -> Card:
    made = Card("今日在岗")
    fix(made, width=284)
    qtbot.addWidget(made)
    made.show()
    return made


def night(post: str) -> OnDuty:
    return OnDuty(
        "夜", "night", "欧阳慧敏", f"{post}夜班", "夜班", "17:30-次日8:30", True, "13900000000", "139****0000"
    )


def posts(card: Card) -> dict[str, str]:
    """Words of each post on the card to those that are painted."""
    return {one.text(): one.shown() for one in card.findChildren(PostWords)}


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize(("width", "short"), [(284, "值班员夜班"), (220, "夜班")])
def test_the_hours_of_a_night_are_read_whole_whatever_the_post_is_called(
    card: Card, qtbot: Any, percent: int, width: int, short: str
) -> None:
    """The post says its shift where it has no room for more, and is never cut."""
    look().set_percent(percent)
    fix(card, width=width)
    show_on_duty(card, [night("值班员"), night("综治中心便民服务窗口值班员")], lambda one: None)
    qtbot.waitUntil(lambda: card.findChildren(PostWords)[1].toolTip() != "")
    assert not faults(card)
    assert posts(card) == {"值班员夜班": short, "综治中心便民服务窗口值班员夜班": "夜班"}
