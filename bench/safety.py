"""The table of safety (issue 7): every promise about data tried many times, each able to fail.

`python3 start.py bench safety [--row NAME …] [--seed 1] [--scale 1] [--jobs 2] [--sabotage] [--write docs/safety.md]`
prints one JSON line a row: tried, lost, leaked, seconds. Each row runs in a process of its own. With `--sabotage` the
guarded thing is broken first. Exit 0 when nothing was lost or leaked (with `--sabotage`: when every fault was caught).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench._safety.rows import ROWS, Row
from bench._safety.table import written
from bench._safety.tally import Trial, quick_folder


def main() -> int:
    options = arguments()
    if options.inside:
        return inside(row_named(options.inside), options)
    wanted = [row_named(name) for name in options.row] or list(ROWS)
    results: list[dict[str, Any]] = []
    with ThreadPoolExecutor(options.jobs) as pool:
        for finished in as_completed([pool.submit(apart, row, options) for row in wanted]):
            results.append(finished.result())
            if options.write:  # after each row, so that a run cut short leaves what it found
                written(options.write, results, date.today())
    return 0 if all(result["ok"] for result in results) else 1


def arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--row", action="append", default=[], choices=[row.name for row in ROWS])
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--scale", type=float, default=1.0, help="part of the full number of cases")
    asked.add_argument("--jobs", type=int, default=2, help="rows at once")
    asked.add_argument("--sabotage", action="store_true")
    asked.add_argument("--write", type=Path, help="put the table into this page")
    asked.add_argument("--inside", help=argparse.SUPPRESS)
    asked.add_argument("--slice", action="store_true", help=argparse.SUPPRESS)
    return asked.parse_args()


def row_named(name: str) -> Row:
    return next(row for row in ROWS if row.name == name)


def apart(row: Row, options: argparse.Namespace) -> dict[str, Any]:
    """One row in a process of its own: what it breaks, it breaks for nobody else."""
    given = ["--inside", row.name, "--seed", str(options.seed), "--scale", str(options.scale)]
    command = [sys.executable, __file__, *given, *(["--sabotage"] if options.sabotage else [])]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode == 0:
        result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    else:
        words = done.stderr.strip().splitlines()[-1:] or ["no answer"]
        result = {"row": row.name, "tried": 0, "lost": 0, "leaked": 0, "seconds": 0, "ok": False, "notes": words}
    print(json.dumps(result, ensure_ascii=False), flush=True)
    return result


def inside(row: Row, options: argparse.Namespace) -> int:
    """What the process of one row does: the row, or the slice of the tests and then its sabotage."""
    if options.slice:
        told = [
            tried(row, row.slice, options.seed, sabotage=False),
            tried(row, row.sabotaged, options.seed, sabotage=True),
        ]
    else:
        count = row.sabotaged if options.sabotage else row.cases(options.scale)
        told = [tried(row, count, options.seed, sabotage=options.sabotage)]
    for one in told:
        print(json.dumps(one, ensure_ascii=False), flush=True)
    return 0


def tried(row: Row, count: int, seed: int, *, sabotage: bool) -> dict[str, Any]:
    begun, spent = time.monotonic(), cpu_seconds()
    with tempfile.TemporaryDirectory(prefix="zhuangding-safety-", dir=quick_folder()) as folder:
        tally = row.run(Trial(count, seed, sabotage, Path(folder)))
    broken, full = bool(tally.lost or tally.leaked), count >= row.full
    ok = broken if sabotage else tally.clean
    return {"row": row.name, "seed": seed, "sabotage": sabotage, "full": full, "tried": tally.tried,
            "lost": tally.lost, "leaked": tally.leaked, "seconds": round(time.monotonic() - begun, 1),
            "cpu_seconds": round(cpu_seconds() - spent, 1), "ok": ok, "skipped": tally.skipped,
            "facts": tally.facts, "notes": tally.notes}  # fmt: skip


def cpu_seconds() -> float:
    """Of this process and its ended children: what a row costs, however busy the machine is."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    sys.exit(main())
