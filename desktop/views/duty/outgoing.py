"""What leaves the board: the month planned and re-planned, printed, and written to files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.services import rota_ics, rota_paper, rota_register, rota_relax, rota_replan, rota_sheets
from desktop.services.rota_plan import Plan, last_of
from desktop.services.rota_replan import Proposal
from desktop.views.desk import Desk
from desktop.views.duty.answers import ImpossibleDialog, OutDialog, ReplanDialog
from desktop.views.duty.planning import Planner
from desktop.views.preview.order import plain_order
from desktop.views.shell.page import Page
from desktop.views.widgets.banner import Banner
from desktop.views.words import tr


class DutySearch(QObject):
    """排班 and 重排 with what comes of them. `done(words)`, `refused(Refused)`."""

    done = Signal(str)
    refused = Signal(object)

    def __init__(self, page: Page, desk: Desk, banner: Banner) -> None:
        super().__init__(page)
        self._page, self._desk, self._banner = page, desk, banner
        self.month = date.min
        self.widened: dict[date, str] = {}  # by month planned here: which counters were let out, and why
        self.planner = Planner(page, desk)
        self.planner.finished.connect(self._planned)
        self.planner.proposed.connect(self._proposed)
        self.planner.refused.connect(self.refused.emit)

    def by_key(self) -> dict[str, Callable[[], object]]:
        return {"plan": self.plan, "replan": self.replan}

    def plan(self) -> None:
        self.planner.plan(self.month)

    def replan(self) -> None:
        self.planner.replan()

    def _planned(self, plan: Plan) -> None:
        self._banner.clear_actions()
        if plan.changed is None:
            self._explain(plan)
            return
        proved = tr("，人人在应有区间内") if plan.bands_seconds is not None else ""
        words = tr("已排 {month} 月 {n} 个班次{proved}，用 {s:.1f} 秒")
        self.done.emit(words.format(month=plan.month.month, n=len(plan.cells), proved=proved, s=plan.seconds))
        self.widened[plan.month] = "；".join(one.words for one in plan.widened)

    def _explain(self, plan: Plan) -> None:
        """Why nothing fits, and the ways out that were tried; the banner stays when the dialog is closed."""
        self._banner.show_words("red", tr("排不出来"), plan.words.replace("\n", "；"))
        asked = ImpossibleDialog(self._page, plan.words, plan.relaxations)
        asked.accepted.connect(lambda: self._way_out(plan, asked))
        self._banner.set_action(tr("查看办法…"), asked.open)
        asked.open()

    def _way_out(self, plan: Plan, asked: ImpossibleDialog) -> None:
        way = asked.relaxation()
        if way is None:
            self.planner.plan(plan.month, partial=True)
            return
        self._desk.do(lambda office: rota_relax.take_relaxation(office, relaxation=way),
                      lambda _: self.planner.plan(plan.month), self.refused.emit)  # fmt: skip

    def _proposed(self, proposal: Proposal) -> None:
        if not proposal.found:
            self._banner.show_words("red", tr("改动再多也排不出来"), proposal.words.replace("\n", "；"))
            self._banner.clear_actions()
            self._banner.set_action(tr("留空能排的先排"), lambda: self.planner.replan(partial=True))
            return
        asked = ReplanDialog(self._page, proposal)
        told = tr("已按最少改动重排 {n} 处").format(n=len(proposal.moves))
        asked.accepted.connect(lambda: self._desk.do(
            lambda office: rota_replan.take_replan(office, proposal=proposal), lambda _: self.done.emit(told),
            self.refused.emit))  # fmt: skip
        asked.open()


class DutyOut(QObject):
    """打印 and 导出 of the month. `paper_asked(PaperOrder)`, `refused(Refused)`."""

    paper_asked = Signal(object)
    refused = Signal(object)

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self.month = date.min

    def by_key(self) -> dict[str, Callable[[], object]]:
        return {"print": self.print, "save": self.export}

    def print(self) -> None:
        """The paper first; there is nothing masked on it."""
        asked = OutDialog(self._page, tr("预览"), paper=True)
        asked.accepted.connect(lambda: self._preview(asked.shape(), asked.sheet()))
        asked.open()

    def _preview(self, shape: str, size: str) -> None:
        month = self.month
        title = tr("{year}年{month}月值班表").format(year=month.year, month=month.month)
        if shape == "notice":
            span = {"first": month, "last": last_of(month)}
            self.paper_asked.emit(plain_order(tr("值班通知"), rota_register.notice_paper, **span))
            return
        make = rota_register.posts_paper if shape == "post" else rota_paper.month_paper
        self.paper_asked.emit(plain_order(title, make, month=month, size=size))

    def export(self) -> None:
        asked = OutDialog(self._page, tr("选文件名"), paper=False)
        asked.accepted.connect(lambda: self._write(asked.shape()))
        asked.open()

    def _write(self, shape: str) -> None:
        writers: dict[str, tuple[str, Callable[..., object]]] = {
            "person": ("xlsx", rota_paper.export_month), "post": ("xlsx", rota_sheets.export_posts),
            "notice": ("xlsx", rota_sheets.export_notice),
            "ics": ("ics", rota_ics.export_ics),
        }  # fmt: skip
        (suffix, write), month = writers[shape], self.month
        proposed = tr("{year}年{month}月值班表.{suffix}").format(year=month.year, month=month.month, suffix=suffix)
        name, _ = QFileDialog.getSaveFileName(self._page, tr("存为文件"), proposed, f"*.{suffix}")
        if name:
            self._desk.ask(lambda office: write(office, month=month, file=Path(name)),
                           lambda _: self._page.told.emit(tr("已存为 {name}").format(name=Path(name).name), None),
                           self.refused.emit)  # fmt: skip
