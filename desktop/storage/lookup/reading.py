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
    groups = zip(name, names.read(name).syllables, strict=True)
    plain = (_alternatives(char, readings) for char, readings in groups)
    return NameReading(" ".join("/".join(group) or "-" for group in plain), names.toned(name))


def _alternatives(char: str, readings: tuple[str, ...]) -> list[str]:
    """Leaves out what only stands for itself (a Latin letter) and sounds nobody spells (ng)."""
    return [] if char.isascii() else [reading for reading in readings if reading in SYLLABLES]
