"""Look-up over every ledger the person may see; opening a person's record from it is logged with its purpose."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from desktop.domain.access import Action
from desktop.domain.case_access import closed_title
from desktop.errors import Refused
from desktop.ledgers import Kind, catalogue, fields, find
from desktop.services.case_access import own_records, sees_all
from desktop.services.office import Office
from desktop.services.scope import refuse_outside
from desktop.services.sign_in import note
from desktop.storage import lookup
from desktop.storage.lookup import Found, Hit, Row, Seen

__all__ = ["Found", "Hit", "about_people", "look_up", "note_look_up", "seen_by", "seen_ledgers"]
CASES = "disputes"


def seen_ledgers(office: Office) -> tuple[str, ...]:
    """The ledgers this person may look into, by name."""
    return tuple(name for name, model in catalogue().items()
                 if model.ledger.looked_up and office.may(model.ledger.area, Action.SEE))  # fmt: skip


def look_up(office: Office, text: str, *, limit: int = 50, ledgers: Sequence[str] | None = None) -> Found:
    """Hits of what was typed: a name, initials, pinyin, part of a number, an address, several words at once."""
    seen = seen_ledgers(office)
    wanted = seen if ledgers is None else tuple(name for name in ledgers if name in seen)
    with office.read() as connection:
        return lookup.find(connection, text, limit=limit, ledgers=wanted, seen=seen_by(connection, office))


def seen_by(connection: Connection, office: Office) -> Seen | None:
    """Leaves out what is of another team's case (R13); such a case itself is found by its number, without names."""
    if sees_all(office):
        return None

    def seen(typed: tuple[str, ...], rows: Sequence[Row]) -> list[Row | None]:
        there: dict[str, list[str]] = {}
        for row in rows:
            there.setdefault(row.ledger, []).append(row.record)
        mine = own_records(connection, office, there)
        return [row if row.record in mine[row.ledger] else _shut(typed, row) for row in rows]

    return seen


def _shut(typed: tuple[str, ...], row: Row) -> Row | None:
    by_number = row.ledger == CASES and all(word in row.numbers for word in typed)
    return row._replace(title=closed_title(""), names="", readings="", toned="", texts="") if by_number else None


def about_people(ledger: str) -> bool:
    """Whether a ledger's records are persons, by name and ID number, who are opened for a purpose (R2)."""
    model = find(ledger)
    kinds = {field.kind for field in fields(model).values()}
    named = any(fields(model)[name].kind is Kind.NAME for name in model.ledger.title)
    return named and Kind.ID_NUMBER in kinds


def note_look_up(office: Office, text: str, *, ledger: str, record: str, purpose: str = "") -> None:
    """Keep that a record was opened from the look-up box, and what for (domain.md R2), never what was typed.

    Refused code no_purpose for a person's record without one.
    """
    if about_people(ledger) and not purpose.strip():
        raise Refused("没有填用途", "请选择或填写查看这个人的用途", field="purpose", code="no_purpose")
    refuse_outside(office, ledger, record)
    note(office, "look_up", "查找", reason=purpose.strip(), ledger=ledger, record=record, asked_letters=len(text))
