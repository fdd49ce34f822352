"""请假: days on which somebody cannot be on duty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.domain.access import Action
from desktop.ledgers.leave import Leave
from desktop.services.office import Office
from desktop.storage.unit_of_work import Changed


def add_leave(office: Office, *, values: Mapping[str, Any]) -> Changed:
    """`values` of ledger `leave`: staff_id, first, last (both included), why. Cells it hits show as conflicts."""
    office.require("duty", Action.ADD)
    with office.work("leave", "登记请假") as work:
        work.add(Leave, values)
        return work.commit()
