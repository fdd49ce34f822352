"""What is photographed: one function a picture, in the order of the documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from desktop.paths import RESOURCES
from desktop.roster.problem import Cell
from desktop.services import rota_edit
from desktop.shots import centre
from desktop.shots.stage import Stage

WORKBOOK = RESOURCES.parent / "tests" / "data" / "ledgers" / "p1-stays-simple.xlsx"
Scene = Callable[[Stage], object]


def home(stage: Stage) -> None:
    stage.open("home")


def board(stage: Stage) -> None:
    page = stage.open("duty")
    page.show_month(centre.MONTH)
    stage.settle()
    if not page.grid._model.view.conflicts:
        conflict(stage, page)
    first = page.grid._model.view.conflicts[0]
    page.grid.choose(first.person, first.day)
    stage.settle()


def conflict(stage: Stage, page: Any) -> None:
    """One cell changed by hand: whoever had the night before sits in the day shift, which no rule allows."""
    cells = {(one.cell.day, one.cell.post): one for one in page.grid._model.view.cells}
    night = next(one for (day, post), one in cells.items() if post == "night" and day.day == 9)
    instead = cells[night.cell.day + timedelta(days=1), "day"]
    changed = Cell(instead.cell.day, "day", night.cell.person)
    rota_edit.set_cell(stage.seat.desk.office, cell=changed, instead_of=instead.id)
    page.refresh()
    stage.settle()


def cases(stage: Stage) -> None:
    page = stage.open("case")
    page.back()


def case(stage: Stage) -> None:
    page = stage.open("case", ("disputes", stage.centre.case))
    page.view.pane.clauses.row(0).text.setFocus()


def preview(stage: Stage) -> None:
    case(stage)
    stage.click("case.print")


def rooms(stage: Stage) -> None:
    page = stage.open("rent", ("houses", stage.centre.house))
    if page.panel.isVisible():
        page.panel.cancelled.emit()
        stage.settle()


def check_in(stage: Stage) -> None:
    stage.open("rent", ("houses", stage.centre.house))
    stage.click("rent.enter")


def look_up(stage: Stage) -> None:
    stage.open("home")
    stage.seat.find("")
    stage.settle()
    stage.type(stage.find("lookup.box"), "zgq")


def ledger(stage: Stage) -> None:
    page = stage.open("ledger", "people")
    stage.type(page.quick, "王")


def importing(stage: Stage) -> None:
    page = stage.open("ledger", "stays")
    page.preview(WORKBOOK)
    stage.until(page.importer.run_button.isEnabled)


def system(stage: Stage) -> None:
    stage.open("system")


def lock(stage: Stage) -> None:
    stage.open("home")
    stage.seat.lock()


SCENES: Mapping[str, Scene] = {
    "01-home": home, "02-board": board, "03-cases": cases, "03-case": case, "03-preview": preview, "04-rooms": rooms,
    "04-checkin": check_in, "05-lookup": look_up, "06-ledger": ledger, "06-import": importing, "09-system": system,
    "08-lock": lock,
}  # fmt: skip
"""By name; `lock` last, as it covers everything."""
