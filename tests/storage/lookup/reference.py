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
    spelt = _SpeltBy({word for typed in wanted.values() for word in typed})
    found: dict[str, set[Place]] = {text: set() for text in wanted}
    for entry in entries:
        matched = _matched(entry, spelt)
        for text, typed in wanted.items() if matched else ():
            if typed and matched.issuperset(typed):
                found[text].add((entry.ledger, entry.row))
    return found


class _SpeltBy(dict[str, frozenset[str]]):
    """Folded name -> those of the known words that spell it; names recur, and writing out a name takes long."""

    def __init__(self, known: set[str]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, name: str) -> frozenset[str]:
        written = spellings(readings(name))
        self[name] = frozenset(word for word in self.known if word.replace("ü", "v") in written)
        return self[name]


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


def _matched(entry: Entry, spelt: _SpeltBy) -> set[str]:
    called = [fold(name) for name in entry.names]
    numbers, texts = "\n".join(map(fold, entry.numbers)), "\n".join(map(fold, entry.texts))
    joined = "\n".join(called)
    by_sound = frozenset[str]().union(*(spelt[name] for name in called))
    return {
        word
        for word in spelt.known
        if word in joined
        or word in by_sound
        or (len(word) >= 3 and word in numbers)
        or (len(word) >= 2 and word in texts)
    }
