"""Choices printed with boxes, the chosen one filled; none filled on a blank form."""

from __future__ import annotations

from collections.abc import Sequence

CHOSEN, OPEN = "■", "□"


def ticked(choices: Sequence[str], chosen: str, between: str = "　") -> str:
    return between.join((CHOSEN if choice == chosen else OPEN) + choice for choice in choices)
