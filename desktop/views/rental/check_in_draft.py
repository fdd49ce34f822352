"""The draft of 办理入住: kept five seconds after typing begins and on turning away, offered when the room is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop.services import stay_drafts
from desktop.services.check_in import Guest
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.rental.check_in_panel import CheckInPanel
from desktop.views.words import tr

KEEP_MS = 4000
"""Less than the five seconds promised: the writing takes its own moment."""


class CheckInDraft(QObject):
    """Told by the check-in desk when a room is opened, left, and moved into."""

    def __init__(self, desk: Desk, panel: CheckInPanel) -> None:
        super().__init__(panel)
        self._desk, self._panel, self._room = desk, panel, ""
        self._asked = Generation()
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.keep)
        panel.form.edited.connect(lambda _: self._begin())

    def begin(self, room: str) -> None:
        """Another room is opened; the panel is empty by now."""
        self._room = room
        self._panel.banner.hide()
        self._desk.ask(lambda office: stay_drafts.read_stay_draft(office, room=room), self._offer,
                       lambda _: None, token=self._asked.next())  # fmt: skip

    def keep(self) -> None:
        """Now, whatever the clock says."""
        self._timer.stop()
        if self._room and self._panel.dirty:
            room, data = self._room, draft_of(self._panel)
            self._desk.ask(lambda office: stay_drafts.keep_stay_draft(office, room=room, data=data), lambda _: None)

    def forget(self) -> None:
        """The party has moved in, or nobody wants it."""
        self._timer.stop()
        self._panel.dirty = False
        self._panel.banner.hide()
        room = self._room
        self._desk.ask(lambda office: stay_drafts.forget_stay_draft(office, room=room), lambda _: None)

    def _begin(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _offer(self, found: tuple[dict[str, Any], datetime] | None) -> None:
        if found is None or self._panel.dirty:
            return
        (data, at), banner = found, self._panel.banner
        banner.clear_actions()
        banner.show_words("amber", tr("上次没办完"), f"{at.month}-{at.day} {at:%H:%M}")
        banner.set_action(tr("接着办"), lambda: self._take(data))
        banner.set_action(tr("不要了"), self.forget)

    def _take(self, data: Mapping[str, Any]) -> None:
        self._panel.banner.hide()
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
