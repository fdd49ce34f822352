"""Heads of columns, compared as people mean them: spaces, brackets, marks and full-width forms do not count."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.domain.spelling import squeeze
from desktop.sheets.headings import FAMILIES, FIELDS, IGNORED, LEAVES
from desktop.sheets.targets import Target, TargetField

_MARKS = re.compile(r"[\s*★☆:.,、/\\|·\-—_'\"()\[\]{}<>《》【】〔〕“”‘’。;#?!]+")
_BRACKETS = re.compile(r"[(\[【〔<《][^)\]】〕>》]*[)\]】〕>》]")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.、)]|[(]\d{1,2}[)]|[一二三四五六七八九十]{1,2}、)(?=\D)")


@lru_cache(4096)
def forms(text: str) -> tuple[str, ...]:
    """The head without marks; and without what stands in brackets (`金额(元)` -> 金额元, 金额)."""
    plain = _NUMBERED.sub("", squeeze(text))
    found = [_MARKS.sub("", plain), _MARKS.sub("", _BRACKETS.sub("", plain))]
    found += [form[2:] for form in found if form.startswith(("是否", "有无")) and len(form) > 3]
    return tuple(dict.fromkeys(form for form in found if form))


@lru_cache(1024)
def names_of(field: TargetField) -> frozenset[str]:
    """Every wording that means this field on its own."""
    words = {field.label, *field.synonyms, *FIELDS.get(field.name, ())}
    return frozenset(form for word in words for form in forms(word))


def family_words(group: str) -> frozenset[str]:
    return FAMILIES.get(group, frozenset((group,) if group else ()))


def family_in(target: Target, text: str) -> str:
    """The party a head speaks of (`出租人联系电话` -> 房东), among those the target knows; "" for none."""
    best, found = 0, ""
    groups = dict.fromkeys(field.group for field in target.fields if field.group)
    for form in forms(text):
        for group in groups:
            for word in family_words(group):
                if form.startswith(word) and len(word) > best:
                    best, found = len(word), group
    return found


def remainder(group: str, form: str) -> str | None:
    """What follows the party's word: `出租人联系电话` -> 联系电话; None if the head does not begin with it."""
    matches = [word for word in family_words(group) if form.startswith(word)]
    rest = form.removeprefix(max(matches, key=len)) if matches else ""
    return rest.removeprefix("的") or None


def leaves_of(field: TargetField) -> frozenset[str]:
    return LEAVES.get(field.kind, frozenset())


@lru_cache(64)
def vocabulary(target: Target) -> frozenset[str]:
    """All words that show a row to be a head."""
    words = set(IGNORED)
    for field in target.fields:
        words |= names_of(field) | leaves_of(field) | family_words(field.group)
    return frozenset(form for word in words for form in forms(word))


def is_head_word(target: Target, text: str) -> bool:
    known = vocabulary(target)
    for form in forms(text):
        if form in known:
            return True
        group = family_in(target, form)
        if group and (rest := remainder(group, form)) and rest in known:
            return True
    return False
