"""The 8 public workbooks through the program's own import, preview first, scored cell by cell against their truth.

`python bench/import_public.py [FOLDER]`: a line of JSON for each file, the last one for all. Each file goes into a
fresh centre; what is scored is what the database then holds, and whether every other cell was pointed out. A second
import of the same file must change nothing, and undoing the first must leave the ledgers empty.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desktop.ledgers import catalogue, find
from desktop.ledgers.values import shown, to_json
from desktop.services import importing, undo
from desktop.services.importing import Imported, Note
from desktop.services.office import Actor, Office
from desktop.storage import rows
from desktop.storage.home import Home
from desktop.storage.store import Store

ROOT = Path(__file__).resolve().parent.parent
BAR = 98.0
CLERK = Actor("admin", "王海燕", ("admin", "centre"), "330723105")
SUMS = ("rows", "right", "wrong", "missing", "silent_wrong", "silent_missing", "silently_dropped", "rows_lost",
        "rows_refused_wrongly", "rows_invented", "flags_expected", "flags_raised")  # fmt: skip
SILENT = ("silent_wrong", "silent_missing", "silently_dropped")


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "data" / "ledgers"
    oracle = load(ROOT / "tests" / "data" / "tools" / "score_ledger.py")
    results = [scored(path, oracle) for path in sorted(folder.glob("*.truth.json*"))]
    for result in results:
        print(json.dumps(result, ensure_ascii=False))
    total = {key: sum(result[key] for result in results) for key in SUMS}
    cells, silent = total["right"] + total["wrong"] + total["missing"], sum(total[key] for key in SILENT)
    worst = min(result["percent"] for result in results)
    same = all(result["preview_same"] and result["twice_unchanged"] and result["undone"] for result in results)
    ok = worst >= BAR and silent == 0 and same
    print(json.dumps({
        "figure": "import of the public workbooks", "files": len(results), "cells": cells, "right": total["right"],
        "ratio": round(total["right"] / cells, 5), "worst_percent": worst, "bar": BAR, "silent": silent, **total,
        "preview_same_twice_unchanged_undone": same, "seconds": round(sum(r["seconds"] for r in results), 2), "ok": ok,
    }))  # fmt: skip
    return 0 if ok else 1


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = found
    spec.loader.exec_module(found)
    return found


def scored(path: Path, oracle: ModuleType) -> dict[str, Any]:
    truth = oracle.load(path)
    file, ledger = path.parent / truth["file"], truth["ledger"]
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.prepare()
        office = Office(Store.open(home, bytes(range(32))), CLERK, "王宅镇综治中心")
        seen = importing.import_ledger(office, ledger=ledger, file=file, dry_run=True)
        untouched = held(office) == 0
        started = time.perf_counter()
        taken = importing.import_ledger(office, ledger=ledger, file=file)
        seconds = time.perf_counter() - started
        found = oracle.score(truth, stored(office, ledger, taken), report(taken))
        again = importing.import_ledger(office, ledger=ledger, file=file)
        if again.changed and again.changed.touched:
            undo.undo(office, batch=again.changed.batch)
        undo.undo(office, batch=taken.changed.batch if taken.changed else "")
        found |= {
            "seconds": round(seconds, 2), "warnings": len(taken.warnings),
            "preview_same": untouched and counts(seen) == counts(taken) and report(seen) == report(taken),
            "twice_unchanged": again.added == again.updated == 0, "undone": held(office) == 0,
        }  # fmt: skip
        office.store.close()
    return found


def held(office: Office) -> int:
    """Records in all ledgers."""
    with office.store.read() as connection:
        return sum(len(rows.as_dicts(connection, model, rows.View(), ("id",))) for model in catalogue().values())


def counts(told: Imported) -> tuple[int, ...]:
    return told.rows, told.added, told.updated, told.unchanged, len(told.imported)


def report(told: Imported) -> dict[str, Any]:
    """What the import said, in the shape that the oracle reads."""

    def entry(note: Note) -> dict[str, Any]:
        column = note.column or note.field
        return {"sheet": note.sheet, "row": note.row, "column": column, "value": note.value, "why": note.why}

    return {"rejected": list(map(entry, told.rejected)), "warnings": list(map(entry, told.warnings))}


def stored(office: Office, ledger: str, told: Imported) -> list[dict[str, Any]]:
    """The records as the database holds them, a record for each row taken in; codes by their labels."""
    visible = rows.visible(find(ledger))
    with office.store.read() as connection:
        found = rows.as_dicts(connection, find(ledger), rows.View(), ("id", *visible))
    records = {one["id"]: {name: plain(visible.get(name), value) for name, value in one.items()} for one in found}
    return [{**records[row.id], "sheet": row.sheet, "row": row.row} for row in told.imported]


def plain(field: Any, value: Any) -> Any:
    return shown(field, value, masked=False) if field is not None and field.codes and value else to_json(value)


if __name__ == "__main__":
    sys.exit(main())
