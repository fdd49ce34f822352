"""Imports a folder of messy ledgers and scores them against their truth: one JSON line per file, one for all.

python bench/import_public.py [FOLDER]      # default: tests/data/ledgers
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop.sheets.importing import read_rows  # noqa: E402
from desktop.sheets.reader import read  # noqa: E402
from desktop.sheets.rows import Reading  # noqa: E402
from desktop.sheets.targets import Target  # noqa: E402


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    found = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = found
    spec.loader.exec_module(found)
    return found


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def exported(reading: Reading, target: Target) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """What the import would store, and what it says, in the shapes that the oracle reads."""
    from desktop.domain import codes

    def shown(name: str, value: Any) -> Any:
        field = target.field(name)
        return codes.label(field.codes, value) if field.kind == "code" and value else plain(value)

    records = [
        {
            "sheet": row.sheet,
            "row": row.row,
            **{name: shown(name, value) for name, value in row.values.items()},
        }
        for row in reading.rows
        if not row.rejected
    ]
    rejected = [
        {"sheet": row.sheet, "row": row.row, "why": row.rejected.words}
        for row in reading.rows
        if row.rejected
    ]
    warnings = [
        {
            "sheet": row.sheet,
            "row": row.row,
            "column": flag.column or flag.field,
            "value": flag.raw,
            "why": flag.words,
        }
        for row in reading.rows
        for flag in row.flags
    ]
    return records, {"rejected": rejected, "warnings": warnings}


def scored(path: Path, oracle: ModuleType, targets: dict[str, Target]) -> dict[str, Any]:
    truth = oracle.load(path)
    target = targets[truth["ledger"]]
    started = time.perf_counter()
    reading = read_rows(read(path.parent / truth["file"]), target, today=date(2026, 12, 31))
    seconds = time.perf_counter() - started
    found = oracle.score(truth, *exported(reading, target))
    return {**found, "flags": sum(len(row.flags) for row in reading.rows), "seconds": round(seconds, 3)}


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "data" / "ledgers"
    oracle = module(ROOT / "tests" / "data" / "tools" / "score_ledger.py")
    targets = module(ROOT / "tests" / "data" / "ledgers" / "targets.py").TARGETS
    results = [scored(path, oracle, targets) for path in sorted(folder.glob("*.truth.json*"))]
    for result in results:
        print(json.dumps(result, ensure_ascii=False))
    total = {key: sum(result[key] for result in results) for key in (
        "right", "wrong", "missing", "silent_wrong", "silent_missing", "silently_dropped", "rows_lost", "rows_refused_wrongly",
        "rows_invented", "non_data_rows_refused", "flags_expected", "flags_raised",
    )}  # fmt: skip
    silent = total["silent_wrong"] + total["silent_missing"] + total["silently_dropped"]
    worst = min(result["percent"] for result in results)
    ok = worst >= 98 and silent == 0
    print(
        json.dumps(
            {
                "bench": "import",
                "files": len(results),
                "worst_percent": worst,
                "silent": silent,
                **total,
                "ok": ok,
            }
        )
    )
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
