"""What is done on the board: plan, put, clear, swap, lock, leave, publish, print, export, undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.models.roster_grid import RosterGridModel
from desktop.roster.problem import Cell
from desktop.services import rota_edit, rota_leave, rota_paper, undo
from desktop.services.rota_choices import Live
from desktop.services.rota_plan import Plan
from desktop.services.rota_publish import publish_month
from desktop.views.desk import Desk
from desktop.views.duty.dialogs import ChoiceDialog, LeaveDialog
from desktop.views.duty.grid import DutyGrid
from desktop.views.duty.planning import Planner
from desktop.views.preview.order import PaperOrder
from desktop.views.shell.page import Page
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.words import tr


class DutyDeeds(QObject):
    """`done(words)` after a command is on the disk; `refused(Refused)`; `paper_asked(PaperOrder)`."""

    done = Signal(str)
    refused = Signal(object)
    paper_asked = Signal(object)

    def __init__(self, page: Page, desk: Desk, grid: DutyGrid, model: RosterGridModel, banner: Banner) -> None:
        super().__init__(page)
        self._page, self._desk, self._grid, self._model, self._banner = page, desk, grid, model, banner
        self.month = date.min  # the month on the board, kept up to date by the page
        self.live: Live | None = None
        self.planner = Planner(page, desk)
        self.planner.finished.connect(self._planned)
        self.planner.refused.connect(self.refused.emit)

    def by_key(self) -> dict[str, Callable[[], object]]:
        return {"plan": self.plan, "swap": self.swap, "lock": self.lock, "leave": self.leave, "undo": self.undo,
                "save": self.export, "print": self.print, "publish": self.publish}  # fmt: skip

    def plan(self) -> None:
        self.planner.plan(self.month)

    def edit(self) -> None:
        """F2: another person for a cell that is taken, a post for one that is free."""
        cell, live = self._grid.cell(), self.live
        if cell is None or live is None:
            return
        if cell.duties:
            stored, post = cell.duties[0]
            title = tr("{day}日 {post}：换人").format(day=cell.day.day.day, post=post.label)
            choices = live.people_for(cell.day.day, post.key, instead_of=cell.person.key)
            asked = ChoiceDialog(self._page, title, tr("换人"), choices)
            asked.accepted.connect(lambda: self._put(Cell(cell.day.day, post.key, asked.chosen()), stored.id))
        else:
            title = tr("{name} {day}日：安排岗位").format(name=cell.person.name, day=cell.day.day.day)
            choices = live.posts_for(cell.day.day, cell.person.key)
            asked = ChoiceDialog(self._page, title, tr("安排"), choices)
            asked.accepted.connect(lambda: self._put(Cell(cell.day.day, asked.chosen(), cell.person.key), ""))
        asked.open()

    def replace(self, person: str) -> None:
        """The bubble's first way out: somebody else takes the cell."""
        cell = self._grid.cell()
        if cell is not None and cell.duties:
            stored, post = cell.duties[0]
            self._put(Cell(cell.day.day, post.key, person), stored.id)

    def clear(self) -> None:
        duties = [stored.id for cell in self._grid.cells() for stored, _ in cell.duties]
        if duties:
            words = tr("已清空 {n} 格").format(n=len(duties))
            self._do(lambda office: rota_edit.clear_cells(office, duties=duties), words)

    def lock(self) -> None:
        stored = [one for cell in self._grid.cells() for one, _ in cell.duties]
        if stored:
            locked = not all(one.locked for one in stored)
            words = tr("已锁定 {n} 格") if locked else tr("已解除锁定 {n} 格")
            self._do(lambda office: rota_edit.lock_cells(office, duties=[one.id for one in stored], locked=locked),
                     words.format(n=len(stored)))  # fmt: skip

    def swap(self) -> None:
        cells = [cell for cell in self._grid.cells() if cell.duties]
        if len(cells) != 2:
            self._page.told.emit(tr("先选中两个有值班的格子，再对调"), None)
            return
        first, second = (cell.duties[0][0].id for cell in cells)
        self._do(lambda office: rota_edit.swap_cells(office, first=first, second=second),
                 tr("已对调：{names}").format(names="、".join(cell.person.name for cell in cells)))  # fmt: skip

    def leave(self) -> None:
        view, cell = self._model.view, self._grid.cell()
        people = [(person.key, person.name) for person in view.problem.people] if view else []
        asked = LeaveDialog(self._page, people, lambda: self._desk.office.today, cell.person.key if cell else "")
        asked.accepted.connect(lambda: self._do(
            lambda office: rota_leave.add_leave(office, values=asked.values()), tr("已登记请假")))  # fmt: skip
        asked.open()

    def undo(self) -> None:
        self._do(undo.undo, "")

    def publish(self) -> None:
        view = self._model.view
        if view is None:
            return
        holes = sum(view.unfilled.values())
        text = tr("{n} 个班次将对所有人可见，发布后不能撤销，只能调班或替班。").format(n=len(view.cells))
        text += tr("还有 {n} 个空缺没有人。").format(n=holes) if holes else ""
        month, title = self.month, tr("发布 {month} 月值班").format(month=view.month.month)
        asked = ConfirmDialog(self._page, "duty.confirm", title, text, tr("发布"))
        told = tr("已发布 {n} 月值班").format(n=month.month)
        asked.accepted.connect(lambda: self._do(lambda office: publish_month(office, month=month), told))
        asked.open()

    def print(self) -> None:
        """The paper first; there is nothing masked on it."""
        month = self.month
        title = tr("{year}年{month}月值班表").format(year=month.year, month=month.month)
        self.paper_asked.emit(PaperOrder(
            title, lambda office: rota_paper.month_paper(office, month=month),
            lambda office: rota_paper.print_month(office, month=month), file=title, masked=False,
        ))  # fmt: skip

    def export(self) -> None:
        month = self.month
        self._save(tr("值班表"), "xlsx", lambda office, file: rota_paper.export_month(office, month=month, file=file))

    def _save(self, title: str, suffix: str, write: Callable[[Any, Path], object]) -> None:
        month = self.month
        proposed = f"{month.year}年{month.month}月{title}.{suffix}"
        name, _ = QFileDialog.getSaveFileName(self._page, tr("存为文件"), proposed, f"*.{suffix}")
        if name:
            self._desk.ask(lambda office: write(office, Path(name)),
                           lambda _: self._page.told.emit(tr("已存为 {name}").format(name=Path(name).name), None),
                           self.refused.emit)  # fmt: skip

    def _put(self, cell: Cell, instead_of: str) -> None:
        if cell.post and cell.person:
            self._do(lambda office: rota_edit.set_cell(office, cell=cell, instead_of=instead_of),
                     tr("已改 {day} 日值班").format(day=cell.day.day))  # fmt: skip

    def _planned(self, plan: Plan) -> None:
        if plan.changed is None:
            self._banner.show_words("red", tr("排不出来"), plan.words)
            self._banner.clear_actions()
            self._banner.set_action(tr("留空能排的先排"), lambda: self.planner.plan(plan.month, partial=True))
            return
        self._banner.clear_actions()
        proved = tr("，人人在应有区间内") if plan.bands_seconds is not None else ""
        words = tr("已排 {month} 月 {n} 个班次{proved}")
        self.done.emit(words.format(month=plan.month.month, n=len(plan.cells), proved=proved))

    def _do(self, command: Callable[[Any], Any], words: str) -> None:
        self._desk.do(command, lambda _: self.done.emit(words) if words else None, self.refused.emit)
