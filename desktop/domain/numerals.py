"""Numbers in Chinese: amounts in capitals for papers, and amounts as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

from desktop.domain.spelling import bare, says_nothing
from desktop.errors import Refused

_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万")
_LIMIT = Decimal(10) ** 16
_SPELLINGS = ("〇零○", "一壹", "二贰两貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
_DIGITS = {sign: value for value, signs in enumerate(_SPELLINGS) for sign in signs}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SHORTHAND = {"廿": "二十", "卅": "三十", "卌": "四十"}
_MIXED = re.compile("".join(rf"(?:零?(\d+(?:\.\d+)?){unit})?" for unit in ("亿", "万", "千", "百", "")), re.ASCII)
_NUMBER_UNITS = re.compile(r"(?:平方米|平米|平方|m2|m²|平|间|人|户|岁|层|张|个|件|栋|幢|套|次|元|块|米)$")


def amount_words(amount: Decimal) -> str:
    """`壹万捌仟陆佰元整` (支付结算办法 附一); Refused below zero, from 1e16 on, finer than a fen."""
    cents = _cents(amount)
    yuan, rest = divmod(cents, 100)
    jiao, fen = divmod(rest, 10)
    whole = f"{_whole(yuan)}元" if yuan else ""
    if not rest:
        return f"{whole or '零元'}整"
    gap = "零" if yuan and jiao == 0 else ""
    tail = f"{_CAPITALS[jiao]}角" if jiao else ""
    return f"{whole}{gap}{tail}" + (f"{_CAPITALS[fen]}分" if fen else "整")


def amount_figures(amount: Decimal) -> str:
    """`18,600.00`."""
    return f"{amount:,.2f}"


def parse_amount(text: str) -> Decimal:
    """Yuan, from `35000`, `35,000.00元`, `¥35000`, `3.5万`, `3万5千`, `三万五千元`, `叁万伍仟元整`.

    Refused codes: amount_missing amount_unreadable amount_range amount_fraction.
    """
    plain = re.sub(r"^(?:人民币)?[¥￥$]?|[整正]$", "", bare(text).replace(",", ""))
    if not plain or says_nothing(plain):
        raise Refused("没有金额", "填数字，如 35000 或 3.5万", field="amount", code="amount_missing")
    value = _coins(plain)
    if value is None:
        raise Refused(
            f"看不懂金额“{text.strip()}”",
            "填数字，如 35000 或 3.5万",
            field="amount",
            code="amount_unreadable",
        )
    _cents(value)
    return value.quantize(Decimal("0.01")) if value % 1 else value.quantize(Decimal(1))


def parse_number(text: str) -> Decimal:
    """A quantity with or without its unit: `120㎡`, `13间`, `十二户`. Refused code number_unreadable."""
    plain = _NUMBER_UNITS.sub("", bare(text).replace(",", ""))
    value = _figures(plain)
    if value is None:
        raise Refused(f"“{text.strip()}”不是数字", "填数字，如 120", code="number_unreadable")
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def parse_chinese(text: str) -> int | None:
    """`二十三`, `廿三`, `二〇二六`, `三万五千`: the whole number it spells, or None."""
    spelled = "".join(_SHORTHAND.get(sign, sign) for sign in text)
    if not spelled:
        return None
    if all(sign in _DIGITS for sign in spelled):
        return int("".join(str(_DIGITS[sign]) for sign in spelled))
    return _spelled_value(spelled)


def _spelled_value(spelled: str) -> int | None:
    total, section, digit, last_unit = 0, 0, 0, 1
    for sign in spelled:
        if sign in _DIGITS:
            digit, last_unit = _DIGITS[sign], 1 if _DIGITS[sign] == 0 else last_unit
        elif sign in _UNITS:
            section, digit, last_unit = section + (digit or 1) * _UNITS[sign], 0, _UNITS[sign]
        elif sign in _SCALES:
            scale = _SCALES[sign]
            section += digit
            total = (total + section) * scale if scale > total else total + section * scale
            section, digit, last_unit = 0, 0, scale
        else:
            return None
    # "三万五" means 35,000: a last digit right after a unit counts the next smaller unit.
    return total + section + digit * (last_unit // 10 if last_unit >= 100 else 1)


def _coins(plain: str) -> Decimal | None:
    match = re.fullmatch(r"(?:(.+?)(?:元|块|圆|圓)钱?)?(?:零?(.+?)角)?(?:零?(.+?)分)?", plain)
    if match is None or not any(match.groups()):
        return _figures(plain)
    values = [Decimal(0) if part is None else _figures(part) for part in match.groups()]
    yuan, jiao, fen = values
    if yuan is None or jiao is None or fen is None:
        return None
    return yuan + jiao / 10 + fen / 100


def _figures(plain: str) -> Decimal | None:
    if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", plain):
        return Decimal(plain)
    if plain and (mixed := _MIXED.fullmatch(plain)):
        return _mixed_value(mixed)
    spelled = parse_chinese(plain)
    return None if spelled is None else Decimal(spelled)


def _mixed_value(mixed: re.Match[str]) -> Decimal:
    scales = (10**8, 10**4, 1000, 100, 1)
    parts = list(mixed.groups())
    value = sum((Decimal(part) * scale for part, scale in zip(parts, scales, strict=True) if part), Decimal(0))
    above = [scale for part, scale in zip(parts[:4], scales, strict=False) if part]
    if above and re.search(r"[^零][1-9]$", mixed[0]) and len(parts[4] or "") == 1:
        return value + Decimal(parts[4]) * (above[-1] // 10 - 1)  # "3万5" means 35,000
    return value


def _cents(amount: Decimal) -> int:
    if not 0 <= amount < _LIMIT:
        cause = f"金额{amount}不在0到一亿亿元之间"
        raise Refused(cause, "核对金额", field="amount", code="amount_range")
    cents = amount * 100
    if cents != cents.to_integral_value():
        raise Refused(f"金额{amount}细于一分钱", "金额最多两位小数", field="amount", code="amount_fraction")
    return int(cents)


def _whole(yuan: int) -> str:
    groups = []
    while yuan:
        yuan, group = divmod(yuan, 10000)
        groups.append(group)
    words, gap = "", False
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if group == 0:
            gap, words = bool(words), words + ("亿" if index == 2 and words else "")
            continue
        words += ("零" if words and (gap or group < 1000) else "") + _thousands(group) + _GROUPS[index]
        gap = False
    return words


def _thousands(group: int) -> str:
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + _CAPITALS[digit] + _PLACES[place]
        gap = digit == 0
    return words
