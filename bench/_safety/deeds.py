"""Deeds of a working day that can be taken back, drawn at random: what `undo`, `backup` and `power` let happen."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench._safety.centre import DAY, GIVEN, SURNAMES, id_number, ids
from desktop.errors import Refused
from desktop.ledgers.people import Person
from desktop.roster.problem import Cell
from desktop.services import (
    answerables,
    attachments,
    case_agreements,
    case_items,
    case_refusing,
    case_sessions,
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
    merging,
    records,
    rental_checklist,
    reporting,
    rota_calendar,
    rota_edit,
    rota_handover,
    rota_leave,
    rota_replan,
    rota_rules,
    settings,
    stay_history,
)
from desktop.services.attachments import Incoming
from desktop.services.check_in import Guest
from desktop.services.office import Office
from desktop.storage.changes import EVENT
from desktop.storage.unit_of_work import Changed

Deed = Callable[["Day"], Changed | None]


class Day:
    """The office, the dice, and a folder for files that are brought in."""

    def __init__(self, office: Office, dice: Random, folder: Path) -> None:
        self.office, self.dice, self.folder = office, dice, folder

    def any(self, ledger: str) -> str:
        """Some record of a ledger; Refused when there is none, as it would be at the desk."""
        found = ids(self.office, ledger)
        if not found:
            raise Refused("还没有记录", "先登记")
        return self.dice.choice(found)

    def name(self) -> str:
        return self.dice.choice(SURNAMES) + self.dice.choice(GIVEN) + self.dice.choice(GIVEN)

    def number(self) -> str:
        return id_number(self.dice.randrange(1000), f"{self.dice.randint(1950, 2004)}0{self.dice.randint(1, 9)}15")

    def day(self, back: int = 60) -> Any:
        return DAY - timedelta(days=self.dice.randint(0, back))

    def do(self, deed: Deed) -> Changed | None:
        """What it changed; None when the rules refused it or it changed nothing."""
        try:
            changed = deed(self)
        except Refused:
            return None
        return changed if changed and any(kind != EVENT for _, _, kind in changed.touched) else None


def add_person(day: Day) -> Changed:
    return records.add_record(day.office, ledger="people", values={"name": day.name(), "id_number": day.number()})


def change_person(day: Day) -> Changed:
    person = day.any("people")
    version = records.get_record(day.office, ledger="people", record=person)["version"]
    values = {"phone": f"139{day.dice.randrange(10**8):08d}", "work": day.dice.choice(("务农", "针织厂", None))}
    return records.change_record(day.office, ledger="people", record=person, values=values, version=version)


def remove_person(day: Day) -> Changed:
    return records.remove_record(day.office, ledger="people", record=day.any("people"))


def import_people(day: Day) -> Changed | None:
    file = day.folder / f"{day.dice.getrandbits(40):x}.csv"
    with file.open("w", newline="", encoding="utf-8-sig") as out:
        rows = [
            (day.name(), day.number(), f"137{day.dice.randrange(10**8):08d}") for _ in range(day.dice.randint(1, 8))
        ]
        csv.writer(out).writerows([("姓名", "身份证号", "电话"), *rows])
    return importing.import_ledger(day.office, ledger="people", file=file).changed


def merge_people(day: Day) -> Changed:
    keep = day.any("people")
    values = records.get_record(day.office, ledger="people", record=keep, full=True)
    with day.office.work("import", "导入") as work:
        twin = work.add(Person, {"name": values["name"], "work": "务农"})
        work.commit()
    return merging.merge_records(day.office, ledger="people", keep=keep, drop=twin.id, take=["work"])


def tell_apart(day: Day) -> Changed:
    first, second = day.any("people"), day.any("people")
    return duplicates.set_distinct(day.office, ledger="people", first=first, second=second)


def add_house(day: Day) -> Changed:
    values = {"house_address": f"汤处村工业路{day.dice.randrange(1, 999)}号", "house_owner": day.name()}
    return house_rooms.add_house(day.office, values=values, floors=1, rooms_each=2, room={"cap": 2})


def save_room(day: Day) -> Changed:
    house = day.any("houses")
    return house_page.save_room(day.office, house=house, values={"room": f"{day.dice.randrange(401, 499)}", "cap": 2})


def remove_room(day: Day) -> Changed:
    return house_page.remove_room(day.office, room=day.any("rooms"))


def move_in(day: Day) -> Changed:
    guest = Guest({"name": day.name(), "id_number": day.number(), "phone": "13900002206"}, {})
    return check_in.check_in(day.office, room=day.any("rooms"), guests=[guest], checkin=day.day())


def move_out(day: Day) -> Changed:
    return check_in.check_out(day.office, stay=day.any("stays"), checkout=day.day(20))


def change_room(day: Day) -> Changed:
    return check_in.change_room(day.office, stay=day.any("stays"), room=day.any("rooms"), day=day.day(20))


def correct_stay(day: Day) -> Changed:
    return stay_history.correct_stay(
        day.office, stay=day.any("stays"), values={"checkin": day.day(80)}, reason="登记错了"
    )  # fmt: skip


def report_stay(day: Day) -> Changed:
    return reporting.report(day.office, stays=[day.any("stays")], day=DAY)


def register(day: Day) -> Changed:
    parties = [
        {"role": "申请人", "name": day.name(), "sex": "女"},
        {"role": "被申请人", "name": day.name(), "sex": "男"},
    ]
    values = {"type": "邻里", "summary": "因屋檐滴水发生争执。", "mediator": "章立群"}
    return cases.register_dispute(day.office, parties=parties, values=values, accept=day.dice.random() < 0.7)


def accept(day: Day) -> Changed:
    return cases.accept(day.office, case=day.any("disputes"))


def change_case(day: Day) -> Changed:
    return cases.change_case(day.office, case=day.any("disputes"), values={"summary": f"{day.name()}补充说明。"})


def add_party(day: Day) -> Changed:
    return cases.add_to_case(day.office, case=day.any("disputes"), party={"role": "被申请人", "name": day.name()})


def remove_party(day: Day) -> Changed:
    return cases.remove_party(day.office, party=day.any("parties"))


def sit(day: Day) -> Changed:
    values = {"start": datetime(2026, 9, 23, 9, 30), "place": "调解室", "told": True, "record": "同意。", "result": "1"}
    return case_sessions.add_session(day.office, case=day.any("disputes"), values=values)


def agree(day: Day) -> Changed:
    plan = [{"payer": "甲", "payee": "乙", "amount": "800", "due": "2026-12-31", "way": "现金"}]
    terms = {"clauses": ["各自修好屋檐。"], "plan": plan, "performance": "当场。"}
    return case_agreements.draw_agreement(day.office, case=day.any("disputes"), values=terms)


def add_evidence(day: Day) -> Changed:
    values = {"name": "收条", "kind": "1", "giver": day.name(), "pages": 2}
    return case_items.add_item(day.office, case=day.any("disputes"), document="evidence", values=values)


def refuse_mediation(day: Day) -> Changed:
    return case_refusing.record_refusal(
        day.office, case=day.any("disputes"), party=day.any("parties"), words="不调解。"
    )  # fmt: skip


def give_up(day: Day) -> Changed:
    return cases.decline(day.office, case=day.any("disputes"), reason="不属调解范围", ways_told=True)


def attach(day: Day) -> Changed:
    file = Incoming("收条.jpg", b"\xff\xd8\xff\xe0" + day.dice.randbytes(60), wide=20, high=20)
    return attachments.attach(day.office, ledger="houses", record=day.any("houses"), files=[file])


def detach(day: Day) -> Changed:
    return attachments.remove_attachments(day.office, attachments=[day.any("attachments")])


def inspect(day: Day) -> Changed:
    items = rental_checklist.read_rules(day.office).checklist.items
    answers = {one.key: {"answer": day.dice.choice("112"), "words": ""} for one in items}
    values = {"day": day.day(30), "inspectors": "吴晓玲"}
    return inspections.record_inspection(day.office, house=day.any("houses"), values=values, answers=answers)


def drop_inspection(day: Day) -> Changed:
    return inspections.remove_inspection(day.office, inspection=day.any("inspections"))


def serve(day: Day) -> Changed:
    return hazards.serve_hazards(day.office, hazards=[day.any("hazards")])


def check_again(day: Day) -> Changed:
    return hazards.recheck_hazard(day.office, hazard=day.any("hazards"), passed=day.dice.random() < 0.6)


def grade(day: Day) -> Changed:
    target = ("houses", day.any("houses"))
    return grading.regrade(day.office, targets=[target], grade=day.dice.choice("123"), reason="复查")


def add_grid(day: Day) -> Changed:
    values = {"unit_name": f"第{day.dice.randrange(1, 999)}网格", "kind": "07", "start": day.day(300)}
    return grid_units.add_unit(day.office, values=values)


def merge_grids(day: Day) -> Changed:
    units = [day.any("grid_units"), day.any("grid_units")]
    return grid_units.merge_units(day.office, units=units, name="合并网格", on=DAY)


def answer_for(day: Day) -> Changed:
    values = {"name": day.name(), "role": "01", "start": DAY}
    return answerables.put_person(day.office, grid=day.any("grid_units"), values=values)


def place_house(day: Day) -> Changed:
    return answerables.place_houses(day.office, grid=day.any("grid_units"), houses=[day.any("houses")], on=DAY)


def lock_turn(day: Day) -> Changed:
    return rota_edit.lock_cells(day.office, duties=[day.any("duty")], locked=day.dice.random() < 0.7)


def clear_turn(day: Day) -> Changed:
    return rota_edit.clear_cells(day.office, duties=[day.any("duty")])


def swap_turns(day: Day) -> Changed:
    return rota_edit.swap_cells(day.office, first=day.any("duty"), second=day.any("duty"))


def set_turn(day: Day) -> Changed:
    when = DAY + timedelta(days=day.dice.randint(8, 38))
    return rota_edit.set_cell(day.office, cell=Cell(when, day.dice.choice(("day", "night")), day.any("staff")))


def take_leave(day: Day) -> Changed:
    first = DAY + timedelta(days=day.dice.randint(8, 35))
    return rota_leave.add_leave(day.office, values={"staff_id": day.any("staff"), "first": first, "last": first})


def plan_again(day: Day) -> Changed | None:
    proposal = rota_replan.propose_replan(day.office, seconds=3, partial=True)
    return rota_replan.take_replan(day.office, proposal=proposal) if proposal.found else None


def set_holiday(day: Day) -> Changed:
    when = DAY + timedelta(days=day.dice.randint(1, 90))
    kind = day.dice.choice(list(rota_calendar.DayKind))
    return rota_calendar.set_day(day.office, day=when, kind=kind, label="放假")


def add_rule(day: Day) -> Changed:
    pair = [day.any("staff"), day.any("staff")]
    return rota_rules.add_rule(day.office, values={"kind": "forbidden_pair", "people": pair, "scope": "same_day"})


def note_matter(day: Day) -> Changed:
    return rota_handover.add_item(day.office, day=DAY, post=day.any("posts"), words="联系陶宅村")


def change_setting(day: Day) -> Changed:
    return settings.change_setting(day.office, key="backup_folder", value=f"/made/up/{day.dice.randrange(9)}")


HEAVY: dict[Deed, int] = {plan_again: 1}
"""A search of seconds: drawn seldom."""
DEEDS: tuple[Deed, ...] = (
    add_person, change_person, remove_person, import_people, merge_people, tell_apart, add_house, save_room,
    remove_room, move_in, move_out, change_room, correct_stay, report_stay, register, accept, change_case, add_party,
    remove_party, sit, agree, add_evidence, refuse_mediation, give_up, attach, detach, inspect, drop_inspection, serve,
    check_again, grade, add_grid, merge_grids, answer_for, place_house, lock_turn, clear_turn, swap_turns, set_turn,
    take_leave, set_holiday, add_rule, note_matter, change_setting,
)  # fmt: skip
