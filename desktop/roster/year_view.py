"""Plans a month inside a longer fairness: builds the problem from what a centre keeps, takes one month's cells out.

Everything before the first day is past: its turns are the history that fair shares are filled up above, and rules
look back at its last weeks. Cells already published further on are locked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from desktop.roster.fairness import Fairness
from desktop.roster.problem import Cell, Counter, Person, Post, Problem, Rule, Served, WantedPair, days_from

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
    weekdays: Mapping[str, frozenset[int]] = field(default_factory=dict)  # post: ISO weekdays it is needed on at all
    wanted_pairs: tuple[WantedPair, ...] = ()

    def posts_on(self, days: Iterable[date]) -> tuple[Post, ...]:
        """The posts, with nobody needed on the weekdays that are not theirs."""
        days = list(days)
        return tuple(self._on(post, self.weekdays[post.key], days) if post.key in self.weekdays else post
                     for post in self.posts)  # fmt: skip

    def _on(self, post: Post, weekdays: frozenset[int], days: Iterable[date]) -> Post:
        return replace(post, need_on={day: 0 for day in days if day.isoweekday() not in weekdays} | dict(post.need_on))


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
    charged: Collection[Cell] | None = None,
    opening: Mapping[str, Mapping[str, Served]] | None = None,
) -> Problem:
    """The problem of `months` months from the month of `month` on. `done` are all cells served or published, of any
    date; those from `since` on (default: a year back) count as history, unless `history` is given outright.

    Rules look at who sits (`done`), fairness at who was charged (`charged`, the same cells unless told otherwise);
    `opening` are turns and weights brought along from before the first stored day."""
    start = month.replace(day=1)
    days = days_from(start, (add_months(start, months) - start).days)
    if history is None:
        turns = done if charged is None else charged
        past = ledger(office, since or add_months(start, -12), start, turns)
        history = brought_along(past, opening or {}, sat_for_others(office, days, done, turns))
    known = _known(office, done)
    fixed = {*known, *_known(office, locks)}
    return Problem(
        name=f"{office.name}{start.year}年{start.month}月",
        start=start,
        days=days,
        calendar={day: office.kind_of(day) for day in days},
        posts=office.posts_on(days),
        people=office.people,
        rules=office.rules,
        counters=office.counters,
        wanted_pairs=office.wanted_pairs,
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
        office.posts_on(days),
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


def sat_for_others(
    office: Office, days: Iterable[date], sat: Iterable[Cell], charged: Iterable[Cell]
) -> dict[str, dict[str, int]]:
    """Person, counter: turns charged less turns sat on these days, where they differ (swaps leave fairness alone)."""
    span = set(days)
    calendar = {day: office.kind_of(day) for day in span}
    fairness = Fairness(Problem("", min(span), tuple(sorted(span)), calendar, office.posts, office.people,
                                counters=office.counters))  # fmt: skip
    here = [{cell for cell in _known(office, cells) if cell.day in span} for cells in (charged, sat)]
    plus, minus = (fairness.counts(cells - other) for cells, other in (here, here[::-1]))
    found: dict[str, dict[str, int]] = {}
    for counter in plus:
        for person in plus[counter].keys() | minus[counter].keys():
            if difference := plus[counter][person] - minus[counter][person]:
                found.setdefault(person, {})[counter] = difference
    return found


def brought_along(
    past: Mapping[str, Mapping[str, Served]],
    opening: Mapping[str, Mapping[str, Served]],
    differences: Mapping[str, Mapping[str, int]],
) -> dict[str, dict[str, Served]]:
    """Turns and weights from before, added up from all that is known."""
    found: dict[str, dict[str, Served]] = {}
    for person in past.keys() | opening.keys() | differences.keys():
        sources = [source.get(person, {}) for source in (past, opening)]
        more = differences.get(person, {})
        for counter in {key for source in (*sources, more) for key in source}:
            known = [source[counter] for source in sources if counter in source]
            turns = sum(one.turns for one in known) + more.get(counter, 0)
            found.setdefault(person, {})[counter] = Served(turns, sum(one.weight for one in known))
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
