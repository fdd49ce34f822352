"""What a column's values look like, without its head: identity numbers, telephones, dates, names, words of a code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from desktop.domain import codes
from desktop.domain.dates import OPEN_WORDS
from desktop.domain.spelling import bare, says_nothing, squeeze
from desktop.errors import Refused
from desktop.sheets.cells import Value, shape_of, text_of
from desktop.sheets.targets import TargetField

DITTO = re.compile(r"(?:同上|上同|同前|同|〃|々|”|“|″|\"|''|′′|〞|〟|＂|〝|丨丨|\|\||--〃--)+")
_EMPTY = OPEN_WORDS | {
    "－",
    "／",
    "…",
    "……",
    "暂无",
    "没有",
    "未知",
    "空",
    "none",
    "null",
    "n/a",
    "#n/a",
    "nan",
    "/ /",
    "//",
    "－－",
    "———",
}
_ID = re.compile(r"\d{17}[\dXx×*]|\d{15}|\d\.\d+[eE]\+1[4-7]|\d{16,19}")
_PHONE = re.compile(r"(?:\+?86)?1\d{9,11}|0\d{9,11}|[2-9]\d{6,7}|1\.\d+[eE]\+10")
_DATE = re.compile(
    r"(?:\d{2,4}[-./年])?\d{1,2}[-./月]\d{1,2}[日号]?.*|(?:19|20)\d{6}|(?:19|20)\d{2}年\d{1,2}月|[2-5]\d{4}|[〇零一二三四五六七八九十]+[年月].+"
)
_NAME = re.compile(r"[㐀-鿿豈-﫿𠀀-𲎯?？□�]{1,4}|[㐀-鿿]{1,8}[·•・.][㐀-鿿·•・.]{1,14}")
_ADDRESS = re.compile(r"[㐀-鿿].*(?:\d.*[号室栋幢组社区弄]|[村路街巷坊区镇乡市县省组道])")
_NUMBER = re.compile(r"[约￥¥]?\d+(?:[.,]\d+)*(?:万|千|元|㎡|m2|m²|平.*|间|人|户|亩|块|个|套)*")
_CASE = re.compile(r".*\d+.*号|[A-Z]{0,4}[-]?\d{4,}[-]?\d*|.*字.*\d+.*")
_TICKS = frozenset("√×✓✔✗✘xX是否有无yYnN10对错☑□已签未签✕Ｙ")


DITTO_BEGINS = frozenset("同上〃々”“″\"'′〞〟＂〝丨|-")
MAY_BE_DITTO = DITTO_BEGINS | {chr(code) for code in range(0x3001) if chr(code).isspace()}
"""What a ditto mark begins with, blanks before it included: most cells are told by their first character."""


def is_ditto(value: Value) -> bool:
    if not isinstance(value, str) or value[:1] not in MAY_BE_DITTO or value.lstrip()[:1] not in DITTO_BEGINS:
        return False
    return bool(DITTO.fullmatch(re.sub(r"\s", "", value)))


def is_empty(value: Value) -> bool:
    """Nothing there, or a word for nothing (`/`, `—`, 无)."""
    if not isinstance(value, str):
        return value is None
    if value and (value[0].isdigit() or value[-1].isdigit()):
        return False  # no word for nothing has a figure
    plain = squeeze(value)
    return plain.lower() in _EMPTY or says_nothing(plain)


def fit(field: TargetField, values: Sequence[Value]) -> float:
    """The share of the values that could be this field's, 0.5 where one cannot tell."""
    test = _TESTS.get(field.kind)
    known = [value for value in values if not is_ditto(value)]
    if field.codes:
        return _share(known, lambda value: is_code(field.codes, value))
    if test is None or not known:
        return 0.5
    return _share(known, test)


def speaks_for_itself(field: TargetField, fit: float, values: Sequence[Value]) -> bool:
    """Values so telling that the head may be in any words: identity numbers, telephones, words of a code."""
    if len(values) < 3 or fit < 0.8:
        return False
    worded = {text_of(value) for value in values}
    return field.kind in ("id_number", "phone") or (
        bool(field.codes) and field.codes != "sex" and len(worded) > 1 and all(len(word) >= 2 for word in worded)
    )


def is_code(table: str, value: Value) -> bool:
    try:
        codes.code(table, text_of(value))
    except Refused:
        return False
    return True


def is_name(value: Value) -> bool:
    text = re.sub(r"[\s(（].*?[)）]|\s", "", text_of(value))
    return shape_of(value) == "text" and bool(_NAME.fullmatch(text))


def is_id(value: Value) -> bool:
    if isinstance(value, float):
        return 1e14 <= value < 1e19
    return bool(_ID.fullmatch(bare(text_of(value)).replace("-", "")))


def is_phone(value: Value) -> bool:
    first = re.split(r"[/、;；,，\n]", text_of(value).strip())[0]
    return bool(_PHONE.fullmatch(re.sub(r"[-()—.]", "", bare(first)) if "e" not in first.lower() else bare(first)))


def is_date(value: Value) -> bool:
    return shape_of(value) == "date" or bool(_DATE.fullmatch(bare(text_of(value))))


def _share(values: Sequence[Value], test: Callable[[Value], bool]) -> float:
    return sum(map(test, values)) / len(values) if values else 0.5


def _is_number(value: Value) -> bool:
    return shape_of(value) == "number" or bool(_NUMBER.fullmatch(squeeze(text_of(value))))


def _is_short_number(value: Value) -> bool:
    return _is_number(value) and len(squeeze(text_of(value))) <= 10


def _is_tick(value: Value) -> bool:
    return (
        shape_of(value) == "yes_no"
        or squeeze(text_of(value)) in _TICKS
        or squeeze(text_of(value)) in ("已签", "未签", "已签订", "未签订")
    )


def _is_address(value: Value) -> bool:
    return bool(_ADDRESS.match(squeeze(text_of(value))))


def _is_text(value: Value) -> bool:
    return not (is_id(value) or is_date(value))


def _is_case(value: Value) -> bool:
    return bool(_CASE.fullmatch(squeeze(text_of(value)))) and len(squeeze(text_of(value))) > 4


_TESTS: Mapping[str, Callable[[Value], bool]] = {
    "id_number": is_id,
    "phone": is_phone,
    "date": is_date,
    "name": is_name,
    "address": _is_address,
    "money": _is_number,
    "area": _is_short_number,
    "number": _is_short_number,
    "yes_no": _is_tick,
    "case_number": _is_case,
    "text": _is_text,
    "long_text": _is_text,
}
