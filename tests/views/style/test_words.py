"""One word for one thing: the words the glossary puts aside stand in no text of the screens."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import paths

VIEWS = paths.RESOURCES.parent / "desktop" / "views"
PUT_ASIDE = {
    "首页": "工作台",
    "排班表": "值班月表",
    "换班": "调班",
    "听班": "备班",
    "案子": "纠纷案件",
    "房源": "出租房",
    "租客": "租住人员",
    "退房": "办理离开",
    "脱敏": "遮盖",
    "是否确定": "按钮写要做的事",
    "操作成功": "写现在怎样了",
    "操作失败": "写原因和下一步",
}


def docstrings(tree: ast.AST) -> set[int]:
    """The string nodes that explain code and are shown to nobody."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    firsts = (node.body[0] for node in ast.walk(tree) if isinstance(node, owners) and node.body)
    return {id(first.value) for first in firsts if isinstance(first, ast.Expr)}


def shown_words(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden:
            yield node.lineno, node.value


WORDS = [(path, line, text) for path in sorted(VIEWS.rglob("*.py")) for line, text in shown_words(path)]


@pytest.mark.parametrize("word", PUT_ASIDE)
def test_a_word_put_aside_is_not_used(word: str) -> None:
    found = [f"{path.name}:{line}: {text}" for path, line, text in WORDS if word in text]
    assert found == [], f"用“{PUT_ASIDE[word]}”"


def test_nobody_is_shouted_at() -> None:
    assert [f"{path.name}:{line}: {text}" for path, line, text in WORDS if "！" in text] == []
