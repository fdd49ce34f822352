"""健康: everything that is looked at, each line with what it is about and what to do; for the page and for `check`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desktop import faults
from desktop.domain.access import Action
from desktop.services import backup_plan, backups, machine
from desktop.services.office import Office
from desktop.storage import changes
from desktop.storage.health import Finding

STORAGE = ("资料库", "数据库组件", "存放位置", "磁盘空间", "备份", "电脑时间")
"""What the findings of `storage.health.gather` are about, in their order."""
SECOND_LATE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class HealthLine:
    """`what` it is about, and the finding."""

    what: str
    finding: Finding


def health_lines(office: Office) -> list[HealthLine]:
    """All lines, what is wrong first; for administrators."""
    office.require("system", Action.SEE)
    return every_line(office)


def every_line(office: Office) -> list[HealthLine]:
    """Also of a diagnosis that anybody may hand over: nothing in it is about a person."""
    found = [*zip(STORAGE, backups.findings(office), strict=True), ("日志", log(office)), ("备份安排", planned(office)),
             ("意外退出", crashed(office.store.home.path, office.now())), *machine.findings()]  # fmt: skip
    return sorted((HealthLine(what, finding) for what, finding in found), key=lambda line: line.finding.ok)


def log(office: Office) -> Finding:
    with office.store.read() as connection:
        verdict = changes.verify(connection)
    if verdict.ok:
        return Finding(True, f"日志完整，共 {verdict.entries:,} 条")
    return Finding(False, f"日志有 {len(verdict.broken)} 条对不上", "立即备份并报告管理员")


def planned(office: Office) -> Finding:
    """Whether the plan is kept to, and the second place was not forgotten."""
    plan, now = backup_plan.read_plan(office), office.now().astimezone()
    if missed := backup_plan.missed_words(office):
        return Finding(False, missed, "在概况里按“现在备份”；平时不要在备份前关机", grave=False)
    if plan.folder and not Path(plan.folder).is_dir():
        return Finding(False, "备份文件夹不在了，备份暂存在资料文件夹里", "接上那块盘，或另选备份文件夹", grave=False)
    if not plan.second:
        return Finding(False, "备份只存一处，硬盘坏了就没有了", "在备份安排里选U盘或另一块硬盘作第二处", grave=False)
    last = backup_plan.second_at(office)
    if last is None or now - last > SECOND_LATE:
        return Finding(False, "第二处七天没有新备份", "插上U盘，下次备份会自动抄一份", grave=False)
    return Finding(True, f"每天 {plan.at:%H:%M} 备份，存两处")


def crashed(home: Path, now: datetime) -> Finding:
    recent = [at for at in faults.crashes(home) if now - at < SECOND_LATE]
    if recent:
        words = f"最近七天程序意外退出 {len(recent)} 次，最近一次 {max(recent):%m-%d %H:%M}"
        return Finding(False, words, "导出诊断，交给管理员", grave=False)
    return Finding(True, "最近七天没有意外退出")
