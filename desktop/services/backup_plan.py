"""The daily backup: at what time, to which folder and second place; made while the desk is idle, missed ones told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.services import backups
from desktop.services.backups import FOLDER, BackupInfo
from desktop.services.office import Office
from desktop.services.scope import SECOND_BACKUP
from desktop.services.settings import put_setting, read_setting
from desktop.storage import backup, backup_file
from desktop.storage.engine import storage_errors
from desktop.storage.unit_of_work import Changed

PLAN = "backup_plan"  # setting: {"at": "12:00", "second": "/media/stick/备份"}
NOON = time(12)
GRACE = timedelta(minutes=30)
"""How long after its moment a backup is merely waiting for a quiet desk, and not missed."""


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """Daily `at`; `folder` "" means the data folder; `second` is a stick or another disk, "" for none."""

    at: time = NOON
    folder: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a planned backup did: `second` is False when the second place was not there, None when there is none."""

    info: BackupInfo
    second: bool | None


def read_plan(office: Office) -> BackupPlan:
    held = read_setting(office, key=PLAN, default={})
    return BackupPlan(
        time.fromisoformat(held.get("at", NOON.isoformat())), read_setting(office, key=FOLDER, default=""),
        held.get("second", ""),
    )  # fmt: skip


def change_plan(office: Office, *, at: time, folder: str = "", second: str = "") -> Changed:
    """The folder must be there; the second place need not be: a stick is not always plugged in."""
    office.require("system", Action.CHANGE)
    _require_place("folder", folder, there=True)
    _require_place("second", second, there=False)
    main = Path(folder) if folder else office.store.home.backups
    if second and Path(second) == main:
        raise Refused("第二处和第一处是同一个文件夹", "第二处选U盘或另一块硬盘", field="second", code="same_place")
    with office.work("change_setting", "修改备份安排") as work:
        put_setting(work, FOLDER, folder)
        put_setting(work, PLAN, {"at": f"{at:%H:%M}", "second": second})
        return work.commit()


def planned_moment(now: datetime, at: time) -> datetime:
    """The last moment a backup was planned for, at or before `now`."""
    today = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return today if today <= now else today - timedelta(days=1)


def overdue(office: Office) -> datetime | None:
    """The planned moment that no backup has followed, here or at the second place while that is there; None when
    there is nothing to make up for, or nothing is kept here yet.
    """
    if not office.store.home.keys.exists():
        return None
    return _overdue(office, backups.made_at(office)) or _second_overdue(office)


def missed_words(office: Office, made: Sequence[datetime] | None = None) -> str:
    """`错过了昨天 12:00 的备份`; "" when none was missed, or there never was one (that is told by itself)."""
    made, now = backups.made_at(office) if made is None else made, office.now().astimezone()
    moment = _overdue(office, made) if made else None
    if moment is None or now - moment < GRACE:
        return ""
    return f"错过了{backups.moment_words(moment, now)} 的备份"


def state_line(office: Office) -> tuple[str, str]:
    """(words, tone) for the status bar: a missed backup before how old the last one is."""
    made = backups.made_at(office)
    state, missed = backups.backup_state(office, made), missed_words(office, made)
    if missed and state.tone == "green":
        return missed, "amber"
    return missed or state.line, state.tone


def back_up_planned(office: Office) -> Planned:
    """The backup of the day, in its folder (in the data folder while that is not there) and at the second place."""
    plan = read_plan(office)
    chosen = Path(plan.folder) if plan.folder else office.store.home.backups
    place = chosen if chosen.is_dir() else office.store.home.backups
    held = _overdue(office, backups.made_at(office)) is None and _second_overdue(office) is not None
    made = backups.backups(office)[0] if held else backups.back_up(office, folder=place, label="定时")
    return Planned(made, copy_to_second(office, info=made) if plan.second else None)


def copy_to_second(office: Office, *, info: BackupInfo) -> bool:
    """A verified copy at the second place, thinned there too; False when the place is not there now."""
    second = Path(read_plan(office).second)
    if not second.is_absolute() or not second.is_dir():
        return False
    with storage_errors("备份没有抄到第二处"):
        backup_file.duplicate(info.path, second)
        backup.thin(second, office.store.home)
    with office.work("backup", "备份到第二处") as work:
        put_setting(work, SECOND_BACKUP, info.at.isoformat())
        work.commit()
    return True


def second_at(office: Office) -> datetime | None:
    """When the second place last got a backup."""
    noted: Any = read_setting(office, key=SECOND_BACKUP)
    return datetime.fromisoformat(noted) if noted else None


def _overdue(office: Office, made: Sequence[datetime]) -> datetime | None:
    moment = planned_moment(office.now().astimezone(), read_plan(office).at)
    return None if made and max(made) >= moment else moment


def _second_overdue(office: Office) -> datetime | None:
    """A second place that is there now and has no copy since the planned moment: the copy failed, or a stick came."""
    plan, last = read_plan(office), second_at(office)
    moment = planned_moment(office.now().astimezone(), plan.at)
    there = bool(plan.second) and Path(plan.second).is_dir() and (last is None or last < moment)
    return moment if there and any(info.at >= moment for info in backups.backups(office)) else None


def _require_place(field: str, place: str, *, there: bool) -> None:
    if place and not Path(place).is_absolute():
        raise Refused("文件夹要写全，从盘符或根目录写起", "点右边的按钮选一个文件夹", field=field, code="no_folder")
    if place and there and not Path(place).is_dir():
        raise Refused(f"没有文件夹“{Path(place).name}”", "先建好文件夹，或选另一个", field=field, code="no_folder")
