"""Password guessing: the delay grows, and neither a restart nor a changed clock shortens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from bench._safety.centre import founded
from bench._safety.tally import Tally, Trial
from desktop.errors import Refused
from desktop.storage.attempts import FREE, LONGEST_WAIT, Attempts, wait_after
from desktop.storage.home import Home

DAY = 86_400.0


@dataclass
class Machine:
    """A PC: seconds since it was switched on, what its calendar says, and true seconds gone by."""

    up: float = 0.0
    wall: float = 1_790_000_000.0
    true: float = 0.0

    def uptime(self) -> float:
        return self.up

    def calendar(self) -> float:
        return self.wall

    def wait(self, seconds: float) -> None:
        self.up, self.wall, self.true = self.up + seconds, self.wall + seconds, self.true + seconds

    def restart(self) -> None:
        self.up = 0.0

    def set_clock(self, seconds: float) -> None:
        self.wall += seconds


def run(trial: Trial) -> Tally:
    """Each case is a burglar with a random plan: guess, wait, restart, turn the clock, start the program again."""
    tally = Tally()
    home = Home(trial.folder / "centre")
    founded(home.path).office.store.close()
    grows = [wait_after(failures) for failures in range(FREE, FREE + 5)]
    if sorted(set(grows)) != grows or wait_after(10**6) != LONGEST_WAIT:
        tally.leak(f"the delay does not grow: {grows}")
    for number in range(trial.count):
        home.attempts.unlink(missing_ok=True)
        tally.tried += 1
        dice, machine = Random(f"{trial.seed}/{number}"), Machine()
        clock = machine.calendar if trial.sabotage else machine.uptime
        if wrong := burgle(partial(Attempts, home.attempts, clock), machine, dice):
            tally.leak(f"burglar {number}: {wrong}")
    return tally


def burgle(door: Callable[[], Attempts], machine: Machine, dice: Random) -> str:
    """What the burglar gained, in words: a try before the wait of the failures so far was over."""
    failures, last = 0, 0.0
    for _ in range(80):
        move = dice.choice(("guess", "guess", "wait", "restart", "clock"))
        if move == "guess":
            try:
                door().admit("slot")
            except Refused:
                continue
            if failures and machine.true - last < wait_after(failures) - 1e-6:
                return f"try {failures + 1} after {machine.true - last:.0f} s of {wait_after(failures):.0f} s"
            failures, last = failures + 1, machine.true
            door().failed("slot")
        elif move == "wait":
            machine.wait(dice.uniform(0, 2 * wait_after(failures) + 5))
        elif move == "restart":
            machine.restart()
        else:
            machine.set_clock(dice.choice((-1, 1)) * dice.uniform(0, 400 * DAY))
    for _ in range(4):  # a restart may have to count the wait anew
        machine.wait(LONGEST_WAIT)
        try:
            door().admit("slot")
        except Refused:
            continue
        return ""
    return "the owner is shut out for ever"
