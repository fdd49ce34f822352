"""With local relatives: since when somebody is, over changes of room, so that the thirty days do not begin again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from desktop.domain.reporting import RELATIVES, chained_since
from desktop.domain.tenancy import Span
from desktop.ledgers.houses import House
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay

FEW = 400
"""Up to so many persons are named in the question; beyond, all who ever stayed twice with relatives are read."""


def kin_since(connection: Connection, persons: Collection[str]) -> dict[str, date]:
    """Stay with relatives -> the day that its uninterrupted chain began, where that is before the stay itself.

    Another stay belongs to the chain when it is in the same house, or in one of the same unit (who reports is the
    same), and ends no earlier than the next begins.
    """
    if not persons:
        return {}
    by_person = defaultdict[str, list[Any]](list)
    for row in connection.execute(_repeated(persons)):
        by_person[row.person_id].append(row)
    return {stay.id: since for stays in by_person.values() for stay in stays
            if (since := chained_since(_span(stay), _near(stay, stays))) < stay.checkin}  # fmt: skip


def _repeated(persons: Collection[str]) -> Select[Any]:
    """Stays of those who stayed with relatives more than once."""
    mine = [Stay.exempt == RELATIVES, *([Stay.person_id.in_(persons)] if len(persons) <= FEW else [])]
    often = select(Stay.person_id).where(*mine).group_by(Stay.person_id).having(func.count() > 1)
    return (select(Stay.id, Stay.person_id, Stay.checkin, Stay.checkout, Room.house_id, House.unit)
            .join(Room, Room.id == Stay.room_id).join(House, House.id == Room.house_id)
            .where(Stay.exempt == RELATIVES, Stay.person_id.in_(often)))  # fmt: skip


def _near(stay: Any, stays: Iterable[Any]) -> list[Span]:
    return [_span(one) for one in stays
            if one.id != stay.id and (one.house_id == stay.house_id or one.unit == stay.unit)]  # fmt: skip


def _span(row: Any) -> Span:
    return Span(row.checkin, row.checkout)
