"""How text is compared: one folding for what is stored and what is typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BREAK = re.compile(r"[\s,，、;；]+")
_DROPPED = ("P", "S", "Z", "C")
_UNASSIGNED = ("Co", "Cn")  # private and newer characters stand for rare names: never drop them


class _Folding(dict[int, str]):
    def __missing__(self, code: int) -> str:
        wide = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = "".join(char for char in wide if _counts(char))
        return self[code]


_FOLDING = _Folding()
_FOLDING_SHOWN = _Folding({ord("*"): "*"})


def fold(text: str) -> str:
    """Half width, lower case, only characters that carry meaning: no space, punctuation, sign or selector.

    Works character by character, so that a place in the folded text can be led back to the original.
    """
    return text if text.isascii() and text.isdigit() else _folded(text)


@lru_cache(maxsize=16384)
def _folded(text: str) -> str:
    """A name stands in the title too, and villages and streets recur."""
    return text.translate(_FOLDING)


def fold_shown(text: str) -> str:
    """Folded like `fold`, but for the mask sign `*`, which stays: nothing typed is found across it."""
    return text.translate(_FOLDING_SHOWN)


def places(text: str) -> list[int]:
    """For each character of `fold_shown(text)` the place in `text` it comes from."""
    return [place for place, char in enumerate(text) for _ in _FOLDING_SHOWN[ord(char)]]


def parts(text: str) -> tuple[str, ...]:
    """The words as they were typed: cut at blanks, commas and semicolons."""
    return tuple(part for part in _BREAK.split(text) if part)


def words(text: str) -> tuple[str, ...]:
    """The words of what was typed: cut at blanks, commas and semicolons, folded, each once."""
    folded = (fold(part) for part in parts(text))
    return tuple(dict.fromkeys(word for word in folded if word))


def _counts(char: str) -> bool:
    kind = unicodedata.category(char)
    if kind in _UNASSIGNED:
        return True
    return kind[0] not in _DROPPED and not unicodedata.name(char, "").startswith("VARIATION SELECTOR")
