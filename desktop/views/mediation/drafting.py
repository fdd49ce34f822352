"""Drafts of the paper being written: kept a few seconds after typing begins, offered when the paper is opened again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal

from desktop.services import case_drafts
from desktop.views.desk import Desk
from desktop.views.draft_keeper import DraftKeeper, Shelf
from desktop.views.mediation.case_view import CaseView
from desktop.views.words import tr

SHELF = Shelf(case_drafts.read_draft, case_drafts.keep_draft, case_drafts.forget_draft, case_drafts.named)


class Drafting(DraftKeeper):
    """`kept(words)` for the status bar."""

    offer_words, go_on_words = "有没保存的草稿", "接着写"
    kept = Signal(str)

    def __init__(self, view: CaseView, desk: Desk) -> None:
        super().__init__(desk, view, view.banner, SHELF)
        self._view = view
        view.edited.connect(self.touch)
        view.pane_shown.connect(self.offer)

    def offer(self) -> None:
        """A draft that is still there comes from a paper that was never saved."""
        self._view.banner.hide()
        self._end()
        if self._view.case is not None and self._view.pane.may_save():
            self.open(case=self._view.case.id, document=self._view.key)

    def forget(self) -> None:
        """The paper was saved or its changes thrown away; it is still open, and what is typed now is another draft."""
        place = self._place
        super().forget()
        if place is not None:
            self.open(**place)

    def typed(self) -> Mapping[str, Any]:
        return self._view.pane.draft() if self._view.pane.dirty else {}

    def put_back(self, data: Mapping[str, Any]) -> None:
        self._view.pane.take_draft(data)

    def was_kept(self, at: datetime) -> None:
        self.kept.emit(tr("草稿 {at} 已留存").format(at=f"{at:%H:%M}"))
