"""How far an agreement is performed, from what was ticked and what the last visit found (人民调解法 第31条)."""

from __future__ import annotations

from collections.abc import Collection

DONE, PART = "1", "2"  # codes.performance


def performance_of(instalments: int, paid: Collection[int], visited: str | None) -> str | None:
    """A code of `performance`, or None as long as nobody knows.

    Every instalment ticked is proof; otherwise the last visit's word stands before single ticks. An agreement
    without a plan counts as one instalment.
    """
    if len(set(paid)) >= max(1, instalments):
        return DONE
    return visited or (PART if paid else None)
