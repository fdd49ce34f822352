"""排班 and 重排 from the window: the search runs beside the database lane, can be cut short or given up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.roster.progress import Progress as SearchProgress
from desktop.services.rota_plan import plan_month
from desktop.services.rota_replan import propose_replan
from desktop.tasks import Cancelled, Lane, Progress
from desktop.views.desk import Desk
from desktop.views.duty.dialogs import PlanningDialog
from desktop.views.words import tr

SECONDS, REPLAN_SECONDS = 60, 30
Report = Callable[[SearchProgress], None]
Enough = Callable[[], bool]


class Planner(QObject):
    """`finished(Plan)`, `proposed(Proposal)`; `refused(Refused)`. A lane of its own a search: lists go on meanwhile."""

    finished = Signal(object)
    proposed = Signal(object)
    refused = Signal(object)

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk, self._under_way = page, desk, UnderWay()
        page.destroyed.connect(self._under_way.close)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self._under_way.close)

    @property
    def searching(self) -> bool:
        return self._under_way.lane is not None

    def plan(self, month: date, *, partial: bool = False) -> None:
        def run(report: Report, enough: Enough, wanted: Enough) -> Any:
            return plan_month(self._desk.office, month=month, seconds=SECONDS, partial=partial, report=report,
                              cancelled=enough, wanted=wanted)  # fmt: skip

        self._begin(run, self._planned)

    def replan(self, *, partial: bool = False) -> None:
        """The least change from today on; what comes of it is only proposed."""

        def run(report: Report, enough: Enough, _: Enough) -> Any:
            return propose_replan(self._desk.office, seconds=REPLAN_SECONDS, partial=partial, report=report,
                                  cancelled=enough)  # fmt: skip

        self._begin(run, self.proposed.emit)

    def _begin(self, run: Callable[[Report, Enough, Enough], Any], end: Callable[[Any], object]) -> None:
        """One search at a time."""
        if self.searching:
            return
        progress, taken, lane = Progress(self), Taken(), Lane()
        shown = PlanningDialog(self._page)
        progress.reported.connect(shown.report)
        shown.enough.connect(taken.take)
        shown.rejected.connect(progress.cancel)
        shown.open()
        self._under_way.begin(progress, lane)
        lane.run(lambda: _search(run, progress, taken), lambda found: self._end(shown, found, end),
                 lambda refused: self._fail(shown, refused), stopped=lambda: self._stop(shown))  # fmt: skip

    def _stop(self, shown: PlanningDialog) -> None:
        shown.close()
        self._under_way.close()

    def _end(self, shown: PlanningDialog, found: Any, end: Callable[[Any], object]) -> None:
        shown.accept()
        self._under_way.close()
        end(found)

    def _planned(self, plan: Any) -> None:
        self._desk.changed.emit(plan.changed)
        self.finished.emit(plan)

    def _fail(self, shown: PlanningDialog, refused: Any) -> None:
        shown.accept()
        self._under_way.close()
        self.refused.emit(refused)


class UnderWay:
    """The search and its thread, which must have ended before the page or the program does."""

    def __init__(self) -> None:
        self.progress: Progress | None = None
        self.lane: Lane | None = None

    def begin(self, progress: Progress, lane: Lane) -> None:
        self.progress, self.lane = progress, lane

    def close(self, *_: object) -> None:
        progress, lane, self.progress, self.lane = self.progress, self.lane, None, None
        if progress is not None and lane is not None:
            progress.cancel()
            lane.close()


class Taken:
    """Whether the person said that what is there is enough; asked from the search's thread."""

    def __init__(self) -> None:
        self.now = False

    def take(self) -> None:
        self.now = True


def _search(run: Callable[[Report, Enough, Enough], Any], progress: Progress, taken: Taken) -> Any:
    def report(now: SearchProgress) -> None:
        found = tr("已找到可行的排法，") if now.cost is not None else ""
        words = tr("已用 {n:.0f} 秒，{found}{stage}").format(n=now.seconds, found=found, stage=now.stage)
        progress.reported.emit(0, 0, words)

    made = run(report, lambda: taken.now or progress.cancelled, lambda: not progress.cancelled)
    if progress.cancelled:
        raise Cancelled
    return made
