"""How office people and spreadsheets spell: full-width forms, stray spaces, text marks, lost digits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_NOTHING = frozenset(("", "-", "--", "—", "——", "–", "/", "//", "\\", "无", "暂无", "不详", "未知", "待补"))
_QUOTES = "'`’‘"
_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?[eE]\+?\d{1,2}")


def half_width(text: str) -> str:
    """Full-width letters, digits and marks as their plain twins (NFKC); Chinese text keeps its words."""
    return unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=1024)
def squeeze(text: str) -> str:
    """Half-width and without any white space, however invisible. Remembered for a moment: a cell is looked at often."""
    if text.isascii():
        return "".join(text.split())
    if text.isalnum() and unicodedata.is_normalized("NFKC", text):  # most words of a sheet: nothing to do
        return text
    return _INVISIBLE.sub("", half_width(text))


def bare(text: str) -> str:
    """Squeezed, and without the apostrophe that tells a spreadsheet 'this is text'."""
    return squeeze(text).strip(_QUOTES)


def is_scientific(text: str) -> bool:
    """`3.30723E+17`: what a spreadsheet leaves of a long number it took for a quantity."""
    return _SCIENTIFIC.fullmatch(text) is not None


def says_nothing(text: str) -> bool:
    """An empty cell, or what stands in its place in old ledgers: / — 无 不详 待补."""
    return bare(text) in _NOTHING
