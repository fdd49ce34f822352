"""The public benchmark of Curtois and Qu against the clock: one JSON line a run, then the median of each instance.

    python bench/curtois.py --folder FOLDER [--instances 1 2 3] [--seconds 60] [--seeds 1 2 3] [--checker FILE]

FOLDER holds Instance<n>.txt and, if wanted, bounds.csv (not ours, not shipped); --checker is check_roster.py."""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any, TextIO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desktop.roster.curtois.solve import run_file

INSTANCES = "1 2 3 4 6 8 10 12 14 16".split()


def main() -> None:
    args = arguments()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # HiGHS prints a banner that no option silences
    known = best_known(args.folder / "bounds.csv")
    for number in args.instances:
        costs = [run(args, number, seed, known.get(number), answers) for seed in args.seeds]
        found = [cost for cost in costs if cost is not None]
        middle = median(found) if found else None
        say(answers, {"instance": number, "median": middle} | against(middle, known.get(number)))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--instances", nargs="+", default=INSTANCES)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--checker", type=Path)
    return parser.parse_args()


def best_known(file: Path) -> dict[str, int]:
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8") as lines:
        return {row["instance"]: int(row["best_known"]) for row in csv.DictReader(lines)}


def run(args: argparse.Namespace, number: str, seed: int, known: int | None, answers: TextIO) -> int | None:
    file = args.folder / f"Instance{number}.txt"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "roster.txt"
        made = run_file(file, out, args.seconds, seed)
        cost: int | None = made["cost"]
        checked = check(args.checker, file, out, cost) if args.checker and cost is not None else {}
    load = round(os.getloadavg()[0], 1)
    told = {key: made[key] for key in ("status", "cost", "bound", "seconds")}
    say(answers, {"instance": number, "seed": seed, **told, **against(cost, known), "load": load, **checked})
    return cost


def against(cost: float | None, known: int | None) -> dict[str, Any]:
    return {"best_known": known, "ratio": round(cost / known, 4) if known and cost is not None else None}


def check(checker: Path, file: Path, roster: Path, cost: int) -> dict[str, Any]:
    """What the independent checker says of the roster, and whether it agrees about the cost."""
    command = [sys.executable, str(checker), "curtois", str(file), str(roster)]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    return {"violations": len(said["violations"]), "agrees": said["cost"] == cost}


def say(answers: TextIO, line: dict[str, Any]) -> None:
    print(json.dumps(line), file=answers, flush=True)


if __name__ == "__main__":
    main()
