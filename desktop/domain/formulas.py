"""Words that a spreadsheet would take for a formula, and the apostrophe that keeps them words."""

from __future__ import annotations

import unicodedata

SIGNS = frozenset("=+-@\t\r\n")


def is_formula_like(text: str) -> bool:
    """Whether the words begin with = + - @, a tab or a line end, full-width forms included."""
    return bool(text) and (text[0] in SIGNS or unicodedata.normalize("NFKC", text[0]) in SIGNS)


def guarded(text: str) -> str:
    """With an apostrophe in front where a spreadsheet might begin to reckon; `unguarded` takes it off."""
    return f"'{text}" if is_formula_like(text) or is_formula_like(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and is_formula_like(text.lstrip("'")) else text
