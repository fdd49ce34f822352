"""Nothing outside views/style names a colour."""

from __future__ import annotations

import re
from pathlib import Path

from desktop import paths

DESKTOP = paths.RESOURCES.parent / "desktop"
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(")


def named_colours(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [f"{path.name}:{n}" for n, line in enumerate(lines, 1) if COLOUR.search(line)]


def test_no_colour_is_named_outside_style() -> None:
    files = [*DESKTOP.glob("views/**/*.py"), *DESKTOP.glob("models/**/*.py")]
    outside = [path for path in files if path.parent.name != "style"]
    assert len(outside) > 5
    assert [spot for path in outside for spot in named_colours(path)] == []
