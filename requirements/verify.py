"""Asks pip, for each platform and Python we promise, whether each lock has a wheel there and its hash.

Run as `python requirements/verify.py`; needs the machine's package index. Exit 1 names what is missing.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # for `requirements.machine`

from requirements.machine import NEEDS_GLIBC, NEWEST, NEWEST_FOR_OLDER_QT, OLDEST, say

FOLDER = Path(__file__).parent
Case = tuple[str, str, str, tuple[str, ...]]  # lock, name==version, Python, platform tags


def tags(machine: str, glibc: tuple[int, int]) -> tuple[str, ...]:
    older = (f"manylinux_2_{minor}_{machine}" for minor in range(glibc[1], 4, -1))
    return (*older, f"manylinux2014_{machine}")


def pythons(newest: tuple[int, int]) -> list[str]:
    return [f"3.{minor}" for minor in range(OLDEST[1], newest[1] + 1)]


def pins(lock: str) -> list[str]:
    """The packages every machine needs: those with a marker belong to one system and are left out."""
    return re.findall(r"^(\S+==\S+) \\$", (FOLDER / lock).read_text(encoding="utf-8"), re.MULTILINE)


def cases() -> Iterator[Case]:
    tested = [tags(machine, both[0]) for machine, both in NEEDS_GLIBC.items()]
    older = [tags(machine, both[1]) for machine, both in NEEDS_GLIBC.items()]
    for lock in ("runtime.txt", "test.txt"):
        yield from product([lock], pins(lock), pythons(NEWEST), [*tested, ("win_amd64",)])
    yield from product(["runtime-older.txt"], pins("runtime-older.txt"), pythons(NEWEST_FOR_OLDER_QT), older)


def problem(case: Case) -> str:
    lock, pin, python, platforms = case
    with tempfile.TemporaryDirectory() as target:
        command = [sys.executable, "-m", "pip", "install", "-q", "--dry-run", "--report", "-", "--no-deps"]
        command += ["--ignore-installed", "--ignore-requires-python", "--only-binary", ":all:"]
        command += ["--target", target, "--python-version", python, pin]
        command += [word for tag in platforms for word in ("--platform", tag)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    where = f"{lock}: {pin}, Python {python}, {platforms[0]}"
    if done.returncode:
        return f"no wheel: {where}"
    found = json.loads(done.stdout)["install"][0]["download_info"]["archive_info"]["hashes"]["sha256"]
    return "" if found in (FOLDER / lock).read_text(encoding="utf-8") else f"no hash: {where}"


def main() -> int:
    todo = list(cases())
    with ThreadPoolExecutor(4) as pool:
        problems = [line for line in pool.map(problem, todo) if line]
    say("\n".join([*problems, f"{len(todo)} cases, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
