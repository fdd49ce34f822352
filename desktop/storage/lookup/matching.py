"""What "matches" means, decided record by record. Pure.

What was typed is cut into words at blanks, commas and semicolons; every word and every field is folded (full
width to half, capitals to small, punctuation, signs and blanks left out). A record matches when **each** word
matches **any** of its fields, and a word matches

* a name that contains it (one character is enough);
* a name it spells (`spelling.py`): beginning at any character, whole syllables, then first letters, the
  last syllable cut anywhere: zgq, guoq, zhangguoq, zhanggq; for every reading the name may have; a character
  without a reading is found only as itself; at most 48 letters; ü is typed v or ü;
* a number (ID, phone, plate, case number, code) that contains it, from three characters on;
* a text (address, case title, note) that contains it, from two characters on.

Only the first 200 characters typed count. Nothing typed is ever a wildcard or an operator.

Against LIKE '%word%' over names, first letters, pinyin, numbers and texts this leaves out, on purpose: one or two
characters inside a number, one inside a text (they would find nearly everything), and pinyin that begins inside a
syllable (anguo). It adds: other readings, whole syllables mixed with letters, folding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.storage.lookup import tokens
from desktop.storage.lookup.shapes import SEPARATOR, Row
from desktop.storage.lookup.spelling import Syllables, spelt, trace

EXACT, NAME_START, SPELT_WHOLE, SPELT_START, NUMBER_EDGE, NAME_PART, NUMBER_PART, TEXT_PART, NOT_AT_ALL = range(9)
"""How well a word matches, the best first: the order of the hits on a page."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """That a word spells the name with this index, from character `start`, taking so many letters of each."""

    name: int
    start: int
    taken: tuple[int, ...]
    grade: int


def grade(words: Sequence[str], row: Row) -> int | None:
    """How well the row matches all the words (0 is best), or None."""
    total = 0
    for word in words:
        one = _grade(word, row)
        if one is None:
            return None
        total += one
    return total


def spellings(word: str, row: Row) -> Iterator[Spelling]:
    """The names of the row that the word spells."""
    letters = spelt(word)
    if not letters:
        return
    for index, reading in enumerate(tokens.listed(row.readings)):
        sounds = tokens.syllables(reading)
        traced = trace(letters, sounds)
        if traced:
            yield Spelling(index, *traced, _grade_spelling(letters, sounds, *traced))


def _grade(word: str, row: Row) -> int | None:
    best = min(_grade_name(word, row.names), _grade_number(word, row.numbers))
    if best > NAME_START:
        best = min([best, *[spelling.grade for spelling in spellings(word, row)]])
    if best < NOT_AT_ALL:
        return best
    return TEXT_PART if len(word) >= 2 and word in row.texts else None


def _grade_name(word: str, names: str) -> int:
    if word not in names:
        return NOT_AT_ALL
    if f"{SEPARATOR}{word}{SEPARATOR}" in names:
        return EXACT
    return NAME_START if SEPARATOR + word in names else NAME_PART


def _grade_number(word: str, numbers: str) -> int:
    if len(word) < 3 or word not in numbers:
        return NOT_AT_ALL
    if f"{SEPARATOR}{word}{SEPARATOR}" in numbers:
        return EXACT
    return NUMBER_EDGE if SEPARATOR + word in numbers or word + SEPARATOR in numbers else NUMBER_PART


def _grade_spelling(letters: str, sounds: Syllables, start: int, taken: tuple[int, ...]) -> int:
    usual = "".join(group[0][:count] for group, count in zip(sounds[start:], taken, strict=False))
    if start or usual != letters:
        return NAME_PART
    return SPELT_WHOLE if len(taken) == len(sounds) else SPELT_START
