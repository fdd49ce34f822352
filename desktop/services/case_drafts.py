"""What stands half-written in a case's form, kept until it is saved or thrown away; no record, nothing in the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desktop.services.case_access import refuse_record
from desktop.services.office import Office
from desktop.storage import drafts
from desktop.storage.engine import storage_errors


def keep_draft(office: Office, *, case: str, document: str, data: Mapping[str, Any]) -> datetime:
    """`data` is JSON; the moment of keeping comes back."""
    _refuse_outsider(office, case)
    with storage_errors("草稿没有留存"), office.store.engine.begin() as connection:
        drafts.save(connection, user=office.actor.login, form=f"case.{document}", key=case, data=data)
    return office.now()


def read_draft(office: Office, *, case: str, document: str) -> tuple[dict[str, Any], datetime] | None:
    """The draft of the person who asks, with its local time."""
    _refuse_outsider(office, case)
    with office.read() as connection:
        found = drafts.load(connection, user=office.actor.login, form=f"case.{document}", key=case)
    return (found.data, found.at.astimezone().replace(tzinfo=None)) if found else None


def forget_draft(office: Office, *, case: str, document: str) -> None:
    _refuse_outsider(office, case)
    with storage_errors(), office.store.engine.begin() as connection:
        drafts.forget(connection, user=office.actor.login, form=f"case.{document}", key=case)


def named(*, case: str, document: str) -> tuple[str, str]:
    """(form, key) of the draft: what `Office.ending` takes."""
    return f"case.{document}", case


def _refuse_outsider(office: Office, case: str) -> None:
    with office.read("disputes", case) as connection:
        refuse_record(connection, office, "disputes", case)
