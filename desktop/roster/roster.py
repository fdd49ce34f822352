"""A finished roster: its cells and holes, how good it is proved to be, and why it is not better."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from desktop.roster.fairness import Fairness
from desktop.roster.problem import Cell, Problem
from desktop.roster.relaxation import Relaxation

FORMAT = "duty-roster/1"
Status = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True)
class Proof:
    """Turns of one counter over its people. Inside the bands is proved by counting: nothing fairer exists."""

    low: int
    high: int
    band: tuple[int, int]
    in_band: bool


@dataclass(frozen=True, slots=True)
class Widening:
    """A counter that could not be kept inside its bands: who is outside, and why in Chinese."""

    counter: str
    people: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Roster:
    """`optimal` = the cost is proved smallest. `conflict` and `words` explain an infeasible problem."""

    problem: str
    status: Status
    cells: tuple[Cell, ...] = ()
    unfilled: tuple[tuple[date, str], ...] = ()  # (day, post), one entry for each missing person
    proof: dict[str, Proof] = field(default_factory=dict)
    widened: tuple[Widening, ...] = ()
    conflict: tuple[str, ...] = ()
    words: str = ""
    cost: int | None = None
    bound: int | None = None
    seconds: float = 0
    bands_seconds: float | None = None  # when every counter was proved inside its bands
    changes_seconds: float | None = None  # when a re-plan's changes were proved fewest
    relaxations: tuple[Relaxation, ...] = ()  # each alone would make an infeasible problem possible

    @property
    def found(self) -> bool:
        return self.status in ("optimal", "feasible")

    def to_json(self) -> dict[str, Any]:
        slots: Tally[tuple[date, str]] = Tally()
        return {
            "format": FORMAT,
            "problem": self.problem,
            "status": self.status,
            "cells": [{**_slot(cell.day, cell.post, slots), "person": cell.person} for cell in self.cells],
            "unfilled": [_slot(day, post, slots) for day, post in self.unfilled],
            "proof": {key: _proof(proof) for key, proof in self.proof.items()},
            "widened": [{"counter": w.counter, "people": list(w.people), "words": w.words} for w in self.widened],
            "conflict": list(self.conflict),
            "words": self.words,
            "relaxations": [asdict(one) for one in self.relaxations],
            "cost": self.cost,
            "bound": self.bound,
            "seconds": round(self.seconds, 2),
            "changes_seconds": None if self.changes_seconds is None else round(self.changes_seconds, 2),
            "bands_seconds": None if self.bands_seconds is None else round(self.bands_seconds, 2),
        }


def read_roster(data: dict[str, Any]) -> Roster:
    """The roster of a document that `Roster.to_json` wrote."""
    return Roster(
        problem=data["problem"],
        status=data["status"],
        cells=tuple(Cell(date.fromisoformat(c["date"]), c["post"], c["person"]) for c in data["cells"]),
        unfilled=tuple((date.fromisoformat(hole["date"]), hole["post"]) for hole in data["unfilled"]),
        proof={
            key: Proof(p["min"], p["max"], (p["band"][0], p["band"][1]), p["in_band"])
            for key, p in data["proof"].items()
        },
        widened=tuple(Widening(w["counter"], tuple(w["people"]), w["words"]) for w in data["widened"]),
        conflict=tuple(data["conflict"]),
        words=data["words"],
        relaxations=tuple(Relaxation(**one) for one in data.get("relaxations", ())),
        cost=data["cost"],
        bound=data["bound"],
        seconds=data["seconds"],
        bands_seconds=data["bands_seconds"],
        changes_seconds=data.get("changes_seconds"),
    )


def holes(problem: Problem, cells: Iterable[Cell]) -> tuple[tuple[date, str], ...]:
    filled = Tally((cell.day, cell.post) for cell in cells)
    return tuple(slot for slot, need in sorted(problem.needs.items()) for _ in range(need - filled[slot]))


def prove(fairness: Fairness, cells: Iterable[Cell]) -> dict[str, Proof]:
    """What counting proves of a roster, counter by counter."""
    proofs, counts = {}, fairness.counts(cells)
    for key, bands in fairness.bands.items():
        turns, everyone = counts[key], bands.keys() | counts[key].keys()
        proofs[key] = Proof(
            low=min((turns[person] for person in bands), default=0),
            high=max(turns.values(), default=0),
            band=(
                min((band.low for band in bands.values()), default=0),
                max((band.high for band in bands.values()), default=0),
            ),
            in_band=not any(fairness.band(key, person).outside(turns[person]) for person in everyone),
        )
    return proofs


def _slot(day: date, post: str, slots: Tally[tuple[date, str]]) -> dict[str, Any]:
    slots[day, post] += 1
    return {"date": day.isoformat(), "post": post, "slot": slots[day, post]}


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "min": proof.low,
        "max": proof.high,
        "band": list(proof.band),
        "in_band": proof.in_band,
        "proved": proof.in_band,
    }
