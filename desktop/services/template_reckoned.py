"""What a form may ask for that no field keeps, as it follows from others: 化解时限 of GB/T 31000-2015 table 30."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from desktop.ledgers import Field, Kind
from desktop.services.case_limit import limit_of

Reckon = Callable[[Mapping[str, Any]], Any]
"""From the values that are needed, by name."""


class Reckoned(NamedTuple):
    """`needs` are stored fields of the ledger; `by` asks what holds for all records once."""

    field: Field
    needs: tuple[str, ...]
    by: Callable[[Connection], Reckon]


def _deadline(connection: Connection) -> Reckon:
    """The last day of the mediation; nothing before it was accepted."""
    limit = limit_of(connection)

    def due(case: Mapping[str, Any]) -> date | None:
        return limit.due(case) if case["accepted_on"] else None

    return due


RECKONED: Mapping[str, Mapping[str, Reckoned]] = {
    "disputes": {
        "deadline": Reckoned(
            Field("化解时限", Kind.DATE, name="deadline", synonyms=("调解期限", "办理期限", "化解期限")),
            ("accepted_on", "extended_days"), _deadline,
        ),
    },
}  # fmt: skip
"""By ledger and name."""


def reckoned(ledger: str) -> Mapping[str, Reckoned]:
    return RECKONED.get(ledger, {})
