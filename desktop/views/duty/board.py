"""The board itself: the month or a week, by person or by post; the 人手 row, the legend, the fairness beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.models.post_grid import PostGridModel
from desktop.models.roster_grid import RosterGridModel
from desktop.roster.problem import monday
from desktop.services.rota_month import MonthView
from desktop.views.duty.fairness_panel import FairnessPanel
from desktop.views.duty.grid import DutyGrid
from desktop.views.duty.grid_frame import StaffingRow
from desktop.views.duty.legend import BoardLegend
from desktop.views.duty.post_grid import PostGrid
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.states import EmptyState


class Board(QWidget):
    """`show_view` fills it; `show_side("person" | "post")` and `show_week(day | None)` change what is seen of it."""

    def __init__(self, empty: EmptyState) -> None:
        super().__init__()
        self.model, self.post_model = RosterGridModel(self), PostGridModel(self)
        self.grid, self.posts = DutyGrid(self.model), PostGrid(self.post_model)
        self.staffing, self.legend, self.fairness = StaffingRow(self.grid), BoardLegend(), FairnessPanel()
        self.week: date | None = None
        self.side, self._empty, self._today = "person", empty, date.min
        empty.hide()
        self.grid.scrolled.connect(self.staffing.update)
        column = Column(margins=(12, 8, 0, 0), gap=0)
        for widget, stretch in ((self.grid, 1), (self.posts, 1), (empty, 1), (self.staffing, 0), (self.legend, 0)):
            column.addWidget(widget, stretch)
        row = Row(gap=12)
        row.addLayout(column, 1)
        row.addWidget(self.fairness)
        self.setLayout(row)
        self.posts.hide()

    @property
    def front(self) -> QWidget:
        return self.posts if self.side == "post" else self.grid

    def show_view(self, view: MonthView, today: date) -> None:
        self._today = today
        kept = self.grid.cell()
        self.model.show(view, today)
        self.staffing.show_view(view)
        self.legend.show_posts(view.posts)
        self.fairness.show_view(view)
        self._lay_out()
        if kept is not None and kept.day.day.month == view.month.month:
            self.grid.choose(kept.person.key, kept.day.day)

    def show_side(self, side: str) -> None:
        self.side = side
        self._lay_out()
        self.front.setFocus()

    def show_week(self, day: date | None) -> None:
        """The week of `day`, Monday first; None for the whole month."""
        self.week = None if day is None else monday(day)
        self._lay_out()

    def _lay_out(self) -> None:
        view = self.model.view
        there = view is not None and bool(view.groups)
        self.grid.show_week(self.week)
        if view is not None:
            self._show_posts(view)
        self.grid.setVisible(there and self.side == "person")
        self.posts.setVisible(there and self.side == "post")
        self.staffing.setVisible(there and self.side == "person")
        self._empty.setVisible(view is not None and not there)

    def _show_posts(self, view: MonthView) -> None:
        place = self.posts.currentIndex()
        at = (place.row(), place.column())
        self.post_model.show(view, self._today, self.week)
        if at[0] >= 0:
            self.posts.setCurrentIndex(self.post_model.index(*at))
