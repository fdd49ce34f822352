"""The public township problems, and the independent scorer that has the last word on every roster."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from desktop.roster.formats.township import read_problem
from desktop.roster.problem import Problem

ROSTERS = Path(__file__).resolve().parent.parent / "data" / "rosters"


@pytest.fixture(scope="session")
def oracle() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_roster", ROSTERS / "check_roster.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Township:
    """One public problem: as its JSON document, as a `Problem`, and what is known of it."""

    def __init__(self, number: int) -> None:
        self.path = ROSTERS / "township" / f"{number:02}.json"
        self.data: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        expected = ROSTERS / "township" / "expected" / f"{number:02}.json"
        self.expected: dict[str, Any] = json.loads(expected.read_text(encoding="utf-8"))
        self.problem: Problem = read_problem(self.data)


@pytest.fixture(scope="session")
def townships() -> dict[int, Township]:
    return {number: Township(number) for number in range(1, 11)}
