"""What to look at again before an agreement is printed: words easily mixed up, sums that do not agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain import mediation, numerals
from desktop.errors import Refused

PAIRS = (("赔偿", "补偿"), ("定金", "订金"), ("抚养", "扶养"), ("赡养", "扶养"), ("赡养", "抚养"))
MENDED = {"权力": "权利", "签定": "签订", "帐户": "账户"}
VAGUE = ("以后", "尽快", "左右")
SUMS = re.compile(r"(?:人民币)?[¥￥]?\d[\d,，]*(?:\.\d+)?\s*[万]?元|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元[整正]?")


@dataclass(frozen=True, slots=True)
class ClauseHint:
    """`clause` counts from 1; `instead` is what the word may be changed to, "" when that is the writer's business."""

    clause: int
    word: str
    words: str
    instead: str = ""

    @property
    def key(self) -> str:
        return f"{self.clause}:{self.word}"


def clause_hints(clauses: Sequence[str], facts: str) -> tuple[ClauseHint, ...]:
    """Hints on the clauses, in their order; a word is only set against the other papers when these say it otherwise."""
    return tuple(hint for number, clause in enumerate(clauses, 1) for hint in _of(number, clause, clauses, facts))


def _of(number: int, clause: str, clauses: Sequence[str], facts: str) -> Iterator[ClauseHint]:
    others = [one for place, one in enumerate(clauses, 1) if place != number]
    for found in dict.fromkeys(hint.word for hint in mediation.hints(clause)):
        if other := _said_otherwise(found, facts, others):
            where, word = other
            words = f"第{number}条写“{found}”，{where}写“{word}”。两词含义不同，请核对。"
            yield ClauseHint(number, found, words, word)
        elif found in MENDED:
            yield ClauseHint(number, found, f"第{number}条的“{found}”应写“{MENDED[found]}”。", MENDED[found])
        elif found in VAGUE:
            told = next(hint.words for hint in mediation.hints(found))
            yield ClauseHint(number, found, f"第{number}条写“{found}”：{told}。")


def _said_otherwise(word: str, facts: str, others: Sequence[str]) -> tuple[str, str] | None:
    for pair in PAIRS:
        if word not in pair:
            continue
        other = pair[1 - pair.index(word)]
        if other in facts:
            return "纠纷事实", other
        if any(other in clause for clause in others):
            return "别的条款", other
    return None


def clause_with_sum(clauses: Sequence[str], total: Decimal) -> int:
    """The number of the first clause that names this sum; 0 when none does."""
    return next((n for n, clause in enumerate(clauses, 1) if total in set(sums_of(clause))), 0)


def names_a_sum(clauses: Sequence[str]) -> bool:
    return any(True for clause in clauses for _ in sums_of(clause))


def sums_of(text: str) -> Iterator[Decimal]:
    for found in SUMS.finditer(text):
        try:
            yield numerals.parse_amount(found.group().replace("，", ",").replace(" ", "")).quantize(Decimal("0.01"))
        except Refused:
            continue
