"""What a backup holds, told before anything is overwritten: when, whose, how much of each ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.ledgers import catalogue
from desktop.services.backups import BackupInfo
from desktop.storage import restore
from desktop.storage.backup_file import centre_of
from desktop.storage.home import Home


@dataclass(frozen=True, slots=True)
class BackupLook:
    """`lines` are (words, value) as a person reads them; `ledgers` (label, records), the fullest first; `own`: of this
    centre."""

    info: BackupInfo
    own: bool
    lines: Sequence[tuple[str, str]]
    ledgers: Sequence[tuple[str, int]]


def look(home: Home, *, file: Path) -> BackupLook:
    """The whole file is read and its checksums compared; no password is needed. Refused: no_file, backup_damaged, …"""
    info = restore.inspect(file)
    own = home.keys.exists() and centre_of(home.keys.read_bytes()) == info.centre
    counted = ledger_counts(info)
    records = sum(number for _, number in counted)
    return BackupLook(info, own, _lines(info, own, records, there=home.exists()), counted)


def ledger_counts(info: BackupInfo) -> list[tuple[str, int]]:
    """Records of each ledger that a person sees; what the program keeps for itself is not told."""
    shown = {model.__tablename__: model.ledger.label for model in catalogue().values() if not model.ledger.hidden}
    counted = [(label, info.tables.get(table, 0)) for table, label in shown.items()]
    return sorted(((label, number) for label, number in counted if number), key=lambda one: -one[1])


def _lines(info: BackupInfo, own: bool, records: int, *, there: bool) -> list[tuple[str, str]]:
    whose = info.name or ("本中心" if own else "旧版备份，没有写明")
    if there and not own:
        whose += "（不是这台电脑上的中心）"
    size = f"{info.bytes / (1 << 20):,.1f} MB"
    return [("备份时间", f"{info.at.astimezone():%Y-%m-%d %H:%M}　{info.label}"), ("中心", whose),
            ("内容", f"{records:,} 条记录　{size}　已核对，文件完好")]  # fmt: skip
