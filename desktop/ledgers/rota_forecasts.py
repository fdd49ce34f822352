"""排班预计: how often everybody is still to serve after a planned month, so that its fairness shows in the year."""

from __future__ import annotations

from desktop.domain.scope import CENTRE
from desktop.ledgers.fields import Kind, column
from desktop.ledgers.record import Ledger, Record


class RotaForecast(Record):
    """`turns` is {counter: {person: n}} over the rest of the twelve months, as the plan of `month` foresaw them."""

    ledger = Ledger(
        "rota_forecasts", "排班预计", "个月", "duty", title=("month",), sort="month", key=(("month",),), hidden=True,
        looked_up=False, whose=CENTRE,
    )  # fmt: skip
    month = column("月份", Kind.DATE, required=True, index=True)
    turns = column("以后各月次数", Kind.LIST)
