"""What a running search tells about itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """The stage in Chinese, seconds since the start, the best cost so far (None = no roster yet)."""

    stage: str
    seconds: float
    cost: int | None = None
    in_bands: bool = False
