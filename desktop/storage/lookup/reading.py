"""How the index writes down the reading of a name: plain for comparing, toned for showing."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from desktop.domain import names
from desktop.storage.lookup.spelling import SYLLABLES


class NameReading(NamedTuple):
    """`plain`: the alternatives per character, "shan/dan guo qiang", "-" for none; `toned`: as shown."""

    plain: str
    toned: str


@lru_cache(maxsize=16384)
def of_name(name: str) -> NameReading:
    """The reading of a folded name."""
    if name.isascii():
        return NameReading(" ".join("-" * len(name)), "")
    plain = map(_alternatives, name, names.read(name).syllables)
    return NameReading(" ".join(plain), names.toned(name))


@lru_cache(maxsize=8192)
def _alternatives(char: str, readings: tuple[str, ...]) -> str:
    """Leaves out what only stands for itself (a Latin letter) and sounds nobody spells (ng)."""
    return "-" if char.isascii() else "/".join(reading for reading in readings if reading in SYLLABLES) or "-"
