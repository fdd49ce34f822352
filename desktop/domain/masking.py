"""What of a number may be seen without asking: fixed widths, so that the mask does not tell the length."""

from __future__ import annotations

import re

LONG = re.compile(r"[0-9]{14,}[0-9Xx]?|[0-9]{11}")  # as long as identity numbers or mobile ones
STARS_ID = "********"
STARS_PHONE = "****"


def mask_id(text: str) -> str:
    """`330723********1234`; other papers (a passport) keep two characters at each end, short ones none."""
    number = text.strip()
    if not number:
        return ""
    if len(number) >= 15:
        return f"{number[:6]}{STARS_ID}{number[-4:]}"
    return f"{number[:2]}{STARS_ID}{number[-2:]}" if len(number) >= 8 else STARS_ID


def mask_phone(text: str) -> str:
    """`139****2206`, `0579-****1138`; several numbers stay joined by `/`."""
    return "/".join(_mask_one(part.strip()) for part in text.split("/") if part.strip())


def _mask_one(number: str) -> str:
    if fixed := re.fullmatch(r"(0\d{2,3}-)\d{3,4}(\d{4})(?:-\d+)?", number):
        return f"{fixed[1]}{STARS_PHONE}{fixed[2]}"
    if len(number) >= 10:
        return f"{number[:3]}{STARS_PHONE}{number[-4:]}"
    return f"{STARS_PHONE}{number[-4:]}" if len(number) >= 7 else STARS_PHONE


def mask_within(words: str) -> str:
    """Words with every long number in them masked: 15位旧号“5107…” of a reason, for instance."""
    return LONG.sub(lambda found: (mask_id if len(found[0]) > 11 else mask_phone)(found[0]), words)
