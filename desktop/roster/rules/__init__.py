"""The table of contents of what a rota must and should satisfy: hard rules first, then what it pays for."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.roster.problem import Problem, Rule
from desktop.roster.rules.company import FORBIDDEN_PAIR, MENTOR_PRESENT, VILLAGE_GAP
from desktop.roster.rules.fixed import FROZEN, LOCK
from desktop.roster.rules.kind import RuleKind, SoftKind
from desktop.roster.rules.load import MAX_IN_WINDOW, MAX_WEEK, ONE_POST_A_DAY
from desktop.roster.rules.rest import MIN_GAP, REST_AFTER_NIGHT
from desktop.roster.rules.soft import CHANGES, FAIRNESS, PAIRS, UNFILLED, WISHES
from desktop.roster.rules.staffing import EMPLOYED, EXEMPT, GROUP, LEAVE, NEED

HARD: tuple[RuleKind, ...] = (
    NEED,
    GROUP,
    EXEMPT,
    EMPLOYED,
    LEAVE,
    ONE_POST_A_DAY,
    REST_AFTER_NIGHT,
    MAX_WEEK,
    MAX_IN_WINDOW,
    MIN_GAP,
    MENTOR_PRESENT,
    VILLAGE_GAP,
    FORBIDDEN_PAIR,
    LOCK,
    FROZEN,
)
SOFT: tuple[SoftKind, ...] = (
    UNFILLED,
    CHANGES,
    FAIRNESS,
    WISHES,
    PAIRS,
)
WITHIN_FAIRNESS = (WISHES, PAIRS)
"""Costs so light that no turn outside a band is worth them."""
BY_KEY = {kind.key: kind for kind in HARD}


def binding(problem: Problem) -> Iterator[tuple[RuleKind, Rule]]:
    """Every hard rule of a problem: those that always hold, and each one it asks for."""
    for kind in HARD:
        if not kind.asked:
            yield kind, Rule(kind.key, kind.key)
        for rule in problem.rules:
            if kind.asked and rule.key == kind.key:
                yield kind, rule
