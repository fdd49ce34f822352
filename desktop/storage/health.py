"""What `check` and the health page say: findings in words, each with the next step."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from desktop.errors import Refused
from desktop.storage import engine
from desktop.storage.disks import require_local
from desktop.storage.home import Home

ENOUGH_SPACE = 2 << 30
OLDEST_BACKUP = timedelta(days=2)
_EARLIEST = 2026


@dataclass(frozen=True)
class Finding:
    """`words` says what is so, `step` what to do about it (empty when `ok`); `grave`: something is broken."""

    ok: bool
    words: str
    step: str = ""
    grave: bool = True


def gather(
    home: Home, open_engine: Engine, *, backups: Sequence[datetime], now: datetime, last_change: datetime | None
) -> list[Finding]:
    """All findings; `backups` are when verified ones were made, times carry their zone, `last_change` is the log's."""
    return [
        integrity(open_engine),
        library(driver.sqlite_version_info),
        disk(home),
        space(home.path),
        backup_age(backups, now),
        clock(now, last_change),
    ]


def integrity(open_engine: Engine) -> Finding:
    try:
        problems = engine.check(open_engine)
    except Refused as refused:
        return Finding(False, refused.cause, refused.step)
    if problems:
        return Finding(False, f"资料库有{len(problems)}处损坏", "不要继续录入，用最近的备份恢复")
    return Finding(True, "资料库完好")


def library(version: tuple[int, ...]) -> Finding:
    name = ".".join(map(str, version))
    if version < engine.OLDEST_SQLITE:
        return Finding(False, f"数据库组件 {name} 太旧，会损坏资料", "重新安装本程序")
    return Finding(True, f"数据库组件 {name}")


def disk(home: Home) -> Finding:
    try:
        require_local(home.path)
    except Refused as refused:
        return Finding(False, refused.cause, refused.step)
    return Finding(True, "资料在本机硬盘上")


def space(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    words = f"磁盘还有 {free / (1 << 30):.1f} GB 可用"
    return (
        Finding(True, words)
        if free >= ENOUGH_SPACE
        else Finding(False, words, "删去不用的文件，或换一个磁盘", grave=False)
    )


def backup_age(backups: Sequence[datetime], now: datetime) -> Finding:
    if not backups:
        return Finding(False, "还没有备份", "现在做一次备份，最好存到U盘", grave=False)
    age = now - max(backups)
    if age < -timedelta(hours=1):
        return Finding(False, "最近的备份日期在今天之后", "核对电脑的日期和时间")
    if age > OLDEST_BACKUP:
        return Finding(False, f"已{age.days}天没有备份", "现在做一次备份", grave=False)
    return Finding(True, f"最近的备份在{_ago(age)}")


def clock(now: datetime, last_change: datetime | None) -> Finding:
    behind = last_change is not None and now < last_change - timedelta(minutes=5)
    if behind or now.year < _EARLIEST:
        return Finding(False, f"电脑的时间是 {now:%Y-%m-%d %H:%M}，早于最近的记录", "核对电脑的日期和时间")
    return Finding(True, "电脑的时间正常")


def _ago(age: timedelta) -> str:
    hours = max(0, int(age.total_seconds() // 3600))
    return "1小时内" if hours < 1 else f"{hours}小时前"
