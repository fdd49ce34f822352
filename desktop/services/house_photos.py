"""The photographs of a house, its rooms and its rounds of inspection, as the dossier's pages take them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain.attachments import PICTURES
from desktop.ledgers.rooms import Room
from desktop.services.attachment_lines import AttachmentLine, Owner, lines_of
from desktop.services.inspection_list import InspectionView
from desktop.storage import bodies


def house_owners(connection: Connection, house: str) -> tuple[Owner, ...]:
    rooms = connection.execute(select(Room.id, Room.room).where(Room.house_id == house).order_by(Room.room))
    return (Owner("houses", house, "本户"), *(Owner("rooms", one.id, f"房间：{one.room}") for one in rooms))


def of_house(connection: Connection, house: str, address: str) -> list[dict[str, Any]]:
    """What the form of photographs takes; nothing without pictures. Scans: `house_scans`."""
    return _pages(connection, address, "房屋", lines_of(connection, house_owners(connection, house)))


def of_round(connection: Connection, view: InspectionView) -> list[dict[str, Any]]:
    return _pages(connection, view.address, told(view), view.photos)


def told(view: InspectionView) -> str:
    """What the round is called above its pictures."""
    day = view.values["day"]
    return f"{day.year}年{day.month}月{day.day}日检查"


def words_of(one: AttachmentLine) -> str:
    """Room, name and note of an attachment, as far as there are any."""
    words = (one.owner.words if one.owner.ledger == "rooms" else "", one.name, one.note or "")
    return "　".join(word for word in words if word)


def _pages(connection: Connection, address: str, of: str, found: Sequence[AttachmentLine]) -> list[dict[str, Any]]:
    photos = [_photo(connection, one) for one in found if one.mime in PICTURES]
    return [{"address": address, "of": of, "photos": photos}] if photos else []


def _photo(connection: Connection, one: AttachmentLine) -> dict[str, Any]:
    return {"picture": b64encode(bodies.load(connection, one.sha256)).decode("ascii"), "turn": str(one.turn or 0),
            "words": words_of(one)}  # fmt: skip
