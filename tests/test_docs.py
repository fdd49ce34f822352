"""What the documents promise exists: links, pictures, commands; and they name no machine and no host."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import start
from desktop.headless import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
LINK = re.compile(r"\]\(([^)#]+)\)")
COMMAND = re.compile(r"start\.py (\w+)")
HEADLESS = re.compile(r"python -m desktop (\w+)")


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_is_there(page: Path) -> None:
    targets = [link for link in LINK.findall(text(page)) if not link.startswith("http")]
    assert [link for link in targets if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_named_is_one(page: Path) -> None:
    assert set(COMMAND.findall(text(page))) <= set(start.COMMANDS)
    assert set(HEADLESS.findall(text(page))) <= {command.name for command in COMMANDS}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_machine(page: Path) -> None:
    assert not re.search(r"/(?:home|root|work|tmp)/\w|[A-Z]:\\Users", text(page))


def test_every_bench_named_in_the_figures_is_a_script() -> None:
    named = set(re.findall(r"bench (\w+)", text(ROOT / "docs" / "figures.md")))
    assert named
    assert named <= {file.stem for file in (ROOT / "bench").glob("*.py")}


def test_the_newest_version_in_the_changelog_is_the_product_s() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert re.search(r"^## (\S+)", text(ROOT / "CHANGELOG.md"), re.MULTILINE)[1] == version  # type: ignore[index]
