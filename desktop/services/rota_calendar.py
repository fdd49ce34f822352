"""The duty calendar of a year: shown day by day, changed by hand, or taken from the announced table as one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from desktop.domain import codes, dates
from desktop.domain.access import Action
from desktop.domain.calendar import DayKind
from desktop.errors import Refused
from desktop.ledgers.holidays import Holiday
from desktop.services.calendars import calendar_of
from desktop.services.office import Office
from desktop.sheets import reader
from desktop.storage.unit_of_work import Changed, Work

HEADINGS = {
    "日期": "date", "开始": "date", "结束": "last", "到": "last",
    "种类": "kind", "日期种类": "kind", "类别": "kind", "名称": "label", "节日": "label",
}  # fmt: skip
LONGEST = 30  # days in one line: longer is a slip of the pen


@dataclass(frozen=True, slots=True)
class YearDay:
    day: date
    kind: DayKind
    name: str
    own: bool  # decided by the centre's own table


@dataclass(frozen=True, slots=True)
class YearView:
    """Every day of the year; `notice` for a year whose table is not announced."""

    year: int
    days: Sequence[YearDay]
    notice: str


def read_year(office: Office, *, year: int) -> YearView:
    office.require("duty", Action.SEE)
    with office.read() as connection:
        calendar = calendar_of(connection)
        own = set(connection.scalars(select(Holiday.date)))
    first, count = date(year, 1, 1), (date(year + 1, 1, 1) - date(year, 1, 1)).days
    days = [first + timedelta(days=n) for n in range(count)]
    return YearView(year, [YearDay(day, calendar.kind(day), calendar.name(day), day in own) for day in days],
                    calendar.notice(year))  # fmt: skip


def set_day(office: Office, *, day: date, kind: DayKind, label: str = "") -> Changed:
    """What the centre itself says of a day; it goes before every table."""
    office.require("duty", Action.CHANGE)
    with office.work("set_day", f"改{day.month}月{day.day}日放假安排") as work:
        _put(work, day, kind.value, label)
        return work.commit()


def unset_day(office: Office, *, day: date) -> Changed:
    """The announced table holds again for a day that the centre had decided itself. Refused not_own."""
    office.require("duty", Action.CHANGE)
    with office.work("unset_day", f"恢复{day.month}月{day.day}日放假安排") as work:
        stored = work.first(Holiday, date=day)
        if stored is None:
            raise Refused(f"{day.month}月{day.day}日没有改过", "它本来就按公布的安排", code="not_own")
        work.remove(stored)
        return work.commit()


def import_year(office: Office, *, year: int, file: Path) -> tuple[Changed, int]:
    """Replace the year's own table by a file's: columns 日期 (or 开始, 结束), 种类, 名称; one deed.

    Refused with the line of the file where a date is wrong, twice, or of another year; nothing is changed then.
    """
    office.require("duty", Action.IMPORT)
    days = read_table(file, year)
    with office.work("import_year", f"导入{year}年放假安排") as work:
        inside = (Holiday.date >= date(year, 1, 1)) & (Holiday.date <= date(year, 12, 31))
        for stored in work.session.scalars(select(Holiday).where(inside)).all():
            if stored.date not in days:
                work.remove(stored)
        for day, (kind, label) in days.items():
            _put(work, day, kind, label)
        return work.commit(), len(days)


def _put(work: Work, day: date, kind: str, label: str) -> None:
    stored = work.first(Holiday, date=day)
    values = {"kind": kind, "label": label or None}
    if stored is None:
        work.add(Holiday, {"date": day, **values})
    else:
        work.change(stored, values)


def read_table(file: Path, year: int) -> dict[date, tuple[str, str]]:
    """Day: (kind, name), from .xlsx, .xls or .csv."""
    rows = [[_text(value) for value in row] for row in reader.read(file).sheets[0].rows]
    heads, body = _heads(rows)
    found: dict[date, tuple[str, str]] = {}
    for line, row in body:
        values = {name: row[place].strip() for name, place in heads.items() if place < len(row)}
        if any(values.values()):
            for day in _days(values, line, year):
                if day in found:
                    raise _wrong(line, f"{day.month}月{day.day}日写了两次")
                found[day] = (_kind(values, line), values.get("label", ""))
    if not found:
        raise Refused("这个文件里没有放假安排", "要有“日期、种类、名称”三列", code="empty_table")
    return found


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def _heads(rows: Sequence[Sequence[str]]) -> tuple[Mapping[str, int], Iterable[tuple[int, Sequence[str]]]]:
    for line, row in enumerate(rows):
        heads = {HEADINGS[word.strip()]: place for place, word in enumerate(row) if word.strip() in HEADINGS}
        if {"date", "kind"} <= heads.keys():
            return heads, list(enumerate(rows[line + 1 :], line + 2))
    raise Refused("没找到表头", "第一行写“日期、种类、名称”（多天的写“开始、结束、种类、名称”）", code="no_heads")


def _days(values: Mapping[str, str], line: int, year: int) -> list[date]:
    try:
        first = dates.parse(values["date"])
        last = dates.parse(values["last"]) if values.get("last") else first
    except Refused as wrong:
        raise _wrong(line, wrong.cause) from None
    if first.year != year or last.year != year:
        raise _wrong(line, f"{first}不在{year}年")
    if not 0 <= (last - first).days < LONGEST:
        raise _wrong(line, f"{first}到{last}不对")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _kind(values: Mapping[str, str], line: int) -> str:
    try:
        return codes.code("day_kind", values["kind"]) or ""
    except Refused:
        raise _wrong(line, f"种类“{values['kind']}”不认识") from None


def _wrong(line: int, why: str) -> Refused:
    return Refused(f"第{line}行：{why}", "改好这一行再导入，原来的安排没有动", code="calendar_file")
