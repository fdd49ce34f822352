"""履行: every instalment of the agreement in force, with what was ticked of it (人民调解法 第31条)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain import numerals
from desktop.errors import Refused
from desktop.services.case_state import Facts


class Kept(StrEnum):
    DONE = "已履行"
    BROKEN = "逾期"
    OPEN = "未到期"


@dataclass(frozen=True, slots=True)
class Instalment:
    """`done_on`, `voucher`: of the last tick."""

    number: int
    words: str
    due: date | None
    kept: Kept
    done_on: date | None = None
    voucher: str = ""


def instalments_of(facts: Facts, today: date) -> tuple[Instalment, ...]:
    """Of the agreement in force; one without a plan counts as one instalment without a day."""
    return tuple(_instalments(facts, today))


def _instalments(facts: Facts, today: date) -> Iterator[Instalment]:
    signed = facts.in_force
    if signed is None:
        return
    ticked = {one["number"]: one for one in facts.payments if one["agreement_id"] == signed["id"]}
    for number, row in enumerate(signed["plan"] or [{}], 1):
        due = date.fromisoformat(row["due"]) if row.get("due") else None
        paid = ticked.get(number)
        kept = Kept.DONE if paid else Kept.BROKEN if due and due < today else Kept.OPEN
        yield Instalment(number, _words(row), due, kept, paid["done_on"] if paid else None,
                         (paid["voucher"] or "") if paid else "")  # fmt: skip


def _words(row: dict[str, str]) -> str:
    """`朱成林付汤月娥 10,000元`."""
    if not row.get("amount"):
        return "全部"
    sides = f"{row.get('payer') or ''}付{row.get('payee') or ''} " if row.get("payer") or row.get("payee") else ""
    try:
        return f"{sides}{numerals.amount_figures(numerals.parse_amount(row['amount']))}元"
    except Refused:
        return f"{sides}{row['amount']}元"
