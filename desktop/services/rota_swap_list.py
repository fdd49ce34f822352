"""The swaps and substitutions there are, in words, with what the signed-in person may do about each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain import codes
from desktop.domain.access import Action
from desktop.domain.duty import post_words
from desktop.ledgers.duty import Duty
from desktop.ledgers.duty_swaps import DutySwap
from desktop.ledgers.posts import Post
from desktop.ledgers.staff import Staff
from desktop.services.office import Office
from desktop.services.rota_people import staff_of
from desktop.services.rota_swaps import AGREED, ASKED, OPEN

MOST = 200


@dataclass(frozen=True, slots=True)
class SwapLine:
    """One swap: what, who, for which duty and what comes back; `may` holds answer, decide, withdraw."""

    id: str
    kind: str
    duty: str
    asker: str
    partner: str
    back: str
    reason: str
    state: str
    state_words: str
    asked_at: datetime | None
    may: frozenset[str]


def list_swaps(office: Office) -> list[SwapLine]:
    """Open ones first, then the newest."""
    office.require("duty", Action.SEE)
    with office.read() as connection:
        own = staff_of(connection, office.actor.login)
        words = _duty_words(connection)
        names: dict[str, str] = {row.id: row.name for row in connection.execute(select(Staff.id, Staff.name))}
        found = connection.execute(select(DutySwap.__table__).order_by(DutySwap.row.desc()).limit(MOST)).all()
    lines = [_line(row, words, names, own, manages=office.may("duty", Action.CHANGE)) for row in found]
    return sorted(lines, key=lambda line: line.state not in OPEN)


def _duty_words(connection: Connection) -> dict[str, str]:
    wanted = (
        select(Duty.id, Duty.date, Post.post, Post.shift)
        .join(Post, Post.id == Duty.post_id)
        .where(Duty.id.in_(select(DutySwap.duty_id).union(select(DutySwap.other_id))))
    )
    return {row.id: f"{row.date.month}月{row.date.day}日{post_words(row.post, row.shift)}"
            for row in connection.execute(wanted)}  # fmt: skip


def _line(row: Any, words: dict[str, str], names: dict[str, str], own: str, *, manages: bool) -> SwapLine:
    may = {
        "answer": row.state == ASKED and (manages or own == row.partner_id),
        "decide": row.state == AGREED and manages,
        "withdraw": row.state in OPEN and (manages or own == row.asker_id),
    }
    return SwapLine(
        row.id, codes.label("swap_kind", row.kind), words.get(row.duty_id, ""), names.get(row.asker_id, ""),
        names.get(row.partner_id, ""), words.get(row.other_id or "", ""), row.reason or "", row.state,
        codes.label("swap_state", row.state), row.asked_at, frozenset(key for key, yes in may.items() if yes),
    )  # fmt: skip
