"""Drafts of what is half-typed: kept within five seconds of the first key, offered when it is opened again.

What is kept is no record and never counts as saved: only saving, or 不要了, ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from threading import Event
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer

from desktop.services.office import Office
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.widgets.banner import Banner
from desktop.views.words import tr

KEEP_MS = 2500
"""Half of the five seconds promised: on a busy PC the writing waits its turn."""


class Shelf(NamedTuple):
    """The services that `read`, `keep` and `forget` a draft by the keywords of its place, and what names it."""

    read: Callable[..., tuple[dict[str, Any], datetime] | None]
    keep: Callable[..., datetime]
    forget: Callable[..., None]
    named: Callable[..., tuple[str, str]]


class DraftKeeper(QObject):
    """Of one thing at a time: `begin` when it is filled and shown, `leave` when it is turned away from, `forget` when
    it was saved. An older draft is always offered, and nothing is written over it before it was.

    Subclasses say what is worth keeping (`typed`) and `put_back` what was kept.
    """

    offer_words, go_on_words = "上次没填完", "接着填"

    def __init__(self, desk: Desk, parent: QObject, banner: Banner, shelf: Shelf) -> None:
        super().__init__(parent)
        self._desk, self._banner, self._shelf = desk, banner, shelf
        self._place: dict[str, str] | None = None
        self._answered = False
        self._saved = Event()  # set on the lane once what is typed here was saved
        self._asked = Generation()
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.keep)

    def typed(self) -> Mapping[str, Any]:
        """What is worth keeping, as JSON; empty when nothing was typed."""
        return {}

    def put_back(self, data: Mapping[str, Any]) -> None:
        """What was kept goes back into its fields."""

    def was_kept(self, at: datetime) -> None:
        """A draft is on the disk."""

    def open(self, **place: str) -> None:
        """Filled with what is stored; a draft of it is looked for."""
        self._timer.stop()
        self._place, self._answered, self._saved = place, False, Event()
        self._desk.ask(lambda office: self._shelf.read(office, **place), self._offer, lambda _: None,
                       token=self._asked.next())  # fmt: skip

    def touch(self) -> None:
        if self._place is not None and not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Now, whatever the clock says; but never in place of an older draft that was not offered yet."""
        self._timer.stop()
        self._keep(self._shelf.keep if self._answered else self._keep_unless_kept)

    def leave(self) -> None:
        """Turned away from without saving: what was typed stays as a draft."""
        self.keep()
        self._end()

    def forget(self) -> None:
        """Saved, removed, or wanted by nobody."""
        if (place := self._place) is not None:
            self._desk.ask(lambda office: self._shelf.forget(office, **place), lambda _: None)
        self._end()

    def closing(self, run: Callable[[Office], Any]) -> Callable[[Office], Any]:
        """The command that saves what is typed here, so that its own transaction ends the draft."""
        if (place := self._place) is None:
            return run
        saved, named = self._saved, self._shelf.named(**place)

        def save(office: Office) -> Any:
            answer = run(office.ending(named))
            saved.set()
            return answer

        return save

    def _end(self) -> None:
        self._timer.stop()
        self._asked.next()
        self._place = None

    def _keep(self, keep: Callable[..., datetime | None]) -> None:
        place, data, saved = self._place, self.typed(), self._saved
        if place is not None and data:
            self._desk.ask(lambda office: None if saved.is_set() else keep(office, **place, data=data), self._kept)

    def _keep_unless_kept(self, office: Office, *, data: Mapping[str, Any], **place: str) -> datetime | None:
        return None if self._shelf.read(office, **place) else self._shelf.keep(office, **place, data=data)

    def _kept(self, at: datetime | None) -> None:
        if at is not None:
            self.was_kept(at)

    def _offer(self, found: tuple[dict[str, Any], datetime] | None) -> None:
        self._answered = True
        if self.typed():
            self.touch()
        if found is None:
            return
        data, at = found
        self._banner.clear_actions()
        self._banner.show_words("amber", tr(self.offer_words), f"{at.month}-{at.day} {at:%H:%M}")
        self._banner.set_action(tr(self.go_on_words), partial(self._take, data))
        self._banner.set_action(tr("不要了"), self._drop)

    def _take(self, data: Mapping[str, Any]) -> None:
        self._banner.hide()
        self.put_back(data)
        self.touch()

    def _drop(self) -> None:
        """It is still open, and what is typed now is another draft."""
        self._banner.hide()
        place = self._place
        self.forget()
        self._place = place
