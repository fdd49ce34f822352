"""The public benchmark of Curtois and Qu against the clock: one JSON line a run, then the median of each instance.

    python bench/curtois.py --folder FOLDER [--instances 1 2 3] [--seconds 60] [--seeds 1 2 3] [--checker FILE]

FOLDER holds Instance<n>.txt and bounds.csv (not ours, not shipped); --checker is check_roster.py."""

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

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desktop.roster.curtois.solve import read_file, solve, write_rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--instances", nargs="+", default="1 2 3 4 6 8 10 12 14 16".split())
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--checker", type=Path)
    args = parser.parse_args()
    with (args.folder / "bounds.csv").open(encoding="utf-8") as file:
        known = {row["instance"]: int(row["best_known"]) for row in csv.DictReader(file)}
    for number in args.instances:
        costs = [run(args, number, seed, known[number]) for seed in args.seeds]
        found = [cost for cost in costs if cost is not None]
        middle = median(found) if found else None
        ratio = round(middle / known[number], 4) if middle else None
        print(
            json.dumps({"instance": number, "median": middle, "best_known": known[number], "ratio": ratio}), flush=True
        )


def run(args: argparse.Namespace, number: str, seed: int, known: int) -> int | None:
    file = args.folder / f"Instance{number}.txt"
    made = solve(read_file(file), args.seconds, seed)
    told = {"instance": number, "seed": seed, "status": made.status, "cost": made.cost, "best_known": known,
            "bound": made.bound, "seconds": round(made.seconds, 1), "load": round(os.getloadavg()[0], 1)}  # fmt: skip
    if args.checker and made.cost is not None:
        told |= checked(args.checker, file, write_rows(made.rows), made.cost)
    print(json.dumps(told), flush=True)
    return made.cost


def checked(checker: Path, file: Path, rows: str, cost: int) -> dict[str, object]:
    """What the independent checker says of the roster, and whether it agrees about the cost."""
    with tempfile.TemporaryDirectory() as folder:
        roster = Path(folder) / "roster.txt"
        roster.write_text(rows, encoding="utf-8")
        said = subprocess.run([sys.executable, str(checker), "curtois", str(file), str(roster)], capture_output=True,
                              text=True, check=False)  # fmt: skip
    found = json.loads(said.stdout)
    return {"violations": len(found.get("violations", [])), "agrees": found.get("cost") == cost}


if __name__ == "__main__":
    main()
