"""Saving the paper in front of the desk, and asking before what is typed is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.errors import Refused
from desktop.views.desk import Desk
from desktop.views.mediation.case_view import CaseView
from desktop.views.mediation.drafting import Drafting
from desktop.views.shell.page import Saved
from desktop.views.words import tr

Then = Callable[[], Any]


class Saving(QObject):
    """`done(words, True)`: it is on the disk, and can be undone; `marked(Saved, words)`: how what is typed stands now;
    `refused(Refused)`: what the paper itself could not show.
    """

    done = Signal(str, bool)
    marked = Signal(object, str)
    refused = Signal(object)

    def __init__(self, view: CaseView, desk: Desk) -> None:
        super().__init__(view)
        self._view, self._desk, self.drafting = view, desk, Drafting(view, desk)
        view.edited.connect(lambda: self.marked.emit(Saved.UNSAVED, ""))
        self.drafting.kept.connect(lambda words: self.marked.emit(Saved.UNSAVED, words))

    def save(self, then: Then | None = None) -> None:
        """The paper in front; `then()` after it is on the disk."""
        pane = self._view.pane
        if not pane.may_save() or (run := pane.command()) is None:
            return
        words = pane.saved_words()

        def saved(_: Any) -> None:
            pane.dirty = False
            self.drafting.forget()
            self._view.banner.hide()
            self.done.emit(words, True)
            if then is not None:
                then()

        self._desk.do(self.drafting.closing(run), saved, self._not_saved, once=pane)

    def save_first(self, go: Then) -> None:
        """`go()` with everything typed on the disk; at once when nothing is typed."""
        if self._view.pane.dirty:
            self.save(go)
        else:
            go()

    def ask_first(self, go: Then) -> None:
        """保存 / 放弃 / 继续填, in the banner; at once when nothing is typed."""
        if self._view.case is None or not self._view.pane.dirty:
            go()
            return
        self.drafting.keep()
        banner = self._view.banner
        banner.clear_actions()
        banner.show_words("amber", tr("这份文书还没有保存"))
        banner.set_action(tr("保存"), lambda: self.save(go))
        banner.set_action(tr("放弃"), lambda: self._abandon(go))
        banner.set_action(tr("继续填"), banner.hide)

    def _abandon(self, go: Then) -> None:
        assert self._view.case is not None
        self.drafting.forget()
        self._view.pane.dirty = False
        self._view.pane.show_case(self._view.case, self._desk.office.today)
        self._view.banner.hide()
        self.marked.emit(Saved.SAVED, "")
        go()

    def _not_saved(self, refused: Refused) -> None:
        if not self._view.pane.show_refused(refused):
            self.refused.emit(refused)
