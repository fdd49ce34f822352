"""备份与恢复: made, listed, brought back; how old the last one is; and the health of the data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from desktop.domain import dates
from desktop.services.office import Office
from desktop.services.scope import LAST_BACKUP
from desktop.services.settings import put_setting, read_setting
from desktop.storage import backup, health, keys, migrations, restore
from desktop.storage.backup_file import BackupInfo as BackupInfo
from desktop.storage.backup_file import centre_of
from desktop.storage.changes import Change
from desktop.storage.health import Finding
from desktop.storage.home import Home

FOLDER = "backup_folder"  # setting: where backups go besides the data folder
LAST = LAST_BACKUP
LATE, VERY_LATE = timedelta(hours=24), timedelta(days=7)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BackupState:
    """How the last backup stands: `tone` green, amber or red; `words` for the card, `line` for the status bar."""

    tone: str
    title: str
    words: str
    line: str


def back_up(
    office: Office, *, folder: Path | None = None, label: str = "手工", on_progress: Progress | None = None
) -> BackupInfo:
    """One verified backup in the centre's folder (or another); old ones there are thinned. `label` stands in clear."""
    place = folder or backup_folder(office)
    store = office.store
    now = office.now().astimezone()
    made = backup.make(store.engine, store.key, place, label=label, name=office.centre, on_progress=on_progress,
                       now=now)  # fmt: skip
    backup.thin(place, store.home)
    with office.work("backup", "备份") as work:
        put_setting(work, LAST, made.at.isoformat())
        work.commit()
    return made


def back_up_before(office: Office, *, what: str) -> BackupInfo | None:
    """Before something big (`what`: 导入), where it can always be done: the data folder. None without keys to keep."""
    home = office.store.home
    return back_up(office, folder=home.backups, label=f"{what}前") if home.keys.exists() else None


def backup_folder(office: Office) -> Path:
    chosen = read_setting(office, key=FOLDER, default="")
    return Path(chosen) if chosen else office.store.home.backups


def backups(office: Office) -> list[BackupInfo]:
    """This centre's backups in the data folder and the chosen folder, newest first."""
    home = office.store.home
    if not home.keys.exists():
        return []
    centre = centre_of(home.keys.read_bytes())
    found = {info.path: info for folder in {home.backups, backup_folder(office)} if folder.is_dir()
             for info in backup.listed(folder, centre=centre)}  # fmt: skip
    return sorted(found.values(), key=lambda info: info.at, reverse=True)


def made_at(office: Office) -> list[datetime]:
    """When verified backups were made, the last one wherever it went: a stick is not always there to be asked."""
    noted = read_setting(office, key=LAST)
    return [info.at for info in backups(office)] + ([datetime.fromisoformat(noted)] if noted else [])


def backup_state(office: Office, made: Sequence[datetime] | None = None) -> BackupState:
    """`made`: what `made_at` told, where it was asked already."""
    now = office.now().astimezone()
    found = made_at(office) if made is None else made
    if not found:
        return BackupState("red", "还没有备份", "现在做一次，最好存到U盘", "还没有备份")
    at = max(found).astimezone()
    age, when = now - at, moment_words(at, now)
    line = f"上次备份 {when} ・ 已核验"
    if age > VERY_LATE:
        return BackupState("red", f"已 {age.days} 天没有备份", f"上次 {when}", line)
    if age > LATE:
        return BackupState("amber", "该备份了", f"上次 {when} ・ 已核验", line)
    return BackupState("green", "备份正常", f"{when} ・ 已核验", line)


def moment_words(at: datetime, now: datetime) -> str:
    """`今天 09:30`, `昨天 17:05`, `9-20 08:00`."""
    days = (now.date() - at.date()).days
    day = {0: "今天", 1: "昨天"}.get(days) or dates.short(at.date(), now.date())
    return f"{day} {at:%H:%M}"


def restore_with_password(home: Home, file: Path, *, login: str, password: str) -> BackupInfo:
    """Bring a backup back into a home that nobody has open, proved by a password of that time."""
    return _restore(home, file, lambda staged: keys.unlock(staged, user=login, password=password))


def restore_with_code(home: Home, file: Path, *, code: str) -> BackupInfo:
    return _restore(home, file, lambda staged: keys.unlock_with_recovery(staged, code=code))


def _restore(home: Home, file: Path, unlock: Callable[[Home], bytes]) -> BackupInfo:
    return restore.restore(file, home, unlock=unlock, newest_schema=migrations.newest(migrations.STEPS))


def findings(office: Office) -> list[Finding]:
    """What is said of the stored data; asked by whoever has asked for the right already."""
    with office.read() as connection:
        newest = connection.scalar(select(Change.at).order_by(Change.seq.desc()).limit(1))
    last = datetime.fromisoformat(newest) if newest else None
    made, now = made_at(office), office.now().astimezone()
    return health.gather(office.store.home, office.store.engine, backups=made, now=now, last_change=last)
