"""Statutory holidays by rule (全国年节及纪念日放假办法, each version in its years)."""

from __future__ import annotations

from datetime import date, timedelta

_QINGMING_SOLAR_TERM = 6


def holidays(year: int) -> dict[date, str]:
    """The days the regulation itself names; what is moved around them (调休) is announced, never computed.

    Empty before 1950 (the first regulation is of December 1949). Lunar days are known 1901-2099.
    """
    if year < 1950:
        return {}
    days = {date(year, 1, 1): "元旦", **_spring(year)}
    days |= {date(year, 5, 1 + n): "劳动节" for n in range(_labour_days(year))}
    days |= {date(year, 10, 1 + n): "国庆节" for n in range(3 if year >= 1999 else 2)}
    return days | (_traditional(year) if year >= 2008 else {})


def lunar_date(year: int, month: int, day: int) -> date | None:
    """A lunar date (not in a leap month) of the lunar year that begins in `year`; None outside 1901-2099."""
    from cnlunar.config import LEAPMONTH_NUM_BIT, START_YEAR, lunarMonthData, lunarNewYearList

    index = year - START_YEAR
    if not 0 <= index < len(lunarMonthData):
        return None
    months, new_year = lunarMonthData[index], lunarNewYearList[index]
    leap = months >> LEAPMONTH_NUM_BIT & 0xF
    passed = sum(29 + (months >> n & 1) for n in range(month - 1))
    passed += (29 + (months >> 12 & 1)) if 0 < leap < month else 0
    return date(year, new_year >> 5 & 0x3, new_year & 0x1F) + timedelta(days=passed + day - 1)


def qingming(year: int) -> date | None:
    """The day of the solar term 清明, 1901-2100."""
    from cnlunar.config import SOLAR_TERMS_DATA_LIST, START_YEAR
    from cnlunar.solar24 import getTheYearAllSolarTermsList

    if not 0 <= year - START_YEAR < len(SOLAR_TERMS_DATA_LIST):
        return None
    return date(year, 4, getTheYearAllSolarTermsList(year)[_QINGMING_SOLAR_TERM])


def _spring(year: int) -> dict[date, str]:
    """2008-2013 and from 2025 with New Year's Eve; four days from 2025, otherwise three."""
    first = lunar_date(year, 1, 1)
    if first is None:
        return {}
    start = -1 if 2008 <= year <= 2013 or year >= 2025 else 0
    length = 4 if year >= 2025 else 3
    return {first + timedelta(days=n): "春节" for n in range(start, start + length)}


def _labour_days(year: int) -> int:
    """One day until 1999, three 2000-2007, one from 2008, two from 2025."""
    if year >= 2025:
        return 2
    return 3 if 2000 <= year <= 2007 else 1


def _traditional(year: int) -> dict[date, str]:
    named = {"清明": qingming(year), "端午": lunar_date(year, 5, 5), "中秋": lunar_date(year, 8, 15)}
    return {day: name for name, day in named.items() if day is not None}
