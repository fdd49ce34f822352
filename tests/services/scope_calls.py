"""How a test of R6 calls each service on the records of one village; one entry a function, by `module.function`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import select

from desktop.domain.mediation import State
from desktop.errors import Refused
from desktop.ledgers.accounts import Account
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.services import (
    accounts,
    answerables,
    attachment_files,
    attachments,
    audit,
    card_reader,
    case_agreements,
    case_batch,
    case_desk,
    case_drafts,
    case_file,
    case_items,
    case_limit,
    case_list,
    case_parties,
    case_phrases,
    case_refusing,
    case_report_out,
    case_sessions,
    case_set,
    case_team,
    case_ways,
    cases,
    check_in,
    due,
    duplicates,
    exporting,
    grade_rules,
    grading,
    grid_gaps,
    grid_units,
    grid_view,
    hands,
    hazards,
    home,
    house_page,
    house_papers,
    house_rooms,
    importing,
    inspection_desk,
    inspection_list,
    inspection_plan,
    inspections,
    letting,
    listing,
    look_up,
    looked_up,
    merging,
    papers,
    papers_inspection,
    records,
    rental_checklist,
    rental_papers,
    rental_report,
    rental_report_out,
    rental_sheets,
    reporting,
    reveal,
    room_board,
    sample,
    sample_removal,
    settings,
    standing,
    stay_history,
    staying,
    tenant_register,
    undo,
)
from desktop.services import case_report as report
from desktop.services.attachments import Incoming, Owner
from desktop.services.check_in import Guest
from desktop.services.grid_units import Piece
from desktop.services.office import Office
from desktop.storage.rows import View
from tests.conftest import CLERK
from tests.services.test_case_file import pages
from tests.services.two_villages import PHOTO, SESSION, TODAY, Side, answers

Call = Callable[[Office, Side, Path], Any]
YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
NEXT = date(2026, 10, 1)
VISIT = {"start": "2026-09-23 10:00", "visited": "本人", "performance": "1", "satisfaction": "1"}
PARTY = {"role": "2", "name": "邻居", "sex": "1"}


def row_of(office: Office, model: Any, record: str) -> int:
    return int(stored(office, model.row, model.id == record))


def stored(office: Office, column: Any, where: Any) -> Any:
    """Past what the actor sees."""
    with office.store.read() as connection:
        return connection.scalar(select(column).where(where))


def workbook(folder: Path, side: Side) -> Path:
    """A sheet that adds to a house that the village has."""
    file, words = folder / "房屋.csv", side.words
    rows = ("村,房屋地址,房东姓名,网格员", f"{words.village},{words.street},{words.owner},邻居", "")
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def undo_theirs(office: Office, side: Side) -> Any:
    """Whoever looks after the centre changed the house; somebody else takes it back."""
    head = replace(office, actor=CLERK)
    version = records.get_record(head, ledger="houses", record=side.house)["version"]
    made = records.change_record(head, ledger="houses", record=side.house, values={"note": "看过"}, version=version)
    return undo.undo(office, batch=made.batch)


def last_note(office: Office, side: Side) -> Any:
    case_drafts.keep_draft(office, case=side.case, document="intake", data={"summary": side.words.applicant})
    return case_drafts.read_draft(office, case=side.case, document="intake")


DEEDS: Mapping[str, Call] = {
    "answerables.end_person": lambda o, s, _: answerables.end_person(o, person=s.answerable, on=NEXT),
    "answerables.place_houses": lambda o, s, _: answerables.place_houses(o, grid=s.other_grid, houses=[s.house]),
    "answerables.put_person": lambda o, s, _: answerables.put_person(
        o, grid=s.grid, values={"name": "邻居", "role": "02", "start": TODAY}),
    "attachments.attach": lambda o, s, _: attachments.attach(
        o, ledger="houses", record=s.house, files=[Incoming("门.jpg", PHOTO + b"a door", wide=9, high=9)]),
    "attachments.change_attachment": lambda o, s, _: attachments.change_attachment(
        o, attachment=s.photo, values={"name": "门牌.jpg"}, owner=Owner("rooms", s.room, "房间")),
    "attachments.remove_attachments": lambda o, s, _: attachments.remove_attachments(o, attachments=[s.scan]),
    "attachments.turn_attachment": lambda o, s, _: attachments.turn_attachment(o, attachment=s.photo, by=90),
    "case_agreements.change_agreement": lambda o, s, _: case_agreements.change_agreement(
        o, agreement=s.drawn_agreement, values={"performance": "转账。"}),
    "case_agreements.draw_agreement": lambda o, s, _: case_agreements.draw_agreement(
        o, case=s.talked, values={"clauses": ["赔礼。"]}),
    "case_agreements.new_version": lambda o, s, _: case_agreements.new_version(o, case=s.signed),
    "case_agreements.sign_agreement": lambda o, s, _: case_agreements.sign_agreement(
        o, agreement=s.drawn_agreement, parties_on=TODAY, mediator_on=TODAY, sealed_on=TODAY),
    "case_batch.batch_offers": lambda o, s, _: case_batch.batch_offers(o, cases=[s.signed]),
    "case_team.read_team": lambda o, s, _: case_team.read_team(o, case=s.case),
    "case_drafts.forget_draft": lambda o, s, _: case_drafts.forget_draft(o, case=s.case, document="intake"),
    "case_drafts.keep_draft": lambda o, s, _: case_drafts.keep_draft(o, case=s.case, document="intake", data={}),
    "case_items.add_item": lambda o, s, _: case_items.add_item(
        o, case=s.case, document="evidence", values={"name": "照片"}),
    "case_items.change_item": lambda o, s, _: case_items.change_item(
        o, document="evidence", item=s.item, values={"pages": 3}),
    "case_items.remove_item": lambda o, s, _: case_items.remove_item(o, document="evidence", item=s.item),
    "case_refusing.record_refusal": lambda o, s, _: case_refusing.record_refusal(
        o, case=s.case, party=s.case_party, words="不来"),
    "case_refusing.take_back_refusal": lambda o, s, _: case_refusing.take_back_refusal(
        o, case=s.case, party=s.unwilling),
    "case_sessions.add_session": lambda o, s, _: case_sessions.add_session(
        o, case=s.drawn, values={**SESSION, "record": "又谈。"}),
    "case_sessions.change_session": lambda o, s, _: case_sessions.change_session(
        o, session=s.drawn_session, values={"place": "村部"}),
    "case_team.set_team": lambda o, s, _: case_team.set_team(o, case=s.case, logins=[]),
    "case_ways.answer_route": lambda o, s, _: (
        case_ways.route_case(o, case=s.fresh, route="2", to="信访局"), case_ways.answer_route(o, case=s.fresh)),
    "case_ways.archive_case": lambda o, s, _: case_ways.archive_case(o, case=s.visited, values={"retention": "1"}),
    "case_ways.extend_limit": lambda o, s, _: case_ways.extend_limit(o, case=s.talked, days=10, agreed_on=TODAY),
    "case_ways.record_payment": lambda o, s, _: case_ways.record_payment(
        o, agreement=s.signed_agreement, values={"number": 1, "amount": "8600", "done_on": TODAY}),
    "case_ways.reopen_case": lambda o, s, _: (
        case_ways.archive_case(o, case=s.visited, values={"retention": "1"}),
        case_ways.reopen_case(o, case=s.visited, reason="没有付清")),
    "case_ways.route_case": lambda o, s, _: case_ways.route_case(o, case=s.fresh, route="2", to="信访局"),
    "cases.accept": lambda o, s, _: cases.accept(o, case=s.fresh),
    "cases.add_to_case": lambda o, s, _: cases.add_to_case(o, case=s.fresh, party=PARTY),
    "cases.change_case": lambda o, s, _: cases.change_case(o, case=s.case, values={"place": "村口"}),
    "cases.change_party": lambda o, s, _: cases.change_party(o, party=s.party, values={"job": "务农"}),
    "cases.decline": lambda o, s, _: cases.decline(o, case=s.fresh, reason="不属受理范围", ways_told=True),
    "cases.end_case": lambda o, s, _: cases.end_case(
        o, case=s.talked, target=State.TERMINATED, reason="撤回", ways_told=True),
    "cases.file_document": lambda o, s, _: cases.file_document(o, case=s.case, document="notice"),
    "cases.move_case": lambda o, s, _: cases.move_case(o, case=s.fresh, target=State.ACCEPTED),
    "cases.register_dispute": lambda o, s, _: cases.register_dispute(
        o, parties=[{"role": "1", "known": ("people", s.person), "address": "村口"}, PARTY],
        values={"type": "06", "summary": "相碰。", "mediator": "章立群"}),
    "cases.remove_party": lambda o, s, _: (
        cases.remove_party(o, party=cases.add_to_case(o, case=s.fresh, party=PARTY).ids("parties")[0])),
    "check_in.change_room": lambda o, s, _: check_in.change_room(o, stay=s.stay, room=s.empty_room, day=TODAY),
    "check_in.check_in": lambda o, s, _: check_in.check_in(
        o, room=s.empty_room, guests=[Guest({"name": "汤月娥", "id_number": "330723197403121124"})], checkin=TODAY),
    "check_in.check_out": lambda o, s, _: check_in.check_out(o, stay=s.stay, checkout=TODAY),
    "duplicates.set_distinct": lambda o, s, _: duplicates.set_distinct(
        o, ledger="people", first=s.person, second=s.twin),
    "grading.regrade": lambda o, s, _: grading.regrade(
        o, targets=[("houses", s.house)], grade="2", reason="已整改"),
    "grid_units.add_unit": lambda o, s, _: grid_units.add_unit(
        o, values={"unit_name": "1单元", "kind": "10", "parent_id": s.grid, "start": TODAY}),
    "grid_units.change_unit": lambda o, s, _: grid_units.change_unit(o, grid=s.grid, values={"note": "沿河"}),
    "grid_units.end_unit": lambda o, s, _: grid_units.end_unit(o, grid=s.other_grid, on=NEXT),
    "grid_units.merge_units": lambda o, s, _: grid_units.merge_units(
        o, units=[s.grid, s.other_grid], name="中心网格", on=NEXT),
    "grid_units.move_unit": lambda o, s, _: grid_units.move_unit(o, grid=s.grid, parent="", on=NEXT),
    "grid_units.split_unit": lambda o, s, _: grid_units.split_unit(
        o, grid=s.grid, pieces=[Piece("东网格"), Piece("西网格", [s.house])], on=NEXT),
    "hazards.close_hazard": lambda o, s, _: (
        hazards.serve_hazards(o, hazards=[s.hazard]), hazards.recheck_hazard(o, hazard=s.hazard, passed=True),
        hazards.close_hazard(o, hazard=s.hazard)),
    "hazards.recheck_hazard": lambda o, s, _: (
        hazards.serve_hazards(o, hazards=[s.hazard]), hazards.recheck_hazard(o, hazard=s.hazard, passed=True)),
    "hazards.serve_hazards": lambda o, s, _: hazards.serve_hazards(o, hazards=[s.hazard]),
    "house_page.remove_room": lambda o, s, _: house_page.remove_room(o, room=s.empty_room),
    "house_page.save_house": lambda o, s, _: house_page.save_house(
        o, house=s.house, values={"house_owner": s.words.owner, "note": "看过"}, version=version(o, House, s.house)),
    "house_page.save_room": lambda o, s, _: house_page.save_room(o, house=s.house, values={"room": "901"}),
    "house_rooms.add_house": lambda o, s, _: house_rooms.add_house(
        o, values={"village": s.words.village, "house_address": "村口1号", "house_owner": "邻居"}),
    "importing.import_ledger": lambda o, s, t: imported(importing.import_ledger(
        o, ledger="houses", file=workbook(t, s))),
    "importing.import_reading": lambda o, s, t: imported(importing.import_reading(
        o, House, importing.read_file(ledger="houses", file=workbook(t, s)))),
    "inspections.change_inspection": lambda o, s, _: inspections.change_inspection(
        o, inspection=s.inspection, values={"day": TODAY, "inspectors": "邻居"}, answers=answers(o)),
    "inspections.record_inspection": lambda o, s, _: inspections.record_inspection(
        o, house=s.house, values={"day": TODAY, "inspectors": "邻居"}, answers=answers(o)),
    "inspections.remove_inspection": lambda o, s, _: inspections.remove_inspection(o, inspection=s.inspection),
    "look_up.note_look_up": lambda o, s, _: look_up.note_look_up(
        o, "苏", ledger="people", record=s.person, purpose="联系本人"),
    "looked_up.pin": lambda o, s, _: looked_up.pin(o, ledger="people", record=s.person),
    "merging.merge_records": lambda o, s, _: merging.merge_records(
        o, ledger="people", keep=s.person, drop=s.twin),
    "papers.note_print": lambda o, s, _: papers.note_print(o, form="intake", case=s.case),
    "records.add_record": lambda o, s, _: records.add_record(
        o, ledger="rooms", values={"house_id": s.house, "room": "902"}),
    "records.change_record": lambda o, s, _: records.change_record(
        o, ledger="people", record=s.person, values={"work": "村口"}, version=version(o, Person, s.person)),
    "records.remove_record": lambda o, s, _: records.remove_record(o, ledger="preventions", record=s.prevention),
    "reporting.report": lambda o, s, _: reporting.report(o, stays=[s.stay], day=TODAY),
    "reporting.report_duties": lambda o, s, _: reporting.report_duties(o, duties=[(s.stay, True)], day=TODAY),
    "stay_history.correct_stay": lambda o, s, _: stay_history.correct_stay(
        o, stay=s.stay, values={"checkin": date(2026, 9, 21)}, reason="记错"),
    "undo.undo": lambda o, s, _: undo_theirs(o, s),
}  # fmt: skip
"""They change something, or tell of a named record without its words: to be refused on the other village's."""


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
    "case_file.case_file": lambda o, s, _: case_file.case_file(o, case=s.signed),
    "case_list.list_cases": lambda o, s, _: case_list.list_cases(o, which="all"),
    "case_parties.find_known": lambda o, s, _: case_parties.find_known(o, text=s.words.tenant),
    "case_parties.known_values": lambda o, s, _: case_parties.known_values(o, ledger="people", record=s.person),
    "case_report.read_mediators": lambda o, s, _: report.read_mediators(o, **YEAR),
    "case_report_out.export_mediators": lambda o, s, t: case_report_out.export_mediators(o, **YEAR, file=t / "a.xlsx"),
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
    "listing.link_options": lambda o, s, _: listing.link_options(o, "houses"),
    "listing.matching": lambda o, s, _: listing.page(
        o, Person, listing.matching(o, Person, s.words.tenant), ("id", "name")),
    "listing.order": lambda o, s, _: listing.page(o, Person, listing.order(o, Person, View()), ("id", "name")),
    "listing.page": lambda o, s, _: listing.page(o, Person, [row_of(o, Person, s.person)], ("id", "name")),
    "listing.record_id": lambda o, s, _: listing.record_id(o, ledger="people", row=row_of(o, Person, s.person)),
    "look_up.look_up": lambda o, s, _: [look_up.look_up(o, mark) for mark in s.words.marks],
    "merging.compare": lambda o, s, _: merging.compare(o, ledger="people", first=s.person, second=s.twin),
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
    "stay_history.shared_with": lambda o, s, _: stay_history.shared_with(o, stay=shared(o, s)),
    "staying.place_of": lambda o, s, _: staying.place_of(o, ledger="people", record=s.person),
    "staying.staying": lambda o, s, _: staying.staying(o, house=s.house, on=TODAY),
    "staying.stays_of": lambda o, s, _: staying.stays_of(o, person=s.person),
    "tenant_register.register_data": lambda o, s, _: tenant_register.register_data(o, house=s.house, on=TODAY),
    "tenant_register.tenant_register": lambda o, s, _: tenant_register.tenant_register(o, house=s.house, on=TODAY),
}  # fmt: skip
"""They tell something: of the other village, nothing."""


FIGURES: Mapping[str, Callable[[Office, Path], Any]] = {
    "case_report.read_report": lambda o, _: figures(report.read_report(o, **YEAR).lines),
    "case_report_out.export_report": lambda o, t: saved(case_report_out.export_report(o, **YEAR, file=t / XLSX), t),
    "case_report_out.export_types": lambda o, t: saved(case_report_out.export_types(o, **YEAR, file=t / XLSX), t),
    "case_report_out.report_paper": lambda o, _: pages(case_report_out.report_paper(o, **YEAR).pdf),
    "home.read_home": lambda o, _: told_home(home.read_home(o)),
    "listing.count": lambda o, _: [listing.count(o, model) for model in (House, Person)],
    "rental_report.read_rental_report": lambda o, _: figures(rental_report.read_rental_report(o, **YEAR).lines),
    "rental_report_out.export_rental_report": lambda o, t: saved(
        rental_report_out.export_rental_report(o, **YEAR, file=t / XLSX), t),
    "rental_report_out.export_villages": lambda o, t: saved(
        rental_report_out.export_villages(o, **YEAR, file=t / XLSX), t),
    "rental_report_out.rental_paper": lambda o, _: pages(rental_report_out.rental_paper(o, **YEAR).pdf),
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


def imported(told: Any) -> Any:
    """A refused row refuses: what the person reads is the reason."""
    if told.rejected:
        raise Refused(told.rejected[0].why, code="other_unit" if "不在您管辖" in told.rejected[0].why else "rejected")
    return told.changed


def version(office: Office, model: Any, record: str) -> int:
    return int(stored(office, model.version, model.id == record))


def shared(office: Office, side: Side) -> Any:
    """The stay as whoever sees everything read it."""
    whole = replace(office, actor=replace(office.actor, units=None))
    [found] = staying.stays_of(whole, person=side.person)
    return found


ALL_ROLES = ("admin", "centre", "chair", "auditor")
CENTRE: Mapping[str, Callable[[Office, Path], Any]] = {
    "accounts.add_account": lambda o, _: accounts.add_account(
        o, login="x", name="邻居", roles=["grid"], password="made-up-7788"),
    "accounts.change_roles": lambda o, _: accounts.change_roles(
        o, account=stored(o, Account.id, Account.login == "wxl"), roles=["grid"]),
    "audit.log_entries": lambda o, _: audit.log_entries(o),
    "audit.log_lines": lambda o, _: audit.log_lines(o),
    "audit.verify_log": lambda o, _: audit.verify_log(o),
    "card_reader.choose_folder": lambda o, t: card_reader.choose_folder(o, folder=t),
    "case_limit.set_limit": lambda o, _: case_limit.set_limit(o, days=20, working=True),
    "case_phrases.set_phrases": lambda o, _: case_phrases.set_phrases(o, document="session", phrases=["双方同意。"]),
    "case_set.set_documents": lambda o, _: case_set.set_documents(
        o, order=[one.key for one in case_set.read_set(o).documents], must=[]),
    "case_set.set_wording": lambda o, _: case_set.set_wording(o, document="notice", words=["依法调解。"]),
    "grade_rules.set_grades": lambda o, _: grade_rules.set_grades(o, grades=changed_grades(o)),
    "rental_checklist.set_checklist": lambda o, _: rental_checklist.set_checklist(o, items=changed_items(o)),
    "rental_checklist.set_rounds": lambda o, _: rental_checklist.set_rounds(o, values={"usual": 60}),
    "rental_checklist.set_rules": lambda o, _: rental_checklist.set_rules(
        o, items=changed_items(o), values={"usual": 60}),
    "sample.fill": lambda o, _: sample.fill(o),
    "sample_removal.remove_sample": lambda o, _: sample_removal.remove_sample(o),
    "settings.change_setting": lambda o, _: settings.change_setting(o, key="x", value=1),
}  # fmt: skip
"""They change what every unit works by, or show what all of them did."""


def changed_grades(office: Office) -> list[Any]:
    first, *rest = grade_rules.read_grades(office).grades
    return [replace(first, months=first.months + 1), *rest]


def changed_items(office: Office) -> list[dict[str, Any]]:
    first, *rest = rental_checklist.read_rules(office).checklist.items
    return [asdict(one) for one in (replace(first, text="新的一条"), *rest)]


BY_OTHERS = {
    # tested with their own fixtures below or elsewhere in test_scope.py
    "staying.recall",
    "answerables.place_by_village",
    "grid_units.take_divisions",
    "undo.redo",
    # nothing of any unit: what the whole centre works by, to be read by whoever works there
    "accounts.accounts",
    "accounts.unit_choices",
    "calendars.read_calendar",
    "card_reader.reader_folder",
    "card_reader.read_card",
    "case_counter.mediators_on_duty",
    "case_limit.read_limit",
    "case_people.mediators",
    "case_phrases.read_phrases",
    "case_set.read_set",
    "grade_rules.read_grades",
    "rental_checklist.read_rules",
    "settings.read_setting",
    "listing.listed_ledgers",
    "look_up.seen_ledgers",
    "papers.blank_paper",
    "papers_inspection.blank_inspection",
    "papers_inspection.blank_notice",
    "sample.sample_count",
    # the own session, columns, last deed
    "session.change_password",
    "session.check_password",
    "sign_in.note",
    "sign_in.sign_out",
    "undo.last_undoable",
    "listing.column_choice",
    "listing.column_key",
    "listing.keep_columns",
    # the centre as a whole, without anybody's words; an account's keys go by its own record, refused in CENTRE
    "backups.back_up",
    "backups.backup_folder",
    "backups.backup_state",
    "backups.backups",
    "backups.health_findings",
    "backups.made_at",
    "accounts.close_account",
    "accounts.open_again",
    "accounts.reset_password",
    # parts of services that are called above
    "papers_case.case_data",
    "case_numbers.give_number",
    "refused_rows.write_refused",
    "sample_cases.add_cases",
    "sample_grids.add_grids",
    "sample_rounds.add_rounds",
}
"""Not called here, and why."""
