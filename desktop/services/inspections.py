"""检查: a round is recorded and corrected; what is 不合格 becomes a hazard, and the house's next round is set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from desktop.domain import codes
from desktop.domain.access import Action
from desktop.domain.inspections import HazardState, Item
from desktop.errors import Refused
from desktop.ledgers.hazards import Hazard
from desktop.ledgers.houses import House
from desktop.ledgers.inspections import Inspection
from desktop.ledgers.rooms import Room
from desktop.services.office import Office
from desktop.services.rental_checklist import checklist_of, rounds_of
from desktop.storage.unit_of_work import Changed, Work

OWN = frozenset({"day", "inspectors", "present", "opinion", "next_on"})
"""What people write of a round besides the answers."""
Answers = Mapping[str, Mapping[str, str]]
"""By item: {answer, words}."""


def record_inspection(office: Office, *, house: str, values: Mapping[str, Any], answers: Answers) -> Changed:
    """A round of a house, its hazards and the day of the next round, as one deed.

    Refused codes: no_field, unanswered, future_day, required, no_record.
    """
    office.require("rental", Action.CHANGE)
    with office.work("inspect", "登记检查") as work:
        work.get(House, house)
        record = work.add(Inspection, {"day": office.today, **_own(values), "house_id": house})
        _fill(work, office, record, values, answers)
        return work.commit()


def change_inspection(
    office: Office, *, inspection: str, values: Mapping[str, Any], answers: Answers, version: int | None = None
) -> Changed:
    """Corrected; a hazard whose answer is taken back goes with it, unless it is being dealt with.

    Refused codes: as `record_inspection`, and hazard_moved.
    """
    office.require("rental", Action.CHANGE)
    with office.work("change_inspection", "修改检查记录") as work:
        record = work.get(Inspection, inspection)
        work.change(record, _own(values), version=version)
        _fill(work, office, record, values, answers)
        return work.commit()


def remove_inspection(office: Office, *, inspection: str) -> Changed:
    """Entered by mistake, with its hazards; undo brings all of it back. Refused code hazard_moved."""
    office.require("rental", Action.CHANGE)
    with office.work("remove_inspection", "删除检查记录") as work:
        record = work.get(Inspection, inspection)
        for hazard in _hazards(work, record):
            _remove(work, hazard)
        work.remove(record)
        return work.commit()


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    for name in values.keys() - OWN:
        raise Refused(f"检查记录的“{name}”不能改", "请核对项目名称", field=name, code="no_field")
    return dict(values)


def _fill(work: Work, office: Office, record: Inspection, values: Mapping[str, Any], answers: Answers) -> None:
    """What follows from the day and the answers: the wording of that day's edition, the hazards, the next round."""
    if record.day > office.today:
        raise Refused(f"检查日期{record.day.isoformat()}还没到", "填实际检查的日期", field="day", code="future_day")
    checklist = checklist_of(work.connection(), record.day)
    lines = [_line(item, answers.get(item.key) or {}) for item in checklist.items]
    house, rounds = work.get(House, record.house_id), rounds_of(work.connection())
    next_on = values.get("next_on") or rounds.next_on(record.day, house.grade, house.rent_use)
    failed = [(item, line) for item, line in zip(checklist.items, lines, strict=True)
              if item.hazardous(line["answer"])]  # fmt: skip
    work.change(record, {"edition": checklist.edition, "answers": lines, "failed": len(failed), "next_on": next_on})
    _keep_hazards(work, record, {item.key: (item, line["words"]) for item, line in failed})
    _turn_on(work, house, record)


def _line(item: Item, given: Mapping[str, str]) -> dict[str, str]:
    answer, words = str(given.get("answer") or ""), str(given.get("words") or "").strip()
    if answer not in codes.TABLES["inspection_answer"]:
        raise Refused(f"“{item.text}”还没有答", "选合格、不合格或不适用", field=item.key, code="unanswered")
    return {"key": item.key, "kind": item.kind, "text": item.text, "standard": item.standard, "answer": answer,
            "words": words}  # fmt: skip


def _hazards(work: Work, record: Inspection) -> list[Hazard]:
    found = work.connection().scalars(select(Hazard.id).where(Hazard.inspection_id == record.id))
    return [work.get(Hazard, one) for one in found.all()]


def _keep_hazards(work: Work, record: Inspection, failed: Mapping[str, tuple[Item, str]]) -> None:
    there = {hazard.item: hazard for hazard in _hazards(work, record)}
    for key in there.keys() - failed.keys():
        _remove(work, there[key])
    for key, (item, words) in failed.items():
        told = words or f"不合格：{item.text}"
        if key not in there:
            work.add(Hazard, _values(record, item, told))
        elif there[key].state == HazardState.OPEN:
            work.change(there[key], _values(record, item, told))


def _values(record: Inspection, item: Item, words: str) -> dict[str, Any]:
    due: date = record.day + timedelta(days=item.days)
    return {
        "inspection_id": record.id, "house_id": record.house_id, "item": item.key, "kind": item.kind, "words": words,
        "standard": item.standard, "found_on": record.day, "due": due, "state": HazardState.OPEN.value,
    }  # fmt: skip


def _remove(work: Work, hazard: Hazard) -> None:
    if hazard.state != HazardState.OPEN:
        state = HazardState(hazard.state).label
        raise Refused(
            f"隐患“{hazard.words}”{state}，不能随检查记录改掉", "按整改、复查、销案办完它", code="hazard_moved"
        )
    work.remove(hazard)


def _turn_on(work: Work, house: House, record: Inspection) -> None:
    """The latest round decides when the house is due again; rooms that were due on their own have been seen."""
    latest = select(Inspection.id).where(Inspection.house_id == house.id).order_by(
        Inspection.day.desc(), Inspection.row.desc())  # fmt: skip
    if work.connection().scalar(latest.limit(1)) != record.id:
        return
    work.change(house, {"inspect_by": record.next_on})
    seen = select(Room.id).where(Room.house_id == house.id, Room.inspect_by <= record.day)
    for room in work.connection().scalars(seen).all():
        work.change(work.get(Room, room), {"inspect_by": None})
