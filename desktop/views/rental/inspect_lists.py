"""The lists of the part 检查: what is due by the rota, hazards, rounds; their columns and colours."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain import dates
from desktop.domain.inspections import HazardState
from desktop.models.lines import LineColumn
from desktop.services.inspection_list import HazardLine, RoundLine
from desktop.services.inspection_plan import HouseDue, PlanDay
from desktop.views.widgets.pills import Pill

STATE = {
    HazardState.OPEN: Pill("待整改", "red", "circle-alert"),
    HazardState.FIXING: Pill("整改中", "amber", "hourglass"),
    HazardState.PASSED: Pill("复查合格", "green", "check"),
    HazardState.CLOSED: Pill("已销案", "grey"),
}
HAZARD_STATE, HAZARD_LEFT, PLAN_GRADE = 3, 5, 3


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A house on its day."""

    day: PlanDay
    one: HouseDue


def day_words(line: PlanLine) -> str:
    return f"{line.day.day.month}月{line.day.day.day}日 {dates.weekday(line.day.day)}"


def due_words(line: PlanLine) -> str:
    return line.one.due.isoformat() if line.one.due else "从未检查"


PLAN = (
    LineColumn[PlanLine]("日期", 132, day_words),
    LineColumn[PlanLine]("当班人员", 150, lambda line: "、".join(line.day.people) or "未排班"),
    LineColumn[PlanLine]("房屋地址", 0, lambda line: line.one.address),
    LineColumn[PlanLine]("分级", 64, lambda line: line.one.grade),
    LineColumn[PlanLine]("应查日期", 112, due_words),
    LineColumn[PlanLine]("上次检查", 112, lambda line: line.one.last.isoformat() if line.one.last else ""),
)
HAZARDS = (
    LineColumn[HazardLine]("房屋地址", 200, lambda line: line.address),
    LineColumn[HazardLine]("类别", 56, lambda line: line.kind),
    LineColumn[HazardLine]("隐患", 0, lambda line: line.words),
    LineColumn[HazardLine]("状态", 150, lambda line: line.progress),
    LineColumn[HazardLine]("期限", 108, lambda line: line.due.isoformat()),
    LineColumn[HazardLine]("", 84, lambda line: line.left, right=True),
)
ROUNDS = (
    LineColumn[RoundLine]("检查日期", 112, lambda line: line.day.isoformat()),
    LineColumn[RoundLine]("房屋地址", 0, lambda line: line.address),
    LineColumn[RoundLine]("检查人", 180, lambda line: line.inspectors),
    LineColumn[RoundLine]("不合格", 72, lambda line: str(line.failed or ""), right=True),
    LineColumn[RoundLine]("未销案", 72, lambda line: str(line.open or ""), right=True),
    LineColumn[RoundLine]("下次检查", 112, lambda line: line.next_on.isoformat() if line.next_on else ""),
)
