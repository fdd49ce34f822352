"""The recovery code as people meet it: printed in groups, typed years later, checked before it is tried.

Five groups of five Crockford base-32 characters (125 random bits) and a sixth group that holds one check
character for each of them, so that a slip of the pen is found and the group at fault is named.
"""

from __future__ import annotations

import secrets
import unicodedata

from desktop.errors import Refused

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 5
_LOOKALIKES = str.maketrans("OIL", "011", "-－—–_ \t\r\n")


def new() -> str:
    groups = ["".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(GROUPS)]
    return "-".join([*groups, _checks(groups)])


def parse(text: str) -> str:
    """The code in its canonical form; Refused (recovery_length, recovery_letter, recovery_typo)."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)
    for place, char in enumerate(plain):
        if char not in ALPHABET:
            raise Refused(f"恢复码第{place // 5 + 1}组有不用的字“{char}”", "对照打印件改正", code="recovery_letter")
    if len(plain) != 5 * (GROUPS + 1):
        raise Refused(f"恢复码应为30位，现在是{len(plain)}位", "对照打印件补全", code="recovery_length")
    *groups, checks = [plain[at : at + 5] for at in range(0, len(plain), 5)]
    for number, (given, right) in enumerate(zip(checks, _checks(groups), strict=True), start=1):
        if given != right:
            raise Refused(f"恢复码第{number}组或最后一组抄错了", "对照打印件改正", code="recovery_typo")
    return "-".join([*groups, checks])


def _checks(groups: list[str]) -> str:
    return "".join(ALPHABET[_check(number, group)] for number, group in enumerate(groups, start=1))


def _check(number: int, group: str) -> int:
    """A Horner sum in GF(32): notices each single wrong character, swapped neighbours, swapped groups."""
    total = number
    for char in group:
        total = _times_alpha(total) ^ ALPHABET.index(char)
    return total


def _times_alpha(value: int) -> int:
    return (value << 1) ^ (0b100101 if value & 0b10000 else 0)
