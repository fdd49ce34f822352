"""An instance of our own, and a way to make many small ones."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.roster.curtois.instance import Cover, Instance, Request, Shift, Staff, read_instance

MADE_UP = Path(__file__).resolve().parents[2] / "data" / "rosters" / "curtois_made_up" / "two_weeks.txt"


@pytest.fixture(scope="session")
def made_up_file() -> Path:
    return MADE_UP


@pytest.fixture(scope="session")
def made_up() -> Instance:
    return read_instance(MADE_UP.read_text(encoding="utf-8"))


class Maker:
    """Small random instances: every rule may bind, some people may have no row at all."""

    def __call__(self, seed: int, people: int = 1, days: int = 10) -> Instance:
        dice = random.Random(seed)
        shifts = self.shifts(dice)
        staff = tuple(self.staff(dice, f"P{number}", shifts, days) for number in range(people))
        keys = [shift.key for shift in shifts]
        requests = tuple(
            Request(dice.choice(staff).key, dice.randrange(days), dice.choice(keys), dice.randint(1, 4), on)
            for on in (True, False)
            for _ in range(2 * people)
        )
        cover = tuple(
            Cover(day, key, dice.randint(0, max(1, people // 2)), 20, 1) for day in range(days) for key in keys
        )
        return Instance(days, shifts, staff, requests, cover)

    def shifts(self, dice: random.Random) -> tuple[Shift, ...]:
        keys = "ABC"[: dice.randint(1, 3)]
        made = [Shift(key, dice.choice((420, 480, 480, 600)), frozenset()) for key in keys]
        return tuple(replace(each, not_next=frozenset(key for key in keys if dice.random() < 0.3)) for each in made)

    def staff(self, dice: random.Random, key: str, shifts: tuple[Shift, ...], days: int) -> Staff:
        least = dice.choice((0, 960, 1920))
        return Staff(
            key,
            {shift.key: dice.choice((0, 1, 2, days)) for shift in shifts},
            least + dice.choice((480, 960, 2400)),
            least,
            dice.randint(1, 5),
            dice.randint(1, 3),
            dice.randint(1, 3),
            dice.randint(0, 2),
            frozenset(dice.sample(range(days), dice.randint(0, 2))),
        )


@pytest.fixture(scope="session")
def make() -> Maker:
    return Maker()
