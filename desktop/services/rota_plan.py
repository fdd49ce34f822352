"""排班: plans a month inside the fairness of the twelve months that begin with it, and keeps it as a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from time import monotonic

from sqlalchemy import Connection

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.duty import Duty
from desktop.roster.checker import check
from desktop.roster.planning import Planning
from desktop.roster.problem import Cell, Problem
from desktop.roster.progress import Progress
from desktop.roster.relaxation import Relaxation
from desktop.roster.roster import Proof, Roster, Widening
from desktop.roster.table import Breach
from desktop.roster.year_view import add_months, month_cells, plan_problem
from desktop.services.office import Office
from desktop.services.rota_forecast import Turns, keep_forecast, turns_after
from desktop.services.rota_opening import opening_balances
from desktop.services.rota_posts import post_ids
from desktop.services.rota_source import DRAFT, StoredCell, rota_office, stored_cells
from desktop.storage.unit_of_work import Changed, Work

HORIZON, LOOK_BACK = 12, 12  # months planned ahead, and months of history that count
POLL = 0.1  # seconds
Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """A month planned. `status` as in `roster.Roster`; `cells` of the month only; `words` tell why there are none."""

    month: date
    status: str
    seconds: float
    bands_seconds: float | None
    cells: tuple[Cell, ...]
    unfilled: tuple[tuple[date, str], ...]
    proof: dict[str, Proof]
    widened: tuple[Widening, ...]
    breaches: tuple[Breach, ...]
    conflict: tuple[str, ...]
    words: str
    changed: Changed | None = None
    relaxations: tuple[Relaxation, ...] = ()


def first_of(month: date) -> date:
    return month.replace(day=1)


def last_of(month: date) -> date:
    return add_months(first_of(month), 1) - timedelta(1)


def build_problem(connection: Connection, centre: str, month: date) -> Problem:
    """The months from this one on: served and published cells are history or locked, and so are locked drafts."""
    start = first_of(month)
    stored = stored_cells(connection, add_months(start, -LOOK_BACK), add_months(start, HORIZON) - timedelta(1))
    done = [one for one in stored if one.published or one.cell.day < start]
    locks = [one.cell for one in stored if one.locked and not one.published and one.cell.day >= start]
    office = rota_office(connection, centre)
    return plan_problem(
        office, start, months=HORIZON, done=[one.cell for one in done], charged=[one.charged for one in done],
        locks=locks, opening=opening_balances(connection, office, add_months(start, -LOOK_BACK)),
    )  # fmt: skip


def plan_month(
    office: Office, *, month: date, seconds: float = 60, seed: int = 0, partial: bool = False,
    report: Report | None = None, cancelled: Callable[[], bool] = lambda: False,
    wanted: Callable[[], bool] = lambda: True,
) -> Plan:  # fmt: skip
    """Plan in a child process and keep the month as draft, as one deed; past and published days stay as they are.

    `report` hears of the progress; once `cancelled` says so, the best so far is taken, and kept if still `wanted`.
    `partial` leaves cells empty rather than give up. When nothing fits, nothing is kept and `words` tell why.
    """
    office.require("duty", Action.ADD)
    month, begun = first_of(month), monotonic()
    with office.read() as connection:
        problem = build_problem(connection, office.centre, month)
        stored = stored_cells(connection, month, last_of(month))
    _require_people(problem)
    roster = search(Planning(problem, seconds, seed=seed, partial=partial), report, cancelled)
    cells = _with_past(month_cells(roster.cells, month), stored, office.today)
    later = turns_after(problem, roster.cells, last_of(month))
    changed = _keep(office, month, cells, later) if roster.found and wanted() else None
    breaches = tuple(check(problem, roster.cells, roster.unfilled)) if roster.found else ()
    return Plan(
        month, roster.status, monotonic() - begun, roster.bands_seconds, cells if roster.found else (),
        tuple(hole for hole in roster.unfilled if month <= hole[0] <= last_of(month)), roster.proof, roster.widened,
        breaches, roster.conflict, roster.words, changed, roster.relaxations,
    )  # fmt: skip


def _require_people(problem: Problem) -> None:
    if not problem.people:
        raise Refused("还没有可以排班的人", "在工作人员台账里填好“值班组”", code="no_people")


def search(planning: Planning, report: Report | None, cancelled: Callable[[], bool]) -> Roster:
    planning.start()
    told: Progress | None = None
    while True:
        try:
            return planning.result(POLL)
        except TimeoutError:
            pass
        latest = planning.poll()
        if report and latest and latest != told:
            told = latest
            report(latest)
        if cancelled():
            planning.cancel()
            return planning.result()


def _with_past(cells: Iterable[Cell], stored: Iterable[StoredCell], today: date) -> tuple[Cell, ...]:
    """The plan for days to come; days that are past keep what was there."""
    past = [one.cell for one in stored if one.cell.day < today]
    return tuple(sorted({*past, *(cell for cell in cells if cell.day >= today)}))


def _keep(office: Office, month: date, cells: Iterable[Cell], later: Turns) -> Changed:
    """Make the drafts of the month equal to the plan, touching only what differs."""
    with office.work("plan", f"排{month.month}月值班") as work:
        connection, wanted = work.connection(), set(cells)
        ids = post_ids(connection)
        for one in stored_cells(connection, month, last_of(month)):
            if one.cell in wanted:
                wanted.discard(one.cell)
            elif not one.published:
                work.remove(work.get(Duty, one.id))
        _add(work, sorted(wanted), ids)
        keep_forecast(work, month, later)
        return work.commit()


def _add(work: Work, cells: Iterable[Cell], post_ids: dict[str, str]) -> None:
    for cell in cells:
        values = {"date": cell.day, "post_id": post_ids[cell.post], "staff_id": cell.person}
        work.add(Duty, {**values, "charged_id": cell.person, "state": DRAFT})
