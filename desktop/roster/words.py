"""How days, names and numbers are spoken of in breaches, conflicts and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise


def month_day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def listed(names: Iterable[str], most: int = 4) -> str:
    """`甲、乙、丙、丁等9人`: a few names, and how many there are when not all are shown."""
    every = list(names)
    shown = "、".join(every[:most])
    return shown if len(every) <= most else f"{shown}等{len(every)}人"


def day_spans(days: Sequence[date], most: int = 3) -> str:
    """`10月16-17日、10月20日`: runs of days joined."""
    ordered = sorted(set(days))
    cuts = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(ordered)) if b - a > timedelta(1)), len(ordered)]
    spans = [_span(ordered[a], ordered[b - 1]) for a, b in pairwise(cuts)]
    return "、".join(spans[:most]) + (f"等{len(ordered)}天" if len(spans) > most else "")


def _span(first: date, last: date) -> str:
    if first == last:
        return month_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.month}月{first.day}-{last.day}日"
    return f"{month_day(first)}-{month_day(last)}"
