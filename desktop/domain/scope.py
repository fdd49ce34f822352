"""Which units' records somebody sees (R6): None is the whole centre, () is nothing; what is not known is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.domain.units import ancestors, within
from desktop.errors import Refused

Units = tuple[str, ...] | None
"""Division codes, each with everything below it; None: the whole centre; (): nothing."""

UNIT, CENTRE, ALL = "unit", "centre", "all"
"""Whose a ledger's records are: of the unit that each bears; the centre's, to be read by every role that may and
written by whom the whole centre is open to; the centre's and written by every role that may."""


def sees(units: Units, code: str | None) -> bool:
    """Whether a record that bears this unit is within."""
    return units is None or any(within(code or "", unit) for unit in units)


def above(units: Units) -> Iterator[str]:
    """What lies over these units, up to the province."""
    for unit in units or ():
        yield from ancestors(unit)


def standing(units: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Those of an account's units that the unit ledger still has: when all are gone, nothing is left to see."""
    there = frozenset(known)
    return tuple(unit for unit in dict.fromkeys(units) if unit in there)


def other_unit(name: str) -> Refused:
    """`name` of the unit the record belongs to; "" when it bears none."""
    cause = f"这条记录属于{name}，不在您管辖的单位里" if name else "这条记录没有归到您管辖的单位"
    return Refused(cause, "需要时请该单位的人办理，或请系统管理员调整管辖", code="other_unit")


def whole_centre(label: str) -> Refused:
    """What belongs to the centre as a whole is not changed from one of its units."""
    return Refused(f"{label}属于整个中心，您只管辖其中的单位", "请管辖整个中心的人办理", code="whole_centre")
