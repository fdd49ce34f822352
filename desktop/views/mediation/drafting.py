"""Drafts of the paper being written: kept a few seconds after typing begins, offered when the paper is opened again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.services import case_drafts
from desktop.views.desk import Desk
from desktop.views.mediation.case_view import CaseView
from desktop.views.words import tr

KEEP_MS = 2500
"""Half of the five seconds promised: on a busy PC the writing waits its turn."""


class Drafting(QObject):
    """`kept(words)` for the status bar."""

    kept = Signal(str)

    def __init__(self, view: CaseView, desk: Desk) -> None:
        super().__init__(view)
        self._view, self._desk = view, desk
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.keep)
        view.edited.connect(self._begin)
        view.pane_shown.connect(self.offer)

    def keep(self) -> None:
        """Now, whatever the clock says."""
        self._timer.stop()
        view = self._view
        if view.case is None or not view.pane.dirty:
            return
        case, key, data = view.case.id, view.key, view.pane.draft()
        self._desk.ask(lambda office: case_drafts.keep_draft(office, case=case, document=key, data=data), self._kept)

    def forget(self) -> None:
        """The paper was saved or its changes thrown away."""
        self._timer.stop()
        if self._view.case is not None:
            case, key = self._view.case.id, self._view.key
            self._desk.ask(lambda office: case_drafts.forget_draft(office, case=case, document=key), lambda _: None)

    def offer(self) -> None:
        """A draft that is still there comes from a paper that was never saved."""
        self._view.banner.hide()
        if self._view.case is None or not self._view.pane.may_save():
            return
        case, key = self._view.case.id, self._view.key
        self._desk.ask(lambda office: case_drafts.read_draft(office, case=case, document=key),
                       lambda found: self._offer(case, key, found))  # fmt: skip

    def _begin(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _kept(self, at: datetime) -> None:
        self.kept.emit(tr("草稿 {at} 已留存").format(at=f"{at:%H:%M}"))

    def _offer(self, case: str, key: str, found: tuple[dict[str, Any], datetime] | None) -> None:
        view = self._view
        same = view.case is not None and view.case.id == case and view.key == key
        if found is None or not same or view.pane.dirty:
            return
        data, at = found
        view.banner.clear_actions()
        when = f"{at.month}-{at.day} {at:%H:%M}"
        view.banner.show_words("amber", tr("有没保存的草稿"), tr("{at} 留下").format(at=when))
        view.banner.set_action(tr("接着写"), lambda: self._take(data))
        view.banner.set_action(tr("不要了"), self._drop)

    def _take(self, data: Mapping[str, Any]) -> None:
        self._view.banner.hide()
        self._view.pane.take_draft(data)

    def _drop(self) -> None:
        self._view.banner.hide()
        self.forget()
