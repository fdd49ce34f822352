"""Mutated workbooks through the program's own reader: nothing dies, nothing runs away, nothing changes in silence.

    python bench/mutated_workbooks.py [FOLDER] [--count 10000] [--seed 1] [--sabotage death|silence]

FOLDER holds good workbooks (default: the public ones of the tests). One JSON line: `tried`, `lost` (mutants that ended
in anything but rows or a refusal with cause and step, or went past 512 MB or 15 s), `leaked` (cells that read as
something else than before, or than they should, without a word), `seconds`. What may differ is counted by family: of a
damaged .xlsx nothing (its check sums tell), of altered parts the cells that were altered, of a mangled cell only what
`_mutants.CELLS` says. `--sabotage` breaks the reader on purpose and must make it fail.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench._mutants import Maker, Mutant
from desktop.errors import Refused
from desktop.ledgers import find
from desktop.services.targets import target_of
from desktop.sheets import reader, values
from desktop.sheets.cells import Value, Workbook
from desktop.sheets.importing import read_rows

ROOT = Path(__file__).resolve().parent.parent
MEMORY, SECONDS, SLACK = 512 * 2**20, reader.SECONDS, 3.0  # slack: a child is killed, and the machine is shared
MAY_DIFFER = {
    "cell afar": 2, "row afar": 60, "shared text": 1, "style": 3, "value": 2, "type": 1, "part garbled": 60,
    "merge": 0, "dimension": 0, "wide": 0, "nesting": 0, "bomb": 0, "entity": 0, "part dropped": 0, "part cut": 0,
}  # fmt: skip
"""Cells of an altered workbook that may read differently: those that were altered (a row of at most 60)."""
Cells = dict[tuple[int, int, int], Value]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`lost`: what ended it, "" for nothing; `leaked`: what changed without a word; `refused`: the code, if it was."""

    kind: str
    lost: str = ""
    leaked: str = ""
    refused: str = ""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=ROOT / "tests" / "data" / "ledgers")
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--sabotage", choices=sorted(SABOTAGES))
    options = asked.parse_args()
    if options.sabotage:
        SABOTAGES[options.sabotage]()
    begun = time.perf_counter()
    found = run(options.folder, options.count, options.seed, options.workers)
    bad = [one for one in found if one.lost or one.leaked]
    peak = peak_of_children()
    told = {
        "figure": "mutated workbooks", "tried": len(found), "lost": sum(bool(one.lost) for one in found),
        "leaked": sum(bool(one.leaked) for one in found), "refused": sum(bool(one.refused) for one in found),
        "child_mb": round(peak / 2**20), "seconds": round(time.perf_counter() - begun, 1),
        "bad": Counter(f"{one.kind}: {one.lost or one.leaked}" for one in bad).most_common(12),
    }  # fmt: skip
    print(json.dumps(told, ensure_ascii=False))
    return 1 if bad or peak > MEMORY else 0


def run(folder: Path, count: int, seed: int, workers: int = 2) -> list[Verdict]:
    files = sorted(file for file in folder.iterdir() if file.suffix in (".xlsx", ".xls", ".csv"))
    maker = Maker(files, seed)
    good = {file.read_bytes(): cells_of(reader.read(file)) for file in files if file.suffix == ".xlsx"}
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(workers) as pool:
        return list(pool.map(partial(judged, maker, good, Path(scratch)), range(count)))


def judged(maker: Maker, good: dict[bytes, Cells], scratch: Path, number: int) -> Verdict:
    mutant = maker.make(number)
    file = scratch / f"{number}{mutant.suffix}"
    file.write_bytes(mutant.data)
    begun = time.perf_counter()
    try:
        book = reader.read(file)
        leaked = silent(mutant, book, good)
    except Refused as refused:
        worded = refused.cause and refused.step
        return Verdict(mutant.kind, "" if worded else "no words", refused=refused.code or "?")
    except Exception as wrong:  # noqa: BLE001 - whatever comes out is the finding
        return Verdict(mutant.kind, f"{type(wrong).__name__}: {wrong}"[:120])
    finally:
        file.unlink()
    late = time.perf_counter() - begun > SECONDS + SLACK
    return Verdict(mutant.kind, "too slow" if late else "", leaked)


def silent(mutant: Mutant, book: Workbook, good: dict[bytes, Cells]) -> str:
    if mutant.cell is not None:
        return _mangled(mutant, book)
    if not mutant.data.startswith(b"PK"):
        return ""  # without check sums a changed byte is a changed word: nobody can tell
    family, _, kind = mutant.kind.partition(" ")
    found = cells_of(book)
    fewest = min((len(list(_changed(before, found))) for before in good.values()), default=0)
    allowed = MAY_DIFFER[kind] if family == "structure" else 0
    return f"{fewest} cells changed" if fewest > allowed else ""


def _changed(before: Cells, after: Cells) -> Iterator[tuple[int, int, int]]:
    return (place for place, value in before.items() if after.get(place) != value)


def _mangled(mutant: Mutant, book: Workbook) -> str:
    assert mutant.cell is not None
    row, name = mutant.cell
    reading = read_rows(book, target_of(find("people")))
    one = next((one for one in reading.rows if one.row == row), None)
    if one is None:
        return "the row is gone"
    flagged = any(flag.field == name for flag in one.flags) or one.rejected is not None
    value = one.values.get(name)
    return "" if flagged or value in mutant.right else f"reads {value!r}"


def cells_of(book: Workbook) -> Cells:
    """By place; sheets by their order, as a name may be what was altered."""
    return {
        (number, row, column): value
        for number, sheet in enumerate(book.sheets)
        for row, line in enumerate(sheet.rows)
        for column, value in enumerate(line)
        if value is not None
    }


def peak_of_children() -> int:
    """Bytes of the largest child so far; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def _sabotage_death() -> None:
    """A bad file's error is no longer turned into words."""

    def dead(path: Path, seconds: float, waiting: object) -> bytes:
        raise RuntimeError("the parser died")

    reader._child_output = dead


def _sabotage_silence() -> None:
    """A number that lost its digits is stored as if it were whole."""

    def trusting(field: Any, value: Value, context: values.Context) -> values.Parsed:
        return values.Parsed(str(value))

    values._PARSERS = {**values._PARSERS, "id_number": trusting}


SABOTAGES = {"death": _sabotage_death, "silence": _sabotage_silence}

if __name__ == "__main__":
    sys.exit(main())
