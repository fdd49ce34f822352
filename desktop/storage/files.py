"""Files written so that a crash leaves the old content or the new, never half of either."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path

from desktop.errors import Refused


def write_atomic(path: Path, data: bytes) -> None:
    """Replace `path` by `data`: temporary file, fsync, rename, fsync of the folder."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        move_into_place(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def save_for_person(path: Path, data: bytes) -> None:
    """Write a file where the person chose, whole or not at all. Refused codes: disk_full, cannot_save."""
    try:
        write_atomic(path, data)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Refused("磁盘已满，文件没有存成", "换一个盘，或删去不用的文件再存", code="disk_full") from error
        if path.is_dir():
            raise Refused(f"文件没有存成：“{path}”是文件夹", "在后面写上文件名", code="cannot_save") from error
        if not path.parent.exists():
            cause = f"文件没有存成：没有“{path.parent.name}”这个文件夹"
            raise Refused(cause, "先建好文件夹，或换一个文件夹", code="cannot_save") from error
        cause = f"文件没有存成：“{path.parent.name}”里写不进去"
        raise Refused(cause, "换一个文件夹，或关掉正打开着的同名文件再存", code="cannot_save") from error


def make_folder(path: Path) -> None:
    """With all above it, where it is not there yet. Refused code no_folder where a file stands in the way."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise Refused(f"“{path.name}”不是文件夹", "换一个文件夹，或换个名字", code="no_folder") from None


def move_into_place(part: Path, path: Path) -> None:
    os.replace(part, path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Make a rename inside `path` last through a power cut; Windows journals it by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some sticks and shares cannot sync a folder
            raise
    finally:
        os.close(handle)
