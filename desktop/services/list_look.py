"""How a person left the list of a ledger: columns and their order, widths, sort."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.access import Action
from desktop.ledgers import find
from desktop.services.office import Office
from desktop.services.settings import put_setting, read_setting
from desktop.storage.unit_of_work import Changed

NARROWEST, WIDEST = 24, 1200  # u


@dataclass(frozen=True, slots=True)
class ListLook:
    """Nothing chosen: no columns, no sort. `widths` in u by column."""

    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False


def read_look(office: Office, *, ledger: str) -> ListLook:
    """What this person left; fields that are gone are forgotten by whoever shows the list."""
    kept = read_setting(office, key=look_key(office, ledger), default={})
    if isinstance(kept, list):  # columns alone, as they were kept at first
        return ListLook(tuple(map(str, kept)))
    widths = {str(name): _fair(width) for name, width in dict(kept.get("widths") or {}).items()}
    return ListLook(tuple(kept.get("columns") or ()), widths, str(kept.get("sort") or ""), bool(kept.get("descending")))


def keep_look(office: Office, *, ledger: str, look: ListLook) -> Changed:
    """A person's own choice; needs no right beyond seeing the ledger."""
    office.require(find(ledger).ledger.area, Action.SEE)
    value = {"columns": list(look.columns), "widths": dict(look.widths), "sort": look.sort,
             "descending": look.descending}  # fmt: skip
    with office.work("columns", "选择显示的列") as work:
        put_setting(work, look_key(office, ledger), value)
        return work.commit()


def look_key(office: Office, ledger: str) -> str:
    return f"columns/{office.actor.login}/{ledger}"


def _fair(width: Any) -> int:
    return min(max(int(width), NARROWEST), WIDEST)
