"""After an absence: the least change to the rota that stands, proposed first and taken only when somebody says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from time import monotonic

from sqlalchemy import Connection, func, select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.duty import Duty
from desktop.roster.planning import Planning
from desktop.roster.problem import Cell, Previous, Problem
from desktop.roster.year_view import add_months, plan_problem
from desktop.services.office import Office
from desktop.services.rota_opening import opening_balances
from desktop.services.rota_plan import HORIZON, LOOK_BACK, Report, first_of, search
from desktop.services.rota_posts import post_ids, post_key, post_label, posts_of
from desktop.services.rota_source import CHANGED, DRAFT, PUBLISHED, StoredCell, rota_office, stored_cells
from desktop.storage.unit_of_work import Changed, Work

CHANGE_COST = 1000  # a lost cell weighs more than any unfairness that one turn can bring
Slot = tuple[date, str]


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the difference: who leaves a cell (or nobody) and who comes (or nobody), by id and name."""

    day: date
    post: str
    post_label: str
    leaves: str = ""
    comes: str = ""
    leaves_name: str = ""
    comes_name: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """`proved`: no smaller change exists. `words` tell why there is none; `seen` guards against a rota that moved."""

    moves: Sequence[Move]
    proved: bool
    seconds: float
    words: str
    found: bool
    unfilled: Sequence[Slot] = ()
    seen: frozenset[tuple[str, str]] = frozenset()


def build_replan(connection: Connection, office: Office) -> tuple[Problem, list[StoredCell]]:
    """From the first of this month to the last planned month: what stood before today and locked cells stay."""
    start, months = first_of(office.today), _months(connection, office)
    here, rota = _standing(connection, start, months), rota_office(connection, office.centre)
    past = stored_cells(connection, add_months(start, -LOOK_BACK), start - timedelta(1))
    problem = plan_problem(
        rota, start, months=months, done=[one.cell for one in past], charged=[one.charged for one in past],
        locks=[one.cell for one in here if one.locked and one.cell.day >= office.today],
        opening=opening_balances(connection, rota, add_months(start, -LOOK_BACK)),
    )  # fmt: skip
    known = {person.key for person in problem.people}
    cells = frozenset(one.cell for one in here if one.cell.person in known)
    return _as_it_was(replace(problem, previous=Previous(cells, office.today, CHANGE_COST)), cells, office.today), here


def _months(connection: Connection, office: Office) -> int:
    """How many months from this one on are planned. Refused no_plan."""
    newest: date | None = connection.scalar(select(func.max(Duty.date)))
    if newest is None or newest < office.today:
        raise Refused("今天以后还没有排班", "先排班", code="no_plan")
    return min(HORIZON, (newest.year - office.today.year) * 12 + newest.month - office.today.month + 1)


def _standing(connection: Connection, start: date, months: int) -> list[StoredCell]:
    return stored_cells(connection, start, add_months(start, months) - timedelta(1))


def _as_it_was(problem: Problem, cells: Iterable[Cell], today: date) -> Problem:
    """Days that are over need exactly whom they had."""
    had: dict[str, dict[date, int]] = defaultdict(dict)
    for day, post in problem.needs:
        if day < today:
            had[post][day] = 0
    for cell in cells:
        if cell.day < today:
            had[cell.post][cell.day] = had[cell.post].get(cell.day, 0) + 1
    posts = tuple(replace(post, need_on=dict(post.need_on) | had[post.key]) for post in problem.posts)
    return replace(problem, posts=posts)


def propose_replan(
    office: Office, *, seconds: float = 30, seed: int = 0, partial: bool = False,
    report: Report | None = None, cancelled: Callable[[], bool] = lambda: False,
) -> Proposal:  # fmt: skip
    """The smallest change that makes the rota from today on whole again; nothing is kept yet."""
    office.require("duty", Action.CHANGE)
    begun = monotonic()
    with office.read() as connection:
        problem, stored = build_replan(connection, office)
        labels = {post_key(post): post_label(post) for post in posts_of(connection)}
    roster = search(Planning(problem, seconds, seed=seed, partial=partial), report, cancelled)
    seen = frozenset((one.id, one.cell.person) for one in stored)
    if not roster.found:
        return Proposal((), False, monotonic() - begun, roster.words, False, seen=seen)
    names = {person.key: person.name for person in problem.people}
    moves = _moves([one.cell for one in stored if one.cell.day >= office.today],
                   [cell for cell in roster.cells if cell.day >= office.today], labels, names)  # fmt: skip
    proved = roster.status == "optimal" or roster.changes_seconds is not None
    return Proposal(moves, proved, monotonic() - begun, roster.words, True, roster.unfilled, seen)


def _moves(
    before: Iterable[Cell], after: Iterable[Cell], labels: Mapping[str, str], names: Mapping[str, str]
) -> list[Move]:
    old, new = set(before), set(after)
    leaving, coming = _by_slot(old - new), _by_slot(new - old)
    found = []
    for day, post in sorted(leaving.keys() | coming.keys()):
        gone, come = leaving.get((day, post), []), coming.get((day, post), [])
        for place in range(max(len(gone), len(come))):
            one, other = (side[place] if place < len(side) else "" for side in (gone, come))
            found.append(Move(day, post, labels[post], one, other, names.get(one, ""), names.get(other, "")))
    return found


def _by_slot(cells: Iterable[Cell]) -> dict[Slot, list[str]]:
    found: dict[Slot, list[str]] = defaultdict(list)
    for cell in sorted(cells):
        found[cell.day, cell.post].append(cell.person)
    return found


def take_replan(office: Office, *, proposal: Proposal) -> Changed:
    """Keep what was proposed, as one deed; refused when somebody changed the rota in between."""
    office.require("duty", Action.CHANGE)
    with office.work("replan", f"按最少改动重排 {len(proposal.moves)} 处") as work:
        connection = work.connection()
        stored = _standing(connection, first_of(office.today), _months(connection, office))
        if frozenset((one.id, one.cell.person) for one in stored) != proposal.seen:
            raise Refused("排班刚被别人改过", "重新算一次再采用", code="stale")
        ids = post_ids(connection)
        records = {one.cell: one.id for one in stored}
        for move in proposal.moves:
            _make(work, move, records, ids, published=_month_published(stored, move.day))
        return work.commit()


def _month_published(stored: Iterable[StoredCell], day: date) -> bool:
    return any(one.published for one in stored if (one.cell.day.year, one.cell.day.month) == (day.year, day.month))


def _make(work: Work, move: Move, records: Mapping[Cell, str], ids: Mapping[str, str], *, published: bool) -> None:
    if move.leaves:
        duty = work.get(Duty, records[Cell(move.day, move.post, move.leaves)])
        if not move.comes:
            work.remove(duty)
            return
        state = CHANGED if duty.state != DRAFT else DRAFT
        work.change(duty, {"staff_id": move.comes, "charged_id": move.comes, "state": state})
        return
    work.add(Duty, {"date": move.day, "post_id": ids[move.post], "staff_id": move.comes, "charged_id": move.comes,
                    "state": PUBLISHED if published else DRAFT})  # fmt: skip
