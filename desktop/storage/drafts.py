"""Half-filled forms, in the encrypted database until saved or thrown away; not records, not logged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Connection, String, delete, insert, select
from sqlalchemy.orm import mapped_column

from desktop.ledgers.record import Base


@dataclass(frozen=True)
class Draft:
    """`key` is the id of the record being changed, or "" for a new one; `data` is what stands in the form."""

    form: str
    key: str
    data: dict[str, Any]
    at: datetime


class DraftRow(Base):
    __tablename__ = "drafts"
    user = mapped_column(String(64), primary_key=True)
    form = mapped_column(String(64), primary_key=True)
    key = mapped_column(String(64), primary_key=True)
    data = mapped_column(JSON, nullable=False)
    at = mapped_column(String(32), nullable=False)


def save(connection: Connection, *, user: str, form: str, key: str = "", data: Mapping[str, Any]) -> None:
    """Keep what stands in the form, in place of the former draft; the caller commits."""
    forget(connection, user=user, form=form, key=key)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"user": user, "form": form, "key": key, "data": dict(data), "at": at}
    connection.execute(insert(DraftRow).values(row))


def load(connection: Connection, *, user: str, form: str, key: str = "") -> Draft | None:
    drafts = pending(connection, user=user)
    return next((draft for draft in drafts if (draft.form, draft.key) == (form, key)), None)


def pending(connection: Connection, *, user: str) -> list[Draft]:
    """All drafts of a user, newest first: what to offer after a crash."""
    columns = (DraftRow.form, DraftRow.key, DraftRow.data, DraftRow.at)
    rows = connection.execute(select(*columns).where(DraftRow.user == user).order_by(DraftRow.at.desc()))
    return [Draft(form, key, data, datetime.fromisoformat(at)) for form, key, data, at in rows]


def forget(connection: Connection, *, user: str, form: str, key: str = "") -> None:
    """To be called in the transaction that saves the record, so that a saved form leaves no draft."""
    mine = (DraftRow.user == user, DraftRow.form == form, DraftRow.key == key)
    connection.execute(delete(DraftRow).where(*mine))


def forget_before(connection: Connection, moment: datetime) -> int:
    """Everybody's drafts last kept before a moment (with its zone); how many there were."""
    limit = moment.astimezone(UTC).isoformat(timespec="seconds")
    return connection.execute(delete(DraftRow).where(DraftRow.at < limit)).rowcount
