"""What goes into the look-up index and what comes out of it: entries, rows, hits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

SEPARATOR = "\x1f"
"""Stands before, between and after the folded values of one stored column; folding never lets it through."""

Runs = tuple[tuple[int, int], ...]
"""Stretches to highlight: (start, length), counted in code points of the text they belong to."""


class Entry(NamedTuple):
    """One record as the index sees it. `title` and `subtitle` are shown as they are: mask them before."""

    ledger: str
    row: int
    record: str
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    title: str = ""
    subtitle: str = ""
    unit: str = ""


class Row(NamedTuple):
    """An entry as it is stored; `names`, `numbers` and `texts` folded, every list joined by SEPARATOR."""

    ledger: str
    row: int
    record: str
    unit: str
    title: str
    subtitle: str
    names: str
    readings: str
    toned: str
    numbers: str
    texts: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that matches, the better the lower its `grade`. Nothing but title, subtitle and the reading of a name
    leaves the index.
    """

    ledger: str
    row: int
    record: str
    title: str
    subtitle: str
    reading: str = ""
    title_runs: Runs = ()
    subtitle_runs: Runs = ()
    reading_runs: Runs = ()
    grade: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, best first. `total` is a good guess (say 约) unless `exact`; `ms` is the time."""

    hits: tuple[Hit, ...]
    total: int
    exact: bool
    ms: float
