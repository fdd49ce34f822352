"""Edges of cells on paper: what meets is one line, as a page of cells has thousands of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

EDGES = {"thin": 0.5, "medium": 1.2, "thick": 2.0, "double": 0.5, "dashed": 0.5}


class Run(NamedTuple):
    """Edges of one kind on one line: `level` ones lie at a height, the others stand at a distance from the left."""

    edge: str
    at: float
    level: bool

    def paint(self, canvas: Any, spans: Iterable[tuple[float, float]]) -> None:
        canvas.setLineWidth(EDGES[self.edge])
        canvas.setDash([2, 1.5] if self.edge == "dashed" else [])
        for shift in (0, 1.5) if self.edge == "double" else (0,):
            at = self.at + shift
            for start, end in spans:
                canvas.line(*((start, at, end, at) if self.level else (at, start, at, end)))
        canvas.setDash([])


def joined(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans that meet as one."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 0.05:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
