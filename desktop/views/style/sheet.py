"""The style sheet with its placeholders filled in: `@token`, `@icon/name`, sizes in u, and `less()`
arithmetic.

`12px` in sheet.qss is 12 u and grows with the display size; `1px` and `2px` are lines. `less(32,1)` is 32 u
less one
line of 1, `less2(32,1)` less two, so that a field keeps its height whatever its frame.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import cache
from pathlib import Path

from desktop.paths import RESOURCES
from desktop.views.style.tokens import Tokens


def line(u: int, scale: float) -> int:
    """A frame of `u`: stays crisp, doubling only at 200 %."""
    return u * 2 if scale >= 2 else u


def sheet(tokens: Tokens, scale: float) -> str:
    folder = (RESOURCES / "style" / tokens.key).as_posix()
    text = re.sub(r"url\(@icon/([\w-]+)\)", rf'url("{folder}/\1.svg")', _source())
    text = re.sub(r"less(2?)\((\d+),(\d+)\)", lambda m: _less(m, scale), text)
    text = re.sub(r"\b(\d+)px", lambda m: f"{_scaled(int(m[1]), scale)}px", text)
    colours = asdict(tokens)
    return re.sub(r"@(\w+)", lambda m: colours[m[1]], text.replace("#px#", "px"))


def _less(match: re.Match[str], scale: float) -> str:
    lines = line(int(match[3]), scale) * (2 if match[1] else 1)
    return f"{round(int(match[2]) * scale) - lines}#px#"


def _scaled(u: int, scale: float) -> int:
    return line(u, scale) if u <= 2 else round(u * scale)


@cache
def _source() -> str:
    text = Path(__file__).with_name("sheet.qss").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
