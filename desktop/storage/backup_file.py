"""The format of a backup: one stored (not compressed) zip of manifest, key file and encrypted database."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from desktop.errors import Refused
from desktop.storage.files import move_into_place, sync_file
from desktop.storage.keyfile import KeyFile

FORMAT = "zhuangding-backup/1"
SUFFIX = ".zdbak"
MANIFEST, KEYS, DATABASE = "manifest.json", "keys.json", "centre.db"
_LARGEST_SMALL_FILE = 1 << 20
_BROKEN = (
    AttributeError,
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)


@dataclass(frozen=True)
class BackupInfo:
    """What a backup says of itself, nothing personal; `centre` tells one centre's from another's, `name` names it."""

    path: Path
    bytes: int
    at: datetime
    label: str
    centre: str
    schema: int
    tables: dict[str, int]
    name: str = ""

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


def centre_of(keys: bytes) -> str:
    return hashlib.sha256(KeyFile.parse(keys).salt.encode()).hexdigest()[:16]


def write(path: Path, database: Path, keys: bytes, about: dict[str, Any]) -> None:
    """Write the backup beside its final name, prove it by reading it back, then move it into place."""
    part = path.with_name(path.name + ".part")
    digests = {DATABASE: _digest(database.open("rb")), KEYS: hashlib.sha256(keys).hexdigest()}
    manifest = {"format": FORMAT, "centre": centre_of(keys), **about, "sha256": digests}
    try:
        with part.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
                archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False))
                archive.writestr(KEYS, keys)
                archive.write(database, DATABASE)
            file.flush()
            os.fsync(file.fileno())
        verify(part)
        move_into_place(part, path)
    finally:
        part.unlink(missing_ok=True)


def read_info(path: Path) -> BackupInfo:
    """The manifest only: quick, for lists. Refused: backup_foreign, backup_newer, backup_damaged."""
    with _archive(path) as archive:
        told = _manifest(archive)
        at = datetime.fromisoformat(told["at"])
        tables = {str(name): int(count) for name, count in told["tables"].items()}
        size = path.stat().st_size
        label, centre, name = str(told["label"]), str(told["centre"]), str(told.get("name", ""))
        return BackupInfo(path, size, at, label, centre, int(told["schema"]), tables, name)


def verify(path: Path) -> BackupInfo:
    """Read every byte and compare the checksums."""
    info = read_info(path)
    with _archive(path) as archive:
        digests = _manifest(archive)["sha256"]
        if hashlib.sha256(_small(archive, KEYS)).hexdigest() != digests[KEYS]:
            raise damaged(path)
        if _digest(archive.open(DATABASE)) != digests[DATABASE]:
            raise damaged(path)
    return info


def duplicate(path: Path, folder: Path) -> Path:
    """The same backup once more in `folder`, read back before it gets its name; one that is there already stays."""
    there = folder / path.name
    if there.exists():
        return there
    part = there.with_name(there.name + ".part")
    try:
        shutil.copyfile(path, part)
        sync_file(part)
        verify(part)
        move_into_place(part, there)
    finally:
        part.unlink(missing_ok=True)
    return there


def unpack(path: Path, folder: Path) -> None:
    """Put key file and database (and nothing else, whatever the archive holds) into `folder`."""
    with _archive(path) as archive:
        (folder / KEYS).write_bytes(_small(archive, KEYS))
        with archive.open(DATABASE) as packed, (folder / DATABASE).open("wb") as file:
            shutil.copyfileobj(packed, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())


def damaged(path: Path) -> Refused:
    return Refused(f"备份文件 {path.name} 已损坏", "换另一个备份文件", code="backup_damaged")


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    if path.is_dir() or (path.exists() and not zipfile.is_zipfile(path)):
        raise Refused(f"{path.name} 不是本程序的备份，或已损坏", "换另一个备份文件", code="backup_foreign")
    try:
        with zipfile.ZipFile(path) as archive:
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in archive.infolist()):
                raise damaged(path)  # ours are stored as they are; a small file cannot unpack into a huge one
            yield archive
    except _BROKEN as error:
        raise damaged(path) from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # a directory that points before the beginning of the file
            raise
        raise damaged(path) from error


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    name = Path(str(archive.filename)).name
    try:
        told: dict[str, Any] = json.loads(_small(archive, MANIFEST))
        kind = str(told["format"])
    except (KeyError, TypeError) as error:
        raise Refused(f"{name} 不是本程序的备份", "换另一个备份文件", code="backup_foreign") from error
    if kind != FORMAT and kind.startswith("zhuangding-backup/"):
        raise Refused(f"{name} 是更新版本的程序做的备份", "先升级本程序，再恢复", code="backup_newer")
    if kind != FORMAT:
        raise Refused(f"{name} 不是本程序的备份", "换另一个备份文件", code="backup_foreign")
    return told


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST_SMALL_FILE:
        raise zipfile.BadZipFile(name)
    return archive.read(name)


def _digest(opened: IO[bytes]) -> str:
    digest = hashlib.sha256()
    with opened as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
