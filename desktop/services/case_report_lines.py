"""The lines of the mediation report, each with its number, last year's, and the filter that finds its cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from desktop.domain import codes
from desktop.domain.codes.disputes import SENT_ON
from desktop.domain.mediation import State
from desktop.services.case_cube import ELSEWHERE, MANY, Cube
from desktop.storage.rows import Condition

AGREED, FAILED = "1", "2"  # codes.dispute_result
NONE: Mapping[str, str] = {"result": "正在办理", "performance": "未登记", "confirmed": "未申请"}
"""What an empty field means; 未填 for the others."""
Where = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A number of the report. `level` 1 stands under the line of level 0 before it; `figure` is in `measure` (件, 人,
    次, 元 or %); `where` finds the records of `ledger`, None where there is nothing to open.
    """

    key: str
    group: str
    label: str
    figure: Decimal | int
    measure: str = "件"
    level: int = 0
    where: Where | None = None
    ledger: str = "disputes"

    @property
    def words(self) -> str:
        return f"{self.figure}%" if self.measure == "%" else f"{self.figure:,}"


class Split(NamedTuple):
    """All cases told apart by one field; `among` says of which cases it is asked at all."""

    field: str
    label: str
    table: str
    among: str = ""  # "" all, or a code of dispute_result


RESULT = Split("result", "调解结果", "dispute_result")
SPLITS = (
    Split("source", "案件来源", "dispute_source"),
    Split("type", "纠纷类型", "dispute_type"),
    Split("event", "事件类别", "event_kind"),
    RESULT,
    Split("form", "协议形式", "agreement_form", AGREED),
    Split("performance", "履行情况", "performance", AGREED),
    Split("confirmed", "司法确认", "court_decision", AGREED),
)
BRANCHES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "source": dict.fromkeys(sorted(SENT_ON), ("1-", "委托移送")),
    "event": {code: (code[:2], codes.label("event_kind", code[:2])) for code in codes.TABLES["event_kind"]
              if len(code) == 4},
}  # fmt: skip
"""Field -> code -> the line it stands under (key, label)."""


def lines_of(cube: Cube, span: Where) -> list[Line]:
    """Every line, in the order of the form; `span` are the conditions of the days."""
    mediated = (*span, Condition("state", "outside", ELSEWHERE))
    found = [*_heads(cube, span, mediated)]
    for split in SPLITS:
        found += _split(cube, split, mediated)
    return [*found, *_prevention(cube, span)]


def _heads(cube: Cube, span: Where, mediated: Where) -> Iterator[Line]:
    group, total = "总体", sum(cell.cases for cell in cube.cells)
    yield Line("met", group, "来访登记", total + sum(cube.elsewhere.values()), where=span)
    for state in ELSEWHERE:
        number = cube.elsewhere.get(state, 0)
        yield Line(state, group, f"其中{State(state).label}", number, level=1, where=_with(span, "state", "is", state))
    yield Line("total", group, "案件总数", total, where=mediated)
    yield Line("many", group, f"当事人{MANY}人以上", sum(cell.many for cell in cube.cells), level=1,
               where=_with(mediated, "people_count", "from", MANY))  # fmt: skip
    yield Line("complex", group, "疑难复杂", sum(cell.complex for cell in cube.cells), level=1,
               where=_with(mediated, "complex", "is", True))  # fmt: skip
    results = tally(cube, RESULT)
    agreed, failed = results.get(AGREED, 0), results.get(FAILED, 0)
    yield Line("people", group, "涉及人数", sum(cell.people for cell in cube.cells), "人")
    yield Line("amount", group, "涉及金额", sum((cell.amount for cell in cube.cells), Decimal(0)), "元",
               where=_with(mediated, "amount", "filled", None))  # fmt: skip
    yield Line("agreed", group, "调解成功", agreed, where=_with(mediated, "result", "is", AGREED))
    yield Line("rate", group, "成功率", _percent(agreed, agreed + failed), "%")


def _split(cube: Cube, split: Split, mediated: Where) -> Iterator[Line]:
    asked = _with(mediated, "result", "is", split.among) if split.among else mediated
    counted = tally(cube, split)
    branches, known = BRANCHES.get(split.field, {}), codes.TABLES[split.table]
    seen: set[str] = set()
    for code, label in known.items():
        if code not in branches and any(key == code for key, _ in branches.values()):
            continue  # a branch of the tree: told by its first leaf
        if code in branches and (top := branches[code])[0] not in seen:
            seen.add(top[0])
            below = [one for one, (key, _) in branches.items() if key == top[0]] + [top[0]]
            number = sum(counted.get(one, 0) for one in below)
            inside = [one for one in below if one in known]
            yield Line(f"{split.field}:{top[0]}", split.label, top[1], number,
                       where=_with(asked, split.field, "among", inside))  # fmt: skip
        yield Line(f"{split.field}:{code}", split.label, label, counted.get(code, 0), level=int(code in branches),
                   where=_with(asked, split.field, "is", code))  # fmt: skip
    if unknown := counted.get(None, 0):
        yield Line(
            f"{split.field}:",
            split.label,
            NONE.get(split.field, "未填"),
            unknown,
            where=_with(asked, split.field, "empty", None),
        )


def tally(cube: Cube, split: Split) -> dict[str | None, int]:
    """Code -> cases, None for those without one."""
    if split.field in cube.apart:
        return cube.apart[split.field]
    found: dict[str | None, int] = {}
    for cell in cube.cells:
        if not split.among or cell.result == split.among:
            code = getattr(cell, split.field)
            found[code] = found.get(code, 0) + cell.cases
    return found


def _prevention(cube: Cube, span: Where) -> Iterator[Line]:
    group = "排查预防"
    rounds = {code: cube.rounds.get(code, (0, 0)) for code in codes.TABLES["prevention"]}
    seek, stop = (_with(span, "kind", "is", code) for code in rounds)
    yield Line("seek", group, "排查", rounds["1"][0], "次", where=seek, ledger="preventions")
    yield Line("sought", group, "排查出纠纷", rounds["1"][1], level=1, where=seek, ledger="preventions")
    yield Line("stopped", group, "预防纠纷", rounds["2"][1], where=stop, ledger="preventions")
    for code, label in codes.TABLES["prevented"].items():
        cases, people = cube.prevented.get(code, (0, 0))
        where = _with(span, "prevented", "has", f'"{code}"')
        yield Line(f"prevented:{code}", group, label, cases, where=where)
        yield Line(f"prevented:{code}:people", group, f"{label}涉及人数", people, "人", level=1, where=where)


def _with(where: Where, field: str, operator: str, value: object) -> Where:
    return (*where, Condition(field, operator, value))


def _percent(part: int, whole: int) -> Decimal:
    """With one decimal; 0 of nothing."""
    return round(Decimal(100 * part) / whole, 1) if whole else Decimal(0)
