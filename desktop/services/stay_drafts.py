"""What stands half-typed in 办理入住 of a room, until the party has moved in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desktop.domain.access import Action
from desktop.services.drafts import Slot
from desktop.services.office import Office
from desktop.services.scope import refuse_outside


def keep_stay_draft(office: Office, *, room: str, data: Mapping[str, Any]) -> datetime:
    """`data` is JSON; the moment of keeping comes back."""
    _require(office, room)
    return named(room=room).keep(office, data)


def read_stay_draft(office: Office, *, room: str) -> tuple[dict[str, Any], datetime] | None:
    """The draft of the person who asks, with its local time."""
    _require(office, room)
    return named(room=room).read(office)


def forget_stay_draft(office: Office, *, room: str) -> None:
    _require(office, room)
    named(room=room).forget(office)


def named(*, room: str) -> Slot:
    return Slot("rental.checkin", room)


def _require(office: Office, room: str) -> None:
    office.require("rental", Action.ADD)
    refuse_outside(office, "rooms", room)
