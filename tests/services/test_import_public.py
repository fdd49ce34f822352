"""The eight public workbooks through the program's own import, held against their truth by the independent scorer."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.import_public import BAR, SILENT, load, scored

DATA = Path(__file__).resolve().parent.parent / "data"
TRUTHS = sorted((DATA / "ledgers").glob("*.truth.json*"))


def test_all_eight_are_here() -> None:
    assert len(TRUTHS) == 8


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name.split(".")[0])
def test_a_workbook_comes_in_right_or_is_pointed_out(truth: Path) -> None:
    found = scored(truth, load(DATA / "tools" / "score_ledger.py"))
    assert found["percent"] >= BAR
    assert {key: found[key] for key in SILENT} == dict.fromkeys(SILENT, 0)
    assert found["rows_lost"] == found["rows_refused_wrongly"] == found["rows_invented"] == 0
    assert found["preview_same"], "the preview promised something else"
    assert found["twice_unchanged"], "the same file again changed something"
    assert found["undone"], "undoing the import left something behind"
