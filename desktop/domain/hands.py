"""用工匹配: who suits an enterprise's need. Pure rules; people are covered until revealed for the need's purpose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LEAST_AGE = 16
SEEKING = ("2", "3")  # codes.employment: 正在找工作, 打零工
RANKS = (("80", "90"), ("70",), ("40", "44", "47", "60"), ("30",), ("20",), ("10", "11", "14"))
"""Codes of education (GB/T 4658), lowest first; those together count the same."""


@dataclass(frozen=True, slots=True)
class Need:
    """What is asked of a person; empty where it does not matter. Ages in full years."""

    enterprise: str
    job: str
    skills: tuple[str, ...] = ()
    sex: str = ""
    youngest: int = LEAST_AGE
    oldest: int | None = None
    education: str = ""

    @property
    def purpose(self) -> str:
        """What the log keeps of a search and of every person that is shown for it."""
        return f"用工匹配：{self.enterprise}招{self.job}"


def words_of(skills: str) -> tuple[str, ...]:
    """`缝纫、平车 锁边` as its words."""
    return tuple(dict.fromkeys(word for word in re.split(r"[、，,;；/\s]+", skills) if word))


def enough_schooling(education: str) -> tuple[str, ...]:
    """The codes that are at least this one; () when nothing is asked."""
    at = next((place for place, group in enumerate(RANKS) if education in group), None)
    return tuple(code for group in RANKS[at:] for code in group) if at else ()


def years_before(day: date, years: int) -> date:
    """The same day so many years ago; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def births(need: Need, today: date) -> tuple[date | None, date]:
    """(earliest or None, latest) birth date that suits the ages."""
    earliest = None if need.oldest is None else years_before(today, need.oldest + 1)
    return earliest, years_before(today, max(need.youngest, LEAST_AGE))


def score(need: Need, *, skill: str, work: str, employment: str) -> int:
    """How well somebody suits: skills first, then whether work is sought. At least 0."""
    hits = sum((word in skill) * 2 + (word in work) for word in need.skills or (need.job,))
    return hits * 2 + (employment in SEEKING)


def covered_name(name: str) -> str:
    """`汤**`: the surname's first character; how long the name is, is not told."""
    return f"{name[:1]}**" if name else ""


def any_of(words: Iterable[str]) -> tuple[str, ...]:
    """SQL patterns that hold when one of the words stands anywhere; wildcards of the words count as letters."""
    escaped = (word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for word in words)
    return tuple(f"%{word}%" for word in escaped)
