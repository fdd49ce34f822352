"""A solve of the benchmark in a process of its own: HiGHS prints a banner that nothing silences, answers are JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from desktop.roster.curtois.solve import run_file
from desktop.roster.curtois.writer import read_file

PACKAGE_HOME = Path(__file__).resolve().parents[3]


def solve_apart(path: Path, out: Path, seconds: float, seed: int) -> dict[str, Any]:
    """As `run_file`, with nothing printed here. Refused where the file is not in the format."""
    read_file(path)
    command = [sys.executable, "-m", "desktop.roster.curtois.child", str(path.resolve()), str(out.resolve())]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    done = subprocess.run([*command, str(seconds), str(seed)], cwd=PACKAGE_HOME, check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, creationflags=flags)  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    path, out, seconds, seed = sys.argv[1:]
    json.dump(run_file(Path(path), Path(out), float(seconds), int(seed)), answers)
    answers.flush()
    os._exit(0)  # a last try of the second engine may still run


if __name__ == "__main__":
    main()
