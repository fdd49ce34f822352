"""What a roster of the benchmark costs and which hard rules it breaks, from the rules alone; knows no solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from desktop.roster.curtois.instance import Instance, Staff

Rows = Mapping[str, Sequence[str]]
"""By staff: a shift's key or "" for each day."""


def cost(instance: Instance, rows: Rows) -> int:
    filled = Counter((day, shift) for row in rows.values() for day, shift in enumerate(row) if shift)
    wishes = sum(one.weight for one in instance.requests if (rows[one.staff][one.day] == one.shift) != one.on)
    return wishes + sum(
        one.under * max(0, one.need - filled[one.day, one.shift])
        + one.over * max(0, filled[one.day, one.shift] - one.need)
        for one in instance.cover
    )


def breaches(instance: Instance, rows: Rows) -> Iterator[str]:
    """One line a breach: who, and which rule."""
    for who in instance.staff:
        yield from (f"{who.key}: {rule}" for rule in _broken(instance, who, rows.get(who.key, ())))


def _broken(instance: Instance, who: Staff, row: Sequence[str]) -> Iterator[str]:
    minutes = {shift.key: shift.minutes for shift in instance.shifts}
    if len(row) != instance.days or any(shift and shift not in minutes for shift in row):
        yield "shape"
        return
    worked = [bool(shift) for shift in row]
    if any(worked[day] for day in who.days_off):
        yield "days off"
    yield from _followers(instance, row)
    if any(number > who.most.get(shift, 0) for shift, number in Counter(filter(None, row)).items()):
        yield "most turns of a shift"
    if not who.least_minutes <= sum(minutes[shift] for shift in row if shift) <= who.most_minutes:
        yield "minutes"
    yield from _runs(who, worked)
    if sum(any(worked[7 * n + 5 : 7 * n + 7]) for n in instance.weekends) > who.most_weekends:
        yield "weekends"


def _followers(instance: Instance, row: Sequence[str]) -> Iterator[str]:
    not_next = {shift.key: shift.not_next for shift in instance.shifts}
    if any(after in not_next[shift] for shift, after in pairwise(row) if shift and after):
        yield "forbidden follower"


def _runs(who: Staff, worked: Sequence[bool]) -> Iterator[str]:
    """The first and the last run may go on outside the horizon, so they are never too short."""
    runs = [(works, len(list(days))) for works, days in groupby(worked)]
    if any(works and length > who.longest_run for works, length in runs):
        yield "longest run"
    for works, length in runs[1:-1]:
        if length < (who.shortest_run if works else who.shortest_rest):
            yield "shortest run" if works else "shortest rest"
