"""People's names: how they are written, and how they are read (surnames by their own table)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from typing import cast

from desktop.domain import surnames
from desktop.errors import Refused

MOST_READINGS = 32
"""Whole-name readings kept: enough for three characters of many readings, bounded for anything typed."""

_HAN = r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_DOTS = re.compile(rf"(?<={_HAN})[·•・‧∙.．](?={_HAN})")
_SPREAD = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")
_LOST = re.compile(r"[?？\ufffd□■]")


@dataclass(frozen=True, slots=True)
class Reading:
    """Per character its syllables without tones, the usual first; what has no reading stands for itself."""

    syllables: tuple[tuple[str, ...], ...]


def clean(text: str) -> str:
    """Spelling only: no padding, `张　三` closed up, one kind of dot between the parts of a name."""
    if text.isalpha():  # no mark, dot or blank to look at
        return text
    trimmed = re.sub(r"[\u200b-\u200f\ufeff]", "", text).strip()
    return _DOTS.sub("·", _SPREAD.sub("", trimmed))


def listed(text: str | None) -> list[str]:
    """Several in one field, `汪国强、章立群`, in their order."""
    return [name for part in re.split("[、，,]", text or "") if (name := part.strip())]


def parse(text: str) -> str:
    """The cleaned name. Refused codes: name_missing, text_lost_characters (`梁?` from an old code page)."""
    name = clean(text)
    if not name:
        raise Refused("没有姓名", "填姓名", field="name", code="name_missing")
    if _LOST.search(name):
        cause = f"姓名“{name}”里有字在转存时丢了"
        raise Refused(cause, "对照原件补上那个字", field="name", code="text_lost_characters")
    return name


def prepare() -> None:
    """Load the tables of readings (0.3 s), for who will want many and waits for something else just now."""
    read("王海燕")
    toned("王海燕")


@lru_cache(maxsize=4096)
def read(name: str) -> Reading:
    """Every reading a person may be looked up by; `ü` is found as `v` and as `u`."""
    name = clean(name)
    surname, _ = _surname(name)
    first = surname or name[:1]
    return Reading((*_read_surname(first, known=bool(surname)), *_read_given(name[len(first) :])))


@lru_cache(maxsize=1024)
def _read_surname(surname: str, *, known: bool) -> tuple[tuple[str, ...], ...]:
    if not known:
        return tuple(_with_u(options) for options in _usual(surname))
    _, readings = _surname(surname)
    places = range(len(surname))
    return tuple(_with_u(tuple(dict.fromkeys(_typed(reading[place]) for reading in readings))) for place in places)


@lru_cache(maxsize=8192)
def _read_given(text: str) -> tuple[tuple[str, ...], ...]:
    """Given names recur; most are two characters that make no word, and are read one by one."""
    if _makes_no_word(text):
        return tuple(options for character in text for options in _read_given(character))
    return tuple(_with_u(options) for options in _every(text))


@lru_cache(maxsize=4096)
def read_words(text: str) -> Reading:
    """The same for text that is nobody's name (a village, an address): no surnames, every reading."""
    return Reading(tuple(_with_u(options) for options in _every(text)))


def initials(name: str | Reading) -> tuple[str, ...]:
    """`zgq`, and the others where readings differ in their first letter."""
    return tuple(_combined(tuple(dict.fromkeys(word[0] for word in options)) for options in _spoken(name)))


def full(name: str | Reading) -> tuple[str, ...]:
    """`zhangguoqiang`, and the others."""
    return tuple(_combined(_spoken(name)))


def toned(name: str) -> str:
    """`zhāng guó qiáng`, for display: the usual reading, surname and given name each for itself as `read` has them."""
    name = clean(name)
    surname, readings = _surname(name)
    if readings:
        own = [_with_mark(syllable) for syllable in readings[0]]
    else:
        surname = "" if name[:1].isascii() else name[:1]
        own = [*_toned(surname)]
    return " ".join([*own, *_toned(name[len(surname) :])])


@lru_cache(maxsize=8192)
def _toned(text: str) -> tuple[str, ...]:
    if _makes_no_word(text):
        return tuple(sound for character in text for sound in _toned(character))
    heard = map(_stressed, _pinyin(text, heteronym=len(text) == 1, toned=True))
    return tuple(sound.strip() for sound in heard if sound.strip("· "))


def _stressed(options: Sequence[str]) -> str:
    """No character of a name is read in the neutral tone: 子 is zǐ."""
    return next((sound for sound in options if not sound.isascii()), options[0])


def _surname(name: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The surname if the tables know it, with its readings; compound ones before single ones."""
    for length in (4, 3, 2):
        if len(name) > length and name[:length] in surnames.COMPOUND:
            return name[:length], surnames.COMPOUND[name[:length]]
    if name in surnames.COMPOUND:  # the surname alone, as people type it
        return name, surnames.COMPOUND[name]
    return (name[0], surnames.SINGLE[name[0]]) if name[:1] in surnames.SINGLE else ("", ())


def _makes_no_word(text: str) -> bool:
    """Two characters, both in the library's table, that are none of its phrases."""
    if len(text) != 2:
        return False
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    return text not in PHRASES_DICT and ord(text[0]) in PINYIN_DICT and ord(text[1]) in PINYIN_DICT


def _usual(text: str) -> Iterator[tuple[str, ...]]:
    return ((options[0].lower(),) for options in _pinyin(text))


def _every(text: str) -> Iterator[tuple[str, ...]]:
    """The reading within its words first, then each character's own others."""
    for (usual,), character in zip(_usual(text), text, strict=True):
        yield tuple(dict.fromkeys((usual, *_own_readings(character))))


@lru_cache(maxsize=8192)
def _own_readings(character: str) -> tuple[str, ...]:
    (options,) = _pinyin(character, heteronym=True)
    return tuple(word.lower() for word in options)


@lru_cache(maxsize=8192)
def _pinyin(text: str, *, heteronym: bool = False, toned: bool = False) -> Sequence[Sequence[str]]:
    """The library's readings: an entry per character, or with `toned` Latin runs kept together."""
    # Imported on first use: its phrase list takes 0.1 s that a program start need not spend.
    from pypinyin import Style, pinyin

    if toned:
        return pinyin(text, style=Style.TONE, heteronym=heteronym)
    apart = cast("Callable[[str], str]", list)  # the library's stub only knows of text
    return pinyin(text, style=Style.NORMAL, heteronym=heteronym, errors=apart)


@lru_cache(maxsize=2048)
def _with_mark(syllable: str) -> str:
    """`zhang1` -> `zhāng`."""
    from pypinyin.contrib.tone_convert import to_tone

    return to_tone(syllable)


def _typed(syllable: str) -> str:
    return syllable.rstrip("12345").replace("ü", "v")


def _with_u(options: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*options, *(word.replace("v", "u") for word in options if "v" in word))))


def _spoken(name: str | Reading) -> Iterator[tuple[str, ...]]:
    reading = read(name) if isinstance(name, str) else name
    return (options for options in reading.syllables if options[0] not in ("·", " ", "-"))


def _combined(parts: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """Joined readings, the usual ones first, at most MOST_READINGS of them."""
    return islice(dict.fromkeys("".join(words) for words in islice(product(*parts), 512)), MOST_READINGS)
