"""What every search on an instance shares: costs, a network a person, the rows met so far, and the clock."""

from __future__ import annotations

import time
from collections import defaultdict

from desktop.roster.curtois.costs import Costs, Floats, Row, costs
from desktop.roster.curtois.instance import Instance
from desktop.roster.curtois.network import Network
from desktop.roster.engines.answer import Stop


class Clock:
    """`seconds` from now on, unless `stop` is asked before."""

    def __init__(self, seconds: float, stop: Stop) -> None:
        self.begun, self.stop = time.perf_counter(), stop
        self.seconds = seconds

    def spent(self) -> float:
        return time.perf_counter() - self.begun

    def left(self) -> float:
        return self.seconds - self.spent()

    def past(self, until: float) -> bool:
        """Whether `until` seconds of the search are over, or all of it."""
        return self.stop.asked or self.spent() > min(until, self.seconds)


class Ground:
    """People are numbers in the order of the instance; `pool` has the rows known by person, the newest last."""

    def __init__(self, instance: Instance, clock: Clock) -> None:
        self.instance, self.clock = instance, clock
        self.costs: Costs = costs(instance)
        self.networks = [Network(instance, who) for who in instance.staff]
        self.pool: dict[int, dict[Row, None]] = defaultdict(dict)

    @property
    def people(self) -> range:
        return range(len(self.networks))

    def cheapest(self, person: int, duals: Floats) -> tuple[float, Row]:
        """What no row of the person costs less than when places pay `duals`, and a row: the cheapest, or nearly."""
        least, row = self.networks[person].cheapest(self.costs.reduced(person, duals))
        if row:
            self.pool[person].pop(row, None)
            self.pool[person][row] = None
        return least, row
