"""Day kinds: the State Council's tables year by year, a centre's own changes, and working-day counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain import statutory

FIRST_TABLE, LAST_TABLE = 2004, 2026
"""Years whose announced tables are packaged (chinese_calendar)."""

_ANNOUNCED_FROM = 7
_ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """A day as duty rotas and deadlines see it."""

    WORKDAY = "workday"
    RESTDAY = "restday"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def works(self) -> bool:
        return self in (DayKind.WORKDAY, DayKind.MAKEUP)


_LABELS = {
    DayKind.WORKDAY: "工作日",
    DayKind.RESTDAY: "休息日",
    DayKind.HOLIDAY: "法定节假日",
    DayKind.MAKEUP: "调休上班日",
}

Marked = Mapping[date, tuple[DayKind, str]]
"""Days that are not plain weekdays or week-ends, with their kind and name (`国庆节`)."""


def packaged(years: Iterable[int]) -> dict[date, tuple[DayKind, str]]:
    """The announced holidays and make-up days of those years, as far as tables are packaged."""
    marked: dict[date, tuple[DayKind, str]] = {}
    for year in years:
        if FIRST_TABLE <= year <= LAST_TABLE:
            marked.update(_announced(year))
    return marked


class Calendar:
    """Day kinds with a centre's own table over the packaged one; never fails, whatever the year.

    `overrides` are days of the editable table. A year without a packaged table is provisional (statutory days
    by rule, no make-up days) until it is named in `announced`, or its overrides hold a whole year's holidays
    (seven or more); then the rule's days are dropped and the overrides alone decide.
    """

    def __init__(self, overrides: Marked | None = None, *, announced: Collection[int] = ()) -> None:
        self._overrides = dict(overrides or {})
        holidays = Counter(day.year for day, (kind, _) in self._overrides.items() if kind is DayKind.HOLIDAY)
        self._announced = frozenset(announced) | {y for y, days in holidays.items() if days >= _ANNOUNCED_FROM}
        self._years: dict[int, dict[date, tuple[DayKind, str]]] = {}

    def kind(self, day: date) -> DayKind:
        marked = self._marked(day)
        return marked[0] if marked else DayKind.RESTDAY if day.weekday() >= 5 else DayKind.WORKDAY

    def name(self, day: date) -> str:
        """`国庆节` for a holiday or its make-up day, otherwise empty."""
        marked = self._marked(day)
        return marked[1] if marked else ""

    def provisional(self, year: int) -> bool:
        """No announced table: the plan must say 暂定."""
        return not FIRST_TABLE <= year <= LAST_TABLE and year not in self._announced

    def notice(self, year: int) -> str:
        """The banner's words for a provisional year, otherwise empty."""
        return f"{year}年放假安排未发布，按暂定排；发布后导入再调" if self.provisional(year) else ""

    def works(self, day: date) -> bool:
        return self.kind(day).works

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day`, itself not counted (民法典 第201条); before it if n < 0."""
        step = _ONE_DAY if n > 0 else -_ONE_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.works(day)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after `first` up to and including `last`; negative when `last` is earlier."""
        if last < first:
            return -self.working_days_between(last, first)
        return sum(self.works(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))

    def _marked(self, day: date) -> tuple[DayKind, str] | None:
        return self._overrides.get(day) or self._year(day.year).get(day)

    def _year(self, year: int) -> dict[date, tuple[DayKind, str]]:
        if year not in self._years:
            self._years[year] = self._compute(year)
        return self._years[year]

    def _compute(self, year: int) -> dict[date, tuple[DayKind, str]]:
        if FIRST_TABLE <= year <= LAST_TABLE:
            return _announced(year)
        if year in self._announced:
            return {}
        return {day: (DayKind.HOLIDAY, name) for day, name in statutory.holidays(year).items()}


def _announced(year: int) -> dict[date, tuple[DayKind, str]]:
    # Imported on first use: 770 dates that a start without the duty page need not build.
    from chinese_calendar.constants import Holiday, holidays, workdays

    names = {holiday.value: holiday.chinese for holiday in Holiday}
    marked = {day: (DayKind.HOLIDAY, names[key]) for day, key in holidays.items() if day.year == year}
    return marked | {day: (DayKind.MAKEUP, names[key]) for day, key in workdays.items() if day.year == year}
