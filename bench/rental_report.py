"""The rental report over a county: compared with a count done another way, then timed. One JSON line.

    python bench/rental_report.py --county FOLDER

The other count reads plain columns of the tables and knows nothing of the report's queries and indexes.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from county import open_county
from sqlalchemy import select

from desktop.domain.reporting import duties
from desktop.domain.tenancy import Span
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.calendars import calendar_of
from desktop.services.office import Office
from desktop.services.rental_report import read_rental_report

FIRST, LAST, ROUNDS = date(2026, 7, 1), date(2026, 9, 20), 7


def main() -> None:
    office = open_county(Path(sys.argv[sys.argv.index("--county") + 1]))
    report = read_rental_report(office, first=FIRST, last=LAST)
    wanted = plain_count(office)
    differing = {key: (report.figure(key), number) for key, number in wanted.items() if report.figure(key) != number}
    assert not differing, differing
    assert report.proved
    assert wanted["persons"]
    taken, spent = zip(*(timed(office) for _ in range(ROUNDS)), strict=True)
    print(json.dumps({"load": round(os.getloadavg()[0], 1), "persons": wanted["persons"], "equal": len(wanted),
                      "median_ms": round(statistics.median(taken)), "least_ms": round(min(taken)),
                      "processor_ms": round(statistics.median(spent))}))  # fmt: skip


def plain_count(office: Office) -> Counter[str]:
    counted: Counter[str] = Counter()
    with office.store.read() as connection:
        caps = {row.id: row.cap for row in connection.execute(select(Room.id, Room.cap))}
        people = {row.id: row for row in connection.execute(select(Person.id, Person.sex, Person.reason))}
        hazards = connection.scalars(select(House.hazard)).all()
        stays = connection.execute(select(Stay.room_id, Stay.person_id, Stay.checkin, Stay.checkout, Stay.reported_in,
                                          Stay.reported_out, Stay.exempt)).all()  # fmt: skip
        calendar = calendar_of(connection)
    counted.update(houses=len(hazards), rooms=len(caps), hazards=sum(one not in (None, "00") for one in hazards))
    living = [one for one in stays if one.checkin <= LAST and (one.checkout is None or one.checkout > LAST)]
    inside = Counter(one.room_id for one in living)
    counted.update(persons=len({one.person_id for one in living}), let=len(inside))
    counted["overfull"] = sum(caps[room] is not None and number > caps[room] for room, number in inside.items())
    counted["arrived"] = sum(FIRST <= one.checkin <= LAST for one in stays)
    counted["left"] = sum(one.checkout is not None and FIRST <= one.checkout <= LAST for one in stays)
    recent = [one for one in stays if one.checkout is None or one.checkout > LAST - timedelta(60)]
    counted["overdue"] = sum(duty.late_on(LAST) for one in recent for duty in duties(
        Span(one.checkin, one.checkout), calendar, reported_in=one.reported_in, reported_out=one.reported_out,
        exempt=one.exempt))  # fmt: skip
    for person in {one.person_id for one in living}:
        counted.update((f"sex:{people[person].sex or ''}", f"reason:{people[person].reason or ''}"))
    return counted


def timed(office: Office) -> tuple[float, float]:
    begun, used = time.perf_counter(), time.process_time()
    read_rental_report(office, first=FIRST, last=LAST)
    return (time.perf_counter() - begun) * 1000, (time.process_time() - used) * 1000


if __name__ == "__main__":
    main()
