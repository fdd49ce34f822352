"""The public township problems against the clock and the oracle: one JSON line a problem.

    python bench/township.py [--seconds 60] [--problems 01 02 …] [--seed 0]

Each roster is scored by tests/data/rosters/check_roster.py with what is known of the problem; an infeasible one must be
explained with the only irreducible set, a re-plan must reach the fewest changes."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desktop.roster.formats.township import read_problem
from desktop.roster.planning import Planning

DATA = Path(__file__).resolve().parent.parent / "tests" / "data" / "rosters"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--problems", nargs="+", default=[f"{n:02}" for n in range(1, 11)])
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    for number in args.problems:
        print(json.dumps(run(number, args.seconds, args.seed), ensure_ascii=False), flush=True)


def run(number: str, seconds: float, seed: int) -> dict[str, object]:
    problem = json.loads((DATA / "township" / f"{number}.json").read_text(encoding="utf-8"))
    expected = json.loads((DATA / "township" / "expected" / f"{number}.json").read_text(encoding="utf-8"))
    begun = time.perf_counter()
    searching = Planning(read_problem(problem), seconds, seed=seed)
    searching.start()
    roster = searching.result()
    told = {"problem": number, "people": len(problem["people"]), "days": problem["horizon"]["days"],
            "status": roster.status, "seconds": round(time.perf_counter() - begun, 2),
            "bands_seconds": roster.bands_seconds,
            "changes_seconds": roster.changes_seconds, "cost": roster.cost,
            "best_known": expected.get("best_known_cost"),
            "load": round(os.getloadavg()[0], 1)}  # fmt: skip
    if roster.status == "infeasible":
        return told | {"conflict_as_known": sorted(roster.conflict) == sorted(expected["conflict"]),
                       "lines": roster.words.count("\n") + 1, "ways_out": len(roster.relaxations)}  # fmt: skip
    return told | {"violations": violations(number, roster.to_json()), "fewest_changes": expected.get("fewest_changes"),
                   "changes": changes(problem, roster.to_json())}  # fmt: skip


def violations(number: str, roster: dict[str, object]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "roster.json"
        file.write_text(json.dumps(roster, ensure_ascii=False), encoding="utf-8")
        said = subprocess.run(
            [sys.executable, str(DATA / "check_roster.py"), "township", str(DATA / "township" / f"{number}.json"),
             str(file)], capture_output=True, text=True, check=False)  # fmt: skip
    return len(json.loads(said.stdout)["violations"])


def changes(problem: dict, roster: dict) -> int | None:
    if not problem.get("previous"):
        return None
    cells = [{(c["date"], c["post"], c["person"]) for c in side} for side in (problem["previous"]["cells"],
                                                                              roster["cells"])]  # fmt: skip
    return len(cells[0] - cells[1])


if __name__ == "__main__":
    main()
