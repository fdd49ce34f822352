"""The areas of the main window: which there are, who may see them, and the page each makes when first opened."""

from __future__ import annotations

from typing import Any

from desktop.domain.access import Action
from desktop.views.desk import Desk
from desktop.views.shell.page import Area, Page
from desktop.views.words import tr


def areas(desk: Desk, keep_display: Any, restore: Any, *, home: Page | None = None) -> list[Area]:
    """The items of the rail, each with the page it makes when first opened; only what the roles may see.

    `home`: the home page, where it has been made beforehand.
    """
    may = desk.office.may
    every = (
        ("home", "工作台", "layout-dashboard", lambda: home or _home(desk), ("duty", "mediation", "rental")),
        ("duty", "值班", "calendar-days", lambda: _duty(desk), ("duty",)),
        ("case", "调解", "scale", lambda: _case(desk), ("mediation",)),
        ("rent", "出租房", "building-2", lambda: _rental(desk), ("rental",)),
        ("ledger", "名录", "book-user", lambda: _directory(desk), ("duty", "mediation", "rental", "directory")),
    )
    seen = [Area(key, tr(label), icon, make) for key, label, icon, make, rooms in every
            if any(may(room, Action.SEE) for room in rooms)]  # fmt: skip
    return [*seen, Area("system", tr("系统"), "settings", lambda: _system(desk, keep_display, restore), bottom=True)]


def _home(desk: Desk) -> Page:
    from desktop.views.home.page import HomePage

    return HomePage(desk)


def _duty(desk: Desk) -> Page:
    from desktop.views.duty.page import DutyPage

    return DutyPage(desk)


def _case(desk: Desk) -> Page:
    from desktop.views.mediation.page import CasePage

    return CasePage(desk)


def _rental(desk: Desk) -> Page:
    from desktop.views.rental.page import RentalPage

    return RentalPage(desk)


def _directory(desk: Desk) -> Page:
    from desktop.views.directory.page import DirectoryPage

    return DirectoryPage(desk)


def _system(desk: Desk, keep_display: Any, restore: Any) -> Page:
    from desktop.views.system.page import SystemPage

    page = SystemPage(desk)
    page.display_chosen.connect(keep_display)
    page.restore_asked.connect(restore)
    return page
