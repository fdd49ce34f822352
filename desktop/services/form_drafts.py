"""What stands half-typed in a form of a ledger, until it is saved or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from desktop.domain.access import Action
from desktop.ledgers import find
from desktop.services.case_access import refuse_record
from desktop.services.drafts import Slot
from desktop.services.office import Office
from desktop.storage import drafts
from desktop.storage.engine import storage_errors

STALE_DAYS = 30
"""How long half-typed personal data wait for somebody to go on."""


def keep_form_draft(office: Office, *, form: str, ledger: str, record: str = "", data: Mapping[str, Any]) -> datetime:
    """`form` is the screen's key, `record` the id of what is being changed ("" for a new one), `data` is JSON."""
    _require(office, ledger, record)
    return named(form=form, ledger=ledger, record=record).keep(office, data)


def read_form_draft(
    office: Office, *, form: str, ledger: str, record: str = ""
) -> tuple[dict[str, Any], datetime] | None:
    """The draft of the person who asks, with its local time."""
    _require(office, ledger, record)
    return named(form=form, ledger=ledger, record=record).read(office)


def forget_form_draft(office: Office, *, form: str, ledger: str, record: str = "") -> None:
    """The own draft; what the record is by now does not matter, it may have been removed."""
    office.require(find(ledger).ledger.area, Action.SEE)
    named(form=form, ledger=ledger, record=record).forget(office)


def forget_stale(office: Office) -> int:
    """Everybody's drafts that nobody came back to for so long; part of the daily housekeeping. How many there were."""
    before = office.now().astimezone() - timedelta(days=STALE_DAYS)
    with storage_errors(), office.store.engine.begin() as connection:
        return drafts.forget_before(connection, before)


def named(*, form: str, ledger: str, record: str = "") -> Slot:
    return Slot(f"{form}.{ledger}", record)


def _require(office: Office, ledger: str, record: str) -> None:
    """Who may not write there keeps and sees no draft of it."""
    model = find(ledger)
    office.require(model.ledger.area, Action.CHANGE if record else Action.ADD)
    with office.read(ledger, record) as connection:
        if record:
            refuse_record(connection, office, ledger, record)
