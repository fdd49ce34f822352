"""The draft of 办理入住: kept while typing and on turning away, offered when the room is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from threading import Event
from typing import Any

from desktop.services import stay_drafts
from desktop.services.check_in import Guest
from desktop.views.desk import Desk
from desktop.views.draft_keeper import DraftKeeper, Shelf
from desktop.views.rental.check_in_panel import CheckInPanel

SHELF = Shelf(stay_drafts.read_stay_draft, stay_drafts.keep_stay_draft, stay_drafts.forget_stay_draft,
              stay_drafts.named)  # fmt: skip


class CheckInDraft(DraftKeeper):
    """Told by the check-in desk when a room is opened, left, and moved into."""

    offer_words, go_on_words = "上次没办完", "接着办"

    def __init__(self, desk: Desk, panel: CheckInPanel) -> None:
        super().__init__(desk, panel, panel.banner, SHELF)
        self._panel = panel
        panel.form.edited.connect(lambda _: self.touch())

    def begin(self, room: str) -> None:
        """Another room is opened; the panel is empty by now."""
        self._panel.banner.hide()
        self.open(room=room)

    def forget(self) -> None:
        """The party has moved in, or nobody wants it; the next one may be typed for the same room."""
        place = self._place
        self._panel.dirty = False
        self._panel.banner.hide()
        super().forget()
        self._place, self._saved = place, Event()

    def typed(self) -> Mapping[str, Any]:
        return draft_of(self._panel) if self._panel.dirty else {}

    def put_back(self, data: Mapping[str, Any]) -> None:
        self._panel.take_draft(guests_of(data), data["form"])


def draft_of(panel: CheckInPanel) -> dict[str, Any]:
    """As JSON: who of the party is complete, and what stands in the form, right or wrong."""
    told = [{"person": _plain(one.person), "stay": _plain(one.stay)} for one in panel.guests]
    return {"guests": told, "form": panel.form.typed()}


def guests_of(data: Mapping[str, Any]) -> Sequence[Guest]:
    """Dates come back as dates: they have no field to be typed into any more."""
    return [Guest(_dated(one["person"]), one["stay"]) for one in data["guests"]]


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}


def _dated(person: Mapping[str, Any]) -> dict[str, Any]:
    birth = person.get("birth")
    return {**person, "birth": date.fromisoformat(birth)} if birth else dict(person)
