"""What attachments of a case may belong to: the case itself, its parties, every paper and payment of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from desktop.domain import dates
from desktop.ledgers import Record
from desktop.ledgers.disputes import Dispute
from desktop.services.attachment_lines import Owner
from desktop.services.case_records import DAY_OF, ITEMS
from desktop.services.case_state import Facts, refuse_archived
from desktop.storage.unit_of_work import Work


def owners_of(
    case: Mapping[Any, Any], parties: Sequence[Mapping[str, Any]], facts: Facts, today: date
) -> tuple[Owner, ...]:
    """The case first, then its parties, evidence, other papers and payments; no two of them called the same."""
    return _told_apart((
        Owner("disputes", case["id"], "本案"),
        *(Owner("parties", one["id"], f"当事人：{one['name']}") for one in parties),
        *_papers("evidence", facts, today),
        *(Owner("sessions", one["id"], f"调解记录：{_day(one['start'], today)}") for one in facts.sessions),
        *(Owner("agreements", one["id"], f"协议：第{one['edition'] or 1}版") for one in facts.agreements),
        *(owner for document in ITEMS if document != "evidence" for owner in _papers(document, facts, today)),
        *(Owner("payments", one["id"], f"履行：第{one['number']}期 {_day(one['done_on'], today)}")
          for one in facts.payments),
    ))  # fmt: skip


def _told_apart(owners: Sequence[Owner]) -> tuple[Owner, ...]:
    found: list[Owner] = []
    for owner in owners:
        same = sum(one.words == owner.words for one in owners[: len(found)])
        found.append(replace(owner, words=f"{owner.words}（{same + 1}）") if same else owner)
    return tuple(found)


def refuse_closed(work: Work, owner: Record) -> None:
    """What lies in the archive is added to no more. Refused code case_archived."""
    held: Any = owner
    refuse_archived(held if isinstance(owner, Dispute) else work.get(Dispute, held.dispute_id))


def _papers(document: str, facts: Facts, today: date) -> Iterator[Owner]:
    """Called by its name where it has one, by its day otherwise."""
    ledger = ITEMS[document].ledger
    for one in facts.items.get(document, ()):
        words = one.get("name") or one.get("agent") or _day(one[DAY_OF[document]], today)
        yield Owner(ledger.name, one["id"], f"{ledger.label}：{words}" if words else ledger.label)


def _day(day: date | None, today: date) -> str:
    plain = day.date() if isinstance(day, datetime) else day
    return dates.short(plain, today) if plain else ""
