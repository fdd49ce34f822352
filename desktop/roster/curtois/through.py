"""What a person's roster costs at least when it has a given shift on a given day, for every day and shift at once."""

from __future__ import annotations

import numpy as np

from desktop.roster.curtois.network import EVERY, Floats, Network


def through(network: Network, price: Floats) -> Floats:
    """Shape (days, shifts of the instance), inf where impossible; prices have that shape too. Shifts that are alike
    share the way and differ by their price."""
    prices, _ = network.alike.cheapest(price)
    layers = network.forward(prices)
    found = np.full(price.shape, np.inf)
    ahead = np.broadcast_to(np.where(network.grid.ends, 0.0, np.inf), network.shape)
    for day in range(network.days - 1, -1, -1):
        by_kind = network.by_run(layers[day] + ahead).min(axis=tuple(range(1, len(network.shape) + 1)))
        for kind, shifts in enumerate(network.alike.kinds):
            if np.isfinite(by_kind[kind]):
                found[day, shifts] = by_kind[kind] - prices[day, kind] + price[day, shifts]
        if day:
            ahead = _behind(network, day, ahead, prices[day])
    return found


def _behind(network: Network, day: int, ahead: Floats, prices: Floats) -> Floats:
    """From the least price after `day`, by state, to that after the day before."""
    work = network.work_states
    behind = np.full(network.shape, np.inf)
    behind[work:-1] = ahead[work + 1 :]
    behind[-1] = ahead[-1]
    for state in network.may_end(day):
        behind[state] = ahead[work]
    if network.can_work[day]:
        _behind_work(network, day, (behind, ahead), prices)
    return behind


def _behind_work(network: Network, day: int, states: tuple[Floats, Floats], prices: Floats) -> None:
    behind, ahead = states
    gone_on, before = network.by_run(ahead), network.by_run(behind)
    ready = {network.shape[0] - 1, *([network.work_states + day - 1] if day < network.rests else [])}
    for kind, price in enumerate(prices):
        source, target = network.cuts[day, kind, True]
        begun = gone_on[kind, 0][target] + price
        for state in ready:
            np.minimum(behind[state][source], begun, out=behind[state][source])
        source, target = network.cuts[day, kind, False]
        later = gone_on[kind, 1:][(EVERY, *target)] + price
        for other in network.before[kind]:
            place = before[other, :-1][(EVERY, *source)]
            np.minimum(place, later, out=place)
