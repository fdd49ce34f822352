"""Which letters of a hit light up. Works on the shown lines alone, so a masked number stays masked. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from desktop.storage.lookup import tokens
from desktop.storage.lookup.fold import fold_shown, places
from desktop.storage.lookup.matching import Spelling, spellings
from desktop.storage.lookup.shapes import Hit, Row, Runs


def hit(row: Row, words: Sequence[str], grade: int = 0) -> Hit:
    """The row as it is shown, with what matched lit up; `grade` as `matching` found it."""
    spelt = [spelling for word in words for spelling in spellings(word, row)]
    names = tokens.listed(row.names)
    lit = [*words, *(_letters(names, spelling) for spelling in spelt)]
    shown = _shown_name(row, names, lit, spelt)
    reading = "" if shown is None else tokens.listed(row.toned)[shown]
    taken = [spelling for spelling in spelt if spelling.name == shown]
    return Hit(
        row.ledger, row.row, row.record, row.title, row.subtitle, reading,
        _runs(_lit(row.title, lit)), _runs(_lit(row.subtitle, lit)), _runs(_lit_reading(reading, taken)), grade,
    )  # fmt: skip


def _letters(names: Sequence[str], spelling: Spelling) -> str:
    return names[spelling.name][spelling.start :][: len(spelling.taken)]


def _shown_name(row: Row, names: Sequence[str], lit: Sequence[str], spelt: Sequence[Spelling]) -> int | None:
    """The name whose reading goes with the title: one that matched and stands there."""
    title = fold_shown(row.title)
    by_sound = [spelling.name for spelling in spelt]
    by_letters = [place for place, name in enumerate(names) if any(word in name for word in lit)]
    return next((place for place in (*by_sound, *by_letters) if names[place] in title), None)


def _lit(text: str, words: Iterable[str]) -> set[int]:
    """Places of `text` that any of the words covers; a word never runs across a mask."""
    folded = fold_shown(text)
    found = [(at, at + len(word)) for word in words if word in folded for at in _found(folded, word)]
    origin = places(text) if found else []
    return {place for begin, end in found for place in origin[begin:end]}


def _found(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _lit_reading(reading: str, spelt: Sequence[Spelling]) -> set[int]:
    """The letters typed, in "zhāng guó qiáng": as many of each syllable as the word took."""
    lit: set[int] = set()
    if not reading or not spelt:
        return lit
    syllables = reading.split(" ")
    starts = [sum(len(syllable) + 1 for syllable in syllables[:at]) for at in range(len(syllables))]
    for spelling in spelt:
        for place, count in enumerate(spelling.taken, spelling.start):
            if place < len(syllables):
                lit.update(range(starts[place], starts[place] + min(count, len(syllables[place]))))
    return lit


def _runs(lit: set[int]) -> Runs:
    """Places as stretches of (start, length)."""
    if not lit:
        return ()
    begins = sorted(place for place in lit if place - 1 not in lit)
    ends = sorted(place for place in lit if place + 1 not in lit)
    return tuple((begin, end - begin + 1) for begin, end in zip(begins, ends, strict=True))
