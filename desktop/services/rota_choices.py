"""Who could stand in a cell, and what it would do: legal candidates first, the reason beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.roster.checker import check_cell, check_change, who_may
from desktop.roster.fairness import Fairness
from desktop.roster.problem import Cell
from desktop.roster.table import Breach, Table
from desktop.services.rota_month import GridPost, MonthView


@dataclass(frozen=True, slots=True)
class Choice:
    """A person (or a post) that could be put into a cell; `why_not` is empty when nothing forbids it."""

    key: str
    label: str
    why_not: str
    effect: str = ""  # "夜班 24→25", for the most important counter

    @property
    def legal(self) -> bool:
        return not self.why_not


@dataclass(frozen=True, slots=True)
class Drag:
    """`kind` move or swap; `why_not` the rules it would break."""

    kind: str
    why_not: str


class Live:
    """The months of one view held ready for checks at every move of the mouse (a few milliseconds each)."""

    def __init__(self, view: MonthView) -> None:
        self.view = view
        self.table = Table(view.problem, view.horizon)
        self.fairness = Fairness(view.problem)
        self._labels = {counter.key: counter.label for counter in view.problem.counters}

    def people_for(self, day: date, post: str, *, instead_of: str = "") -> list[Choice]:
        """Who may take this post on this day; `instead_of` is the person who would give way."""
        found = who_may(self.table, day, post, instead_of=instead_of or None, fairness=self.fairness)
        return [Choice(one.person.key, one.person.name, _words(one.breaches), self._effect(one.effects))
                for one in found if one.person.key != instead_of]  # fmt: skip

    def posts_for(self, day: date, person: str) -> list[Choice]:
        """The posts this person could take on this day."""
        who = self.view.problem.person[person]
        return sorted((self._post(day, post, person) for post in self.view.posts
                       if who.may_serve(self.view.problem.post[post.key])), key=lambda one: not one.legal)  # fmt: skip

    def drag(self, source: Cell, day: date, person: str, other: Cell | None = None) -> Drag:
        """What dropping this cell on another day or person would do: swap with `other` that stands there, or move."""
        if other is None:
            return self._verdict("move", [source], [Cell(day, source.post, person)])
        put = [source._replace(person=person), other._replace(person=source.person)]
        return self._verdict("swap", [source, other], put)

    def _verdict(self, kind: str, taken: list[Cell], put: list[Cell]) -> Drag:
        may = self.view.problem
        unable = next((cell for cell in put if not may.person[cell.person].may_serve(may.post[cell.post])), None)
        if unable is not None:
            name, label = may.person[unable.person].name, may.post[unable.post].label
            return Drag(kind, f"{name}不能值{label}")
        return Drag(kind, _words(check_change(self.table, taken, put)))

    def breaches(self, cell: Cell) -> Sequence[Breach]:
        return check_cell(self.table, cell)

    def _post(self, day: date, post: GridPost, person: str) -> Choice:
        return Choice(post.key, post.label, _words(self.breaches(Cell(day, post.key, person))))

    def _effect(self, effects: Sequence[object]) -> str:
        for effect in effects:
            turns, counter = getattr(effect, "turns", 0), getattr(effect, "counter", "")
            return f"{self._labels.get(counter, '')} {turns - 1}→{turns}".strip()
        return ""


def _words(breaches: Sequence[Breach]) -> str:
    return "；".join(dict.fromkeys(breach.words for breach in breaches))
