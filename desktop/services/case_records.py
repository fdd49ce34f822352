"""Which papers of a case have a ledger of their own, and reading them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection, RowMapping, select

from desktop.ledgers.closings import Closing
from desktop.ledgers.confirmations import Confirmation
from desktop.ledgers.evidence import Evidence
from desktop.ledgers.inquiries import Inquiry
from desktop.ledgers.proxies import Proxy
from desktop.ledgers.record import Record
from desktop.ledgers.visits import Visit

ITEMS: Mapping[str, type[Record]] = MappingProxyType({
    "inquiry": Inquiry, "evidence": Evidence, "proxy": Proxy, "visit": Visit, "confirmation": Confirmation,
    "closing": Closing,
})  # fmt: skip
"""Ledger by the key of its document; `evidence` is one paper of many lines, `closing` there is one of."""

DAY_OF = {"inquiry": "start", "evidence": "received_on", "proxy": "signed_on", "visit": "start",
          "confirmation": "applied_on", "closing": "closed_on"}  # fmt: skip
"""The field that tells the day of such a paper."""


def items_of(connection: Connection, dispute: str) -> dict[str, tuple[RowMapping, ...]]:
    """Document -> its records of this case, oldest first."""
    found = {}
    for document, model in ITEMS.items():
        wanted = select(model.__table__).where(model.__table__.c.dispute_id == dispute)
        found[document] = tuple(connection.execute(wanted.order_by(model.row)).mappings())
    return found
