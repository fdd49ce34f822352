"""What stands half-typed in 办理入住 of a room, until the party has moved in; no record, nothing in the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desktop.domain.access import Action
from desktop.services.office import Office
from desktop.services.scope import refuse_outside
from desktop.storage import drafts
from desktop.storage.engine import storage_errors

FORM = "rental.checkin"


def keep_stay_draft(office: Office, *, room: str, data: Mapping[str, Any]) -> datetime:
    """`data` is JSON; the moment of keeping comes back."""
    _require(office, room)
    with storage_errors("草稿没有留存"), office.store.engine.begin() as connection:
        drafts.save(connection, user=office.actor.login, form=FORM, key=room, data=data)
    return office.now()


def read_stay_draft(office: Office, *, room: str) -> tuple[dict[str, Any], datetime] | None:
    """The draft of the person who asks, with its local time."""
    _require(office, room)
    with office.read() as connection:
        found = drafts.load(connection, user=office.actor.login, form=FORM, key=room)
    return (found.data, found.at.astimezone().replace(tzinfo=None)) if found else None


def forget_stay_draft(office: Office, *, room: str) -> None:
    _require(office, room)
    with storage_errors(), office.store.engine.begin() as connection:
        drafts.forget(connection, user=office.actor.login, form=FORM, key=room)


def named(*, room: str) -> tuple[str, str]:
    """(form, key) of the draft: what `Office.ending` takes."""
    return FORM, room


def _require(office: Office, room: str) -> None:
    office.require("rental", Action.ADD)
    refuse_outside(office, "rooms", room)
