"""The typed tokens a record is filed under, and the expression a typed word asks for. Pure.

The first letter of a token is its kind: c a character of a name; b two neighbouring characters of a name or text;
e three of any field, d four of them if they are digits; p the start of a syllable, y a syllable and the start of
the next, i the first letters of two or three neighbours; l ledger; u unit. A token says only that a record may
match: `matching.py` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product

from desktop.storage.lookup.fold import fold
from desktop.storage.lookup.shapes import SEPARATOR, Row
from desktop.storage.lookup.spelling import LONGEST, Syllables, spelt, splits

_DIGITS = "0123456789"
_THREE_DIGITS = re.compile("(?=([0-9]{3})([0-9]?))")  # from every place on, and what follows them
_NO_DIGIT = "z"  # what follows three digits at the end of their run, in place of the fourth
_MOST_TOKENS = 5  # of one word, spread over it: more would only slow the index down
_MOST_SPLITS = 16


def of_row(row: Row) -> str:
    """Every token of the row, separated by blanks; one that several fields give stands there as often (FTS5 keeps it
    once, sooner than it could be looked for here).
    """
    names, found = listed(row.names), [_of_place(row.ledger, row.unit)]
    found += map(_of_name, names, listed(row.readings))
    found += map(_of_number, listed(row.numbers))
    found += map(_of_text, [text for text in listed(row.texts) if text not in names])  # a title is often the name
    return " ".join(found)


def keys(row: Row) -> set[str]:
    """The whole values a search may begin: names, their first letters and pinyin, numbers."""
    found = {*listed(row.names), *listed(row.numbers)}
    for reading in listed(row.readings):
        found.update(_spelt_out(reading))
    found.discard("")
    return found


def asking(word: str) -> str:
    """The expression for records that may match the word; never misses one that does."""
    kinds = {1: "c", 2: "b"}
    plain = f'"{kinds[len(word)]}{word}"' if len(word) in kinds else _asking_three(word)
    return _any([plain, *_asking_pinyin(spelt(word))])


def asking_place(ledgers: Iterable[str] | None, units: Iterable[str] | None) -> list[str]:
    """Further expressions that keep to some ledgers and units."""
    kinds = (("l", ledgers), ("u", units))
    return [_any([f'"{kind}{fold(name)}"' for name in names]) for kind, names in kinds if names is not None]


def listed(joined: str) -> list[str]:
    """The values of one stored column."""
    return joined[1:-1].split(SEPARATOR) if joined else []


def joined(values: Sequence[str]) -> str:
    """The values as one stored column, a separator on both sides of each."""
    return f"{SEPARATOR}{SEPARATOR.join(values)}{SEPARATOR}" if values else ""


@lru_cache(maxsize=16384)
def syllables(reading: str) -> Syllables:
    """A stored reading ("shan/dan guo qiang", "-" where a character has none) as alternatives."""
    return tuple(() if part == "-" else tuple(part.split("/")) for part in reading.split(" "))


@lru_cache(maxsize=1024)
def _of_place(ledger: str, unit: str) -> str:
    return f"l{fold(ledger)} u{fold(unit)}"


@lru_cache(maxsize=16384)
def _of_name(name: str, reading: str) -> str:
    sounds = syllables(reading)
    found = [_run("c", list(name)), _of_text(name)]
    found += map(_begun, sounds)
    found += map(_neighbours, sounds, sounds[1:])
    found.append(_initials(tuple(map(_letters, sounds))))
    return " ".join(found)


@lru_cache(maxsize=4096)
def _begun(sounds: tuple[str, ...]) -> str:
    return " ".join(f"p{start}" for start in dict.fromkeys(_starts(sounds)))


@lru_cache(maxsize=16384)
def _neighbours(one: tuple[str, ...], two: tuple[str, ...]) -> str:
    return " ".join(f"y{sound}{start}" for sound in one for start in dict.fromkeys(_starts(two)))


@lru_cache(maxsize=16384)
def _of_text(text: str) -> str:
    return f"{_run('b', _parts(text, 2))} {_of_number(text)}"


def _of_number(text: str) -> str:
    """`_of_three` written out; most texts are digits throughout or never have three of them together."""
    if _all_digits(text):
        return _run("d", _parts(text + _NO_DIGIT, 4))
    if _THREE_DIGITS.search(text) is None:
        return _run("e", _parts(text, 3))
    return " ".join(_of_three(text))


def _starts(sounds: Iterable[str]) -> Iterator[str]:
    return (sound[:size] for sound in sounds for size in range(1, len(sound) + 1))


@lru_cache(maxsize=16384)
def _initials(letters: tuple[tuple[str, ...], ...]) -> str:
    runs = (letters[at : at + size] for size in (2, 3) for at in range(len(letters) - size + 1))
    return " ".join(f"i{''.join(combined)}" for run in runs for combined in product(*run))


@lru_cache(maxsize=4096)
def _letters(sounds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sound[0] for sound in sounds))


def _of_three(text: str) -> list[str]:
    """Three characters from every place on, four where they are digits."""
    found = [f"e{three}" for three in _parts(text, 3)]
    for digits in _THREE_DIGITS.finditer(text):
        found[digits.start()] = f"d{digits[1]}{digits[2] or _NO_DIGIT}"
    return found


def _all_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


@lru_cache(maxsize=16384)
def _spelt_out(reading: str) -> tuple[str, ...]:
    """First letters and pinyin of a whole name, in its usual reading."""
    sounds = [group[0] for group in syllables(reading) if group]
    return "".join(sounds), "".join(sound[0] for sound in sounds)


def _asking_three(word: str) -> str:
    found = list(_of_three(word))
    if _all_digits(word[-3:]):
        found.pop()  # nobody knows what follows
    if not found:
        return _any([f'"d{word}{following}"' for following in _DIGITS + _NO_DIGIT])
    return _all(found if len(found) <= 3 else found[::-2])


def _asking_pinyin(word: str) -> list[str]:
    """One expression for each way to split the word; of too many ways, only for their different beginnings."""
    ways = splits(word) if word else set()
    sizes = (size for size in (LONGEST, 4, 3, 2, 1) if len({parts[:size] for parts in ways}) <= _MOST_SPLITS)
    size = next(sizes)
    return [_all(_asking_split(parts)) for parts in sorted({parts[:size] for parts in ways})]


def _asking_split(parts: tuple[str, ...]) -> list[str]:
    if len(parts) == 1:
        return [f"p{parts[0]}"]
    pairs = [f"y{one}{two}" for one, two in pairwise(parts) if len(one) > 1]
    letters = "".join(part[0] for part in parts)
    return pairs if len(pairs) == len(parts) - 1 else pairs + _grams("i", letters, min(3, len(letters)))


def _grams(kind: str, text: str, size: int) -> list[str]:
    return [kind + part for part in _parts(text, size)]


def _parts(text: str, size: int) -> list[str]:
    """As many characters from every place on."""
    return [text[at : at + size] for at in range(len(text) - size + 1)]


def _run(kind: str, parts: list[str]) -> str:
    """The parts as tokens of a kind, separated by blanks."""
    return kind + f" {kind}".join(parts) if parts else ""


def _all(tokens: Sequence[str]) -> str:
    few = dict.fromkeys(tokens[:_MOST_TOKENS])
    return "(" + " AND ".join(f'"{token}"' for token in few) + ")"


def _any(expressions: Sequence[str]) -> str:
    return "(" + " OR ".join(expressions) + ")"
