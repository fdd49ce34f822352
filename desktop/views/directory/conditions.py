"""Which comparisons a field knows, and how a condition is said: data for the filter dialog and the chips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.domain import codes
from desktop.ledgers import Field, Kind
from desktop.ledgers.values import read, shown
from desktop.services.listing import Condition
from desktop.views.words import tr

BETWEEN = "between"  # two conditions, from and to
WORDS: Mapping[str, str] = {
    "has": "包含", "starts": "开头是", "is": "就是", "among": "是其中之一", "outside": "不是其中之一",
    BETWEEN: "从…到…", "from": "从", "to": "到", "empty": "没有填", "filled": "已填",
}  # fmt: skip
EITHER = ("empty", "filled")
TEXTS = ("has", "starts", "is", *EITHER)
ORDERED = frozenset({Kind.DATE, Kind.MOMENT, Kind.MONEY, Kind.AREA, Kind.NUMBER})
LAST_MINUTE = " 23:59"
NAMED = 2  # labels that a chip names before it counts


def operators(field: Field) -> tuple[str, ...]:
    """The comparisons for a field, the usual one first."""
    match field.kind:
        case Kind.CODE:
            return ("among", "outside", *EITHER)
        case Kind.YES_NO:
            return ("is", *EITHER)
        case Kind.LIST:
            return ("has", *EITHER) if field.codes else EITHER
    return (BETWEEN, *EITHER) if field.kind in ORDERED else TEXTS


def between(field: Field, first: Any, last: Any) -> list[Condition]:
    """Both ends belong to it; a day as the end of moments is meant to its last minute."""
    if last is not None and field.kind is Kind.MOMENT and len(str(last)) == len("2026-09-23"):
        last = f"{last}{LAST_MINUTE}"
    ends = (("from", first), ("to", last))
    return [Condition(field.name, how, read(field, value)) for how, value in ends if value is not None]


def words_of(condition: Condition, field: Field) -> str:
    """The condition as its chip says it."""
    match condition.operator:
        case "empty" | "filled":
            return tr(WORDS[condition.operator])
        case "among":
            return _several(field, condition.value)
        case "outside":
            return tr("不是{what}").format(what=_several(field, condition.value))
        case "has" if field.kind is Kind.LIST and field.codes:
            return codes.label(field.codes, str(condition.value).strip('"'))
        case "has":
            return str(condition.value)
        case "starts":
            return tr("{what}开头").format(what=condition.value)
    sign = {"from": "≥ ", "to": "≤ "}.get(condition.operator, "")
    return f"{sign}{shown(field, read(field, condition.value), masked=False)}"


def _several(field: Field, values: Sequence[Any]) -> str:
    labels = [codes.label(field.codes, str(value)) if field.codes else str(value) for value in values]
    return "、".join(labels) if len(labels) <= NAMED else tr("{n} 项").format(n=len(labels))


def told(where: Sequence[Condition], known: Mapping[str, Field]) -> str:
    """All conditions in a line, for a paper: 用途：住房；间数：≥ 4."""
    full = [(known[one.field].label, _whole(one, known[one.field])) for one in where]
    return "；".join(f"{label}：{words}" for label, words in full)


def _whole(condition: Condition, field: Field) -> str:
    if condition.operator in ("among", "outside") and field.codes:
        words = "、".join(codes.label(field.codes, str(value)) for value in condition.value)
        return words if condition.operator == "among" else tr("不是{what}").format(what=words)
    return words_of(condition, field)
