"""Made-up rounds of inspection: a few houses of each village, some hazards at every step of their way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from desktop.domain.inspections import FAIL, PASS, HazardState, Item
from desktop.ledgers.hazards import Hazard
from desktop.ledgers.houses import House
from desktop.ledgers.inspections import Inspection
from desktop.ledgers.rechecks import Recheck
from desktop.services.office import Office
from desktop.services.rental_checklist import Checklist, checklist_of, line_of, rounds_of
from desktop.services.sample_people import Invented
from desktop.storage.unit_of_work import Work

OF_VILLAGE = 3
DAYS = 25  # shorter than any interval that is shipped: no house falls due again
SEEN = {
    "exits": "二楼楼梯口堆放纸箱", "wiring": "厨房插座电线外露", "gas": "燃气软管老化",
    "charging": "一楼楼道有电动车充电",
}  # fmt: skip
"""Words of a hazard by item; other items are told by their own text."""
WAY = (HazardState.OPEN, HazardState.FIXING, HazardState.PASSED, HazardState.CLOSED)
Placed = tuple[str, Mapping[str, Any]]  # id, values


def add_rounds(office: Office, made: Invented, houses: Sequence[Placed]) -> dict[str, int]:
    """One round for each of the first houses, which come village by village; how many of each ledger."""
    wanted = houses[: OF_VILLAGE * len(made.villages)]
    with office.work("sample", "加入样例", sample=True) as work:
        checklist = checklist_of(work.connection(), made.today)
        hazards = [_round(work, made, checklist, id_, values) for id_, values in wanted]
        work.commit()
    return {"inspections": len(wanted), "hazards": sum(hazards)}


def _round(work: Work, made: Invented, checklist: Checklist, house: str, values: Mapping[str, Any]) -> int:
    day = made.today - timedelta(days=made.random.randint(1, DAYS))
    failed = made.random.sample(checklist.items, made.random.choice((0, 0, 1, 1, 2)))
    next_on = rounds_of(work.connection()).next_on(day, values["grade"], values["rent_use"])
    lines = [{**line_of(one), "answer": FAIL if one in failed else PASS, "words": _seen(one) if one in failed else ""}
             for one in checklist.items]  # fmt: skip
    record = work.add(Inspection, {
        "house_id": house, "day": day, "inspectors": f"{made.name()}、{made.name()}", "present": values["house_owner"],
        "edition": checklist.edition, "answers": lines, "failed": len(failed), "next_on": next_on,
    })  # fmt: skip
    work.change(work.get(House, house), {"inspect_by": next_on})
    for item in failed:
        _hazard(work, made, record, item)
    return len(failed)


def _seen(item: Item) -> str:
    return SEEN.get(item.key) or f"不合格：{item.text}"


def _hazard(work: Work, made: Invented, record: Inspection, item: Item) -> None:
    """What is not served yet, or not mended, has some days left."""
    state = made.random.choice(WAY)
    done = state in (HazardState.PASSED, HazardState.CLOSED)
    due = record.day + timedelta(days=item.days) if done else made.today + timedelta(days=made.random.randint(1, 14))
    served = None if state is HazardState.OPEN else record.day
    closed = made.today if state is HazardState.CLOSED else None
    hazard = work.add(Hazard, {
        "inspection_id": record.id, "house_id": record.house_id, "item": item.key, "kind": item.kind,
        "words": _seen(item), "standard": item.standard, "found_on": record.day, "due": due, "state": state.value,
        "served_on": served, "closed_on": closed,
    })  # fmt: skip
    if done:
        work.add(Recheck, {"hazard_id": hazard.id, "day": min(due, made.today), "passed": True, "words": "已整改",
                           "inspectors": record.inspectors})  # fmt: skip
