"""The parts of the duty area beside the board, made when first opened."""

from __future__ import annotations

from collections.abc import Callable

from desktop.views.desk import Desk
from desktop.views.duty.part import DutyPart
from desktop.views.words import tr

BOARD = "board"
LABELS = (("board", "值班表"), ("swaps", "调班"), ("handover", "交接班"), ("account", "公平账"), ("learn", "学习岗"),
          ("rules", "规则"), ("calendar", "放假安排"))  # fmt: skip


def choices() -> list[tuple[str, str]]:
    return [(key, tr(label)) for key, label in LABELS]


def make(key: str, desk: Desk) -> DutyPart:
    makers: dict[str, Callable[[Desk], DutyPart]] = {
        "swaps": _swaps, "handover": _handover, "account": _account, "learn": _learn, "rules": _rules,
        "calendar": _calendar,
    }  # fmt: skip
    return makers[key](desk)


def _swaps(desk: Desk) -> DutyPart:
    from desktop.views.duty.swaps_pane import SwapsPane

    return SwapsPane(desk)


def _handover(desk: Desk) -> DutyPart:
    from desktop.views.duty.handover_pane import HandoverPane

    return HandoverPane(desk)


def _account(desk: Desk) -> DutyPart:
    from desktop.views.duty.account_pane import AccountPane

    return AccountPane(desk)


def _learn(desk: Desk) -> DutyPart:
    from desktop.views.duty.learn_pane import LearnPane

    return LearnPane(desk)


def _rules(desk: Desk) -> DutyPart:
    from desktop.views.duty.rules_pane import RulesPane

    return RulesPane(desk)


def _calendar(desk: Desk) -> DutyPart:
    from desktop.views.duty.calendar_pane import CalendarPane

    return CalendarPane(desk)
