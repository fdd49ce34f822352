"""Plans a month inside a longer fairness: builds the problem from what a centre keeps, takes one month's cells out.

Everything before the first day is past: its turns are the history that fair shares are filled up above, and rules
look back at its last weeks. Cells already published further on are locked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.roster.fairness import Fairness
from desktop.roster.problem import Cell, Counter, Person, Post, Problem, Rule, Served, days_from

LOOK_BACK = timedelta(42)  # days before the start that are shown to the rules
HOLIDAY, NIGHT, RESTDAY, TOTAL = 400, 300, 200, 100  # weight of a turn outside its band, most important first


@dataclass(frozen=True, slots=True)
class Office:
    """What a centre's rota is made of, whatever the month. `kind_of` gives the day kind of any date."""

    name: str
    posts: tuple[Post, ...]
    people: tuple[Person, ...]
    rules: tuple[Rule, ...]
    counters: tuple[Counter, ...]
    kind_of: Callable[[date], str]
    excuse_leave_from_days: int = 1
    provisional_from: date | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Posts whose turns are shared out together (值班 = day and night)."""

    key: str
    label: str
    posts: tuple[str, ...]


def fair_counters(families: Iterable[Family], posts: Iterable[Post]) -> tuple[Counter, ...]:
    """Holidays, nights, rest days and total of each family, in order of importance; without the empty ones."""
    by_key = {post.key: post for post in posts}
    made = [counter for family in families for counter in _counters(family, by_key)]
    return tuple(sorted(made, key=lambda counter: -counter.weight))


def plan_problem(
    office: Office,
    month: date,
    *,
    months: int = 12,
    done: Collection[Cell] = (),
    since: date | None = None,
    history: Mapping[str, Mapping[str, Served]] | None = None,
    locks: Iterable[Cell] = (),
) -> Problem:
    """The problem of `months` months from the month of `month` on. `done` are all cells served or published, of any
    date; those from `since` on (default: a year back) count as history, unless `history` is given outright."""
    start = month.replace(day=1)
    days = days_from(start, (add_months(start, months) - start).days)
    if history is None:
        history = ledger(office, since or add_months(start, -12), start, done)
    known = _known(office, done)
    fixed = {*known, *_known(office, locks)}
    return Problem(
        name=f"{office.name}{start.year}年{start.month}月",
        start=start,
        days=days,
        calendar={day: office.kind_of(day) for day in days},
        posts=office.posts,
        people=office.people,
        rules=office.rules,
        counters=office.counters,
        locks=frozenset(cell for cell in fixed if start <= cell.day <= days[-1]),
        before=frozenset(cell for cell in known if start - LOOK_BACK <= cell.day < start),
        history=history,
        history_until=start - timedelta(1),
        excuse_leave_from_days=office.excuse_leave_from_days,
        provisional_from=office.provisional_from,
    )


def ledger(office: Office, since: date, until: date, done: Iterable[Cell]) -> dict[str, dict[str, Served]]:
    """Turns and weight of each person and counter over the past [since, until); only days from the first turn on."""
    cells = [cell for cell in _known(office, done) if since <= cell.day < until]
    if not cells:
        return {}
    first = min(cell.day for cell in cells)
    days = days_from(first, (until - first).days)
    past = Problem(
        "",
        first,
        days,
        {day: office.kind_of(day) for day in days},
        office.posts,
        office.people,
        counters=office.counters,
        excuse_leave_from_days=office.excuse_leave_from_days,
    )
    fairness = Fairness(past)
    counts = fairness.counts(cells)
    found: dict[str, dict[str, Served]] = {}
    for counter in office.counters:
        weights = fairness.weights(counter)
        for person in weights.keys() | counts[counter.key].keys():
            turns = counts[counter.key][person]
            found.setdefault(person, {})[counter.key] = Served(turns, weights.get(person, 0))
    return found


def month_cells(cells: Iterable[Cell], month: date) -> tuple[Cell, ...]:
    return tuple(sorted(cell for cell in cells if (cell.day.year, cell.day.month) == (month.year, month.month)))


def add_months(first: date, months: int) -> date:
    """`first` is the first of a month."""
    years, month = divmod(first.month - 1 + months, 12)
    return first.replace(year=first.year + years, month=month + 1)


def _counters(family: Family, posts: Mapping[str, Post]) -> Iterable[Counter]:
    mine = [posts[key] for key in family.posts if key in posts]
    every, night = frozenset(post.key for post in mine), frozenset(post.key for post in mine if post.night)
    for kind, label, weight in (("holiday", "节假日", HOLIDAY), ("restday", "休息日", RESTDAY)):
        if any(post.need.get(kind) for post in mine):
            yield Counter(f"{family.key}.{kind}", f"{family.label}{label}", every, frozenset((kind,)), weight)
    if night and night != every:
        yield Counter(f"{family.key}.night", f"{family.label}夜班", night, None, NIGHT)
    if every:
        yield Counter(f"{family.key}.total", f"{family.label}总数", every, None, TOTAL)


def _known(office: Office, cells: Iterable[Cell]) -> list[Cell]:
    """Cells of people or posts that are gone since are not asked about."""
    posts, people = {post.key for post in office.posts}, {person.key for person in office.people}
    return [cell for cell in cells if cell.post in posts and cell.person in people]
