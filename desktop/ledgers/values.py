"""Values of fields: from what people and sheets write, to JSON and back, and to what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.domain import codes, dates, identity, masking, numerals, phones, yes_no
from desktop.errors import Refused
from desktop.ledgers.fields import Field, Kind

LONGEST, LONGEST_TEXT = 500, 20_000  # characters; GB/T 31000 asks for 200 and 4,000 at most
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
BETWEEN = re.compile(r"[、,，;；\s]+")
SEVERAL = (list, dict, bytes)
PLAIN = frozenset((str, int, bool, type(None)))
TOLD_OTHERWISE = frozenset((Kind.CODE, Kind.YES_NO, Kind.MONEY, Kind.AREA))
MOST = 1_000_000_000_000  # larger numbers are slips of the hand, and more than a column of hundredths can hold


def _text(field: Field, value: Any) -> str | None:
    text = str(value).strip()
    longest = LONGEST_TEXT if field.kind is Kind.LONG_TEXT else LONGEST
    if len(text) > longest:
        raise Refused(f"{field.label}有{len(text):,}个字，太长", f"写在{longest:,}个字以内", code="too_long")
    return text or None


def _code(field: Field, value: Any) -> str | None:
    return codes.code(field.codes, str(value))


def _id_number(field: Field, value: Any) -> str:
    return identity.parse(str(value)).number


def _phone(field: Field, value: Any) -> str:
    return phones.parse(str(value))


def _whole(field: Field, value: Any) -> int:
    try:
        number = int(str(value).strip())
    except ValueError:
        raise Refused(f"{field.label}“{value}”不是整数", "请填数字", code="number") from None
    if abs(number) > MOST:
        raise Refused(f"{field.label}{value}太大", "请核对数字", code="number")
    return number


def _hundredths(field: Field, value: Any) -> Decimal:
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value).strip())
    except InvalidOperation:
        raise Refused(f"{field.label}“{value}”不是数字", "请填数字", code="number") from None
    if not number.is_finite() or not 0 <= number <= MOST:
        raise Refused(f"{field.label}不能是{value}", f"请填0到{MOST:,}之间的数字", code="number")
    return number.quantize(Decimal("0.01"))


def _money(field: Field, value: Any) -> Decimal:
    return _hundredths(field, numerals.parse_amount(value) if isinstance(value, str) else value)


def _day(field: Field, value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else dates.parse(str(value))


def _moment(field: Field, value: Any) -> datetime:
    return value if isinstance(value, datetime) else dates.parse_moment(str(value))


def _yes_no(field: Field, value: Any) -> bool:
    return value if isinstance(value, bool) else yes_no.parse(str(value))


def _list(field: Field, value: Any) -> Any:
    """What the program itself gives; for a list from a code table also words one after another."""
    if not field.codes:
        return value
    parts = [part for part in BETWEEN.split(value) if part] if isinstance(value, str) else value
    return [codes.code(field.codes, str(part)) for part in parts] if isinstance(parts, list) else parts


Reader = Callable[[Field, Any], Any]
READERS: Mapping[Kind, Reader] = {
    Kind.ID_NUMBER: _id_number,
    Kind.PHONE: _phone,
    Kind.CODE: _code,
    Kind.NUMBER: _whole,
    Kind.AREA: _hundredths,
    Kind.MONEY: _money,
    Kind.DATE: _day,
    Kind.MOMENT: _moment,
    Kind.YES_NO: _yes_no,
    Kind.LIST: _list,
}


def read(field: Field, value: Any) -> Any:
    """The value to store, from text, JSON or a typed value; None for nothing. Refused names the field."""
    if value is None:
        return None
    try:
        if isinstance(value, str):
            if not value or value.isspace():
                return None
            if not value.isprintable():
                _refuse_strange(field, value)
        elif type(value) is not date and type(value) is not bool:
            _refuse_strange(field, value)
        reader: Reader = READERS.get(field.kind, _text)
        return reader(field, value)
    except Refused as wrong:
        raise Refused(wrong.cause, wrong.step, field=field.name, code=wrong.code) from None


def _refuse_strange(field: Field, value: Any) -> None:
    """Lists for a single value, and characters that no file and no font can hold."""
    if isinstance(value, SEVERAL) and field.kind is not Kind.LIST:
        raise Refused(f"{field.label}应是一个值", f"只写一个{field.label}", code="not_one_value")
    if isinstance(value, str) and UNWRITABLE.search(value):
        raise Refused(f"{field.label}里有不能保存的字符", "删去乱码后重新填写", code="bad_character")


def read_words(label: str, text: Any, longest: int = LONGEST) -> str:
    """Words that a list of a record holds (clauses, what somebody said), under the same limits as a field of its own.

    Refused codes: too_long, bad_character.
    """
    words = str(text).strip()
    if UNWRITABLE.search(words):
        raise Refused(f"{label}里有不能保存的字符", "删去乱码后重新填写", code="bad_character")
    if len(words) > longest:
        raise Refused(f"{label}有{len(words):,}个字，太长", f"写在{longest:,}个字以内", code="too_long")
    return words


def to_json(value: Any) -> Any:
    """A stored value as JSON takes it: dates in ISO 8601, money and areas as decimal text."""
    if type(value) in PLAIN:  # most are
        return value
    match value:
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
    return value


def shown(field: Field, value: Any, *, masked: bool = True) -> str:
    """The value as a list, a form or a sheet shows it; sensitive ones masked unless asked otherwise."""
    if value is None or value == "":
        return ""
    if masked and field.sensitive:
        return mask(field, str(value))
    if type(value) is str and field.kind not in TOLD_OTHERWISE:  # most are
        return value
    match field.kind:
        case Kind.CODE:
            return codes.label(field.codes, value)
        case Kind.YES_NO:
            return "是" if value else "否"
        case Kind.MONEY:
            return f"{value:,.2f}"
        case Kind.AREA:
            return f"{value.normalize():f}"
        case Kind.LIST:
            return _shown_list(field, value)
    return str(to_json(value))


def _shown_list(field: Field, value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    return "、".join(codes.label(field.codes, part) if field.codes else str(part) for part in value)


def mask(field: Field, value: str) -> str:
    return masking.mask_phone(value) if field.kind is Kind.PHONE else masking.mask_id(value)
