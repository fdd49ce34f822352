"""A disk that loses power: what of the recorded system calls had reached it, and what else may have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
ACK = b"ACK "
_HEX = r"((?:\\x[0-9a-f]{2})*)"
_LINE = re.compile(rf"^\d+\s+(\w+)\((?:\d+<{_HEX}>|AT_FDCWD<{_HEX}>|\"{_HEX}\")(.*)\)\s+= (-?\d+)")
_DATA = re.compile(rf"\"{_HEX}\"")
_LAST = re.compile(r"(\d+)$")


@dataclass(frozen=True)
class Call:
    """One recorded call: `name`, the file, and whatever it took."""

    name: str
    path: str
    data: bytes = b""
    number: int = 0
    flags: str = ""


def calls(log: Path) -> Iterator[Call]:
    """The calls that succeeded, in order."""
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            found = _LINE.match(line)
            if found and int(found[6]) >= 0:
                name, path, rest = found[1], plain(found[2] or found[3] or found[4] or ""), found[5]
                data = _DATA.search(rest)
                last = _LAST.search(rest)
                given = bytes.fromhex(data[1].replace("\\x", "")) if data else b""
                where = str(Path(path.decode()) / given.decode()) if name == "openat" else path.decode()
                yield Call(name, where, given, int(last[1]) if last else 0, rest)


def plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass
class File:
    """What surely stands on the disk, and what was written since the last sync: (offset, data), or a new length."""

    safe: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)
    position: int = 0

    def sync(self) -> None:
        for change in self.waiting:
            put(self.safe, change)
        self.waiting.clear()

    def after_a_cut(self, dice: Random, mode: str) -> bytearray:
        """The content that is found after the power came back."""
        left = bytearray(self.safe)
        for change in self.waiting:
            if mode == "all" or (mode != "none" and dice.random() < 0.5):
                for piece in torn(change, dice) if mode == "torn" else (change,):
                    put(left, piece)
        return left


def put(content: bytearray, change: tuple[int, bytes | None]) -> None:
    at, data = change
    if data is None:
        content[at:] = bytes(max(0, at - len(content)))
        return
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(data)] = data


def torn(change: tuple[int, bytes | None], dice: Random) -> Iterator[tuple[int, bytes | None]]:
    """Some sectors of a write."""
    at, data = change
    if data is None:
        yield change
        return
    for start in range(0, len(data), SECTOR):
        if dice.random() < 0.5:
            yield at + start, data[start : start + SECTOR]


class Disk:
    """The files of one folder, call by call. A name is sure once its file or the folder was synced."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, File] = {
            str(path): File(bytearray(path.read_bytes())) for path in folder.rglob("*") if path.is_file()
        }
        self.sure: dict[str, File] = dict(self.files)
        self.moves: list[tuple[str, str]] = []  # names changed since the folder was synced: (from, to); to "" is gone
        self.acknowledged: list[str] = []

    def feed(self, call: Call) -> None:
        if call.name == "write" and call.data.startswith(ACK):
            self.acknowledged.append(call.data[len(ACK) :].decode().strip())
        elif call.path.startswith(str(self.folder)):
            self._feed(call)

    def _feed(self, call: Call) -> None:
        if call.name == "openat":
            self._open(call)
        elif call.name in ("rename", "unlink"):
            self._move(call.path, call.data.decode() if call.name == "rename" else "")
        elif call.name in ("fsync", "fdatasync"):
            self._sync(call.path)
        elif (file := self.files.get(call.path)) is not None:
            at = file.position if call.name == "write" else call.number
            file.waiting.append((at, None if call.name == "ftruncate" else call.data))
            file.position = at + len(call.data) if call.name == "write" else file.position

    def _open(self, call: Call) -> None:
        if "O_CREAT" in call.flags:
            self.files.setdefault(call.path, File())
        if (file := self.files.get(call.path)) is not None:
            file.position = 0
            if "O_TRUNC" in call.flags:
                file.waiting.append((0, None))

    def _move(self, old: str, new: str) -> None:
        if (file := self.files.pop(old, None)) is not None:
            self.moves.append((old, new))
            if new:
                self.files[new] = file

    def _sync(self, path: str) -> None:
        file = self.files.get(path)
        if file is None:  # the folder: every name is sure
            self.sure = dict(self.files)
            self.moves.clear()
            return
        file.sync()
        if not any(new == path for _, new in self.moves):
            self.sure[path] = file

    def image(self, folder: Path, dice: Random) -> str:
        """Write what may be found after a cut at this moment; returns how, for the note."""
        mode = dice.choice(("none", "all", "some", "torn"))
        names = dict(self.sure) if mode == "none" or dice.random() < 0.5 else dict(self.files)
        for path, file in names.items():
            if path.endswith("-shm"):
                continue  # an index of the log in memory, made anew after a crash
            target = folder / Path(path).relative_to(self.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.after_a_cut(dice, mode))
        return mode
