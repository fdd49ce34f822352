"""What is photographed of the rental area."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.ledgers.people import Person
from desktop.models.checklist import WORDS
from desktop.services import records
from desktop.shots.stage import Stage

Scene = Callable[[Stage], object]


def rental_report(stage: Stage) -> None:
    page = stage.open("rent", "report")
    stage.settle()
    stage.click("rent.report.span.year")
    stage.until(lambda: page.front.part().report is not None)
    stage.settle()


def rooms(stage: Stage) -> None:
    page = stage.open("rent", ("houses", stage.centre.house))
    if page.board.panel.isVisible():
        page.board.panel.cancelled.emit()
        stage.settle()


def twins(stage: Stage) -> None:
    """Two records as two old ledgers had them."""
    office = stage.centre.office
    with office.work("import", "导入") as work:
        for more in (
            {"work": "王宅针织厂"},
            {"work": "王宅砖厂", "origin": "湖南省怀化市溆浦县", "phone": "13900002206"},
        ):
            work.add(Person, {"name": "汤月娥", "birth": "1978-05-02", **more})
        work.commit()
    stage.open("rent", "twins")
    stage.settle()


def hands(stage: Stage) -> None:
    need = {"enterprise": "王宅针织厂", "job": "缝纫工", "wanted": 3, "until": "2026-10-31", "oldest": 50}
    records.add_record(stage.centre.office, ledger="labour_needs", values=need)
    stage.open("rent", "hands")
    stage.settle()


def dossier(stage: Stage) -> None:
    page = stage.open("rent", ("dossier", stage.centre.house))
    stage.until(lambda: page.front.part().page is not None)
    stage.settle()


def dossier_side(side: str) -> Scene:
    def scene(stage: Stage) -> None:
        dossier(stage)
        stage.click(f"house.side.{side}")
        stage.settle()

    return scene


def check_in(stage: Stage) -> None:
    stage.open("rent", ("houses", stage.centre.house))
    stage.click("rent.enter")


def grids(stage: Stage) -> None:
    """A grid of the first village, its people and houses beside it."""
    page = stage.open("rent", "grid")
    stage.settle()
    part = page.front.part()
    part.open(next(one.id for one in part.tree.model_.in_order() if one.kind == "07"))
    stage.settle()


def gaps(stage: Stage) -> None:
    stage.open("rent", ("grid", "gaps"))


def grades(stage: Stage) -> None:
    """The history of the first 橙 beside the board."""
    page = stage.open("rent", ("grades", "board"))
    stage.click("grades.kinds.grid_units")
    page.front.part().board.columns["1"].table.selectRow(0)
    stage.settle()


def grades_side(side: str) -> Scene:
    def scene(stage: Stage) -> None:
        stage.open("rent", ("grades", side))
        if side == "late":
            stage.click("grades.kinds.houses")

    return scene


def inspect(stage: Stage) -> None:
    """A round of the house half answered, with one thing found."""
    page = stage.open("rent", ("inspect", ("houses", stage.centre.house)))
    stage.until(lambda: page.front.part().editor.view is not None)
    model = page.front.part().editor.model
    for row in range(model.rowCount()):
        model.answer(row, "2" if row == 0 else "1")
    model.setData(model.index(0, WORDS), "二楼楼梯口堆放纸箱")
    stage.settle()


def hazards(stage: Stage) -> None:
    """The round before, kept, with its hazard on the list."""
    inspect(stage)
    stage.click("rent.inspect.save")
    stage.settle()
    stage.click("rent.inspect.which.hazards")
    stage.settle()


def part(key: str) -> Scene:
    def scene(stage: Stage) -> None:
        stage.open("rent", key)
        stage.settle()

    return scene


RENTAL: Mapping[str, Scene] = {
    "04-rooms": rooms, "04-checkin": check_in, "04-reports": part("reports"), "04-whereabouts": part("whereabouts"),
    "04-dossier": dossier, "04-dossier-rooms": dossier_side("rooms"), "04-dossier-stays": dossier_side("stays"),
    "04-dossier-scans": dossier_side("scans"), "14-grid": grids, "14-gaps": gaps, "15-grades": grades,
    "15-late": grades_side("late"), "15-rules": grades_side("rules"), "04-inspect": inspect, "04-hazards": hazards,
    "04-report": rental_report, "04-twins": twins, "04-hands": hands,
}  # fmt: skip
