"""Telephone numbers of the mainland as offices write them, in one canonical spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.domain.spelling import bare, half_width, is_scientific, says_nothing
from desktop.errors import Refused

_BETWEEN = re.compile(r"[/\\、;；,，|\n\r\t]+|(?<=\d{7})\s+(?=1[3-9]\d{9}(?!\d))|(?<=\d)\s*[或和及]\s*(?=\d)")
_COUNTRY = re.compile(r"^(?:\+|00)?86-?(?=1[3-9]\d{9}$)|^(?:\+|00)86-?")
_EXTENSION = re.compile(r"(.+?)(?:转|#|ext\.?)(\d{1,5})$", re.IGNORECASE)
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SERVICE = re.compile(r"[48]00\d{7}")
_FIXED = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})")
_LOCAL = re.compile(r"[2-9]\d{6,7}")


def parse(text: str) -> str:
    """`13512345678`, `0579-87581138`, `0579-87581138-801`, `87581138`, `4001234567`; several joined by `/`.

    Refused codes: phone_missing phone_lost_digits phone_characters phone_length.
    """
    if _MOBILE.fullmatch(text):  # as stored, and as most sheets have it
        return text
    if says_nothing(text):
        text = ""
    numbers = list(dict.fromkeys(_one(part) for part in _parts(text)))
    if not numbers:
        raise Refused("没有联系方式", "填手机或座机号码", field="phone", code="phone_missing")
    return "/".join(numbers)


def _parts(text: str) -> Iterator[str]:
    for part in _BETWEEN.split(half_width(text)):
        number = bare(part)
        if re.fullmatch(r"(?:1[3-9]\d{9}){2,}", number):
            yield from _MOBILE.findall(number)
        elif number:
            yield number


def _one(part: str) -> str:
    if is_scientific(part):
        cause = f"联系方式“{part}”被表格存成数字，后几位已丢失"
        raise Refused(cause, "对照原件补录", field="phone", code="phone_lost_digits")
    number = _COUNTRY.sub("", re.sub(r"\.0$", "", part), count=1)
    number, extension = _split_extension(number)
    digits = re.sub(r"[-()—–.·]", "", number)
    if not digits.isascii() or not digits.isdecimal():
        cause = f"联系方式“{part}”里有不是号码的字"
        raise Refused(cause, "只填号码，其他话写到备注", field="phone", code="phone_characters")
    return _canonical(digits) + extension


def _split_extension(number: str) -> tuple[str, str]:
    if spoken := _EXTENSION.fullmatch(number):
        return spoken[1], f"-{spoken[2]}"
    if dashed := re.fullmatch(r"((?:0\d{2,3}-)\d{7,8})-(\d{1,5})", number):
        return dashed[1], f"-{dashed[2]}"
    return number, ""


def _canonical(digits: str) -> str:
    if _MOBILE.fullmatch(digits) or _SERVICE.fullmatch(digits) or _LOCAL.fullmatch(digits):
        return digits
    if fixed := _FIXED.fullmatch(digits):
        return f"{fixed[1]}-{fixed[2]}"
    cause = f"联系方式“{digits}”有{len(digits)}位，不是手机（11位）也不是座机"
    raise Refused(cause, "对照原件补录", field="phone", code="phone_length")
