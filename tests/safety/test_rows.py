"""Every row of the safety table (issue 7): a slice with a fixed seed holds, and its sabotage is caught.

Each row runs in a process of its own (`bench/safety.py --slice`): it forks, kills and breaks things on purpose.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench._safety.rows import ROWS

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the rows fork, trace and kill as Linux does")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("row", [row for row in ROWS if row.slice], ids=lambda row: row.name)
def test_a_slice_of_the_row_holds_and_its_sabotage_is_caught(row) -> None:
    held, _ = slice_of(row.name)
    if held["skipped"]:
        pytest.skip(held["skipped"])


@pytest.mark.timeout(600)
def test_a_full_disk_is_met_without_strace_and_without_root() -> None:
    held, _ = slice_of("full", PATH=os.devnull)
    assert (held["skipped"], held["facts"]["traced"]) == ("", 0)
    assert held["facts"]["refused"] > 0


def slice_of(name: str, **environ: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the slice and its sabotage told, in a process of their own; proved, unless the row was skipped."""
    command = [sys.executable, str(ROOT / "bench" / "safety.py"), "--inside", name, "--slice"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False,
                          env={**os.environ, **environ})  # fmt: skip
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(lines) == 2, done.stderr[-2000:]
    held, broken = lines
    if held["skipped"]:
        return held, broken
    assert (held["ok"], held["lost"], held["leaked"]) == (True, 0, 0), held
    assert held["tried"] > 0
    assert broken["sabotage"]
    assert broken["lost"] + broken["leaked"] > 0, broken
    return held, broken


def test_every_row_has_its_own_name_and_can_be_made_to_fail() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert all(row.full > row.slice >= 0 and row.sabotaged for row in ROWS)


def test_every_row_stands_on_the_page_and_says_how_it_is_counted() -> None:
    lines = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8").splitlines()
    for row in ROWS:
        assert sum(line.startswith(f"| `{row.name}` |") for line in lines) == 2, row.name
