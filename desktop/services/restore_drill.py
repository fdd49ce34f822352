"""A restore drill: a backup is brought back beside the data, opened, compared row by row, and thrown away again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from desktop.services.backups import BackupInfo
from desktop.storage import backup_file, changes, keys, migrations, restore
from desktop.storage.engine import storage_errors
from desktop.storage.home import Home
from desktop.storage.logical import differing, dump_digests
from desktop.storage.store import Store

_WORK = ".drill-"
_UNDONE = "演练没有做成，现在的资料没有动"


@dataclass(frozen=True, slots=True)
class Drill:
    """`differs` names tables that came back otherwise; `broken` counts entries of the log that do not hold."""

    info: BackupInfo
    tables: int
    differs: tuple[str, ...]
    entries: int
    broken: int
    seconds: float

    @property
    def ok(self) -> bool:
        return not self.differs and not self.broken


def drill(home: Home, *, file: Path, login: str = "", password: str = "", code: str = "") -> Drill:
    """Whether this backup could save the centre: restored into an encrypted folder of its own inside `home` (which may
    be open, or empty as on another PC), opened like a centre, its log walked along. `code` stands for login and
    password. Refused as a restore is."""
    begun = perf_counter()
    with storage_errors(_UNDONE), _workplace(home) as work:
        found: list[bytes] = []
        back = Home(work / "back")
        info = restore.restore(file, back, unlock=lambda staged: _note(found, _key(staged, login, password, code)),
                               newest_schema=migrations.newest(migrations.STEPS))  # fmt: skip
        packed = work / "packed"
        packed.mkdir()
        backup_file.unpack(file, packed)
        here = dump_digests(packed / backup_file.DATABASE, found[0])
        differs = differing(here, dump_digests(back.database, found[0]))
        verdict = _opened(back, found[0])
    return Drill(info, len(here), tuple(differs), verdict.entries, len(verdict.broken), perf_counter() - begun)


def _key(staged: Home, login: str, password: str, code: str) -> bytes:
    if code:
        return keys.unlock_with_recovery(staged, code=code)
    return keys.unlock(staged, user=login, password=password)


def _note(found: list[bytes], key: bytes) -> bytes:
    found.append(key)
    return key


def _opened(back: Home, key: bytes) -> changes.Verdict:
    """Opened by the program of today, which brings an older one up to date."""
    store = Store.open(back, key)
    try:
        with store.read() as connection:
            return changes.verify(connection)
    finally:
        store.close()


@contextmanager
def _workplace(home: Home) -> Iterator[Path]:
    home.prepare()
    for left in home.path.glob(f"{_WORK}*"):
        shutil.rmtree(left, ignore_errors=True)
    work = Path(tempfile.mkdtemp(dir=home.path, prefix=_WORK))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
