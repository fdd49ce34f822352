"""How a value is written into a form: as the list shows it, as its code, in one of the ways to write a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from desktop.domain import codes, dates, numerals
from desktop.ledgers import Field, Kind
from desktop.ledgers.values import mask, shown

USUAL = ""
DATES: Mapping[str, str] = {"": "日期（按表格的格式）", "iso": "2026-09-01", "cn": "2026年9月1日", "dot": "2026.9.1",
                            "month": "2026年9月", "plain": "20260901"}  # fmt: skip
MONTHS: Mapping[str, str] = {"": "2026年9月", "iso": "2026-09", "year": "年份", "number": "月份", "span": "起止日期"}
FORMS: Mapping[Kind, Mapping[str, str]] = {
    Kind.CODE: {"": "名称", "code": "代码", "both": "代码加名称"},
    Kind.DATE: DATES,
    Kind.MOMENT: DATES,
    Kind.MONEY: {"": "元", "wan": "万元", "words": "大写"},
    Kind.YES_NO: {"": "是、否", "number": "1、0", "tick": "√"},
    Kind.ID_NUMBER: {"": "号码", "region": "前6位（地区）"},
}
AGE: Mapping[str, str] = {"age": "周岁"}


def forms_of(field: Field | None, kind: str) -> Mapping[str, str]:
    """The ways to write what a slot of this kind holds, the usual one first."""
    if kind == "month":
        return MONTHS
    if kind == "today":
        return {**DATES, "": "2026年9月1日"}
    if kind == "sum" and field is not None and field.kind is Kind.MONEY:
        return {key: words for key, words in FORMS[Kind.MONEY].items() if key != "words"}
    if kind != "field" or field is None:
        return {"": "按原样"}
    if field.codes and field.kind is not Kind.LIST:
        return FORMS[Kind.CODE]
    own = FORMS.get(field.kind, {"": "按原样"})
    return {**own, **AGE} if field.kind is Kind.DATE and field.name == "birth" else own


def write(field: Field, value: Any, form: str, *, full: bool, on: date) -> Any:
    """What goes into the cell: numbers and dates as what they are, everything else as words; `on`: the day of ages."""
    if value is None or value == "":
        return "" if field.kind is not Kind.YES_NO or form != "number" else 0
    if field.sensitive:
        plain = str(value) if full else mask(field, str(value))
        return str(value)[:6] if form == "region" else plain
    match field.kind:
        case Kind.DATE | Kind.MOMENT:
            return write_day(value, form, on=on)
        case Kind.MONEY:
            return _money(value, form)
        case Kind.NUMBER | Kind.AREA:
            return value
        case Kind.YES_NO if form:
            return int(bool(value)) if form == "number" else "√" if value else ""
    if field.codes and form and not isinstance(value, list):
        return str(value) if form == "code" else f"{value} {codes.label(field.codes, str(value))}"
    if field.codes and field.kind is not Kind.CODE and not isinstance(value, list):
        return codes.label(field.codes, str(value))
    return shown(field, value, masked=not full)


def write_day(day: date, form: str, *, on: date) -> Any:
    plain = day.date() if isinstance(day, datetime) else day
    match form:
        case "iso":
            return plain.isoformat()
        case "cn":
            return f"{plain.year}年{plain.month}月{plain.day}日"
        case "dot":
            return f"{plain.year}.{plain.month}.{plain.day}"
        case "month":
            return f"{plain.year}年{plain.month}月"
        case "plain":
            return plain.strftime("%Y%m%d")
        case "age":
            return on.year - plain.year - ((on.month, on.day) < (plain.month, plain.day))
    return day


def write_month(first: date, last: date, form: str) -> Any:
    match form:
        case "iso":
            return f"{first.year}-{first.month:02d}"
        case "year":
            return first.year
        case "number":
            return first.month
        case "span":
            return dates.span(first, last)
    return f"{first.year}年{first.month}月"


def _money(value: Decimal, form: str) -> Any:
    if form == "wan":
        return value / 10_000
    return numerals.amount_words(value) if form == "words" else value
