"""What a roster pays for: empty cells, changes to the plan, turns outside the bands, unmet wishes, pairs apart."""

from __future__ import annotations

from datetime import date

from desktop.roster.fairness import Fairness
from desktop.roster.model import RosterModel
from desktop.roster.problem import UNFILLED_COST, WantedPair
from desktop.roster.rules.kind import SoftKind
from desktop.roster.table import Table


def cost_unfilled(table: Table) -> int:
    return UNFILLED_COST * sum(
        max(0, need - len(table.holders.get(slot, ()))) for slot, need in table.problem.needs.items()
    )


def price_unfilled(model: RosterModel) -> None:
    for hole in model.holes.values():
        model.linear.price(hole, UNFILLED_COST)


def cost_changes(table: Table) -> int:
    previous = table.problem.previous
    return previous.change_cost * len(previous.cells - table.cells) if previous else 0


def price_changes(model: RosterModel) -> None:
    if not (previous := model.problem.previous):
        return
    for cell in sorted(previous.cells):
        model.linear.offset += previous.change_cost
        if cell in model.turns:
            model.linear.price(model.turns[cell], -previous.change_cost)


def cost_fairness(table: Table) -> int:
    fairness = Fairness(table.problem)
    counts = fairness.counts(table.cells)
    return sum(
        counter.weight * fairness.band(counter.key, person.key).outside(counts[counter.key][person.key])
        for counter in table.problem.counters
        for person in table.problem.people
    )


def price_fairness(model: RosterModel) -> None:
    """A pair of slacks for each person of a counter: turns below the band, turns above it."""
    for counter in model.problem.counters:
        for person in model.problem.people:
            if turns := model.counted.get((counter.key, person.key)):
                band = model.fairness.band(counter.key, person.key)
                below, above = model.linear.whole(0, band.low), model.linear.whole(0, len(turns))
                model.linear.add([*turns, below, above], band.low, band.high, coefs=[*[1] * len(turns), 1, -1])
                model.linear.price(below, counter.weight)
                model.linear.price(above, counter.weight)
            else:
                model.linear.offset += counter.weight * model.fairness.band(counter.key, person.key).low


def cost_wishes(table: Table) -> int:
    return sum(
        wish.weight
        for person in table.problem.people
        for wish in person.wishes
        if wish.on != _granted(table.posts_of(person.key, wish.day), wish.post)
    )


def _granted(held: set[str], post: str | None) -> bool:
    return bool(held) if post is None else post in held


def price_wishes(model: RosterModel) -> None:
    for person in model.problem.people:
        for wish in person.wishes:
            posts = None if wish.post is None else frozenset((wish.post,))
            model.linear.offset += wish.weight if wish.on else 0
            for served in model.served(person.key, wish.day, posts):
                model.linear.price(served, -wish.weight if wish.on else wish.weight)


def cost_pairs(table: Table) -> int:
    return sum(
        pair.weight
        for pair in table.problem.wanted_pairs
        for day in table.problem.days
        for here, there in (_held(table, pair, day),)
        if here != there
    )


def _held(table: Table, pair: WantedPair, day: date) -> tuple[object, object]:
    """What each of the two holds, as far as the scope compares it: the posts, or whether they serve at all."""
    posts = [table.posts_of(person, day) for person in pair.people]
    return (posts[0], posts[1]) if pair.scope == "same_post" else (bool(posts[0]), bool(posts[1]))


def price_pairs(model: RosterModel) -> None:
    for pair in model.problem.wanted_pairs:
        for day in model.problem.days:
            _price_apart(model, pair, day)


def _price_apart(model: RosterModel, pair: WantedPair, day: date) -> None:
    """A switch that is on when what the two hold differs that day."""
    held = [dict(model.held.get((person, day), ())) for person in pair.people]
    posts = sorted(held[0].keys() | held[1].keys())
    if not posts:
        return
    apart = model.linear.boolean()
    scopes = [frozenset((post,)) for post in posts] if pair.scope == "same_post" else [frozenset(posts)]
    for scope in scopes:
        one, other = (model.served(person, day, scope) for person in pair.people)
        for here, there in ((one, other), (other, one)):
            coefs = [1] * len(here) + [-1] * len(there) + [-1]
            model.linear.add([*here, *there, apart], None, 0, coefs=coefs)
    model.linear.price(apart, pair.weight)


UNFILLED = SoftKind("unfilled", "空缺", cost_unfilled, price_unfilled)
CHANGES = SoftKind("changes", "改动最少", cost_changes, price_changes)
FAIRNESS = SoftKind("fairness", "公平", cost_fairness, price_fairness)
WISHES = SoftKind("wishes", "个人意愿", cost_wishes, price_wishes)
PAIRS = SoftKind("pairs", "最好排在一起", cost_pairs, price_pairs)
