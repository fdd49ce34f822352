"""The month grid as plain data: people by group, days with their kind, cells, leave, conflicts, staffing, fairness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from desktop.domain import codes
from desktop.domain.access import Action
from desktop.domain.calendar import DayKind
from desktop.roster.checker import check
from desktop.roster.fairness import Band, Fairness
from desktop.roster.problem import Cell, Person, Problem
from desktop.roster.table import Breach
from desktop.services.calendars import calendar_of
from desktop.services.office import Office
from desktop.services.rota_forecast import Turns, forecast
from desktop.services.rota_plan import build_problem, first_of, last_of
from desktop.services.rota_posts import post_key, post_label, posts_of
from desktop.services.rota_source import StoredCell, stored_cells

NEED = "need"  # the one rule whose breach is a hole, not a conflict


@dataclass(frozen=True, slots=True)
class GridDay:
    day: date
    kind: DayKind
    name: str  # 国庆节, or empty


@dataclass(frozen=True, slots=True)
class GridPost:
    key: str
    label: str
    mark: str
    look: str
    groups: tuple[str, ...]
    times: str


@dataclass(frozen=True, slots=True)
class Share:
    """A person's turns of one counter: `turns` in the month, `later` what its plan foresees for the rest of the year.

    The band is of both together, history included in neither; without a plan there is no `later` and no verdict.
    """

    turns: int
    later: int | None
    band: Band

    @property
    def whole(self) -> int:
        return self.turns + (self.later or 0)

    @property
    def outside(self) -> bool:
        return self.later is not None and bool(self.band.outside(self.whole))


@dataclass(frozen=True, slots=True)
class MonthView:
    """Everything the board shows of a month. `problem` spans the twelve months, for live checks."""

    month: date
    days: Sequence[GridDay]
    posts: Sequence[GridPost]
    groups: Sequence[tuple[str, str, Sequence[Person]]]  # code, label, people
    cells: Sequence[StoredCell]
    conflicts: Sequence[Breach]
    unfilled: Mapping[tuple[date, str], int]
    problem: Problem
    stored: Sequence[StoredCell]  # the records known in the twelve months
    shares: Mapping[str, Mapping[str, Share]]  # counter, person
    provisional: str  # the notice for a year without an announced table, or empty

    @property
    def horizon(self) -> list[Cell]:
        """All cells known in the twelve months."""
        return [one.cell for one in self.stored]

    @property
    def draft(self) -> bool:
        return any(not one.published for one in self.cells)


def read_month(office: Office, *, month: date) -> MonthView:
    office.require("duty", Action.SEE)
    with office.read() as connection:
        return month_view(connection, office.centre, first_of(month))


def month_view(connection: Connection, centre: str, month: date) -> MonthView:
    problem = build_problem(connection, centre, month)
    calendar = calendar_of(connection)
    cells = stored_cells(connection, month, last_of(month))
    stored = stored_cells(connection, month, problem.days[-1])
    horizon = [one.cell for one in stored]
    breaches = check(problem, horizon)
    return MonthView(
        month=month,
        days=[GridDay(day, calendar.kind(day), calendar.name(day)) for day in problem.days if day <= last_of(month)],
        posts=[_grid_post(post) for post in posts_of(connection)],
        groups=_groups(problem),
        cells=cells,
        conflicts=[one for one in breaches if one.rule != NEED and one.day is not None and one.day <= last_of(month)],
        unfilled=_unfilled(problem, horizon, last_of(month)),
        problem=problem,
        stored=stored,
        shares=_shares(problem, stored, last_of(month), forecast(connection, month)),
        provisional=calendar.notice(month.year) if calendar.provisional(month.year) else "",
    )


def _grid_post(post: Mapping[str, object]) -> GridPost:
    groups = post["groups"] if isinstance(post["groups"], list) else []
    return GridPost(post_key(post), post_label(post), str(post["mark"] or "值"), str(post["look"] or "day"),
                    tuple(groups), str(post["times"] or ""))  # fmt: skip


def _groups(problem: Problem) -> list[tuple[str, str, list[Person]]]:
    order = list(codes.TABLES["duty_group"])
    groups = sorted({group for person in problem.people for group in person.groups}, key=order.index)
    return [(group, codes.label("duty_group", group), [p for p in problem.people if group in p.groups])
            for group in groups]  # fmt: skip


def _unfilled(problem: Problem, cells: Sequence[Cell], last: date) -> dict[tuple[date, str], int]:
    filled = Counter((cell.day, cell.post) for cell in cells)
    return {slot: need - filled[slot] for slot, need in problem.needs.items()
            if slot[0] <= last and need > filled[slot]}  # fmt: skip


def _shares(
    problem: Problem, stored: Sequence[StoredCell], last: date, foreseen: Turns | None
) -> dict[str, dict[str, Share]]:
    """Turns count for who was charged. The problem's bands are of who sits: what differs is put back to both."""
    fairness = Fairness(problem)
    counts = fairness.counts(one.charged for one in stored if one.cell.day <= last)
    charged, sat = fairness.counts(one.charged for one in stored), fairness.counts(one.cell for one in stored)

    def share(counter: str, who: str, band: Band) -> Share:
        moved = charged[counter][who] - sat[counter][who]
        later = None if foreseen is None else foreseen.get(counter, {}).get(who, 0)
        own = Band(band.low + moved, band.high + moved, band.share + moved)
        return Share(counts[counter][who], later, own)

    return {counter: {who: share(counter, who, band) for who, band in bands.items()}
            for counter, bands in fairness.bands.items()}  # fmt: skip
