"""What is photographed: one function a picture, in the order of the documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.paths import RESOURCES
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
    stage.open("rent", ("houses", stage.centre.house))


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
