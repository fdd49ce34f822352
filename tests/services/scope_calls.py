"""How a test of R6 calls each service that changes something; one entry a function, by `module.function`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop.domain.mediation import State
from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.services import (
    answerables,
    attachments,
    batch,
    case_agreements,
    case_batch,
    case_drafts,
    case_items,
    case_refusing,
    case_sessions,
    case_team,
    case_ways,
    cases,
    check_in,
    duplicates,
    grading,
    grid_units,
    hazards,
    house_page,
    house_rooms,
    importing,
    inspections,
    look_up,
    looked_up,
    merging,
    papers,
    records,
    reporting,
    stay_drafts,
    stay_history,
    undo,
)
from desktop.services.attachments import Incoming, Owner
from desktop.services.check_in import Guest
from desktop.services.grid_units import Piece
from desktop.services.office import Office
from tests.conftest import CLERK
from tests.services.two_villages import PHOTO, SESSION, TODAY, Side, answers

Call = Callable[[Office, Side, Path], Any]


YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


NEXT = date(2026, 10, 1)


VISIT = {"start": "2026-09-23 10:00", "visited": "本人", "performance": "1", "satisfaction": "1"}


PARTY = {"role": "2", "name": "邻居", "sex": "1"}


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
    "batch.remove_rows": lambda o, s, _: batch.remove_rows(
        o, ledger="people", wanted=[stored(o, Person.row, Person.id == s.twin)]),
    "stay_drafts.forget_stay_draft": lambda o, s, _: stay_drafts.forget_stay_draft(o, room=s.room),
    "stay_drafts.keep_stay_draft": lambda o, s, _: stay_drafts.keep_stay_draft(o, room=s.room, data={}),
    "stay_history.correct_stay": lambda o, s, _: stay_history.correct_stay(
        o, stay=s.stay, values={"checkin": date(2026, 9, 21)}, reason="记错"),
    "undo.undo": lambda o, s, _: undo_theirs(o, s),
}  # fmt: skip
"""They change something, or tell of a named record without its words: to be refused on the other village's."""


def imported(told: Any) -> Any:
    """A refused row refuses: what the person reads is the reason."""
    if told.rejected:
        raise Refused(told.rejected[0].why, code="other_unit" if "不在您管辖" in told.rejected[0].why else "rejected")
    return told.changed


def version(office: Office, model: Any, record: str) -> int:
    return int(stored(office, model.version, model.id == record))
