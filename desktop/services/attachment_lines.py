"""Reading attachments: what they may belong to, and a line for each as lists show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain import codes
from desktop.domain.attachments import PDF, megabytes
from desktop.ledgers.attachments import Attachment

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Owner:
    """A record that attachments may belong to; `words` is what people call it (本案, 证据：门诊病历)."""

    ledger: str
    record: str
    words: str

    @property
    def key(self) -> str:
        return f"{self.ledger}:{self.record}"


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """An attachment as a list shows it. `wide` and `high` in pixels as stored (0 for a PDF), `turn` in degrees
    clockwise.
    """

    id: str
    version: int
    name: str
    kind: str
    mime: str
    size: int
    sha256: str
    pages: int
    wide: int
    high: int
    turn: int
    note: str
    received_on: date | None
    owner: Owner

    @property
    def is_pdf(self) -> bool:
        return self.mime == PDF

    @property
    def extent(self) -> str:
        """`3 页` or `2400×1800`."""
        return f"{self.pages} 页" if self.is_pdf else f"{self.wide}×{self.high}"

    @property
    def size_words(self) -> str:
        return megabytes(self.size)

    @property
    def kind_words(self) -> str:
        return codes.label("attachment_kind", self.kind)


def lines_of(connection: Connection, owners: Sequence[Owner]) -> tuple[AttachmentLine, ...]:
    """The attachments of these records, in the order of the owners and then as they came."""
    known = {(owner.ledger, owner.record): (place, owner) for place, owner in enumerate(owners)}
    found = [row for row in _rows(connection, owners) if (row["owner_ledger"], row["owner_id"]) in known]
    placed = [(*known[row["owner_ledger"], row["owner_id"]], row) for row in found]
    return tuple(_line(row, owner) for _, owner, row in sorted(placed, key=lambda one: (one[0], one[2]["row"])))


def _rows(connection: Connection, owners: Sequence[Owner]) -> Iterable[Mapping[Any, Any]]:
    for start in range(0, len(owners), AT_ONCE):
        ids = [owner.record for owner in owners[start : start + AT_ONCE]]
        wanted = select(Attachment.__table__).where(Attachment.owner_id.in_(ids))
        yield from connection.execute(wanted).mappings()


def _line(row: Mapping[Any, Any], owner: Owner) -> AttachmentLine:
    return AttachmentLine(
        row["id"], row["version"], row["name"], row["kind"], row["mime"], row["size"], row["sha256"], row["pages"] or 1,
        row["pixels_wide"] or 0, row["pixels_high"] or 0, row["turn"] or 0, row["note"] or "", row["received_on"],
        owner,
    )  # fmt: skip
