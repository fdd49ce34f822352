"""Power cut: the system calls of saving are recorded, crash images built of them, unsynced writes dropped or torn."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from shutil import rmtree

from bench._safety import strace
from bench._safety.centre import CHEAP, LOGIN, PASSWORD, copied, reopened, settled
from bench._safety.disk import ACK, Disk, calls
from bench._safety.tally import Tally, Trial
from desktop.services import records
from desktop.storage import engine, keys
from desktop.storage.home import Home

SAVES_PER_IMAGES = 20  # one save recorded for so many images
MOST_SAVES, PASSWORD_EVERY = 150, 15


def run(trial: Trial) -> Tally:
    tally = Tally(skipped=strace.missing())
    if tally.skipped:
        return tally
    key = template(trial.folder / "template")
    live, log = trial.folder / "live", trial.folder / "calls.log"
    saves = min(MOST_SAVES, max(12, trial.count // SAVES_PER_IMAGES))
    copied(trial.folder / "template", live, key).store.close()
    disk = Disk(live)
    if strace.traced(lambda: work(live, key, saves, trial), ["-e", f"trace={strace.CALLS}"], log) != 0:
        raise RuntimeError("the worker failed")
    recorded = list(calls(log))
    dice = trial.dice()
    cuts = sorted(dice.randrange(len(recorded)) for _ in range(trial.count))
    for number, call in enumerate(recorded):
        while cuts and cuts[0] == number:
            cuts.pop(0)
            tally.tried += 1
            one_image(disk, trial.folder / "image", key, dice, tally, number)
        disk.feed(call)
    tally.facts = {"system_calls": len(recorded), "saves": saves, "acknowledged": len(disk.acknowledged)}
    if len(disk.acknowledged) < saves:
        tally.lose(f"only {len(disk.acknowledged)} of {saves} saves were recorded")
    return tally


def template(folder: Path) -> bytes:
    office, _ = settled(folder)
    office.store.close()
    return office.store.key


def work(live: Path, key: bytes, saves: int, trial: Trial) -> None:
    """Save, acknowledge, change the password now and then; in the child that is recorded."""
    if trial.sabotage:
        engine._PRAGMAS = tuple(one.replace("synchronous = FULL", "synchronous = OFF") for one in engine._PRAGMAS)
    acks = os.open(live.parent / "acks", os.O_WRONLY | os.O_CREAT)
    office = reopened(live, key)
    password = PASSWORD
    for number in range(saves):
        values = {"name": "汤月娥", "note": "记" * (number * 37 % 900)}
        made = records.add_record(office, ledger="people", values=values, distinct=True)
        os.write(acks, ACK + made.ids("people")[0].encode() + b"\n")
        if number % PASSWORD_EVERY == PASSWORD_EVERY - 1:
            new = f"made-up-{number}-7788"
            keys.change_password(office.store.home, user=LOGIN, old=password, new=new, cost=CHEAP)
            os.write(acks, ACK + b"password " + new.encode() + b"\n")
            password = new


def one_image(disk: Disk, folder: Path, key: bytes, dice: Random, tally: Tally, number: int) -> None:
    mode = disk.image(folder, dice)
    try:
        if wrong := judged(folder, key, disk.acknowledged):
            tally.lose(f"cut at call {number} ({mode}): {wrong}")
    finally:
        rmtree(folder)


def judged(folder: Path, key: bytes, acknowledged: list[str]) -> str:
    """What is corrupt, lost or half in an image, in words."""
    home = Home(folder)
    try:
        with engine.file_connection(home.database, key) as connection:
            if (told := connection.execute("PRAGMA quick_check").fetchall()) != [("ok",)]:
                return f"corrupt: {told[:1]}"
            stored = {row[0] for row in connection.execute("SELECT id FROM people")}
            logged = {row[0] for row in connection.execute(
                "SELECT record FROM changes WHERE ledger = 'people' AND kind = 'added'")}  # fmt: skip
            found = {row[0] for row in connection.execute("SELECT record FROM lookup_row WHERE ledger = 'people'")}
    except Exception as error:  # noqa: BLE001 - whatever the driver raises, the image cannot be read
        return f"corrupt: {error}"
    if lost := [one for one in acknowledged if " " not in one and one not in stored]:
        return f"{len(lost)} acknowledged lost"
    if stored ^ logged or stored ^ found:
        return "a record without its log entry or its look-up words"
    return password_lost(home, key, [one.split()[1] for one in acknowledged if " " in one])


def password_lost(home: Home, key: bytes, told: list[str]) -> str:
    """The key file is whole and opens with the last password that was said to be changed, or the one on its way."""
    last = told[-1] if told else PASSWORD
    coming = f"made-up-{(len(told) + 1) * PASSWORD_EVERY - 1}-7788"
    for password in (last, coming):
        home.attempts.unlink(missing_ok=True)
        try:
            if keys.unlock(home, user=LOGIN, password=password) == key:
                return ""
        except Exception as error:  # noqa: BLE001 - refused or unreadable
            wrong = f"{type(error).__name__}"
    return f"no password opens the keys: {wrong}"
