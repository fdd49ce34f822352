"""One thing that could be relaxed so that an impossible rota becomes possible."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relaxation:
    """`kind` rule (set its number to `value`), off, unlock, leave or max_week; `target` names what is relaxed."""

    kind: str
    target: str
    words: str
    value: int = 0
