"""Useless backups: restore drills compared by logical dump, thinning over three years, a missed backup noticed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from shutil import copyfile, rmtree
from typing import Any
from unittest.mock import patch

from bench._safety.centre import LOGIN, PASSWORD, copied, difference, dump, opened, settled
from bench._safety.deeds import DEEDS, Day
from bench._safety.tally import Tally, Trial
from desktop.services import audit, backups
from desktop.services.office import Office
from desktop.storage import backup, restore
from desktop.storage.backup_file import BackupInfo
from desktop.storage.home import Home

CALENDARS_EVERY = 20  # one simulated calendar of three years for so many drills
SIGNED_IN: dict[str, list[Any]] = {"changes": [], "log_head": []}
"""What the sign-in after the restore, and the note of the backup itself, add."""


def run(trial: Trial) -> Tally:
    tally = Tally()
    office, code = settled(trial.folder / "template")
    office.store.close()
    with ExitStack() as broken:
        if trial.sabotage:
            broken.enter_context(patch.object(backup, "_copy", copy_of_the_file))
            broken.enter_context(patch.object(backup, "_require_faithful", lambda *given: None))
            broken.enter_context(patch.object(backup, "kept", lambda found: found[: backup.LAST]))
        for number in range(trial.count):
            dice = Random(f"{trial.seed}/{number}")
            tally.tried += 1
            if wrong := drill(trial, office.store.key, code, number, dice):
                tally.lose(f"drill {number}: {wrong}")
            if number % CALENDARS_EVERY == 0 and (wrong := three_years(dice)):
                tally.lose(f"calendar {number}: {wrong}")
            tally.facts["calendars"] = tally.facts.get("calendars", 0) + (number % CALENDARS_EVERY == 0)
    return tally


def copy_of_the_file(engine: Any, key: bytes, copy: Path, on_progress: Any) -> dict[str, object]:
    """The fault to be caught: the database file of an open centre is copied as it lies there."""
    copyfile(str(engine.url.database), copy)
    with backup.file_connection(copy, key) as connection:
        return {"schema": 2, "tables": backup.table_counts(connection)}


def drill(trial: Trial, key: bytes, code: str, number: int, dice: Random) -> str:
    """Work, back up, work on; the backup, brought back elsewhere, is the centre of that moment."""
    folder = trial.folder / f"drill{number}"
    office = copied(trial.folder / "template", folder / "here", key)
    work(office, dice, folder)
    before = dump(office, whole=True)
    file = backups.back_up(office, folder=folder / "stick").path
    work(office, dice, folder)
    office.store.close()
    there = Home(folder / ("here" if dice.random() < 0.5 else "there"))
    try:
        back = restored(there, file, code if dice.random() < 0.5 else "")
        wrong = difference({**before, **SIGNED_IN}, {**dump(back, whole=True), **SIGNED_IN})
        wrong = wrong or ("" if audit.verify_log(back).ok else "the log is broken") or noticed(back, dice)
        back.store.close()
    except Exception as error:  # noqa: BLE001 - a backup that cannot be brought back is what is looked for
        wrong = f"{type(error).__name__} {error}"
    rmtree(folder)
    return wrong


def work(office: Office, dice: Random, folder: Path) -> None:
    day = Day(office, dice, folder)
    for _ in range(dice.randint(1, 6)):
        day.do(dice.choice(DEEDS))


def restored(home: Home, file: Path, code: str) -> Office:
    restore.inspect(file)
    if code:
        backups.restore_with_code(home, file, code=code)
    else:
        backups.restore_with_password(home, file, login=LOGIN, password=PASSWORD)
    return opened(home.path)


def noticed(office: Office, dice: Random) -> str:
    """A day without a backup is amber, a week red, and less is neither; whatever day it is."""
    made = backups.back_up(office).at
    hours = dice.uniform(0, 24 * 20)
    later = made.replace(tzinfo=None) + timedelta(hours=hours)
    tone = backups.backup_state(replace(office, now=lambda: later)).tone
    wanted = "green" if hours <= 24 else "amber" if hours <= 24 * 7 else "red"
    return "" if tone == wanted else f"{hours:.0f} hours without a backup are {tone}"


def three_years(dice: Random) -> str:
    """Backups on most days, some twice, thinned after each: of all that were made the last 10 are kept, and the newest
    of each of the last 14 days, 8 weeks and 36 months that had one.
    """
    day, made, present = datetime(2026, 1, 1, 9, tzinfo=UTC), list[datetime](), list[BackupInfo]()
    for number in range(3 * 365):
        for _ in range(dice.choice((0, 1, 1, 1, 2))):
            at = day + timedelta(days=number, minutes=dice.randrange(600))
            if made and at <= made[-1]:
                continue
            made.append(at)
            present = backup.kept([BackupInfo(Path(f"{at:%Y%m%d%H%M}"), 1, at, "", "c", 1, {}), *present])
    kept = {info.at for info in present}
    for name, wanted in owed(made):
        if missing := wanted - kept:
            return f"{name}: {len(missing)} are missing"
    return "" if len(kept) <= backup.LAST + 14 + 8 + 36 else f"{len(kept)} are kept"


def owed(made: list[datetime]) -> Iterator[tuple[str, set[datetime]]]:
    """What must still be there, written here by hand."""
    yield "last", set(made[-10:])
    for name, pattern, number in (("days", "%Y-%m-%d", 14), ("weeks", "%G-%V", 8), ("months", "%Y-%m", 36)):
        yield name, set(list({at.strftime(pattern): at for at in made}.values())[-number:])
