"""The PDF attachments of a house, its rooms and its rounds, as the dossier binds them; how much a dossier takes."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from desktop.domain.attachments import PDF, megabytes
from desktop.services.attachment_lines import AttachmentLine, lines_of
from desktop.services.house_photos import house_owners, told, words_of
from desktop.services.inspection_list import InspectionView
from desktop.storage import bodies

MOST_PAGES = 200
MOST_BYTES = 64 << 20
"""Of all scans in one dossier: it is made and shown in memory, and a thicker one is bound by no office."""


@dataclass(slots=True)
class Allowance:
    """What a dossier still takes; what is beyond is named in it and not bound."""

    pages: int = MOST_PAGES
    size: int = MOST_BYTES

    def refusal(self, one: AttachmentLine) -> str:
        """Cause and next step when this attachment is one too many; takes it otherwise."""
        if one.pages > self.pages or one.size > self.size:
            return f"档案里的扫描件最多{MOST_PAGES}页、{megabytes(MOST_BYTES)}，装到这里已满；请从附件里单独打印"
        self.pages, self.size = self.pages - one.pages, self.size - one.size
        return ""


def of_house(connection: Connection, house: str, address: str, allowance: Allowance) -> list[dict[str, Any]]:
    """What the form of scans takes; nothing without PDFs."""
    return _sheets(connection, address, "房屋", lines_of(connection, house_owners(connection, house)), allowance)


def of_round(connection: Connection, view: InspectionView, allowance: Allowance) -> list[dict[str, Any]]:
    return _sheets(connection, view.address, told(view), view.photos, allowance)


def _sheets(
    connection: Connection, address: str, of: str, found: Sequence[AttachmentLine], allowance: Allowance
) -> list[dict[str, Any]]:
    scans = [_scan(connection, one, allowance.refusal(one)) for one in found if one.mime == PDF]
    return [{"address": address, "of": of, "scans": scans}] if scans else []


def _scan(connection: Connection, one: AttachmentLine, refusal: str) -> dict[str, Any]:
    pdf = "" if refusal else b64encode(bodies.load(connection, one.sha256)).decode("ascii")
    return {"pdf": pdf, "turn": str(one.turn or 0), "words": words_of(one), "left_out": refusal}
