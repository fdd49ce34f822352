"""Odd and hostile workbooks, and words that begin like a formula: what `bench mutated_workbooks` and
`bench formula_injection` count, as rows of the table.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import formula_injection, mutated_workbooks
from bench._safety.tally import Tally, Trial
from desktop.sheets import reader

FOLDER = mutated_workbooks.ROOT / "tests" / "data" / "ledgers"
PART = 400  # texts that go out in one file


def run(trial: Trial) -> Tally:
    """Each case is one spoilt workbook, read as a person's would be; the largest child must stay within its memory."""
    if trial.sabotage:
        return both_faults(trial)
    tally = mutated(trial.count, trial.seed)
    peak = mutated_workbooks.peak_of_children()
    tally.facts["child_mb"] = peak // 2**20
    if peak > mutated_workbooks.MEMORY:
        tally.lose(f"a child took {peak // 2**20} MB")
    return tally


def mutated(count: int, seed: int) -> Tally:
    found = mutated_workbooks.run(FOLDER, count, seed)
    tally = Tally(tried=len(found), facts={"refused": sum(bool(one.refused) for one in found)})
    for words, times in Counter(f"{one.kind}: {one.lost}" for one in found if one.lost).items():
        repeat(times, lambda words=words: tally.lose(words))
    for words, times in Counter(f"{one.kind}: {one.leaked}" for one in found if one.leaked).items():
        repeat(times, lambda words=words: tally.leak(words))
    return tally


def repeat(times: int, deed: Callable[[], None]) -> None:
    for _ in range(times):
        deed()


def both_faults(trial: Trial) -> Tally:
    """A changed number passed over, then a dying parser: caught only when each of them is."""
    told = Tally()
    for name, fault in (("silence", mutated_workbooks.SABOTAGES["silence"]), ("death", dead_parser)):
        fault()
        found = mutated(trial.count, trial.seed)
        if not (found.leaked if name == "silence" else found.lost):
            return Tally(tried=told.tried + found.tried)
        told.tried, told.lost, told.leaked = told.tried + found.tried, found.lost, told.leaked + found.leaked
    return told


def dead_parser() -> None:
    """A spoilt file's error is no longer turned into words; good files are read as before."""
    whole = reader._child_output

    def dead(path: Path, *given: Any) -> bytes:
        if path.parent != FOLDER:
            raise RuntimeError("the parser died")
        return whole(path, *given)

    reader._child_output = dead


def run_formulas(trial: Trial) -> Tally:
    """Each case is one text through .xlsx, .csv and the clipboard, and through LibreOffice where its Calc is here."""
    if trial.sabotage:
        formula_injection.sabotage()
    office = shutil.which("soffice") or ""
    office = office if office and formula_injection.has_calc(office) else ""
    texts = list(formula_injection.hostile(trial.count, trial.seed))
    tally = Tally(facts={"libreoffice": int(bool(office))})
    for start in range(0, len(texts), PART):
        part = texts[start : start + PART]
        lost, leaked = formula_injection.tried_all(part, office)
        tally.tried += len(part)
        repeat_all(lost, tally.lose)
        repeat_all(leaked, tally.leak)
    return tally


def repeat_all(words: list[str], tell: Callable[[str], None]) -> None:
    for one in words:
        tell(one)
