"""Bringing a backup back: looked into first, exchanged as a whole; the former data are moved aside."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop.errors import Refused
from desktop.storage import backup_file
from desktop.storage.backup_file import BackupInfo
from desktop.storage.engine import check, file_connection, open_engine, storage_errors, table_counts
from desktop.storage.files import move_into_place, sync_folder, write_atomic
from desktop.storage.home import Home

Unlock = Callable[[Home], bytes]

_PENDING = "restore.json"
_STAGED = ".restore-"
_UNDONE = "恢复没有做成，原来的资料没有动"


def inspect(path: Path) -> BackupInfo:
    """Read the whole file and say what it holds; no key needed. Refused: no_file, backup_foreign, _damaged, _newer."""
    if not path.is_file():
        raise Refused(f"没有备份文件“{path.name}”", "核对文件名，U盘有没有拔掉", code="no_file")
    with storage_errors("备份文件没有读出来"):
        return backup_file.verify(path)


def restore(path: Path, home: Home, *, unlock: Unlock, newest_schema: int) -> BackupInfo:
    """Replace the data of `home` (closed, or not there yet) by a backup, all or nothing.

    `unlock` gets the staged data as a Home of its own and returns its key, e.g.
    `lambda staged: keys.unlock_with_recovery(staged, code=code)`. The old data go to `home/replaced-DATE`.
    """
    finish(home)
    with storage_errors(_UNDONE):
        info = inspect(path)
        home.prepare()
        for left in home.path.glob(f"{_STAGED}*"):
            shutil.rmtree(left, ignore_errors=True)
        staged = Home(Path(tempfile.mkdtemp(dir=home.path, prefix=_STAGED)))
        try:
            backup_file.unpack(path, staged.path)
            _require_sound(staged, _unlocked(staged, unlock), info, newest_schema)
        except BaseException:
            shutil.rmtree(staged.path, ignore_errors=True)
            raise
        _schedule(home, staged)
    finish(home)
    return info


def _unlocked(staged: Home, unlock: Unlock) -> bytes:
    """Tries are counted of the centre, not of a copy of it: no wait is threatened that nobody keeps."""
    try:
        return unlock(staged)
    except Refused as refused:
        if refused.code != "wrong_password":
            raise
        words = "填做这份备份时用的用户名和密码，或用恢复码"
        raise Refused("打不开这份备份：用户名或密码不对", words, code=refused.code) from None


def finish(home: Home) -> None:
    """Complete an exchange that was cut short; call it before opening a home. Harmless otherwise."""
    pending = home.path / _PENDING
    if not pending.exists():
        return
    with storage_errors("恢复还没有做完"):
        plan = json.loads(pending.read_bytes())
        _exchange(home, Home(home.path / plan["staged"]), Home(home.path / plan["aside"]))
        pending.unlink()
        sync_folder(home.path)


def _schedule(home: Home, staged: Home) -> None:
    """From this rename on the exchange will be completed, whatever happens."""
    staged.attempts.unlink(missing_ok=True)
    sync_folder(staged.path)
    aside = f"replaced-{datetime.now():%Y%m%d-%H%M%S}"
    plan = {"staged": staged.path.name, "aside": aside}
    write_atomic(home.path / _PENDING, json.dumps(plan).encode())


def _exchange(home: Home, staged: Home, aside: Home) -> None:
    """Each step may be repeated: the new database moves last; while it is staged, the other one is old."""
    if staged.database.exists():
        log, index = (home.database.with_name(home.database.name + end) for end in ("-wal", "-shm"))
        for old in (log, index, home.database, home.attempts):
            _move_if_there(old, aside.path)
        if staged.keys.exists():
            _move_if_there(home.keys, aside.path)
            move_into_place(staged.keys, home.keys)
        move_into_place(staged.database, home.database)
    shutil.rmtree(staged.path, ignore_errors=True)


def _move_if_there(old: Path, folder: Path) -> None:
    if old.exists():
        folder.mkdir(exist_ok=True, mode=0o700)
        move_into_place(old, folder / old.name)


def _require_sound(staged: Home, key: bytes, info: BackupInfo, newest_schema: int) -> None:
    if info.schema > newest_schema:
        raise Refused("这个备份来自更新的版本", "先升级本程序，再恢复", code="backup_newer")
    engine = open_engine(staged.database, key)
    try:
        problems = check(engine)
    finally:
        engine.dispose()
    with file_connection(staged.database, key) as connection:
        if problems or table_counts(connection) != info.tables:
            raise backup_file.damaged(info.path)
