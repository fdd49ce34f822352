"""A stretch of time: this month, this quarter, this year, last year, or any two days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import dates
from desktop.errors import Refused
from desktop.views.style.metrics import Row, fix
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.labels import Label
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.words import tr


def span_of(key: str, today: date) -> tuple[date, date]:
    """First and last day of month, quarter, year or last_year around `today`."""
    first = today.replace(day=1)
    if key == "month":
        return first, dates.next_month(first) - timedelta(days=1)
    if key == "quarter":
        start = first.replace(month=(today.month - 1) // 3 * 3 + 1)
        return start, dates.next_month(start.replace(month=start.month + 2)) - timedelta(days=1)
    year = today.year - (key == "last_year")
    return date(year, 1, 1), date(year, 12, 31)


class SpanBar(QWidget):
    """`chosen` after either date has changed; `first()` and `last()` are both included."""

    chosen = Signal()

    def __init__(self, area: str, today: date, now: Callable[[], date], key: str = "year") -> None:
        super().__init__()
        self._now = now
        choices = [("month", tr("本月")), ("quarter", tr("本季")), ("year", tr("今年")), ("last_year", tr("去年"))]
        self.spans = SegmentedControl(tr("时间"), f"{area}.span", choices, small=True)
        self.begin = DateField(tr("从"), f"{area}.first", today=now)
        self.end = DateField(tr("到"), f"{area}.last", today=now)
        self.spans.choose(key)
        self._put(*span_of(key, today))
        self._known = (self.first(), self.last())
        self.setLayout(Row(self.spans, self.begin, Label(tr("到"), "label"), self.end, gap=8))
        for field in (self.begin, self.end):
            fix(field, width=132)
            field.left.connect(self._left)
        self.spans.chosen.connect(self._choose)

    def first(self) -> date:
        return self._read(self.begin) or span_of(self.spans.choice(), self._now())[0]

    def last(self) -> date:
        return max(self.first(), self._read(self.end) or span_of(self.spans.choice(), self._now())[1])

    def _choose(self, key: str) -> None:
        self._put(*span_of(key, self._now()))
        self._left()

    def _put(self, first: date, last: date) -> None:
        self.begin.set_value(first)
        self.end.set_value(last)

    def _left(self) -> None:
        now = (self.first(), self.last())
        if now != self._known:
            self._known = now
            self.chosen.emit()

    def _read(self, field: DateField) -> date | None:
        try:
            found = field.read()
        except Refused:
            return None
        return found if isinstance(found, date) else None
