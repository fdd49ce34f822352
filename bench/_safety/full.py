"""Disk full, I/O errors, a stick pulled out: at any write, what was stored stays, and the person is told in Chinese."""

from __future__ import annotations

import json
import mmap
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from shutil import copytree, rmtree
from typing import Any

from bench._safety import strace
from bench._safety.centre import CHEAP, LOGIN, PASSWORD, ids, reopened, settled
from bench._safety.forks import in_child
from bench._safety.tally import Tally, Trial
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.services import audit, backups, case_drafts, exporting, records
from desktop.services.office import Office
from desktop.storage import backup_file, engine, keys
from desktop.storage.home import Home
from desktop.storage.unit_of_work import Changed, Work

CALLS = ("pwrite64", "pwrite64", "fsync", "fdatasync", "write", "ftruncate", "rename")
ERRORS = ("ENOSPC", "EIO")
NEW = "made-up-9911"
ON_TMPFS = 4  # one case in so many fills a small file system instead
LIMITED = 8  # and one in so many meets a limit on the size of files: all the others do where there is no strace
TOLD = ("disk_", "database_", "cannot_save", "file_unwritable")
BOARD = 1 << 20
SPARE_KB = 64 << 10


class Board:
    """Memory that a child shares with us: what it wrote there needs no system call, and so cannot fail."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, BOARD)

    def add(self, *told: str) -> None:
        self._memory.write((json.dumps(told) + "\n").encode())

    def lines(self) -> list[list[str]]:
        return [json.loads(line) for line in self._memory[:].rstrip(b"\0").splitlines()]


@dataclass(frozen=True)
class Place:
    """The centre of one case, and the folder that its backups go to."""

    home: Path
    stick: Path


def run(trial: Trial) -> Tally:
    tally, can_trace = Tally(), not strace.missing()
    tally.facts["traced"] = 0
    office, _ = settled(trial.folder / "template")
    case = register(office)
    office.store.close()
    for number in range(trial.count):
        dice = Random(f"{trial.seed}/{number}")
        small = number % ON_TMPFS == ON_TMPFS - 1 and may_mount()
        limited = not small and (not can_trace or number % LIMITED == 1)
        with small_disk(trial, dice) if small else plain_folder(trial) as place:
            copytree(trial.folder / "template", place.home, dirs_exist_ok=True)
            board, wished = Board(), [] if small or limited else fill(dice)
            work = working(place, office.store.key, case, board, sabotage=trial.sabotage)
            tally.facts["traced"] += bool(wished)
            if limited:
                most = 4096 + int(dice.random() ** 3 * 2 * Home(place.home).database.stat().st_size)
                in_child(lambda work=work, most=most: within(most, work))
            elif wished:
                strace.traced(work, wished, trial.folder / "inject.log")
            else:
                in_child(work)
            if small:
                grow(place)
            tally.tried += 1
            count(tally, board)
            for wrong in judged(place, office.store.key, board.lines()):
                tally.lose(f"fill point {number} ({' '.join(wished) or ('limit' if limited else 'tmpfs')}): {wrong}")
    return tally


def register(office: Office) -> str:
    from bench._safety.editors import case_number

    case_number(office)
    return ids(office, "disputes")[0]


def within(most: int, work: Callable[[], None]) -> None:
    """No file of this child grows past so many bytes: the write fails as on a full disk, without root or strace."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    work()


def fill(dice: Random) -> list[str]:
    """What strace is told: from the n-th call of a kind on, or once, it fails."""
    call, error, when = dice.choice(CALLS), dice.choice(ERRORS), 1 + int(300 * dice.random() ** 3)
    lasting = dice.choice(("+", ""))
    return ["-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={when}{lasting}"]


def working(place: Place, key: bytes, case: str, board: Board, *, sabotage: bool) -> Callable[[], None]:
    """An hour of work; each deed is done, refused with a code, or a fault."""

    def work() -> None:
        if sabotage:
            Work.commit = careless_commit  # type: ignore[method-assign]
        office: Office | None = None
        with suppress(Refused):
            office = reopened(place.home, key)
        if office is None:
            return board.add("refused", "open", "disk_")
        for name, deed in deeds(office, place, case):
            try:
                board.add("done", name, str(deed() or ""))
            except Refused as refused:
                board.add("refused", name, refused.code, str(refused))
            except Exception as error:  # noqa: BLE001 - the fault that is looked for
                board.add("fault", name, f"{type(error).__name__} {error}")

    return work


def careless_commit(work: Work) -> Changed:
    """The fault to be caught: an error of the disk is passed over, and "saved" is said."""
    try:
        return COMMIT(work)
    except Refused:
        return Changed(work.command.batch, work.command.label,
                       tuple((one.ledger.name, one.id, "added") for one in work._touched))  # fmt: skip


COMMIT = Work.commit


def deeds(office: Office, place: Place, case: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    for number in range(3):
        yield "add", lambda number=number: added(office, number)
    yield "draft", lambda: case_drafts.keep_draft(office, case=case, document="intake", data={"summary": "写到一半"})
    yield "backup", lambda: backups.back_up(office, folder=place.stick).path
    yield "password", lambda: keys.change_password(office.store.home, user=LOGIN, old=PASSWORD, new=NEW, cost=CHEAP)
    yield "export", lambda: exporting.export_ledger(
        office, ledger="people", file=place.stick / "out.csv", reason="报送"
    )  # fmt: skip
    for number in range(3, 6):
        yield "add", lambda number=number: added(office, number)


def added(office: Office, number: int) -> str:
    values = {"name": "汤月娥", "note": "记" * (200 * number)}
    return records.add_record(office, ledger="people", values=values, distinct=True).ids("people")[0]


def count(tally: Tally, board: Board) -> None:
    for kind, *_ in board.lines():
        tally.facts[kind] = tally.facts.get(kind, 0) + 1


def judged(place: Place, key: bytes, told: list[list[str]]) -> Iterator[str]:
    """What was lost, half or told wrongly, once the disk has room again."""
    for kind, name, *more in told:
        if kind == "fault":
            yield f"{name}: {more[0]}"
        if kind == "refused" and not more[0].startswith(TOLD):
            yield f"{name}: refused with {more[0]}"
    try:
        office = reopened(place.home, key)
    except Refused as refused:
        yield f"cannot be opened again: {refused.code}"
        return
    try:
        yield from stored(office, place, told)
    finally:
        office.store.close()


def stored(office: Office, place: Place, told: list[list[str]]) -> Iterator[str]:
    done = [(name, more[0]) for kind, name, *more in told if kind == "done"]
    if damage := engine.check(office.store.engine):
        yield f"damaged: {damage[0]}"
    if not audit.verify_log(office).ok:
        yield "the log is broken"
    lost = {value for name, value in done if name == "add"} - set(ids(office, "people"))
    if lost or len(ids(office, "people")) < 6:
        yield f"{len(lost)} saved people lost"
    for path in place.stick.glob("*"):
        if path.suffix == backup_file.SUFFIX:
            backup_file.verify(path)
        elif path.name != "out.csv":
            yield f"half a file is left: {path.suffix}"
    if not any(opens(office.store.home, one) for one in ((NEW,) if "password" in dict(done) else (PASSWORD, NEW))):
        yield "no password opens the keys"
    if not added(office, 9) or not office.may("rental", Action.SEE):
        yield "nothing can be saved afterwards"


def opens(home: Home, password: str) -> bool:
    home.attempts.unlink(missing_ok=True)
    try:
        return bool(keys.unlock(home, user=LOGIN, password=password))
    except Refused:
        return False


@cache
def may_mount() -> bool:
    """Root in a container may not, either: it is tried."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder]
        if os.geteuid() != 0 or not shutil.which("mount"):
            return False
        if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
            return False
        subprocess.run(["umount", "-l", folder], check=True)
    return True


@contextmanager
def plain_folder(trial: Trial) -> Iterator[Place]:
    folder = trial.folder / "case"
    place = Place(folder / "home", folder / "stick")
    place.home.mkdir(parents=True)
    place.stick.mkdir()
    yield place
    rmtree(folder)


@contextmanager
def small_disk(trial: Trial, dice: Random) -> Iterator[Place]:
    """A file system with room for the centre and a little more."""
    folder = trial.folder / "small"
    folder.mkdir()
    size = sum(path.stat().st_size for path in (trial.folder / "template").rglob("*")) // 1024
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size + 40 + int(4000 * dice.random() ** 2)}k", "none", str(folder)]
    subprocess.run(mount, check=True)
    try:
        (folder / "stick").mkdir()
        yield Place(folder / "home", folder / "stick")
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def grow(place: Place) -> None:
    subprocess.run(["mount", "-o", f"remount,size={SPARE_KB}k", str(place.home.parent)], check=True)
