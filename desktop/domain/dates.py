"""Dates as offices write them: `2026.9.23`, `9月23日`, `二〇二六年九月二十三日`, `20260923`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from desktop.domain.numerals import parse_chinese
from desktop.domain.spelling import bare, half_width, says_nothing
from desktop.errors import Refused

OPEN_WORDS = frozenset(("至今", "未退", "在住", "现住", "未定", "长期", "未搬离", "未离开", "待定"))
"""What stands in a date column of an old ledger and means: still here, not yet known."""

_HAN = "〇零○一二两三四五六七八九十廿卅"
_SEP = r"[-./、·_]"
_REMARK = re.compile(r"\([^()]*\)$")
_CLOCK = re.compile(
    r"(?<=\d|日|号)[T ]?(?:([01]?\d|2[0-3])[:：时点]([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?分?)(?:Z|[+-]00:?00)?$"
)
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]$")
_FULL = re.compile(rf"(\d{{4}}|\d{{2}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})")
_WRITTEN = re.compile(r"(\d{4}|\d{2})年(\d{1,2})月(?:份)?(\d{1,2})[日号]?")
_NO_YEAR = re.compile(rf"(\d{{1,2}})(?:月|{_SEP})(\d{{1,2}})[日号]?")
_FOREIGN = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}(\d{{4}})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{2})")
_SURE = re.compile(  # spelled so that nothing need be mended or guessed
    r"([0-9]{4})(?:[-./]([0-9]{1,2})[-./]([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日|([0-9]{2})([0-9]{2}))"
)
_MONTH_ONLY = re.compile(
    rf"(?:\d{{4}}|\d{{2}})年(?:\d{{1,2}}月?份?)?|(?:19|20)\d{{2}}(?:{_SEP}?(?:0?[1-9]|1[0-2]))?|\d{{1,2}}月份?"
)
_ONE_MONTH = re.compile(r"(20\d{2})(?:[-./](0?[1-9]|1[0-2])|年(0?[1-9]|1[0-2])月)")
_SERIAL = re.compile(r"([2-7]\d{4})(?:\.0+)?")
_SERIAL_EPOCH = date(1899, 12, 30)
_LUNAR = re.compile(r"农历|阴历|正月|腊月|初[一二三四五六七八九十]")
_RELATIVE = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1, "后天": 2}
_EXAMPLE = "写成 2026-9-23 这样"


def parse(
    text: str,
    *,
    year: int | None = None,
    latest: date | None = None,
    serial: bool = False,
    today: date | None = None,
) -> date:
    """The day it names; a remark in brackets, a weekday and a time of day at the end are passed over.

    `year` completes `9月23日`; `latest` keeps two-digit years from lying after it (births), otherwise 00-68
    is 20xx; `serial` also takes a spreadsheet's day number (46248); `today` also takes 今天, 昨天 and kin.
    Refused codes: date_missing date_incomplete date_impossible date_lunar date_ambiguous date_unreadable.
    """
    if (sure := parse_sure(text)) is not None:
        return sure
    plain = _plain(text)
    if plain in OPEN_WORDS or says_nothing(plain):
        raise _refused("没有日期", _EXAMPLE, "date_missing")
    if today is not None and plain in _RELATIVE:
        return today + timedelta(days=_RELATIVE[plain])
    if serial and (number := _SERIAL.fullmatch(plain)):
        return from_serial(int(number[1]))
    return _by_shape(text.strip(), _arabic(plain), year, latest)


def parse_sure(text: str) -> date | None:
    """A day with its year, spelled so that nothing need be mended or guessed; None where it takes `parse` to see.

    Refused code: date_impossible.
    """
    sure = _SURE.fullmatch(text)
    return _day(text, *[int(part) for part in sure.groups() if part]) if sure else None


def parse_moment(text: str, *, year: int | None = None, today: date | None = None) -> datetime:
    """Day and time of day (`2026-09-23 10:24`, `9月23日10时24分`); without a time, midnight."""
    clock = _CLOCK.search(re.sub(r"\s+(?=\d{1,2}[:：时点])", "T", text.strip()))
    at = time(int(clock[1]), int(clock[2])) if clock else time()
    return datetime.combine(parse(text, year=year, today=today), at)


def period(text: str) -> tuple[datetime, datetime] | None:
    """First and last moment of a day or a month spelled beyond doubt: `2026-9-23`, `2026-09`, `2026年9月`."""
    if match := _ONE_MONTH.fullmatch(half_width(text)):
        first = date(int(match[1]), int(match[2] or match[3]), 1)
        last = next_month(first) - timedelta(days=1)
    else:
        try:
            day = parse_sure(half_width(text))
        except Refused:
            return None
        if day is None:
            return None
        first = last = day
    return datetime.combine(first, time.min), datetime.combine(last, time.max)


def from_serial(number: int) -> date:
    """The day of a spreadsheet's 1900 calendar, right from 61 (1 March 1900) on."""
    return _SERIAL_EPOCH + timedelta(days=number)


def short(day: date, today: date) -> str:
    """`9-23`, or `2027-1-10` in another year: for lists."""
    return f"{day.month}-{day.day}" if day.year == today.year else f"{day.year}-{day.month}-{day.day}"


def paper(day: date) -> str:
    """`2026年9月23日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def span(first: date, last: date) -> str:
    """`2026年9月1日至2026年9月30日`."""
    return f"{paper(first)}至{paper(last)}"


def formal(day: date) -> str:
    """`二〇二六年九月二十三日`, the way of official papers (GB/T 15835: 〇, not 零)."""
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in f"{day.year:04d}")
    return f"{year}年{_spelled(day.month)}月{_spelled(day.day)}日"


def weekday(day: date) -> str:
    """`星期三`."""
    return "星期" + "一二三四五六日"[day.weekday()]


def next_month(first: date) -> date:
    """The first of the month after."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def year_before(day: date) -> date:
    """The same day a year before; 29 February becomes the last of that February."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _spelled(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else "一二三"[tens - 1] + "十"
    return head + ("" if ones == 0 else "一二三四五六七八九"[ones - 1])


def _plain(text: str) -> str:
    # The blank before a time of day parts it from the day; every other blank says nothing.
    plain = bare(re.sub(r"(?<=\S)\s+(?=\d{1,2}[:：时点]\d{2})", "T", text.strip()))
    plain = _WEEKDAY.sub("", _REMARK.sub("", plain))
    return re.sub(r"[.。,、]+$", "", _WEEKDAY.sub("", _CLOCK.sub("", plain))) or plain


def _arabic(plain: str) -> str:
    """Chinese numerals between 年 月 日 as figures."""

    def figures(match: re.Match[str]) -> str:
        value = parse_chinese(match[0])
        return match[0] if value is None else str(value)

    return re.sub(rf"[{_HAN}]+(?=[年月日号]|$)", figures, plain)


def _by_shape(text: str, plain: str, year: int | None, latest: date | None) -> date:
    if _LUNAR.search(plain):
        raise _refused(f"“{text}”是农历", "换成公历日期", "date_lunar")
    if match := _FULL.fullmatch(plain) or _WRITTEN.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return _day(text, _century(match[1], match[2], match[3], latest), int(match[2]), int(match[3]))
    if _MONTH_ONLY.fullmatch(plain):
        raise _refused(f"“{text}”没有写到日", f"补上是哪一天，{_EXAMPLE}", "date_incomplete")
    if match := _SHORT_COMPACT.fullmatch(plain):
        return _day(text, _century(match[1], match[2], match[3], latest), int(match[2]), int(match[3]))
    if match := _FOREIGN.fullmatch(plain):
        return _month_or_day_first(text, int(match[3]), int(match[1]), int(match[2]))
    if match := _NO_YEAR.fullmatch(plain):
        return _without_year(text, year, int(match[1]), int(match[2]))
    raise _refused(f"看不懂日期“{text}”", _EXAMPLE, "date_unreadable")


def _without_year(text: str, year: int | None, month: int, day: int) -> date:
    if year is None:
        _day(text, 2000, month, day)  # 30 February is impossible in any year, and says more than a missing year
        raise _refused(f"“{text}”没有写年份", f"补上年份，{_EXAMPLE}", "date_incomplete")
    return _day(text, year, month, day)


def _month_or_day_first(text: str, year: int, first: int, second: int) -> date:
    if first <= 12 and second <= 12 and first != second:
        raise _refused(f"“{text}”分不清哪个是月哪个是日", _EXAMPLE, "date_ambiguous")
    return (
        _day(text, year, min(first, second), max(first, second))
        if max(first, second) <= 31
        else _day(text, year, first, second)
    )


def _century(year: str, month: str, day: str, latest: date | None) -> int:
    if len(year) == 4:
        return int(year)
    if latest is None:
        return int(year) + (2000 if int(year) < 69 else 1900)
    century = latest.year // 100 * 100 + int(year)
    return century - 100 if (century, int(month), int(day)) > (latest.year, latest.month, latest.day) else century


def _day(text: str, year: int, month: int, day: int) -> date:
    if not 1850 <= year <= 2199:
        raise _refused(f"“{text}”的年份{year}不可能", "对照原件改", "date_impossible")
    if not 1 <= month <= 12:
        raise _refused(f"没有{month}月（“{text}”）", "对照原件改", "date_impossible")
    try:
        return date(year, month, day)
    except ValueError:
        which = f"{year}年2月" if (month, day) == (2, 29) else f"{month}月"
        raise _refused(f"{which}没有{day}日（“{text}”）", "对照原件改", "date_impossible") from None


def _refused(cause: str, step: str, code: str) -> Refused:
    return Refused(cause, step, field="date", code=code)
