"""公平: for each counter a dot a person on the track with the band that is theirs, and what is proved."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.services.rota_month import MonthView, Share
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.chart import ChartKind, ChartWidget
from desktop.views.widgets.chart_paint import Item
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.labels import IconLabel, Label, StyledFrame
from desktop.views.widgets.scroll import scroll_area
from desktop.views.words import tr


class FairnessPanel(StyledFrame):
    """272 wide: the counter's choice, the chart, the sentence."""

    def __init__(self) -> None:
        super().__init__("side")
        self.setObjectName("duty.fairness")
        self.setAccessibleName(tr("公平"))
        self.counter = CodeField(tr("公平项目"), "duty.fairness.counter")
        self.counter.activated.connect(lambda _: self._draw())
        self.band = Label("", "label", wrap=True)
        self.chart = ChartWidget(tr("公平"), "duty.fairness.chart", ChartKind.BAND)
        area = scroll_area(tr("每人次数"), "duty.fairness.scroll", self.chart)
        self.verdict = StyledFrame("note", "green")
        self._sign, self.words = IconLabel("circle-check", "green", 16), Label("", "label", wrap=True)
        row = Row(self._sign, margins=(10, 8, 10, 8))
        row.addWidget(self.words, 1)
        self.verdict.setLayout(row)
        head = Row(Label(tr("公平"), "panel"), Label(tr("本月加以后各月预计"), "note"), None)
        column = Column(head, self.counter, self.band, margins=(12, 12, 12, 12))
        column.addWidget(area, 1)
        column.addWidget(self.verdict)
        self.setLayout(column)
        fix(self, width=272)
        self._view: MonthView | None = None

    def show_view(self, view: MonthView) -> None:
        kept = self.counter.read() if self._view is not None else None
        self._view = view
        self.counter.set_options((counter.key, counter.label) for counter in view.problem.counters)
        keys = [counter.key for counter in view.problem.counters]
        self.counter.set_value(kept if kept in keys else _first_used(view, keys))
        self._draw()

    def _draw(self) -> None:
        view, key = self._view, self.counter.read()
        if view is None or key not in view.shares:
            return
        names = {person.key: person.name for person in view.problem.people}
        shares = view.shares[key]
        planned = any(share.later is not None for share in shares.values())
        self.chart.set_items(_item(names[who], share, planned=planned) for who, share in shares.items())
        lows, highs = [s.band.low for s in shares.values()], [s.band.high for s in shares.values()]
        words = tr("12个月应有 {low}–{high} 次") if planned else tr("12个月应有 {low}–{high} 次，这里只是本月")
        self.band.setText(words.format(low=min(lows, default=0), high=max(highs, default=0)))
        self._say([names[who] for who, share in shares.items() if share.outside], planned=planned)

    def _say(self, outside: Sequence[str], *, planned: bool) -> None:
        tone, sign = ("red", "circle-alert") if outside and planned else ("green", "circle-check")
        if not planned:
            words = tr("排班后在这里看每人轮到几次。")
        elif outside:
            words = tr("{n} 人在区间外：{names}").format(n=len(outside), names="、".join(outside[:4]))
        else:
            words = tr("人人在区间内：没有更公平的排法。")
        self.words.setText(words)
        self.verdict.set_tone(tone)
        self._sign.set_icon(sign, tone)


def _first_used(view: MonthView, keys: Sequence[str]) -> str | None:
    """The first counter that anybody has turns of; nights before the rest."""
    used = [key for key in keys if any(share.band.high for share in view.shares.get(key, {}).values())]
    return next((key for key in used if key.endswith("night")), used[0] if used else None)


def _item(name: str, share: Share, *, planned: bool) -> Item:
    """The twelve months against their band; without a plan the month's turns alone, which no band judges."""
    low, high = (share.band.low, share.band.high) if planned else (0, max(share.band.high, share.turns))
    return Item(name, share.whole, low=low, high=high)
