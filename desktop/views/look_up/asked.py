"""What the look-up asks of the services, on the lane."""

from __future__ import annotations

from desktop.models.hits import of_kind
from desktop.services import look_up, looked_up, standing
from desktop.services.look_up import Found
from desktop.services.looked_up import Kept
from desktop.services.office import Office
from desktop.services.standing import Standings

ALL = ""  # of all kinds


def find(text: str, office: Office, kind: str = ALL) -> tuple[Found, Standings]:
    """The hits of one kind or all, and how they stand today."""
    ledgers = of_kind(kind, look_up.seen_ledgers(office)) if kind else None
    found = look_up.look_up(office, text, ledgers=ledgers)
    return found, standing.standings(office, found.hits)


def kept(office: Office) -> tuple[Kept, Standings]:
    """What is pinned and what was opened last."""
    found = looked_up.read_kept(office)
    return found, standing.standings(office, (*found.pinned, *found.recent))
