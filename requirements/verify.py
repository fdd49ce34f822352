"""Asks pip, for each platform and Python we promise, whether each lock has a wheel there and its hash.

Run as `python requirements/verify.py`; needs the machine's package index. Exit 1 names what is missing.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # for `requirements.machine`

from requirements.machine import NEEDS_GLIBC, NEWEST, NEWEST_FOR_OLDER_QT, OLDEST, last_line, say

FOLDER = Path(__file__).parent
Case = tuple[str, str, tuple[str, ...]]  # lock, Python, platform tags


def tags(machine: str, glibc: tuple[int, int]) -> tuple[str, ...]:
    older = (f"manylinux_2_{minor}_{machine}" for minor in range(glibc[1], 4, -1))
    return (*older, f"manylinux2014_{machine}")


def pythons(newest: tuple[int, int]) -> list[str]:
    return [f"3.{minor}" for minor in range(OLDEST[1], newest[1] + 1)]


def cases() -> list[Case]:
    tested = [tags(machine, both[0]) for machine, both in NEEDS_GLIBC.items()]
    older = [tags(machine, both[1]) for machine, both in NEEDS_GLIBC.items()]
    locks = ("runtime.txt", "test.txt")
    return [
        *product(locks, pythons(NEWEST), [*tested, ("win_amd64",)]),
        *product(["runtime-older.txt"], pythons(NEWEST_FOR_OLDER_QT), older),
    ]


def pins(lock: str) -> list[str]:
    """The packages every machine needs: those with a marker belong to one system and are left out."""
    return re.findall(r"^(\S+==\S+) \\$", (FOLDER / lock).read_text(encoding="utf-8"), re.MULTILINE)


def problems(case: Case) -> list[str]:
    lock, python, platforms = case
    where = f"{lock}, Python {python}, {platforms[0]}"
    with tempfile.TemporaryDirectory() as target:
        command = [sys.executable, "-m", "pip", "install", "-q", "--dry-run", "--report", "-", "--no-deps"]
        command += ["--ignore-installed", "--ignore-requires-python", "--only-binary", ":all:"]
        command += ["--target", target, "--python-version", python, *pins(lock)]
        command += [word for tag in platforms for word in ("--platform", tag)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return [f"{where}: {last_line(done.stderr)}"]
    text = (FOLDER / lock).read_text(encoding="utf-8")
    found = [package["download_info"] for package in json.loads(done.stdout)["install"]]
    lacking = (info["url"] for info in found if info["archive_info"]["hashes"]["sha256"] not in text)
    return [f"{where}: no hash of {url.rsplit('/', 1)[-1]}" for url in lacking]


def main() -> int:
    todo = cases()
    with ThreadPoolExecutor(2) as pool:
        found = [line for lines in pool.map(problems, todo) for line in lines]
    say("\n".join([*found, f"{len(todo)} cases, {len(found)} problems"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
