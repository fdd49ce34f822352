"""The posts of a new centre, from the domain's defaults to records of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop.domain import duty
from desktop.domain.calendar import DayKind

SHIFTS = ("白班", "夜班")


def default_posts() -> Iterator[dict[str, Any]]:
    """Values of `posts` records, in the order of the month grid."""
    for order, post in enumerate(duty.POSTS):
        shift = next((shift for shift in SHIFTS if post.label.endswith(shift)), "")
        need = {f"need_{kind.value}": post.need.get(kind, 0) for kind in DayKind}
        yield need | {
            "key": post.key,
            "post": post.label.removesuffix(shift),
            "shift": shift,
            "mark": post.mark,
            "look": post.look,
            "order": order,
            "groups": list(post.groups),
            "hours": post.hours,
            "times": post.times,
            "night": post.night,
            "family": post.family,
            "weekdays": list(post.weekdays),
        }
