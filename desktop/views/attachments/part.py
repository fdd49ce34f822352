"""List and viewer of attachments at work together: a page puts both where it wants them and calls `show`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.models import pictures
from desktop.models.incoming import Given
from desktop.services import attachments
from desktop.services.attachment_lines import AttachmentLine
from desktop.services.attachments import Kept
from desktop.services.office import Office
from desktop.tasks import Generation
from desktop.views.attachments.adding import Adding
from desktop.views.attachments.deeds import AttachmentDeeds
from desktop.views.attachments.delegate import SIDE
from desktop.views.attachments.dialogs import ask_files
from desktop.views.attachments.list_part import AttachmentList, Shown
from desktop.views.attachments.viewer import NOBODY, AttachmentViewer
from desktop.views.desk import Desk
from desktop.views.style.look import look
from desktop.views.words import tr


class AttachmentPart(QObject):
    """`list` and `viewer` are the widgets; `done(words, may_undo)` after a command, `refused(Refused)`."""

    done = Signal(str, bool)
    refused = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window, self._asked = desk, window, Generation()
        self.list, self.viewer = AttachmentList(), AttachmentViewer(desk.lane.run)
        self.deeds, self.adding = AttachmentDeeds(desk, window), Adding(desk, self)
        self._shown, self._choose = NOBODY, ""
        self._seen: tuple[str, int] | None = None
        self._connect()

    def _connect(self) -> None:
        here, viewer, adding = self.list, self.viewer, self.adding
        here.chosen.connect(self._look)
        here.add_asked.connect(self.add_files)
        here.model.thumb_wanted.connect(self._draw_thumb)
        for taking in (here.taking, viewer.taking):
            taking.given.connect(self.add)
        for change, remove in ((here.change_asked, here.remove_asked), (viewer.change_asked, viewer.remove_asked)):
            change.connect(self._change)
            remove.connect(self._remove)
        viewer.turn_asked.connect(self._turn)
        viewer.save_asked.connect(lambda: self.deeds.save(self._marked()))
        here.strip.cancelled.connect(adding.stop)
        adding.progressed.connect(lambda done, count: here.strip.report(done, count, tr("正在添加")))
        adding.added.connect(self._added)
        adding.ended.connect(self._ended)
        self.deeds.done.connect(self.done)
        self.deeds.refused.connect(self.refused)

    def show(self, shown: Shown) -> None:
        """Read anew; the line in front stays if it is still there, what was just added comes to the front."""
        self._shown = shown
        self.viewer.taking.allow(shown.may_change)
        there = any(line.id == self._choose for line in shown.lines)
        choose, self._choose = self._choose if there else "", "" if there else self._choose
        self.list.show_lines(shown, choose)

    def add_files(self) -> None:
        self.add(ask_files(self._window))

    def add(self, given: Sequence[Given]) -> None:
        owner = self.list.owner()
        if owner is not None and given and self._shown.may_change:
            self.list.strip.start(tr("正在添加"))
            self.adding.begin(given, owner)

    def _turn(self, by: int) -> None:
        if (line := self.list.current()) is not None:
            self.deeds.turn(line, by)

    def _change(self) -> None:
        if (line := self.list.current()) is not None and self._shown.may_change:
            self.deeds.change(line, self._shown)

    def _remove(self) -> None:
        if (lines := self._marked()) and self._shown.may_change:
            self.deeds.remove(lines)

    def _marked(self) -> list[AttachmentLine]:
        """What is selected, or what is looked at."""
        current = self.list.current()
        return self.list.marked() or ([current] if current else [])

    def _added(self, ids: Sequence[str], doubled: int) -> None:
        self._choose = ids[0] if ids else ""
        words = tr("已添加 {n} 个附件").format(n=len(ids))
        self.done.emit(words + (tr("，{n} 个原来就有").format(n=doubled) if doubled else ""), True)

    def _ended(self, wrong: Sequence[Refused]) -> None:
        """The first cause in full; of the others how many."""
        self.list.strip.stop()
        if wrong:
            first, others = wrong[0], len(wrong) - 1
            more = tr("；还有 {n} 个也没有添加").format(n=others) if others else ""
            self.refused.emit(Refused(first.cause + more, first.step, code=first.code))

    def _look(self, line: AttachmentLine | None) -> None:
        """Show what is known at once; the content is read only when it is another one, or turned otherwise."""
        token = self._asked.next()
        self.viewer.show_line(line, self._shown)
        if line is None:
            self._seen = None
        elif (line.sha256, line.turn) != self._seen:
            self._desk.ask(partial(_read, line=line), lambda found: self._show_kept(line, *found), self.refused.emit,
                           token=token)  # fmt: skip

    def _show_kept(self, line: AttachmentLine, kept: Kept, ratio: float) -> None:
        self._seen = line.sha256, line.turn
        self.viewer.show_kept(kept, line.pages, ratio)

    def _draw_thumb(self, line: AttachmentLine) -> None:
        self._desk.ask(partial(_thumb, line=line, side=look().px(2 * SIDE)),
                       partial(self.list.model.take_thumb, line), lambda _: None)  # fmt: skip


def _read(office: Office, line: AttachmentLine) -> tuple[Kept, float]:
    """With height by width of its first page, as it is turned."""
    kept = attachments.read_attachment(office, attachment=line.id)
    if line.is_pdf:
        return kept, pictures.first_ratio(kept.data, kept.turn)
    return kept, pictures.ratio(line.wide, line.high, kept.turn)


def _thumb(office: Office, line: AttachmentLine, side: int) -> QImage:
    kept = attachments.read_attachment(office, attachment=line.id)
    return pictures.thumb(kept.data, kept.mime, kept.turn, side)
