"""Showing a full number: one record, for a purpose, kept in the log."""

from __future__ import annotations

from typing import Any

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import find
from desktop.services.case_access import refuse_record
from desktop.services.office import Office
from desktop.services.records import get_record
from desktop.services.sign_in import note

PURPOSES = ("核对证件", "联系本人", "办理登记", "调解需要", "上级核查")


def reveal(office: Office, *, ledger: str, record: str, purpose: str) -> dict[str, Any]:
    """The record with its full numbers; refused without a purpose. The log has it before anybody sees it."""
    model = find(ledger)
    office.require(model.ledger.area, Action.REVEAL)
    if not purpose.strip():
        raise Refused("没有填用途", "请选择或填写查看全号的用途", field="purpose", code="no_purpose")
    with office.read(ledger, record) as connection:
        refuse_record(connection, office, ledger, record)
    note(office, "reveal", "查看全号", reason=purpose.strip(), ledger=model.ledger.name, record=record)
    return get_record(office, ledger=ledger, record=record, full=True)
