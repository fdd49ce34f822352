"""Months as spans of days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta


def months_before(day: date, count: int) -> date:
    """The first day of the month so many months before that of `day`."""
    at = day.year * 12 + day.month - 1 - count
    return date(at // 12, at % 12 + 1, 1)


def month_ends(since: date, last: date) -> Iterator[tuple[date, date]]:
    """(first day, last day) of every month from that of `since` to that of `last`, which ends with `last`."""
    first = since.replace(day=1)
    while first <= last:
        following = months_before(first, -1)
        yield first, min(following - timedelta(1), last)
        first = following
