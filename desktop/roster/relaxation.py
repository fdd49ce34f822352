"""One thing that could be relaxed so that an impossible rota becomes possible."""

from __future__ import annotations

from dataclasses import dataclass

LOOSER = {"max_in_window": ("most", 1), "min_gap": ("days", -1), "rest_after_night": ("days", -1),
          "village_gap": ("days", -1)}  # fmt: skip
"""By rule kind: which number to move, and which way is looser."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """`kind` rule (set its number to `value`), off, unlock, leave or max_week; `target` names what is relaxed."""

    kind: str
    target: str
    words: str
    value: int = 0
