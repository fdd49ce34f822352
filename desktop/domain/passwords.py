"""How a password would stand against guessing, told while it is typed; `storage.keys` takes none that is too weak."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SHORTEST, LONG = 8, 12
_KINDS = (str.isdigit, str.isalpha, lambda char: not char.isalnum())
_WELL_KNOWN = ("12345678", "password", "qwerty", "11111111", "88888888", "abc123", "admin", "zhuangding")


class Grade(StrEnum):
    """How a password would stand against guessing; `TOO_WEAK` is not taken."""

    EMPTY = "empty"
    TOO_WEAK = "too_weak"
    FAIR = "fair"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Strength:
    grade: Grade
    words: str


def strength(password: str, login: str = "") -> Strength:
    """The grade with words that say the next step, as they are shown under the field."""
    if not password:
        return Strength(Grade.EMPTY, f"至少{SHORTEST}位，字母和数字都有")
    if len(password) < SHORTEST:
        return Strength(Grade.TOO_WEAK, f"还差{SHORTEST - len(password)}位")
    if len(set(password)) < 4 or _guessable(password.casefold(), login.casefold()):
        return Strength(Grade.TOO_WEAK, "太容易猜到，换一个")
    kinds = sum(any(kind(char) for char in password) for kind in _KINDS)
    if kinds == 1 and len(password) < LONG:
        return Strength(Grade.FAIR, "可以用，再加数字或符号更稳")
    return Strength(Grade.GOOD, "好") if len(password) >= LONG or kinds == 3 else Strength(Grade.FAIR, "可以用")


def _guessable(password: str, login: str) -> bool:
    return any(known in password for known in _WELL_KNOWN) or (bool(login) and login in password and
                                                              len(password) < len(login) + 4)  # fmt: skip
