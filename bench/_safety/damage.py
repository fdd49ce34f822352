"""Damaged files: flipped bits, cut, zero pages, headers, pages of another place; found, told, never overwritten."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from random import Random
from shutil import copytree, rmtree
from unittest.mock import patch

from bench._safety.centre import LOGIN, PASSWORD, dump, now, settled
from bench._safety.forks import in_child
from bench._safety.tally import Tally, Trial
from desktop.errors import Refused
from desktop.services import backups, sign_in
from desktop.storage import engine, health
from desktop.storage.home import Home

PAGE = 4096
RESTORED_EVERY = 10  # of so many copies one is replaced by a backup
BATCH = 25  # copies looked at by one child: a crash takes the whole batch with it
Harm = Callable[[bytearray, Random], None]


def run(trial: Trial) -> Tally:
    """Each case is one damaged copy, opened by a child process as a person would: sign in, then the health page."""
    tally = Tally()
    office, _ = settled(trial.folder / "template")
    backups.back_up(office, folder=trial.folder / "good")
    whole = dump(office, whole=True)
    office.store.close()
    for start in range(0, trial.count, BATCH):
        numbers = range(start, min(start + BATCH, trial.count))
        answers = in_child(lambda numbers=numbers: [one_copy(trial, number, whole) for number in numbers])
        tally.tried += len(numbers)
        if answers is None:
            tally.lose(f"copies {numbers.start}-{numbers.stop - 1}: the process died")
        for number, wrong in zip(numbers, answers or [], strict=False):
            if wrong:
                tally.lose(f"copy {number}: {wrong}")
    return tally


def one_copy(trial: Trial, number: int, whole: dict[str, list[object]]) -> str:
    """What was wrong with how a damaged copy was met; empty when it was found, told and kept."""
    dice, folder = Random(f"{trial.seed}/{number}"), trial.folder / f"copy{number}"
    home = Home(Path(copytree(trial.folder / "template", folder)))
    harm = dice.choice(HARMS)
    content = bytearray(home.database.read_bytes())
    harm(content, dice)
    home.database.write_bytes(content)
    with patch.object(engine, "check", lambda opened: []) if trial.sabotage else nullcontext():
        wrong = met(home, whole) or (replaced(trial, home) if number % RESTORED_EVERY == 0 else "")
    rmtree(folder)
    return f"{harm.__name__}: {wrong}" if wrong else ""


def met(home: Home, whole: dict[str, list[object]]) -> str:
    before = digest(home.database)
    try:
        office = sign_in.sign_in(home, login=LOGIN, password=PASSWORD, now=now)
    except Refused as refused:
        return offers_restore(refused.code, refused.step) or (
            "" if digest(home.database) == before else "refused, and yet written to"
        )  # fmt: skip
    except Exception as error:  # noqa: BLE001 - the fault that is looked for
        return f"{type(error).__name__} at the door"
    try:
        finding = health.integrity(office.store.engine)
        same = finding.ok and {**dump(office, whole=True), **MOVED} == {**whole, **MOVED}
    except Exception as error:  # noqa: BLE001 - the fault that is looked for
        return f"{type(error).__name__} behind the door"
    finally:
        office.store.close()
    return "" if same or "恢复" in finding.step else "not found"


def replaced(trial: Trial, home: Home) -> str:
    """A backup brought back instead keeps the damaged file as it is, beside."""
    before = digest(home.database)
    (file,) = (trial.folder / "good").iterdir()
    backups.restore_with_password(home, file, login=LOGIN, password=PASSWORD)
    kept = [digest(path) for path in home.path.glob("replaced-*/centre.db")]
    return "" if kept == [before] else "the damaged original was overwritten by the restore"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


MOVED: dict[str, list[object]] = {"changes": [], "log_head": [], "settings": []}
"""What signing in and the backup add."""


def offers_restore(code: str, step: str) -> str:
    found = code in ("database_damaged", "database_unreadable", "disk_error", "database_missing")
    return "" if found and step else f"refused with {code}"


def flip(content: bytearray, dice: Random) -> None:
    for _ in range(dice.choice((1, 1, 8))):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def cut(content: bytearray, dice: Random) -> None:
    del content[dice.randrange(1, len(content)) :]


def blank(content: bytearray, dice: Random) -> None:
    page = dice.randrange(len(content) // PAGE)
    content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)


def head(content: bytearray, dice: Random) -> None:
    at = dice.randrange(100)
    content[at : at + 8] = dice.randbytes(8)


def exchange(content: bytearray, dice: Random) -> None:
    one, other = (PAGE * page for page in dice.sample(range(len(content) // PAGE), 2))
    kept = content[one : one + PAGE]
    content[one : one + PAGE] = content[other : other + PAGE]
    content[other : other + PAGE] = kept


def scribble(content: bytearray, dice: Random) -> None:
    at = dice.randrange(len(content) - 600)
    content[at : at + 512] = dice.randbytes(512)


HARMS: tuple[Harm, ...] = (flip, flip, cut, blank, head, exchange, scribble)
