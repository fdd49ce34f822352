"""检查: a round is recorded and corrected; what is 不合格 becomes a hazard, and the house's next round is set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from desktop.services.rental_checklist import checklist_of, items_of, line_of, rounds_of
from desktop.storage.unit_of_work import Changed, Work

OWN = frozenset({"day", "inspectors", "present", "opinion", "next_on"})
"""What people write of a round besides the answers."""
Answers = Mapping[str, Mapping[str, str]]
"""By item: {answer, words}."""
Filled = Sequence[tuple[Item, dict[str, str]]]


def record_inspection(office: Office, *, house: str, values: Mapping[str, Any], answers: Answers) -> Changed:
    """A round of a house, its hazards and the day of the next round, as one deed.

    Refused codes: no_field, unanswered, future_day, required, no_record.
    """
    office.require("rental", Action.CHANGE)
    with office.work("inspect", "登记检查") as work:
        work.get(House, house)
        record = work.add(Inspection, {"day": office.today, **_own(values), "house_id": house})
        _check_day(office, record)
        _fill(work, record, values, _filled(work, record, answers))
        if _is_latest(work, record):
            _turn_on(work, house)
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
        latest, day, given = _is_latest(work, record), record.day, _own(values)
        if given.get("next_on") == record.next_on and _reckoned(work, record):
            given["next_on"] = None  # nobody chose that day: it follows from the day of the round
        work.change(record, given, version=version)
        _check_day(office, record)
        _fill(work, record, given, _filled(work, record, answers, own=record.day == day))
        if latest or _is_latest(work, record):
            _turn_on(work, record.house_id)
        return work.commit()


def remove_inspection(office: Office, *, inspection: str) -> Changed:
    """Entered by mistake, with its hazards; undo brings all of it back. Refused code hazard_moved."""
    office.require("rental", Action.CHANGE)
    with office.work("remove_inspection", "删除检查记录") as work:
        record = work.get(Inspection, inspection)
        latest, house = _is_latest(work, record), record.house_id
        for hazard in _hazards(work, record):
            _remove(work, hazard)
        work.remove(record)
        if latest:
            _turn_on(work, house)
        return work.commit()


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    for name in values.keys() - OWN:
        raise Refused(f"检查记录的“{name}”不能改", "请核对项目名称", field=name, code="no_field")
    return dict(values)


def _reckoned(work: Work, record: Inspection) -> bool:
    """Whether its next day is the one that follows from its own."""
    house, rounds = work.get(House, record.house_id), rounds_of(work.connection())
    reckoned: date = rounds.next_on(record.day, house.grade, house.rent_use)
    return bool(record.next_on == reckoned)


def _check_day(office: Office, record: Inspection) -> None:
    if record.day > office.today:
        raise Refused(f"检查日期{record.day.isoformat()}还没到", "填实际检查的日期", field="day", code="future_day")


def _filled(work: Work, record: Inspection, answers: Answers, *, own: bool = False) -> Filled:
    """Each item with its line: the record's `own` items, as they stand on screen, else those of its day."""
    checklist = checklist_of(work.connection(), record.day)
    items = items_of(record.answers or (), checklist) if own else checklist.items
    lines = [(item, _line(item, answers.get(item.key) or {})) for item in items]
    edition = record.edition if own else checklist.edition
    work.change(record, {"edition": edition, "answers": [line for _, line in lines]})
    return lines


def _fill(work: Work, record: Inspection, values: Mapping[str, Any], lines: Filled) -> None:
    """What follows from the day and the answers: the hazards and the day of the next round."""
    house, rounds = work.get(House, record.house_id), rounds_of(work.connection())
    next_on = values.get("next_on") or rounds.next_on(record.day, house.grade, house.rent_use)
    failed = [(item, line) for item, line in lines if item.hazardous(line["answer"])]
    work.change(record, {"failed": len(failed), "next_on": next_on})
    _keep_hazards(work, record, {item.key: (item, line["words"]) for item, line in failed})


def _line(item: Item, given: Mapping[str, str]) -> dict[str, str]:
    answer, words = str(given.get("answer") or ""), str(given.get("words") or "").strip()
    if answer not in codes.TABLES["inspection_answer"]:
        raise Refused(f"“{item.text}”还没有答", "选合格、不合格或不适用", field=item.key, code="unanswered")
    return {**line_of(item), "answer": answer, "words": words}


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


def _latest(work: Work, house: str) -> Inspection | None:
    wanted = select(Inspection.id).where(Inspection.house_id == house).order_by(
        Inspection.day.desc(), Inspection.row.desc())  # fmt: skip
    found = work.connection().scalar(wanted.limit(1))
    return work.get(Inspection, found) if found else None


def _is_latest(work: Work, record: Inspection) -> bool:
    latest = _latest(work, record.house_id)
    return latest is not None and latest.id == record.id


def _turn_on(work: Work, house: str) -> None:
    """The latest round decides when the house is due again; rooms that were due on their own have been seen."""
    latest = _latest(work, house)
    work.change(work.get(House, house), {"inspect_by": latest.next_on if latest else None})
    seen = select(Room.id).where(Room.house_id == house, Room.inspect_by <= latest.day) if latest else None
    for room in work.connection().scalars(seen).all() if seen is not None else ():
        work.change(work.get(Room, room), {"inspect_by": None})
