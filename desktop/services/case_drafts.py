"""What stands half-written in a case's form, kept until it is saved or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desktop.services.case_access import refuse_record
from desktop.services.drafts import Slot
from desktop.services.office import Office


def keep_draft(office: Office, *, case: str, document: str, data: Mapping[str, Any]) -> datetime:
    """`data` is JSON; the moment of keeping comes back."""
    _refuse_outsider(office, case)
    return named(case=case, document=document).keep(office, data)


def read_draft(office: Office, *, case: str, document: str) -> tuple[dict[str, Any], datetime] | None:
    """The draft of the person who asks, with its local time."""
    _refuse_outsider(office, case)
    return named(case=case, document=document).read(office)


def forget_draft(office: Office, *, case: str, document: str) -> None:
    _refuse_outsider(office, case)
    named(case=case, document=document).forget(office)


def named(*, case: str, document: str) -> Slot:
    return Slot(f"case.{document}", case)


def _refuse_outsider(office: Office, case: str) -> None:
    with office.read("disputes", case) as connection:
        refuse_record(connection, office, "disputes", case)
