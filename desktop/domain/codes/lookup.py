"""All tables by name, and reading of what people write in a coded column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from desktop.domain.codes.disputes import TABLES as DISPUTES
from desktop.domain.codes.events import TABLES as EVENTS
from desktop.domain.codes.living import TABLES as LIVING
from desktop.domain.codes.office import TABLES as OFFICE
from desktop.domain.codes.people import TABLES as PEOPLE
from desktop.domain.codes.synonyms import ENDINGS, WORDS
from desktop.domain.spelling import bare
from desktop.errors import Refused

TABLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {name: MappingProxyType(table) for name, table in (PEOPLE | LIVING | DISPUTES | EVENTS | OFFICE).items()}
)
"""Table name -> code -> label, each table in its own order (the order of lists and statistics)."""

_CODE = "([0-9]{1,4}|[a-z]{2,}(?:_[a-z]+)*|[a-z](?:_[a-z]+)+)"
_CODE_AND_LABEL = re.compile(rf"{_CODE}[-—.、:_]*([^0-9a-z].*)|(.*[^0-9a-z_(])\(?{_CODE}\)?")


def label(table: str, code: str) -> str:
    """The label; an unknown code stands for itself, so that nothing vanishes from a list."""
    return TABLES[table].get(code, code)


@lru_cache(maxsize=4096)
def code(table: str, text: str) -> str:
    """The code for a code, a label, `04-工业` or a common word. Refused: code_missing code_unknown."""
    plain = bare(text)
    if not plain:
        raise Refused("没有填", _choices(table), code="code_missing")
    found = _exact(table, plain) or _by_ending(table, plain) or _by_both(table, plain)
    if found is None:
        raise Refused(f"“{text.strip()}”对不上代码", _choices(table), code="code_unknown")
    return found


def codes_of(table: str, text: str) -> tuple[str, ...]:
    """Several at once (`火灾、治安`), each as `code` reads it, in order, no doubles."""
    try:
        return (code(table, text),)
    except Refused:
        parts = [part for part in re.split(r"[、,，;；/|\n ]+", text.strip()) if part]
        if len(parts) < 2:
            raise
        return tuple(dict.fromkeys(code(table, part) for part in parts))


def parents(table: str, code: str) -> tuple[str, ...]:
    """The codes above it in a tree table (`0102` -> `01`), nearest first."""
    return tuple(code[:cut] for cut in range(len(code) - 2, 0, -2) if code[:cut] in TABLES[table])


@cache
def _words(table: str) -> Mapping[str, str]:
    """Every word of a table, folded, to its code; labels win over other words, upper levels over lower."""
    labels = TABLES[table]
    by_label = {_fold(words): key for key, words in reversed(list(labels.items()))}
    other = {_fold(word): by_label[_fold(name)] for name, line in WORDS.get(table, {}).items() for word in line.split()}
    return {**other, **by_label}


def _exact(table: str, plain: str) -> str | None:
    labels = TABLES[table]
    if plain in labels:
        return plain
    if plain.isascii() and plain.isdecimal():
        padded = (key for key in labels if key.isdecimal() and int(key) == int(plain))
        return next(padded, None) or _words(table).get(plain)
    return _words(table).get(_fold(plain))


def _by_ending(table: str, plain: str) -> str | None:
    words = _words(table)
    return next((words[form] for form in _forms(table, _fold(plain)) if form in words), None)


def _forms(table: str, plain: str) -> Iterator[str]:
    for ending in ENDINGS.get(table, ()):
        if plain.endswith(ending) and len(plain) > len(ending):
            yield plain.removesuffix(ending)
        yield plain + ending


def _by_both(table: str, plain: str) -> str | None:
    """`04-工业`: the code counts if the words beside it do not say otherwise."""
    if not (match := _CODE_AND_LABEL.fullmatch(plain)):
        return None
    number, words = (match[1], match[2]) if match[1] else (match[4], match[3])
    key = _exact(table, number)
    named = _exact(table, words.strip("-—.、:()")) or _by_ending(table, words.strip("-—.、:()"))
    return key if key is not None and named in (key, None) and (named or _is_tail(table, key, words)) else None


def _is_tail(table: str, key: str, words: str) -> bool:
    return _fold(TABLES[table][key]) in _fold(words)


def _fold(words: str) -> str:
    return re.sub(r"[、()·\-—]", "", bare(words)).lower() or bare(words)


def _choices(table: str) -> str:
    labels = list(TABLES[table].values())
    return f"从{'、'.join(labels[:6])}{'等' if len(labels) > 6 else ''}中选"
