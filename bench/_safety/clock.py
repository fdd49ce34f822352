"""Clock, zone, year: on any day, in any zone, nothing fails, no number comes twice, and no duty changes its day."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from unittest.mock import patch

from sqlalchemy import text

from bench._safety.centre import DAY, settled
from bench._safety.editors import case_number
from bench._safety.tally import Tally, Trial
from desktop.errors import Refused
from desktop.ledgers.duty import Duty
from desktop.ledgers.posts import Post
from desktop.services import backups, case_list, due, home, log_view, rota_month, staying
from desktop.services.office import Office
from tests.rota_centre import OCTOBER, staffed

ZONES = ("Asia/Shanghai", "UTC", "Pacific/Apia", "America/Los_Angeles")
EDGES = ((1, 1), (2, 28), (3, 1), (12, 31))
LEAP = [date(2024, 2, 29), date(2028, 2, 29), date(2032, 2, 29)]
SPECIAL = [date(year, month, day) for year in range(2024, 2036) for month, day in EDGES] + LEAP
AROUND = 400
NUMBERED_EVERY = 5


def run(trial: Trial) -> Tally:
    """Each case is a moment on some day in some zone; every day of -400…+400 has its turn in a full run."""
    tally = Tally()
    office, _ = settled(trial.folder / "centre")
    turns(office)
    stored = duty_days(office)
    days = [DAY + timedelta(n) for n in range(-AROUND, AROUND + 1)] + SPECIAL
    numbers: list[str] = []
    broken = patch.object(rota_month, "read_month", shifted) if trial.sabotage else nullcontext()
    with broken:
        for number in range(trial.count):
            dice = Random(f"{trial.seed}/{number}")
            day = days[number * 7919 % len(days)]
            when = datetime.combine(day, datetime.min.time()) + timedelta(seconds=dice.randrange(86_400))
            tally.tried += 1
            with zone(ZONES[number % len(ZONES)]):
                if wrong := one_moment(replace(office, now=lambda when=when: when), stored):
                    tally.lose(f"{when:%Y-%m-%d %H:%M} {ZONES[number % len(ZONES)]}: {wrong}")
                if number % NUMBERED_EVERY == 0:
                    numbers += registered(replace(office, now=lambda when=when: when), tally)
    for twice in {one for one in numbers if numbers.count(one) > 1}:
        tally.lose(f"{twice} was given twice")
    tally.facts = {"numbers": len(numbers), "zones": len(ZONES)}
    office.store.close()
    return tally


READ = rota_month.read_month


def shifted(office: Office, *, month: date) -> Any:
    """The fault to be caught: days are kept as moments of the zone at home."""
    view, west = READ(office, month=month), time.timezone > -8 * 3600
    back = timedelta(1 if west else 0)
    moved = [replace(one, cell=one.cell._replace(day=one.cell.day - back)) for one in view.cells]
    return replace(view, cells=moved)


def turns(office: Office) -> None:
    """A duty on every day of a month."""
    people = list(staffed(office).values())
    with office.work("import", "导入") as work:
        post = work.first(Post, key="night") or work.first(Post, key="day")
        assert post is not None
        for number in range(31):
            who = people[number % len(people)]
            work.add(Duty, {"date": OCTOBER + timedelta(number), "post_id": post.id, "staff_id": who,
                            "charged_id": who, "state": "draft"})  # fmt: skip
        work.commit()


def duty_days(office: Office) -> list[tuple[str, str]]:
    with office.store.read() as connection:
        return [(row[0], row[1]) for row in connection.execute(text("SELECT date, staff_id FROM duty ORDER BY id"))]


def one_moment(office: Office, stored: list[tuple[str, str]]) -> str:
    """What failed or moved, in words."""
    try:
        home.read_home(office)
        due.read_due(office)
        backups.backup_state(office)
        backups.findings(office)
        case_list.list_cases(office, which="all")
        with office.store.read() as connection:
            house = connection.scalar(text("SELECT id FROM houses LIMIT 1"))
        staying.staying(office, house=house, on=office.today)
        log_view.log_lines(replace(office, actor=replace(office.actor, roles=("auditor",))))
        seen = rota_month.read_month(office, month=OCTOBER)
    except Exception as error:  # noqa: BLE001 - a refusal too: nothing of this depends on the day
        return f"{type(error).__name__} {error}"
    shown = sorted((str(one.cell.day), one.cell.person) for one in seen.cells)
    return "" if shown == sorted(stored) and duty_days(office) == stored else "a duty stands on another day"


def registered(office: Office, tally: Tally) -> list[str]:
    try:
        return [case_number(office)]
    except Refused:
        return []
    except Exception as error:  # noqa: BLE001 - the fault that is looked for
        tally.lose(f"{office.today}: {type(error).__name__} {error}")
        return []


@contextmanager
def zone(name: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()
