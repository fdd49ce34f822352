"""Backups of the open database: made from one snapshot, proved by reopening, thinned by age."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from desktop.errors import Refused
from desktop.storage import backup_file
from desktop.storage.backup_file import SUFFIX, BackupInfo
from desktop.storage.engine import check, file_connection, open_engine, storage_errors, table_counts
from desktop.storage.files import make_folder
from desktop.storage.home import Home

Progress = Callable[[int, int], None]

LAST = 10
BUCKETS = (("%Y-%m-%d", 14), ("%G-%V", 8), ("%Y-%m", 36))  # newest of so many days, weeks, months
_UNDONE = "备份没有做成"
_WORK = ".backup-"
_PAGES = 4096


def make(
    engine: Engine,
    key: bytes,
    folder: Path,
    *,
    label: str,
    name: str = "",
    on_progress: Progress | None = None,
    now: datetime | None = None,
) -> BackupInfo:
    """One verified file in `folder` with the database and the key file, encrypted as they are.

    `label` (手工, 升级前) and `name` (the centre's) are stored in clear; `on_progress(done, total)` may raise to
    cancel. On failure nothing is left behind: Refused (disk_full, disk_error, disk_readonly, backup_unfaithful).
    """
    home = Home(Path(str(engine.url.database)).parent)
    at = now or datetime.now().astimezone()
    with storage_errors(_UNDONE), _workplace(home) as work:
        make_folder(folder)
        copy = work / backup_file.DATABASE
        about = {
            "at": at.isoformat(timespec="seconds"),
            "label": label,
            "name": name,
            **_copy(engine, key, copy, on_progress),
        }
        _require_faithful(copy, key, about["tables"])
        path = _free_name(folder, at)
        backup_file.write(path, copy, home.keys.read_bytes(), about)
        return backup_file.read_info(path)


def listed(folder: Path, *, centre: str = "") -> list[BackupInfo]:
    """Readable backups in `folder`, newest first; of one centre only if `centre` is given."""
    found = []
    for path in folder.glob(f"*{SUFFIX}"):
        with suppress(Refused, OSError):
            found.append(backup_file.read_info(path))
    found = [info for info in found if centre in ("", info.centre)]
    return sorted(found, key=lambda info: (info.at, info.path.name), reverse=True)


def thin(folder: Path, home: Home) -> list[Path]:
    """Delete this centre's backups except the last 10 and the newest of each day, week, month.

    Returns the deleted ones. Never touches other centres' files, damaged ones, or what others made.
    """
    mine = listed(folder, centre=backup_file.centre_of(home.keys.read_bytes()))
    gone = [info.path for info in mine if info not in kept(mine)]
    with storage_errors("旧备份没有清理"):
        for path in gone:
            path.unlink(missing_ok=True)
    return gone


def kept(newest_first: list[BackupInfo]) -> list[BackupInfo]:
    """Which to keep. Days with a backup are counted, not days gone by: a wrong clock deletes no more."""
    keep = {info.path for info in newest_first[:LAST]}
    for pattern, number in BUCKETS:
        newest: dict[str, Path] = {}
        for info in newest_first:
            newest.setdefault(info.at.strftime(pattern), info.path)
        keep.update(list(newest.values())[:number])
    return [info for info in newest_first if info.path in keep]


def _copy(engine: Engine, key: bytes, copy: Path, on_progress: Progress | None) -> dict[str, object]:
    """Copy page by page in one read transaction (others may go on writing); returns counts and schema."""
    pooled = engine.raw_connection()
    try:
        source = pooled.driver_connection
        assert source is not None
        source.execute("BEGIN")
        tables = table_counts(source)
        schema = source.execute("PRAGMA user_version").fetchone()[0]
        with file_connection(copy, key) as target:
            source.backup(target, pages=_PAGES, progress=_reporter(on_progress))
        return {"schema": schema, "tables": tables}
    finally:
        pooled.close()


def _reporter(on_progress: Progress | None) -> Callable[[int, int, int], None]:
    def report(_status: int, remaining: int, total: int) -> None:
        if on_progress is not None:
            on_progress(total - remaining, total)

    return report


def _require_faithful(copy: Path, key: bytes, tables: object) -> None:
    engine = open_engine(copy, key)
    try:
        problems = check(engine)
        with file_connection(copy, key) as connection:
            problems += [] if table_counts(connection) == tables else ["row counts differ"]
    finally:
        engine.dispose()
    if problems:
        raise Refused("备份与资料库不一致，没有保留", "先检查资料库，再备份", code="backup_unfaithful")


@contextmanager
def _workplace(home: Home) -> Iterator[Path]:
    """A folder inside the home (all in it is encrypted); what a killed run left is swept first."""
    _sweep(home.path.glob(f"{_WORK}*"))
    work = Path(tempfile.mkdtemp(dir=home.path, prefix=_WORK))
    try:
        yield work
    finally:
        _sweep([work])


def _sweep(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _free_name(folder: Path, at: datetime) -> Path:
    stem = f"桩钉备份-{at:%Y%m%d-%H%M%S}"
    names = (f"{stem}{extra}{SUFFIX}" for extra in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(folder / name for name in names if not (folder / name).exists())
