"""The loop of a hazard: served on the landlord, looked at again, passed or given a new deadline, closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.domain.access import Action
from desktop.domain.inspections import Deed, HazardState, after, check_recheck
from desktop.errors import Refused
from desktop.ledgers.hazards import Hazard
from desktop.ledgers.rechecks import Recheck
from desktop.services.office import Office
from desktop.storage.unit_of_work import Changed, Work


def serve_hazards(office: Office, *, hazards: Sequence[str], due: date | None = None) -> Changed:
    """下达整改 for one or several of them; `due` is another deadline. Refused codes: hazard_move, due_early."""
    office.require("rental", Action.CHANGE)
    if due is not None and due < office.today:
        raise Refused(f"整改期限{due.isoformat()}已经过了", "填今天以后的期限", field="due", code="due_early")
    with office.work("serve_hazards", "下达整改") as work:
        for one in hazards:
            record = work.get(Hazard, one)
            after(HazardState(record.state), Deed.SERVE)  # what is out of turn is told before the deadline
            if due is None and record.due < office.today:
                told = f"隐患“{record.words}”的整改期限{record.due.isoformat()}已经过了"
                raise Refused(told, "填今天以后的期限", field="due", code="due_early")
            _move(work, record, Deed.SERVE, served_on=office.today, **({"due": due} if due else {}))
        return work.commit()


def recheck_hazard(
    office: Office, *, hazard: str, passed: bool, day: date | None = None, words: str = "", inspectors: str = "",
    due: date | None = None,
) -> Changed:  # fmt: skip
    """复查: what passed may be closed, what failed goes on with a new deadline `due`.

    Refused codes: hazard_move, recheck_early, due_missing, due_early, future_day.
    """
    office.require("rental", Action.CHANGE)
    seen = day or office.today
    if seen > office.today:
        raise Refused(f"复查日期{seen.isoformat()}还没到", "填实际复查的日期", field="day", code="future_day")
    with office.work("recheck_hazard", "登记复查") as work:
        record = work.get(Hazard, hazard)
        _move(work, record, Deed.PASS if passed else Deed.FAIL, **({"due": due} if due and not passed else {}))
        check_recheck(_since(work, record), seen, due, passed=passed)
        work.add(Recheck, {"hazard_id": hazard, "day": seen, "passed": passed, "words": words,
                           "inspectors": inspectors or office.actor.name, "due": None if passed else due})  # fmt: skip
        return work.commit()


def _since(work: Work, hazard: Hazard) -> tuple[str, date]:
    """What the re-check cannot be before, with its day: the last of finding, serving and the re-checks so far."""
    wanted = select(Recheck.day).where(Recheck.hazard_id == hazard.id)
    steps = [("检查", hazard.found_on), ("下达", hazard.served_on)]
    steps += [("上次复查", day) for day in work.connection().scalars(wanted)]
    return max(((words, day) for words, day in steps if day), key=lambda step: step[1])


def close_hazard(office: Office, *, hazard: str) -> Changed:
    """销案. Refused code hazard_move."""
    office.require("rental", Action.CHANGE)
    with office.work("close_hazard", "隐患销案") as work:
        _move(work, work.get(Hazard, hazard), Deed.CLOSE, closed_on=office.today)
        return work.commit()


def _move(work: Work, hazard: Hazard, deed: Deed, **values: Any) -> None:
    target = after(HazardState(hazard.state), deed)
    work.change(hazard, {"state": target.value, **values})
