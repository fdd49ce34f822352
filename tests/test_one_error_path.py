"""One error path: every refusal carries a cause and a next step in Chinese; our own faults show a number only."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import Refused

ROOT = Path(__file__).resolve().parent.parent
CHINESE = re.compile("[\u4e00-\u9fff]")


def refusals(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
            yield node


def in_chinese(words: ast.expr) -> bool:
    """Whether what is written here is Chinese; words that were made elsewhere are only handed on, and pass."""
    literals = (node.value for node in ast.walk(words) if isinstance(node, ast.Constant))
    told = [one for one in literals if isinstance(one, str) and re.search(r"\w", one)]
    return any(CHINESE.search(one) for one in told) if told else not isinstance(words, ast.Constant)


def faults(tree: ast.AST) -> list[int]:
    """Lines where a refusal lacks its cause or its step, or says it in no Chinese."""
    found = []
    for call in refusals(tree):
        given = [*call.args, *(one.value for one in call.keywords if one.arg in ("cause", "step"))]
        starred = any(isinstance(one, ast.Starred) for one in given)
        if (len(given) < 2 and not starred) or not all(in_chinese(one) for one in given[:2]):
            found.append(call.lineno)
    return found


def test_every_refusal_says_cause_and_next_step_in_chinese() -> None:
    found, seen = [], 0
    for file in sorted((ROOT / "desktop").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        seen += len(list(refusals(tree)))
        found += [f"{file.relative_to(ROOT)}:{line}" for line in faults(tree)]
    assert seen > 400
    assert found == []


@pytest.mark.parametrize(
    "code", ["Refused('没有填')", "Refused('没有填', '')", "Refused('missing', '请填')", "Refused(f'{x} no', '请填')"]
)
def test_a_refusal_without_words_is_caught(code: str) -> None:
    assert faults(ast.parse(code)) == [1]


def test_refused_tells_both_parts() -> None:
    assert str(Refused("没有填姓名", "请填上")) == "没有填姓名，请填上"
