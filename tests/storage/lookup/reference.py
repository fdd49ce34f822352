"""The definition of "matches" at its plainest: every record compared with every query, slow on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.domain import names
from desktop.storage.lookup import Entry
from desktop.storage.lookup.fold import fold, words
from desktop.storage.lookup.spelling import LONGEST, SYLLABLES

Place = tuple[str, int]


def scan(entries: Iterable[Entry], texts: Iterable[str]) -> dict[str, set[Place]]:
    """For every query the records (ledger, row) that match it."""
    wanted = {text: words(text[:200]) for text in texts}
    known = {word for typed in wanted.values() for word in typed}
    found: dict[str, set[Place]] = {text: set() for text in wanted}
    for entry in entries:
        matched = _matched(entry, known)
        for text, typed in wanted.items():
            if typed and matched.issuperset(typed):
                found[text].add((entry.ledger, entry.row))
    return found


def spellings(syllables: Sequence[Sequence[str]]) -> set[str]:
    """Every word that spells a name with these readings, written out."""
    written: set[str] = set()
    for start in range(len(syllables)):
        heads = {""}
        for at in range(start, len(syllables)):
            letters = {""}
            starts = {reading[:size] for reading in syllables[at] for size in range(1, 7)}
            written |= {head + start for head in heads for start in starts}
            for readings in syllables[at:]:
                letters = {word + reading[0] for word in letters for reading in readings}
                written |= {head + word for head in heads for word in letters}
            heads = {head + reading for head in heads for reading in syllables[at]}
    return {word for word in written if len(word) <= LONGEST}


def readings(name: str) -> list[list[str]]:
    """Standard syllables of each character of a folded name; none for Latin letters."""
    groups = names.read(name).syllables if name else ()
    return [
        [] if char.isascii() else [reading for reading in group if reading in SYLLABLES]
        for char, group in zip(name, groups, strict=True)
    ]


def _matched(entry: Entry, known: set[str]) -> set[str]:
    called = [fold(name) for name in entry.names]
    spelt = {word for name in called for word in spellings(readings(name))}
    numbers, texts = "\n".join(map(fold, entry.numbers)), "\n".join(map(fold, entry.texts))
    joined = "\n".join(called)
    return {
        word
        for word in known
        if word in joined
        or word.replace("ü", "v") in spelt
        or (len(word) >= 3 and word in numbers)
        or (len(word) >= 2 and word in texts)
    }
