"""A slice of `bench/mutated_workbooks.py`: rows or words, never a death, nothing in silence."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from shutil import copy
from subprocess import run

import pytest

from bench import mutated_workbooks as bench
from bench._mutants import CELLS, DAMAGES, STRUCTURES, Maker
from desktop.sheets import reader, values

DATA = Path(__file__).resolve().parents[1] / "data" / "ledgers"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good")
    for name in ("p1-stays-simple.xlsx", "p3-incomers-pages.xls", "p4-incomers-gbk.csv"):
        copy(DATA / name, folder)
    return folder


def test_nothing_dies_and_nothing_changes_in_silence(small: Path) -> None:
    found = bench.run(small, 90, seed=3)
    assert len(found) == 90
    assert [one for one in found if one.lost or one.leaked] == []
    assert any(one.refused for one in found)


def test_the_largest_child_stays_below_its_memory(small: Path) -> None:
    """In a process of its own: the system tells the largest of all children, and counts the parent's size in."""
    ran = run(
        [sys.executable, bench.__file__, str(small), "--count", "12"], capture_output=True, text=True, check=False
    )
    told = json.loads(ran.stdout)
    assert (told["tried"], told["lost"], told["leaked"]) == (12, 0, 0)
    assert 0 < told["child_mb"] <= bench.MEMORY // 2**20


def test_every_way_of_spoiling_is_tried(small: Path) -> None:
    maker = Maker(sorted(small.iterdir()), seed=1)
    kinds = {maker.make(number).kind for number in range(1500)}
    wanted = {f"damage {k}" for k in DAMAGES} | {f"structure {k}" for k in STRUCTURES} | {f"cell {k}" for k in CELLS}
    assert kinds == wanted


@pytest.mark.parametrize("way", sorted(bench.SABOTAGES))
def test_a_reader_broken_on_purpose_is_found_out(small: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(reader, "_child_output", reader._child_output)
    monkeypatch.setattr(values, "_PARSERS", values._PARSERS)
    maker = Maker(sorted(small.iterdir()), seed=1)
    rounded = next(n for n in range(2000) if maker.make(n).kind == "cell id rounded")
    good = {file.read_bytes(): bench.cells_of(reader.read(file)) for file in small.glob("*.xlsx")}
    bench.SABOTAGES[way]()
    verdict = bench.judged(maker, good, small, rounded)
    assert verdict.lost or verdict.leaked
