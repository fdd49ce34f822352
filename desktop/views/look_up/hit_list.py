"""The hits as a list: heads and hits painted, the arrows walk over the hits alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListView

from desktop.models.hits import ROW, HitsModel
from desktop.services.look_up import Hit
from desktop.services.standing import Standing
from desktop.views.look_up.facts import ICONS
from desktop.views.widgets import hits as painted
from desktop.views.widgets.pills import GRADE_PILLS, Pill
from desktop.views.words import tr

TONES = {"living": "green", "left": "grey", "case": "grey"}


class HitList(QListView):
    """`current_changed(Hit | None)`; `hits` holds the rows."""

    current_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lookup.hits")
        self.setAccessibleName(tr("查找结果"))
        self.setProperty("bare", "true")
        self.hits = HitsModel()
        self.setModel(self.hits)
        self.setItemDelegate(painted.HitDelegate(self._painted, self))
        self.selectionModel().currentChanged.connect(lambda *_: self.current_changed.emit(self.current()))

    def current(self) -> Hit | None:
        row = self.currentIndex().data(ROW)
        return row if isinstance(row, Hit) else None

    def place(self, hit: Hit) -> str:
        """The room where a person who was hit lives now, "" for anything else."""
        found = self.hits.standing(hit)
        return found.place if found is not None and found.kind == "living" else ""

    def choose_first(self) -> None:
        self.setCurrentIndex(self.hits.first())

    def step(self, step: int) -> None:
        row = self.currentIndex().row() + step
        while 0 <= row < self.hits.rowCount():
            index = self.hits.index(row)
            if isinstance(index.data(ROW), Hit):
                self.setCurrentIndex(index)
                self._show_edge(row)
                return
            row += step

    def _show_edge(self, row: int) -> None:
        """With the first hit its head is seen, with the last what stands below it."""
        if row == self.hits.first().row():
            self.scrollToTop()
        elif row + 2 >= self.hits.rowCount():
            self.scrollToBottom()

    def _painted(self, index: Any) -> painted.Hit | painted.Group:
        row = self.hits.row_at(index)
        if not isinstance(row, Hit):
            return painted.Group(row.label, row.figure, tr(row.note) if row.note else "")
        found = self.hits.standing(row)
        lives = f"{found.place} ・ " if found and found.place else ""
        runs = tuple((start + len(lives), length) for start, length in row.subtitle_runs)
        return painted.Hit(row.title, row.title_runs, row.reading, row.reading_runs, lives + row.subtitle, runs,
                           ICONS.get(row.ledger, "file-text"), pill_of(found) if found else None)  # fmt: skip


def pill_of(found: Standing) -> Pill:
    if found.kind == "grade":
        return GRADE_PILLS.get(found.word, Pill(found.word))
    return Pill(found.word, TONES[found.kind])
