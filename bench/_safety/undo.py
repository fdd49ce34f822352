"""Wrong delete, wrong import: whatever up to 30 deeds did, undoing all of them leaves the centre as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from random import Random
from shutil import rmtree
from typing import Any
from unittest.mock import patch

from sqlalchemy import func, select

from bench._safety.centre import copied, difference, dump, settled
from bench._safety.deeds import DEEDS, Day, Deed, import_people, plan_again
from bench._safety.tally import Tally, Trial
from desktop.ledgers import Record
from desktop.ledgers.duty import Duty
from desktop.ledgers.posts import Post
from desktop.services import audit, undo
from desktop.services.office import Office
from desktop.storage.changes import EVENT, Change
from desktop.storage.unit_of_work import Work
from tests.rota_centre import OCTOBER, staffed

LONGEST = 30
PLANNED_EVERY = 20  # one sequence in so many looks for a new rota as well, which takes seconds
WHOLE = Work.set_back


def run(trial: Trial) -> Tally:
    tally, done = Tally(), Counter[str]()
    key = prepared(trial.folder / "template")
    for number in range(trial.count):
        folder = trial.folder / f"centre{number}"
        office = copied(trial.folder / "template", folder, key)
        dice = Random(f"{trial.seed}/{number}")  # its own: a failure is replayed alone
        day = Day(office, dice, folder)
        searched = [plan_again] if number % PLANNED_EVERY == PLANNED_EVERY - 1 else []
        wanted = [*(dice.choice(DEEDS) for _ in range(dice.randint(1, LONGEST - 1))), *searched]
        tally.tried += 1
        with patch.object(Work, "set_back", half_set_back) if trial.sabotage else nullcontext():
            if wrong := there_and_back(day, wanted, done):
                tally.lose(f"sequence {number}: {wrong}")
        office.store.close()
        rmtree(folder)
    tally.facts = {"deeds": sum(done.values()), "kinds_of_deed": len(done)}
    return tally


def prepared(folder: Path) -> bytes:
    """A settled centre with a planned month; closed, and its key."""
    office, _ = settled(folder)
    people, turns = list(staffed(office).values()), 0
    with office.work("import", "导入") as work:
        for post in work.session.scalars(select(Post).order_by(Post.row)):
            for day in (OCTOBER + timedelta(n) for n in range(31)):
                turns += 1
                who = people[turns % len(people)]
                values = {"date": day, "post_id": post.id, "staff_id": who, "charged_id": who, "state": "draft"}
                work.add(Duty, values)
        work.commit()
    office.store.close()
    return office.store.key


def half_set_back(work: Work, record: Record, stored: Mapping[str, Any]) -> None:
    """The fault to be caught: of what the log holds, the last field is forgotten."""
    WHOLE(work, record, dict(list(stored.items())[:-1]))


def there_and_back(day: Day, wanted: Sequence[Deed], done: Counter[str]) -> str:
    """What went wrong, in words; empty when everything came back, twice."""
    office, start, before = day.office, last_entry(day.office), dump(day.office)
    for deed in wanted:
        entry = last_entry(office)
        if day.do(deed) is None:
            continue
        done[deed.__name__] += 1
        if deed is import_people and deeds_since(office, entry) != 1:
            return "an import is not undone as one"
    after, count = dump(office), deeds_since(office, start)
    try:
        for _ in range(count):
            undo.undo(office)
        undone = dump(office)
        for _ in range(count):
            undo.redo(office)
    except Exception as error:  # noqa: BLE001 - a refusal or a fault: either way the promise is broken
        return f"{type(error).__name__} {error}"
    wrong = difference(before, undone) or difference(after, dump(office))
    return wrong or ("" if audit.verify_log(office).ok else "the log is broken")


def last_entry(office: Office) -> int:
    with office.store.read() as connection:
        return connection.scalar(select(func.max(Change.seq))) or 0


def deeds_since(office: Office, start: int) -> int:
    """How many deeds the log holds that changed records, from an entry on."""
    wanted = select(func.count(Change.batch.distinct())).where(Change.seq > start, Change.kind != EVENT)
    with office.store.read() as connection:
        return connection.scalar(wanted) or 0
