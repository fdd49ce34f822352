"""What the locks name: packages with their versions, and what the installed ones say of themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
RUNTIME, TEST = ("runtime.txt", "runtime-older.txt"), ("test.txt",)
WHEEL = "sqlcipher3"
"""Stands for a lock with a library that lies inside this package's wheel: no lock names it, nor does the ecosystem."""
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)

LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(.*?)(?=^[A-Za-z0-9]|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Package:
    """One line of a lock; `name` as packaging writes names (small letters, dashes)."""

    name: str
    version: str
    lock: str


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def packages(lock: str, folder: Path = FOLDER) -> list[Package]:
    text = (folder / lock).read_text(encoding="utf-8")
    return [Package(canonical(name), version, lock) for name, version in PIN.findall(text)]


def hashes(lock: str, folder: Path = FOLDER) -> dict[str, list[str]]:
    """The SHA-256 of every file that the lock allows, by `name==version`."""
    text = (folder / lock).read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for name, version, rest in LOCKED.findall(text):
        found[f"{canonical(name)}=={version}"] = sorted(re.findall(r"sha256:([0-9a-f]{64})", rest))
    return found


def every_package(folder: Path = FOLDER) -> list[Package]:
    """Of all locks, the product's first; a package that the tests share with it stands with the product."""
    product = [one for lock in RUNTIME for one in packages(lock, folder)]
    known = {(one.name, one.version) for one in product}
    return product + [one for lock in TEST for one in packages(lock, folder) if (one.name, one.version) not in known]


def installed(name: str) -> metadata.PackageMetadata | None:
    """None where this machine has none: it belongs to another system."""
    try:
        return metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
