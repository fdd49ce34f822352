"""What is photographed: one function a picture, in the order of the documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from desktop.ledgers.accounts import Account
from desktop.paths import RESOURCES
from desktop.roster.problem import Cell
from desktop.services import look_up as look_up_service
from desktop.services import looked_up, rota_account, rota_edit, rota_handover, rota_swap_list, rota_swaps
from desktop.services.listing import link_options
from desktop.services.office import Office
from desktop.services.rota_account import NextDuty
from desktop.services.rota_swaps import Deal
from desktop.shots import centre
from desktop.shots.ledger import LEDGER
from desktop.shots.rental import RENTAL
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


def board_week(stage: Stage) -> None:
    page = stage.open("duty", centre.MONTH)
    stage.settle()
    stage.click("duty.span.week")
    page.turn(1)
    stage.settle()


def board_posts(stage: Stage) -> None:
    stage.click("duty.span.month")
    stage.click("duty.side.post")


def duty_part(key: str) -> Scene:
    """One of the parts beside the board, with this month's rota published."""

    def scene(stage: Stage) -> None:
        stage.open("duty", key)
        stage.settle()

    return scene


def swaps(stage: Stage) -> None:
    """The signed-in clerk has duties of their own; two of them are asked for."""
    page = stage.open("duty", "swaps")
    office = stage.seat.desk.office
    if not rota_swap_list.list_swaps(office):
        own = mine(office)
        for duty in (own[0], own[1]):
            offer = rota_swaps.offers(office, duty=duty.id)[0]
            rota_swaps.ask_swap(office, deal=Deal(duty.id, offer.person, offer.other), reason="家中老人住院")
        first = rota_swap_list.list_swaps(office)[0]
        rota_swaps.answer_swap(office, swap=first.id, agreed=True)
    page.refresh()
    stage.settle()


def mine(office: Office) -> list[NextDuty]:
    """The coming duties of whoever has most of them, whom the clerk's account then stands for."""
    with office.work("shots", "账号") as work:
        account = work.first(Account, login=office.actor.login)
        assert account is not None
        everybody = [who for who, _ in link_options(office, "staff")]
        found = {who: rota_account.next_duties(office, person=who) for who in everybody}
        person, duties = max(found.items(), key=lambda one: len(one[1]))
        work.change(account, {"staff_id": person})
        work.commit()
    return duties


def handover(stage: Stage) -> None:
    office = stage.seat.desk.office
    shifts = rota_handover.read_handover(office, day=office.today).shifts
    day = next(one for one in shifts if one.label.endswith("白班"))
    matters = "上午来访3批5人，均已登记；陶宅村来电，两户因排水争吵，已请村调解员到场。"
    things = "大门钥匙2把，值班手机1部，执法记录仪1台，均完好。"
    rota_handover.write_log(office, day=day.day, post=day.post, matters=matters, things=things)
    if not rota_handover.read_handover(office, day=office.today).items:
        for words, days in (("陶宅村两户排水纠纷，联系双方来中心", 1), ("二楼调解室灯管报修", -1)):
            due = office.today + timedelta(days=days)
            rota_handover.add_item(office, day=day.day, post=day.post, words=words, due=due)
    stage.open("duty", "handover")
    stage.settle()


def cases(stage: Stage) -> None:
    page = stage.open("case", "cases")
    page.back()


def case(stage: Stage) -> None:
    page = stage.open("case", ("disputes", stage.centre.case))
    page.view.file.tabs.setCurrentIndex(0)
    page.view.go_to("agreement")
    page.view.pane.clauses.row(0).text.setFocus()


def report(stage: Stage) -> None:
    page = stage.open("case", "report")
    stage.settle()
    stage.click("report.span.year")
    stage.until(lambda: page.front.part().report is not None)
    stage.settle()


def report_side(side: str) -> Scene:
    def scene(stage: Stage) -> None:
        report(stage)
        stage.click(f"report.side.{side}")
        stage.settle()

    return scene


def case_settings(stage: Stage) -> None:
    """The wording of the notice, with the set of papers beside it."""
    page = stage.open("case", "set")
    stage.settle()
    page.front.part().papers.table.selectRow(4)
    stage.settle()


def attachments(stage: Stage) -> None:
    """The third tab of the file pane, still empty."""
    page = stage.open("case", ("disputes", stage.centre.case))
    stage.settle()
    page.view.file.tabs.setCurrentIndex(2)
    stage.settle()


def preview(stage: Stage) -> None:
    case(stage)
    stage.click("case.print")


def look_up(stage: Stage) -> None:
    stage.open("home")
    stage.seat.find("")
    stage.settle()
    stage.type(stage.find("lookup.box"), "zgq")


def looked_up_before(stage: Stage) -> None:
    """The empty box after some work: what is pinned and what was opened last."""
    office = stage.seat.desk.office
    hits = look_up_service.look_up(office, "zgq").hits
    for hit in hits[:5]:
        look_up_service.note_look_up(office, "zgq", ledger=hit.ledger, record=hit.record, purpose="联系本人")
    looked_up.pin(office, ledger=hits[0].ledger, record=hits[0].record)
    stage.open("home")
    stage.seat.find("")
    stage.settle()


def importing(stage: Stage) -> None:
    page = stage.open("ledger", "stays")
    page.preview(WORKBOOK)
    stage.until(page.importer.run_button.isEnabled)


def import_columns(stage: Stage) -> None:
    importing(stage)
    stage.click("ledger.import.view.columns")


def _template(stage: Stage, name: str) -> Any:
    """The pane of forms, with this one in front."""
    page = stage.open("system", "templates")
    stage.settle()
    pane = page.templates
    names = [pane.model.line(row).name for row in range(pane.model.rowCount())]
    pane.list.selectRow(names.index(name))
    stage.settle()
    return pane


def forms_of_upper_offices(stage: Stage) -> None:
    """The mediation report, a count with its condition chosen."""
    pane = _template(stage, "人民调解案件统计报表")
    pane.view.choose(8, 3)
    stage.settle()


def form_for_each_house(stage: Stage) -> None:
    """The card of a house, a column of whoever lives there chosen."""
    pane = _template(stage, "出租房登记表（一户一表）")
    pane.view.choose(11, 2)
    stage.settle()


def form_for_each_case(stage: Stage) -> None:
    """The card of a case: two rows of its table are one party."""
    pane = _template(stage, "纠纷案件登记表（一案一表）")
    pane.view.choose(*next(place for place, cell in pane.view.form.sheet.cells.items() if "{{单位" in cell.text))
    stage.settle()


def system(stage: Stage) -> None:
    stage.open("system")


def health(stage: Stage) -> None:
    stage.open("system", "health")


def lock(stage: Stage) -> None:
    stage.open("home")
    stage.seat.lock()


SCENES: Mapping[str, Scene] = {
    "01-home": home, "02-board": board,
    "10-week": board_week, "10-posts": board_posts, "11-swaps": swaps, "11-handover": handover,
    "12-account": duty_part("account"), "12-learn": duty_part("learn"), "13-rules": duty_part("rules"),
    "13-calendar": duty_part("calendar"),
    "03-cases": cases, "03-case": case, "03-preview": preview, "03-report": report, "03-types": report_side("types"),
    "03-mediators": report_side("mediators"), "03-attachments": attachments, "03-set": case_settings, **RENTAL,
    "05-lookup": look_up, "05-kept": looked_up_before, **LEDGER, "06-import": importing,
    "06-import-columns": import_columns, "09-system": system, "09-forms": forms_of_upper_offices,
    "09-each": form_for_each_house, "09-each-case": form_for_each_case,
    "09-health": health, "08-lock": lock,
}  # fmt: skip
"""By name; `lock` last, as it covers everything."""
