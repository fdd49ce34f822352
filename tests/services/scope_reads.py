"""How a test of R6 calls each service that tells or counts something."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services import (
    attachment_files,
    attachments,
    batch,
    case_batch,
    case_desk,
    case_drafts,
    case_file,
    case_list,
    case_parties,
    case_report_out,
    conflicts,
    due,
    duplicates,
    exporting,
    form_drafts,
    grading,
    grid_gaps,
    grid_view,
    hands,
    home,
    house_page,
    house_papers,
    house_rooms,
    inspection_desk,
    inspection_list,
    inspection_plan,
    letting,
    list_block,
    list_paper,
    listing,
    look_up,
    looked_up,
    merging,
    naming,
    papers,
    papers_inspection,
    records,
    rental_papers,
    rental_report,
    rental_report_out,
    rental_sheets,
    rental_year_before,
    reporting,
    reveal,
    room_board,
    standing,
    stay_drafts,
    stay_history,
    staying,
    template_fill,
    tenant_register,
)
from desktop.services import case_report as report
from desktop.services.office import Office
from desktop.services.template_values import Wish
from desktop.storage.rows import View
from tests.services.scope_calls import YEAR, Call, stored
from tests.services.test_case_file import pages
from tests.services.two_villages import TODAY, Side


def row_of(office: Office, model: Any, record: str) -> int:
    return int(stored(office, model.row, model.id == record))


def last_note(office: Office, side: Side) -> Any:
    case_drafts.keep_draft(office, case=side.case, document="intake", data={"summary": side.words.applicant})
    return case_drafts.read_draft(office, case=side.case, document="intake")


FORM, WISH = "流动人口信息表（国标表13）", Wish(TODAY.replace(day=1))


def noted(office: Office, side: Side) -> batch.Edit:
    return batch.Edit(row_of(office, Person, side.person), {"note": "看过"})


def last_party(office: Office, side: Side) -> Any:
    stay_drafts.keep_stay_draft(office, room=side.room, data={"name": side.words.tenant})
    return stay_drafts.read_stay_draft(office, room=side.room)


def half_a_house(office: Office, side: Side) -> Any:
    data = {"house_owner": side.words.owner}
    form_drafts.keep_form_draft(office, form="ledger", ledger="houses", record=side.house, data=data)
    return form_drafts.read_form_draft(office, form="ledger", ledger="houses", record=side.house)


def kept_after_opening(office: Office, side: Side) -> looked_up.Kept:
    """The same clerk opened the person when (s)he still saw the whole centre."""
    whole = replace(office, actor=replace(office.actor, units=None))
    look_up.note_look_up(whole, "", ledger="people", record=side.person, purpose="联系本人")
    return looked_up.read_kept(office)


READS: Mapping[str, Call] = {
    "attachment_files.save_attachments": lambda o, s, t: attachment_files.save_attachments(
        o, attachments=[s.photo, s.scan], folder=t, purpose="上级核查"),
    "attachments.list_attachments": lambda o, s, _: attachments.list_attachments(o, ledger="houses", record=s.house),
    "attachments.read_attachment": lambda o, s, _: attachments.read_attachment(o, attachment=s.scan),
    "case_batch.batch_paper": lambda o, s, _: case_batch.batch_paper(o, cases=[s.case], document="intake"),
    "case_desk.read_case": lambda o, s, _: case_desk.read_case(o, case=s.case),
    "case_drafts.read_draft": lambda o, s, _: last_note(o, s),
    "form_drafts.read_form_draft": lambda o, s, _: half_a_house(o, s),
    "stay_drafts.read_stay_draft": lambda o, s, _: last_party(o, s),
    "case_file.case_file": lambda o, s, _: case_file.case_file(o, case=s.signed),
    "case_list.list_cases": lambda o, s, _: case_list.list_cases(o, which="all"),
    "case_parties.find_known": lambda o, s, _: case_parties.find_known(o, text=s.words.tenant),
    "case_parties.known_values": lambda o, s, _: case_parties.known_values(o, ledger="people", record=s.person),
    "case_report.read_mediators": lambda o, s, _: report.read_mediators(o, **YEAR),
    "case_report_out.export_mediators": lambda o, s, t: case_report_out.export_mediators(
        o, **YEAR, file=t / "a.xlsx", reason="上报"),
    "conflicts.compare_typed": lambda o, s, _: conflicts.compare_typed(
        o, ledger="people", record=s.person, values={"name": "某人"}),
    "case_report_out.mediators_paper": lambda o, s, _: case_report_out.mediators_paper(o, **YEAR),
    "due.read_due": lambda o, s, _: due.read_due(o),
    "duplicates.find_pairs": lambda o, s, _: duplicates.find_pairs(o, ledger="people"),
    "exporting.export_ledger": lambda o, s, t: exporting.export_ledger(
        o, ledger="people", file=t / "a.xlsx", reason="上级核查", full=True),
    "grading.grade_history": lambda o, s, _: grading.grade_history(o, ledger="houses", record=s.house),
    "grading.read_grade_board": lambda o, s, _: grading.read_grade_board(o, ledger="houses"),
    "grid_gaps.answers_for": lambda o, s, _: grid_gaps.answers_for(o, house=s.house),
    "grid_gaps.gaps": lambda o, s, _: grid_gaps.gaps(o),
    "grid_view.places": lambda o, s, _: grid_view.places(o),
    "grid_view.read_map": lambda o, s, _: grid_view.read_map(o),
    "grid_view.read_unit": lambda o, s, _: grid_view.read_unit(o, grid=s.grid),
    "hands.find_hands": lambda o, s, _: hands.find_hands(o, need=s.need),
    "hands.open_needs": lambda o, s, _: hands.open_needs(o),
    "hands.read_need": lambda o, s, _: hands.read_need(o, need=s.need),
    "hands.show_hand": lambda o, s, _: hands.show_hand(o, need=s.need, person=s.person),
    "home.read_home": lambda o, s, _: home.read_home(o),
    "looked_up.read_kept": lambda o, s, _: kept_after_opening(o, s),
    "house_page.read_house": lambda o, s, _: house_page.read_house(o, house=s.house),
    "house_papers.house_data": lambda o, s, _: house_papers.house_data(o, house=s.house, form="house_stays"),
    "house_papers.house_file": lambda o, s, _: house_papers.house_file(o, house=s.house),
    "house_papers.house_paper": lambda o, s, _: house_papers.house_paper(o, house=s.house, form="house_stays"),
    "house_rooms.find_houses": lambda o, s, _: house_rooms.find_houses(o),
    "inspection_desk.read_desk": lambda o, s, _: inspection_desk.read_desk(o),
    "inspection_list.lines_on": lambda o, s, _: inspection_list.lines_on(o, day=TODAY, inspection=s.inspection),
    "inspection_list.list_hazards": lambda o, s, _: inspection_list.list_hazards(o),
    "inspection_list.list_rounds": lambda o, s, _: inspection_list.list_rounds(o),
    "inspection_list.new_inspection": lambda o, s, _: inspection_list.new_inspection(o, house=s.house),
    "inspection_list.read_inspection": lambda o, s, _: inspection_list.read_inspection(o, inspection=s.inspection),
    "inspection_plan.read_plan": lambda o, s, _: inspection_plan.read_plan(o),
    "letting.read_letting": lambda o, s, _: letting.read_letting(o, room=s.room, coming=1, on=TODAY),
    "batch.propose": lambda o, s, _: batch.propose(o, ledger="people", edits=[noted(o, s)]),
    "list_block.block_of": lambda o, s, _: list_block.block_of(
        o, Person, ["name"], pieces=[([row_of(o, Person, s.person)], ["name"])]),
    "list_paper.list_paper": lambda o, s, _: list_paper.list_paper(o, ledger="people", view=View(), columns=["name"]),
    "listing.beginning": lambda o, s, _: listing.beginning(o, Person, View(), ["name"]),
    "listing.opening": lambda o, s, _: listing.opening(o, Person, View(), ["name"]),
    "listing.link_options": lambda o, s, _: listing.link_options(o, "houses"),
    "listing.matching": lambda o, s, _: listing.page(
        o, Person, listing.matching(o, Person, s.words.tenant), ("id", "name")) + listing.page(
        o, Stay, listing.matching(o, Stay, s.words.tenant), ("id", "name")),
    "listing.order": lambda o, s, _: listing.page(o, Person, listing.order(o, Person, View()), ("id", "name")),
    "listing.page": lambda o, s, _: listing.page(o, Person, [row_of(o, Person, s.person)], ("id", "name")),
    "listing.record_id": lambda o, s, _: listing.record_id(o, ledger="people", row=row_of(o, Person, s.person)),
    "look_up.look_up": lambda o, s, _: [look_up.look_up(o, mark) for mark in s.words.marks],
    "merging.compare": lambda o, s, _: merging.compare(o, ledger="people", first=s.person, second=s.twin),
    "naming.record_named": lambda o, s, _: naming.record_named(o, ledger="houses", words=s.house),
    "papers.paper": lambda o, s, _: papers.paper(o, form="intake", case=s.case),
    "papers.paper_data": lambda o, s, _: papers.paper_data(o, form="intake", case=s.case),
    "papers.preview": lambda o, s, _: papers.preview(o, form="agreement", case=s.signed),
    "papers_inspection.inspection_paper": lambda o, s, _: papers_inspection.inspection_paper(
        o, inspection=s.inspection),
    "papers_inspection.notice_paper": lambda o, s, _: papers_inspection.notice_paper(o, inspection=s.inspection),
    "records.get_record": lambda o, s, _: records.get_record(o, ledger="people", record=s.person),
    "records.history": lambda o, s, _: records.history(o, ledger="people", record=s.person),
    "rental_papers.day_report": lambda o, s, _: rental_papers.day_report(o, day=date(2026, 9, 20)),
    "rental_papers.house_ledger": lambda o, s, _: rental_papers.house_ledger(o),
    "rental_papers.person_sheet": lambda o, s, _: rental_papers.person_sheet(o, person=s.person),
    "rental_papers.rental_notice": lambda o, s, _: rental_papers.rental_notice(o, person=s.person),
    "rental_sheets.export_houses": lambda o, s, t: rental_sheets.export_houses(
        o, file=t / "a.xlsx", reason="上级核查"),
    "rental_sheets.export_people": lambda o, s, t: rental_sheets.export_people(
        o, file=t / "a.xlsx", reason="上级核查"),
    "reporting.read_reports": lambda o, s, _: reporting.read_reports(o),
    "reveal.reveal": lambda o, s, _: reveal.reveal(o, ledger="people", record=s.person, purpose="核对证件"),
    "room_board.read_board": lambda o, s, _: room_board.read_board(o, house=s.house),
    "room_board.read_village": lambda o, s, _: room_board.read_village(o, village=s.words.village),
    "stay_history.find_persons": lambda o, s, _: [
        stay_history.find_persons(o, text=text) for text in (s.words.tenant, s.words.id_number(12))],
    "stay_history.stays_shared": lambda o, s, _: stay_history.stays_shared(o, person=s.person),
    "staying.place_of": lambda o, s, _: staying.place_of(o, ledger="people", record=s.person),
    "staying.staying": lambda o, s, _: staying.staying(o, house=s.house, on=TODAY),
    "staying.stays_of": lambda o, s, _: staying.stays_of(o, person=s.person),
    "template_fill.fill_template": lambda o, s, t: template_fill.fill_template(
        o, template=FORM, file=t / "form.xlsx", wish=WISH),
    "template_fill.preview_template": lambda o, s, _: template_fill.preview_template(o, template=FORM, wish=WISH),
    "template_fill.template_paper": lambda o, s, _: template_fill.template_paper(o, template=FORM, wish=WISH),
    "listing.record_ids": lambda o, s, _: [
        records.get_record(o, ledger="people", record=one)
        for one in listing.record_ids(o, ledger="people", numbers=[row_of(o, Person, s.person)])],
    "tenant_register.register_data": lambda o, s, _: tenant_register.register_data(o, house=s.house, on=TODAY),
    "tenant_register.tenant_register": lambda o, s, _: tenant_register.tenant_register(o, house=s.house, on=TODAY),
}  # fmt: skip
"""They tell something: of the other village, nothing."""


def counted(pdf: bytes) -> list[str]:
    """What a report says, but for where the log stood."""
    return [re.sub(r"日志第\d+条[0-9a-f]{12}", "", words) for words in pages(pdf)]


FIGURES: Mapping[str, Callable[[Office, Path], Any]] = {
    "case_report.read_report": lambda o, _: figures(report.read_report(o, **YEAR).lines),
    "case_report_out.export_report": lambda o, t: saved(case_report_out.export_report(o, **YEAR, file=t / XLSX), t),
    "case_report_out.export_types": lambda o, t: saved(case_report_out.export_types(o, **YEAR, file=t / XLSX), t),
    "case_report_out.report_paper": lambda o, _: counted(case_report_out.report_paper(o, **YEAR).pdf),
    "home.read_home": lambda o, _: told_home(home.read_home(o)),
    "listing.count": lambda o, _: [listing.count(o, model) for model in (House, Person)],
    "rental_report.read_rental_report": lambda o, _: figures(rental_report.read_rental_report(o, **YEAR).lines),
    "listing.sums": lambda o, _: listing.sums(o, Room, [(range(1, 40), ["cap"])]),
    "rental_year_before.with_year_before": lambda o, _: figures(rental_year_before.with_year_before(
        o, report=rental_report.read_rental_report(o, **YEAR)).lines),
    "rental_report_out.export_rental_report": lambda o, t: saved(
        rental_report_out.export_rental_report(o, **YEAR, file=t / XLSX), t),
    "rental_report_out.export_villages": lambda o, t: saved(
        rental_report_out.export_villages(o, **YEAR, file=t / XLSX), t),
    "rental_report_out.rental_paper": lambda o, _: counted(rental_report_out.rental_paper(o, **YEAR).pdf),
    "room_board.villages": lambda o, _: room_board.villages(o),
    "standing.standings": lambda o, _: len(standing.standings(o, look_up.look_up(o, "1979").hits)) + len(
        standing.standings(o, look_up.look_up(o, "1983").hits)),
}  # fmt: skip
"""They count: as if the other village were not there."""


XLSX = "a.xlsx"


def told_home(view: Any) -> Any:
    return view.disputes, view.houses, len(view.due), len(view.arrivals), len(view.departures)


def figures(lines: Any) -> list[tuple[str, Any]]:
    return [(one.line.key, one.line.figure) if hasattr(one, "line") else (one.key, one.figure) for one in lines]


def saved(_: int, folder: Path) -> list[Any]:
    opened = load_workbook(folder / XLSX)
    return [row for sheet in opened for row in sheet.iter_rows(values_only=True)]
