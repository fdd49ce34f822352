"""Kill -9 of the window while keys are typed: the case opens again, the draft is offered, at most five seconds lost."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from shutil import copytree

from bench._safety.centre import ids, reopened, settled
from bench._safety.editors import case_number
from bench._safety.tally import Tally, Trial
from bench._safety.typist import LETTERS
from desktop.services import case_drafts
from desktop.storage import engine

ROOT = Path(__file__).resolve().parent.parent.parent
AT_ONCE = 8
MOST_LOST = 5.0  # seconds
LONGEST = 14.0  # of typing


def run(trial: Trial) -> Tally:
    office, _ = settled(trial.folder / "template")
    case_number(office, accept=False)
    case, key = ids(office, "disputes")[0], office.store.key
    office.store.close()
    tally = Tally()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = list(pool.map(lambda number: one_kill(trial, number, key, case), range(trial.count)))
    for number, (wrong, letters, kept) in enumerate(told):
        tally.tried += 1
        for name, value in (("letters", letters), ("kept_letters", kept)):
            tally.facts[name] = tally.facts.get(name, 0) + value
        if wrong:
            tally.lose(f"window {number}: {wrong}")
    return tally


def one_kill(trial: Trial, number: int, key: bytes, case: str) -> tuple[str, int, int]:
    """What was lost, in words; the letters typed, and those that the draft kept."""
    home = Path(copytree(trial.folder / "template", trial.folder / f"window{number}"))
    dice = Random(f"{trial.seed}/{number}")
    seconds = LONGEST / 2 if trial.sabotage else dice.uniform(0.2, LONGEST)
    typed, killed_at = typing(home, key, case, "forget" if trial.sabotage else "type", seconds)
    office = reopened(home, key)
    try:
        if damage := engine.check(office.store.engine):
            return f"damaged: {damage[0]}", len(typed), 0
        found = case_drafts.read_draft(office, case=case, document="intake")
    finally:
        office.store.close()
    kept = letters_of(str(found[0])) if found else 0
    owed = sum(at < killed_at - MOST_LOST for at in typed)
    if kept < owed:
        return f"{owed} letters were older than {MOST_LOST:.0f} s, the draft has {kept}", len(typed), kept
    if (
        found
        and subprocess.run(
            command(home, key, case, "look"), cwd=ROOT, stderr=subprocess.DEVNULL, check=False
        ).returncode
        != 0
    ):
        return "the draft is not offered", len(typed), kept
    return "" if typed else "nothing was typed", len(typed), kept


def typing(home: Path, key: bytes, case: str, deed: str, seconds: float) -> tuple[list[float], float]:
    """The moments of the letters, and that of the kill."""
    with subprocess.Popen(
        command(home, key, case, deed), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        typed: list[float] = []
        for line in process.stdout:
            typed.append(float(line.split()[0]))
            if typed[-1] > typed[0] + seconds:
                break
        process.kill()
        killed_at = time.monotonic()
        process.stdout.read()
    return typed, killed_at


def command(home: Path, key: bytes, case: str, deed: str) -> list[str]:
    return [sys.executable, "-m", "bench._safety.typist", str(home), key.hex(), case, deed]


def letters_of(draft: str) -> int:
    """How far the typed letters go in the draft, in their order."""
    count = 0
    while LETTERS[count % len(LETTERS)] and run_of(count + 1) in draft:
        count += 1
    return count


def run_of(count: int) -> str:
    return (LETTERS * (count // len(LETTERS) + 1))[:count]
