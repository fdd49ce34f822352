"""No formula leaves by any door, and what left comes in again the same: a slice of `bench/formula_injection.py`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import formula_injection as bench
from desktop.domain.formulas import guarded, is_formula_like, unguarded
from desktop.sheets import writer
from desktop.views.widgets import clipboard

TEXTS = list(bench.hostile(400, seed=1))


@pytest.mark.parametrize("door", [bench.by_workbook, bench.by_csv, bench.by_clipboard])
def test_hostile_words_go_out_and_come_back_as_words(tmp_path: Path, door: bench.Door) -> None:
    assert door(TEXTS, tmp_path) == ([], [])


@pytest.mark.parametrize("door", [bench.by_workbook, bench.by_csv, bench.by_clipboard])
def test_words_written_as_they_are_would_be_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, door: bench.Door
) -> None:
    for module, name in ((writer, "guarded"), (clipboard, "guarded"), (writer, "_text")):
        monkeypatch.setattr(module, name, getattr(module, name))
    bench.sabotage()
    assert door(TEXTS, tmp_path)[1] != []


@given(st.text())
def test_what_is_guarded_is_no_formula_and_comes_off_again(words: str) -> None:
    assert not is_formula_like(guarded(words))
    assert unguarded(guarded(words)) == words
