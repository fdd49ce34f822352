"""Between the check-in panel and the services: recalls, warns, reads cards, saves the party."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.domain.calendar import Calendar
from desktop.errors import Refused
from desktop.services import card_reader, check_in, letting, staying
from desktop.services.office import Office
from desktop.services.room_board import Tile
from desktop.services.staying import Resident
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.rental.check_in_draft import CheckInDraft
from desktop.views.rental.check_in_panel import CheckInPanel
from desktop.views.rental.reader_watch import ReaderWatch
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.words import tr


class CheckInDesk(QObject):
    """`moved_in(words)` when a party is on the disk; the panel is ready for the next one then."""

    moved_in = Signal(str)

    def __init__(self, desk: Desk, panel: CheckInPanel) -> None:
        super().__init__(panel)
        self._desk, self.panel = desk, panel
        self._tile: Tile | None = None
        self._calendar = Calendar()
        self._recalls, self._lettings = Generation(), Generation()
        self.watch = ReaderWatch(card_reader.FILE, self)
        self.draft = CheckInDraft(desk, panel)
        self.watch.arrived.connect(self.read_card)
        panel.recall_asked.connect(self._recall)
        panel.coming_changed.connect(self._ask_letting)
        panel.file_asked.connect(self._choose_file)
        panel.saved.connect(self._check_in)

    def begin(self, tile: Tile, calendar: Calendar) -> None:
        self.draft.keep()  # of the room that was open
        self._tile, self._calendar = tile, calendar
        self._recalls.next()  # an answer still under way belongs to somebody else
        self.panel.begin(tile, calendar)
        self.draft.begin(tile.id)
        if not self.watch.running:
            self._desk.ask(card_reader.reader_folder, self._watch)

    @property
    def room(self) -> str:
        return self._tile.id if self._tile else ""

    def renew(self, tile: Tile) -> None:
        """The same room, read again: what is typed stays."""
        if tile != self._tile:
            self._tile = tile
            self.panel.renew(tile)

    def end(self) -> None:
        self.draft.keep()
        self._recalls.next()
        self.watch.stop()

    def read_card(self, file: Path) -> None:
        self._desk.ask(lambda office: card_reader.read_card(office, file=file), self.panel.show_card,
                       self.panel.show_refused)  # fmt: skip

    def take_file(self, file: Path) -> None:
        """Read this file, and from now on whatever the reader puts in its place."""

        def remember(office: Office) -> None:
            if card_reader.reader_folder(office) != file.parent:
                card_reader.choose_folder(office, folder=file.parent)

        self.read_card(file)
        self._desk.ask(remember, lambda _: self._watch(file.parent))

    def _watch(self, folder: Path | None) -> None:
        if folder is not None and self.panel.isVisible() and self.watch.folder != folder:
            self.watch.start(folder)

    def _choose_file(self) -> None:
        found, _ = QFileDialog.getOpenFileName(self.panel, tr("读卡结果文件"), "", f"{card_reader.FILE} (*.txt)")
        if found:
            self.take_file(Path(found))

    def _recall(self, number: str) -> None:
        self._desk.ask(lambda office: staying.recall(office, id_number=number), self._on_recalled,
                       token=self._recalls.next())  # fmt: skip

    def _on_recalled(self, found: tuple[dict[str, Any], Resident | None] | None) -> None:
        if found is not None:
            self.panel.show_recalled(*found)

    def _ask_letting(self, coming: int, related: bool) -> None:
        if (tile := self._tile) is None:
            return
        day = self._desk.office.today
        self._desk.ask(
            lambda office: letting.read_letting(office, room=tile.id, coming=coming, on=day, related=related),
            self.panel.show_letting, token=self._lettings.next(),
        )  # fmt: skip

    def _check_in(self, guests: Sequence[check_in.Guest], checkin: date, until: date | None, reason: str) -> None:
        if (tile := self._tile) is None:
            return
        names = "、".join(str(guest.person.get("name", "")) for guest in guests)
        run = partial(check_in.check_in, room=tile.id, guests=guests, checkin=checkin, until=until, reason=reason)
        self._save(run, partial(self._done, names, tile))

    def _save(self, run: Callable[..., Any], done: Callable[[], None], *, distinct: bool = False) -> None:
        def refused(no: Refused) -> None:
            if no.code == "alike":
                self._ask_alike(no, lambda: self._save(run, done, distinct=True))
            else:
                self.panel.show_refused(no)

        self._desk.do(self.draft.closing(partial(run, distinct=distinct)), lambda _: done(), refused,
                      once=(self, self.room))  # fmt: skip

    def _ask_alike(self, no: Refused, again: Callable[[], None]) -> None:
        """Somebody of the same name and birth is known under another number, or without one (R19)."""
        title, verb = tr("可能已经登记过"), tr("不是同一个，照办")
        asked = ConfirmDialog(self.panel, "checkin.alike", title, str(no), verb, danger=True)
        asked.accepted.connect(again)
        asked.open()

    def _done(self, names: str, tile: Tile) -> None:
        self.draft.forget()
        self.moved_in.emit(tr("已办理入住：{names} {room}").format(names=names, room=tile.room))
