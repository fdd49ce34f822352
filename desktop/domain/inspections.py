"""检查 of rented houses: answers, what makes a hazard, the loop of a hazard to its closing, and the next round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from desktop.domain.codes import label as code_label
from desktop.errors import Refused

PASS, FAIL, NOT_HERE = "1", "2", "3"
"""Codes of table `inspection_answer`."""


class HazardState(StrEnum):
    """Values are codes of table `hazard_state`."""

    OPEN = "open"
    FIXING = "fixing"
    PASSED = "passed"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return code_label("hazard_state", self.value)


class Deed(StrEnum):
    """What may be done about a hazard."""

    SERVE = "serve"
    PASS = "pass"
    FAIL = "fail"
    CLOSE = "close"

    @property
    def label(self) -> str:
        return _LABELS[self]


_S = HazardState
_LABELS = {Deed.SERVE: "下达整改", Deed.PASS: "复查合格", Deed.FAIL: "复查不合格", Deed.CLOSE: "销案"}
_MOVES = {
    (_S.OPEN, Deed.SERVE): _S.FIXING,
    (_S.FIXING, Deed.PASS): _S.PASSED,
    (_S.FIXING, Deed.FAIL): _S.FIXING,
    (_S.PASSED, Deed.CLOSE): _S.CLOSED,
}
_NEXT = {
    _S.OPEN: "先“下达整改”",
    _S.FIXING: "到期先“复查”",
    _S.PASSED: "可以“销案”",
    _S.CLOSED: "又出现的，在下次检查里记为不合格",
}
"""What comes next in each state."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the check-list: `kind` 消防 or 治安 (table `inspection_kind`), `standard` the article or standard,
    `hazard_on` the answers that make a hazard, `days` how long mending it may take.
    """

    key: str
    kind: str
    text: str
    standard: str = ""
    hazard_on: tuple[str, ...] = (FAIL,)
    days: int = 15

    def hazardous(self, answer: str) -> bool:
        return answer in self.hazard_on


@dataclass(frozen=True, slots=True)
class Rounds:
    """Days from one round to the next: the usual ones, and what a grade or a use of the house asks; how many houses
    a shift takes.
    """

    usual: int = 90
    grade: Mapping[str, int] = field(default_factory=dict)
    use: Mapping[str, int] = field(default_factory=dict)
    a_shift: int = 5

    def interval(self, grade: str | None, use: str | None) -> int:
        """The shortest that holds for the house."""
        asked = [self.grade.get(grade or ""), self.use.get(use or "")]
        return min((days for days in asked if days), default=self.usual)

    def next_on(self, day: date, grade: str | None, use: str | None) -> date:
        return day + timedelta(days=self.interval(grade, use))


def after(state: HazardState, deed: Deed) -> HazardState:
    """The state that the deed leads to. Refused code: hazard_move, with what comes next."""
    target = _MOVES.get((state, deed))
    if target is None:
        raise Refused(f"这处隐患{state.label}，不能{deed.label}", _NEXT[state], field="state", code="hazard_move")
    return target


def deeds_of(state: HazardState) -> tuple[Deed, ...]:
    return tuple(deed for at, deed in _MOVES if at is state)


def check_recheck(since: tuple[str, date], day: date, due: date | None, *, passed: bool) -> None:
    """`since` is the step before (检查, 下达, 上次复查) and its day. Refused codes: recheck_early, due_missing,
    due_early.
    """
    step, before = since
    if day < before:
        raise Refused(
            f"复查日期早于{step}日期{before.isoformat()}", "请核对复查日期", field="day", code="recheck_early"
        )
    if not passed and due is None:
        raise Refused("复查不合格，没有新的期限", "填新的整改期限", field="due", code="due_missing")
    if not passed and due is not None and due <= day:
        raise Refused("新的整改期限不晚于复查日期", "把期限改到复查日期以后", field="due", code="due_early")


def read_item(given: Mapping[str, Any]) -> Item:
    """A line as the office wrote it. Refused codes: item_empty, item_kind, item_days."""
    text = str(given.get("text") or "").strip()
    kind = str(given.get("kind") or "")
    if not text:
        raise Refused("检查项目没有内容", "写清检查什么", field="text", code="item_empty")
    if kind not in ("1", "2"):
        raise Refused("没有选消防还是治安", "选一类", field="kind", code="item_kind")
    days = int(given.get("days") or 0)
    if not 1 <= days <= 365:
        raise Refused(f"整改天数{days}不在1到365之间", "改整改天数", field="days", code="item_days")
    marks = tuple(mark for mark in (FAIL, NOT_HERE) if mark in (given.get("hazard_on") or (FAIL,)))
    return Item(str(given["key"]), kind, text, str(given.get("standard") or "").strip(), marks or (FAIL,), days)
