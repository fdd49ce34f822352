"""Pinyin as people type it: whole syllables, then first letters, the last syllable cut wherever they stop."""

from __future__ import annotations

from functools import lru_cache

LONGEST = 48
"""Longest word, in letters, that is tried as pinyin."""

Syllables = tuple[tuple[str, ...], ...]
"""The readings of a name without tones: for each character its alternatives, none if it has no reading."""

_TABLE = """
:a ai an ang ao e ei en eng er o ou
b:a ai an ang ao e ei en eng i ian iang iao ie in ing o ong u
c:a ai an ang ao e ei en eng i ong ou u uan ui un uo
ch:a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
d:a ai an ang ao e ei en eng i ia ian iao ie in ing iu ong ou u uan ui un uo
f:a an ang ei en eng iao o ou u
g:a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
h:a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j:i ia ian iang iao ie in ing iong iu u uan ue un
k:a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
l:a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve yu
m:a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
n:a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve yu
p:a ai an ang ao ei en eng i ian iao ie in ing o ou u
q:i ia ian iang iao ie in ing iong iu u uan ue un
r:an ang ao e en eng i ong ou u ua uan ui un uo
s:a ai an ang ao e en eng i ong ou u uan ui un uo
sh:a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
t:a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo
w:a ai an ang ei en eng o ong u
x:i ia ian iang iao ie in ing iong iu u uan ue un
y:a an ang ao e i in ing o ong ou u uan ue un
z:a ai an ang ao e ei en eng i ong ou u uan ui un uo
zh:a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
"""


def _syllables() -> frozenset[str]:
    lines = (line.split(":") for line in _TABLE.split("\n") if line)
    return frozenset(initial + final for initial, finals in lines for final in finals.split())


SYLLABLES = _syllables()
PREFIXES = frozenset(syllable[:size] for syllable in SYLLABLES for size in range(1, len(syllable) + 1))
FIRST_LETTERS = frozenset(syllable[0] for syllable in SYLLABLES)


@lru_cache(maxsize=256)
def spelt(word: str) -> str:
    """The word as pinyin letters (ü typed as v or ü), or "" if it cannot be pinyin."""
    letters = word.replace("ü", "v")
    return letters if letters.isascii() and letters.isalpha() and len(letters) <= LONGEST else ""


def splits(word: str) -> set[tuple[str, ...]]:
    """Every way to read the letters as whole syllables and then first letters, or one syllable cut short."""
    found: set[tuple[str, ...]] = set()
    heads: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    while heads:
        at, parts = heads.pop()
        tail = word[at:]
        if tail in PREFIXES:
            found.add((*parts, tail))
        if FIRST_LETTERS.issuperset(tail):
            found.add((*parts, *tail))
        sizes = range(1, min(7, len(tail)))
        heads += [(at + n, (*parts, tail[:n])) for n in sizes if tail[:n] in SYLLABLES]
    return found


@lru_cache(maxsize=4096)
def trace(word: str, syllables: Syllables) -> tuple[int, tuple[int, ...]] | None:
    """Where the word reads the name: index of the first character, then how many letters each one gives."""
    for start in range(len(syllables)):
        taken = _whole(word, syllables[start:])
        if taken is not None:
            return start, taken
    return None


def _whole(word: str, syllables: Syllables) -> tuple[int, ...] | None:
    if not word:
        return ()
    if not syllables:
        return None
    for reading in syllables[0]:
        if word.startswith(reading):
            rest = _whole(word[len(reading) :], syllables[1:])
            if rest is not None:
                return len(reading), *rest
    return _tail(word, syllables)


def _tail(word: str, syllables: Syllables) -> tuple[int, ...] | None:
    for reading in syllables[0]:
        if reading.startswith(word):
            return (len(word),)
    return (1,) * len(word) if _begins(word, syllables) else None


def _begins(letters: str, syllables: Syllables) -> bool:
    """Whether each letter begins a reading of its character."""
    if len(letters) > len(syllables):
        return False
    for letter, readings in zip(letters, syllables, strict=False):
        if not any(reading[0] == letter for reading in readings):
            return False
    return True
