"""Made-up rooms and who lives in them: most let, a few over-full, a few reports still open, as on any day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from desktop.services.sample_people import Invented

SIZES = (3, 4, 4, 6, 6, 8, 8, 12, 18)  # rooms of a house, as shares
CAPS = {16: 2, 18: 2, 20: 3, 22: 3, 24: 4}  # square metres: persons
TOGETHER = ((1, 2, 3, 4), (48, 47, 4, 1))  # persons in a room, of a hundred let rooms
IN_USE, STOPPED = "1", "2"
SINCE = 400  # days

Values = dict[str, Any]


def made_up_rooms(made: Invented, houses: Sequence[str], count: int) -> Iterator[Values]:
    """`count` rooms of houses small and large, numbered by floor; a house is inspected as a whole."""
    sizes = cycle(SIZES)
    weights = [next(sizes) for _ in houses]
    dealt = [*houses, *made.random.choices(houses, weights, k=count - len(houses))]
    rounds = {house: made.day_ahead(365, late=0.004) for house in houses}
    taken = dict.fromkeys(houses, 0)
    for house in dealt[:count]:
        floor, on_floor = divmod(taken[house], 6)
        taken[house] += 1
        area = made.random.choice(list(CAPS))
        yield {
            "house_id": house, "room": f"{floor + 1}{on_floor + 1:02d}", "floor": floor + 1, "beds": CAPS[area],
            "cap": CAPS[area], "area": area, "status": STOPPED if made.random.random() < 0.03 else IN_USE,
            "inspect_by": rounds[house],
        }  # fmt: skip


def made_up_stays(made: Invented, rooms: Sequence[str], people: Sequence[str]) -> Iterator[Values]:
    """Four of five people live somewhere now, alone or a few in a room; the others have left."""
    let = list(rooms)
    made.random.shuffle(let)
    beds = (room for room in cycle(let) for _ in range(made.random.choices(*TOGETHER)[0]))
    for place, person in enumerate(people):
        yield _left(made, made.random.choice(let), person) if place % 5 == 0 else _living(made, next(beds), person)


def _living(made: Invented, room: str, person: str) -> Values:
    checkin = made.day_within(SINCE)
    return _stay(room, person, checkin, None) | {"reported_in": _reported(made, checkin)}


def _left(made: Invented, room: str, person: str) -> Values:
    checkout = made.day_within(SINCE // 2)
    checkin = checkout - timedelta(days=made.random.randint(5, 200))
    return _stay(room, person, checkin, checkout) | {
        "reported_in": checkin + timedelta(days=1), "reported_out": _reported(made, checkout),
    }  # fmt: skip


def _stay(room: str, person: str, checkin: date, checkout: date | None) -> Values:
    until = checkin + timedelta(days=SINCE + 30)
    return {"room_id": room, "person_id": person, "checkin": checkin, "until": until, "checkout": checkout,
            "reason": "01"}  # fmt: skip


def _reported(made: Invented, day: date) -> date | None:
    """When it was reported; the last days' are open here and there, and very few are late."""
    days = (made.today - day).days
    still_open = made.random.random() < (0.25 if days < 3 else 0.02 if days < 8 else 0)
    return None if still_open else min(made.today, day + timedelta(days=1))
