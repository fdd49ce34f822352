"""Citizens' identity numbers: GB 11643-1999 (18 characters, MOD 11-2) and the older 15-digit form."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from desktop.domain.spelling import bare, is_scientific, says_nothing
from desktop.errors import Refused

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_NOUGHTS = ord("0") * sum(_WEIGHTS)  # digits are weighed as their bytes
_CHECKS = "10X98765432"
_PLAIN = re.compile(r"[0-9]{17}[1-9X]")  # a last 0 may be a rounded number's
_CROSSES = str.maketrans("x×✕✖", "XXXX")
_PROVINCES_BY_TENS = (
    range(11, 16),
    range(21, 24),
    range(31, 38),
    range(41, 47),
    range(50, 55),
    range(61, 66),
    (71,),
)
_PROVINCES = frozenset(str(code) for tens in _PROVINCES_BY_TENS for code in tens)
_COMPARE = "对照原件改"
NOTES = {
    "id_15": "15位旧号已换成18位，请核对",
    "region_unknown": "地区代码查不到，请核对前6位",
    "residence_card": "港澳台居民居住证号码",
    "permanent_resident": "外国人永久居留身份证号码",
}
"""What `IdNumber.notes` may hold: stable keys, with their words. A note never stops anybody."""


class IdNumber(NamedTuple):
    """A valid number and what it says; `region` is its first six digits, `notes` are keys of NOTES."""

    number: str
    birth: date
    male: bool
    region: str
    notes: tuple[str, ...] = ()

    @property
    def sex(self) -> str:
        return "1" if self.male else "2"


def parse(text: str, *, today: date | None = None) -> IdNumber:
    """The number as written in old ledgers, too (spaces, apostrophe, full width, small x, 15 digits).

    Refused codes: id_missing id_masked id_lost_digits id_characters id_length id_date id_check_digit.
    """
    return _read(text, today or date.today())


@lru_cache(maxsize=256)
def _read(text: str, today: date) -> IdNumber:
    """Remembered for a moment: one number is read by the sheet, the door and the rules one after the other."""
    notes: tuple[str, ...] = ()
    if _PLAIN.fullmatch(text):  # as stored, and as most sheets have it: nothing to mend
        number = text
    else:
        number = normalise(text)
        _refuse_spoilt(number)
        if len(number) == 15 and number.isdecimal():
            number, notes = from_15(number), ("id_15",)
        _refuse_shape(number)
    birth = _birth(number, today)
    _refuse_check_digit(number)
    return IdNumber(number, birth, int(number[16]) % 2 == 1, number[:6], notes + _region_notes(number))


def normalise(text: str) -> str:
    """Spelling only: half-width, no spaces or apostrophe, capital X; nothing is checked."""
    number = bare(text).replace("-", "").translate(_CROSSES)
    return number[:-2] if re.fullmatch(r"\d{15}\.0", number) else number


def from_15(text: str) -> str:
    """The 18-character form of a 15-digit number (issued until 1999; living holders are born in 19xx)."""
    number = normalise(text)
    if not re.fullmatch(r"[0-9]{15}", number):
        raise Refused(f"旧号码要15位数字，现在是{len(number)}位", _COMPARE, field="id_number", code="id_length")
    body = f"{number[:6]}19{number[6:]}"
    return body + check_digit(body)


def is_valid(text: str) -> bool:
    return holder_of(text) is not None


def holder_of(text: str) -> IdNumber | None:
    """What a number says, or None if it is not valid."""
    try:
        return parse(text)
    except Refused:
        return None


def check_digit(body: str) -> str:
    """The 18th character for 17 digits (ISO 7064 MOD 11-2)."""
    if len(body) != len(_WEIGHTS) or not (body.isascii() and body.isdigit()):
        raise ValueError("the number without its check digit has 17 digits")
    return _CHECKS[(sum(map(mul, body.encode(), _WEIGHTS)) - _NOUGHTS) % 11]


def age_on(birth: date, day: date) -> int:
    """Full years (周岁) on that day; born on 29 February, one comes of age on 1 March (民法典 第200条)."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _refuse_spoilt(number: str) -> None:
    if says_nothing(number):
        raise Refused("没有证件号码", "填18位证件号码", field="id_number", code="id_missing")
    if "*" in number:
        raise Refused(f"证件号码“{number}”是遮盖过的", "填完整号码", field="id_number", code="id_masked")
    if is_scientific(number) or _rounded(number):
        cause = f"证件号码“{number}”被表格存成数字，后几位已丢失"
        raise Refused(cause, "对照原件补录", field="id_number", code="id_lost_digits")


def _rounded(number: str) -> bool:
    """A spreadsheet keeps 15 digits: the last three become 000 and the check digit no longer fits."""
    return bool(re.fullmatch(r"[0-9]{15}000", number)) and check_digit(number[:17]) != "0"


def _refuse_shape(number: str) -> None:
    if len(number) != 18:
        cause = f"证件号码要18位，现在是{len(number)}位"
        raise Refused(cause, _COMPARE, field="id_number", code="id_length")
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        cause = f"证件号码“{number}”里有不该有的字"
        raise Refused(cause, "前17位只填数字，末位填数字或X", field="id_number", code="id_characters")


def _birth(number: str, today: date) -> date:
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    try:
        birth = date(year, month, day)
    except ValueError:
        cause = f"证件号码第7到14位是{number[6:14]}，没有这一天"
        raise Refused(cause, _COMPARE, field="id_number", code="id_date") from None
    if birth > today or year < 1850:
        cause = f"证件号码里的出生日期{birth.isoformat()}不可能"
        raise Refused(cause, _COMPARE, field="id_number", code="id_date")
    return birth


def _refuse_check_digit(number: str) -> None:
    if (right := check_digit(number[:17])) != number[17]:
        cause = f"证件号码校验不符（末位是{number[17]}，按前17位应为{right}）"
        raise Refused(cause, "逐位对照原件改", field="id_number", code="id_check_digit")


def _region_notes(number: str) -> tuple[str, ...]:
    if number[:2] in ("81", "82", "83"):
        return ("residence_card",)
    if number[0] == "9":
        return ("permanent_resident",)
    return () if number[:2] in _PROVINCES else ("region_unknown",)
