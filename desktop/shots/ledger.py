"""名录 as it is photographed: filtered with rows chosen, and its paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desktop.services.listing import Condition
from desktop.shots.stage import Stage

COLUMNS = ("village", "house_address", "house_owner", "grade", "area", "owner_phone", "pledge_expiry", "grid_worker")


def people(stage: Stage) -> Any:
    """Filtered by a kept filter, with four rows ticked."""
    page = stage.open("ledger", "houses")
    stage.until(lambda: page.list.rowCount() > 0)
    page.lines.choose_columns(COLUMNS)
    page.filtering.clear()
    page.filtering.hold([Condition("rent_use", "among", ("02", "03")), Condition("area", "from", "300")])
    stage.settle()
    if not page.filtering.saved:
        page.filtering._save("300平方米以上")
        stage.settle()
    page.table.clearSelection()
    page.table.choose([page.list.record(line) for line in (0, 2, 5, 7)])
    stage.settle()
    return page


def paper(stage: Stage) -> None:
    """The list on its way to the printer."""
    people(stage)
    stage.click("ledger.print")


LEDGER: Mapping[str, Callable[[Stage], object]] = {"06-ledger": people, "06-paper": paper}
