"""What is done on the board: put, clear, swap, lock, paste, drag, leave, publish; plans and papers in `outgoing`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop.errors import Refused
from desktop.models.post_grid import PostCell
from desktop.models.roster_grid import GridCell, RosterGridModel
from desktop.roster.problem import Cell
from desktop.services import rota_edit, rota_leave, undo
from desktop.services.rota_choices import Live
from desktop.services.rota_month import MonthView
from desktop.services.rota_publish import publish_month
from desktop.services.rota_source import StoredCell
from desktop.services.rota_why import why
from desktop.views.desk import Desk
from desktop.views.duty.answers import WhyDialog
from desktop.views.duty.block import copied, pasted
from desktop.views.duty.dialogs import ChoiceDialog, LeaveDialog
from desktop.views.duty.grid import DutyGrid
from desktop.views.duty.post_grid import PostGrid
from desktop.views.shell.page import Page
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.words import tr


class DutyDeeds(QObject):
    """`done(words)` after a command is on the disk; `refused(Refused)`; `swap_asked(StoredCell)`: it is published."""

    done = Signal(str)
    refused = Signal(object)
    swap_asked = Signal(object)

    def __init__(self, page: Page, desk: Desk, grid: DutyGrid, posts: PostGrid, model: RosterGridModel) -> None:
        super().__init__(page)
        self._page, self._desk, self._grid, self._posts, self._model = page, desk, grid, posts, model
        self.month = date.min  # the month on the board, kept up to date by the page
        self.live: Live | None = None

    def by_key(self) -> dict[str, Callable[[], object]]:
        return {"swap": self.swap, "lock": self.lock, "leave": self.leave, "undo": self.undo, "redo": self.redo,
                "publish": self.publish}  # fmt: skip

    def connect_views(self) -> None:
        """The keys of both views mean the same deeds."""
        for view in (self._grid, self._posts):
            view.edit_asked.connect(self.edit)
            view.clear_asked.connect(self.clear)
            view.lock_asked.connect(self.lock)
            view.why_asked.connect(self.why)
        self._grid.swap_asked.connect(self.swap)
        self._grid.copy_asked.connect(self.copy)
        self._grid.paste_asked.connect(self.paste)
        self._grid.dropped.connect(self.drop)
        self._grid.drag.judge = self.judge

    def edit(self) -> None:
        """F2: another person for a cell that is taken, a post for one that is free, a swap for what is published."""
        cell = self._posts.cell() if self._by_post else self._grid.cell()
        if self.live is None or cell is None:
            return
        if isinstance(cell, PostCell):
            self._edit_post(cell)
        elif not cell.duties:
            self._ask_post(cell)
        elif cell.duties[0][0].published:
            self.swap_asked.emit(cell.duties[0][0])
        else:
            self._ask_person(cell.day.day, cell.duties[0][1].key, cell.duties[0][0])

    def replace(self, person: str) -> None:
        """The bubble's first way out: somebody else takes the cell."""
        cell = self._grid.cell()
        if cell is not None and cell.duties:
            stored, post = cell.duties[0]
            self._put(Cell(cell.day.day, post.key, person), stored.id)

    def why(self) -> None:
        """Space: why this person, and who else could."""
        stored = self._stored()
        if self.live is None or not stored:
            return
        one = stored[0]
        asked = WhyDialog(self._page, why(self.live, one.cell), may=not one.published and not one.locked)
        asked.accepted.connect(lambda: self._put(one.cell._replace(person=asked.chosen()), one.id))
        asked.open()

    def clear(self) -> None:
        duties = [one.id for one in self._stored()]
        if duties:
            words = tr("已清空 {n} 格").format(n=len(duties))
            self._do(lambda office: rota_edit.clear_cells(office, duties=duties), words)

    def lock(self) -> None:
        stored = self._stored()
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
        self._swap_two(cells[0], cells[1], _meets(cells[0], cells[1]))

    def drop(self, source: GridCell, target: GridCell) -> None:
        """A chip let go over another cell: the two change people, or the turn moves."""
        if not source.duties:
            return
        if target.duties:
            self._swap_two(source, target, _meets(source, target))
            return
        stored, day, person = source.duties[0][0], target.day.day, target.person.key
        self._do(lambda office: rota_edit.move_cell(office, duty=stored.id, day=day, person=person),
                 tr("已移给{name}").format(name=target.person.name))  # fmt: skip

    def judge(self, source: GridCell, target: GridCell) -> tuple[str, str]:
        """While dragging: what would happen, and which rule forbids it."""
        if self.live is None or not source.duties:
            return "", ""
        if target.past:
            return tr("过去的日子不改"), ""
        other = _meets(source, target)
        verdict = self.live.drag(source.duties[0][0].cell, target.day.day, target.person.key,
                                 other.cell if other else None)  # fmt: skip
        deeds = {"swap": tr("与{name}对调"), "move": tr("移给{name}")}
        return deeds.get(verdict.kind, "").format(name=target.person.name), verdict.why_not

    def copy(self) -> None:
        if cells := self._grid.cells():
            QGuiApplication.clipboard().setText(copied(cells))
            self._page.told.emit(tr("已复制 {n} 格").format(n=len(cells)), None)

    def paste(self) -> None:
        at = self._grid.cell()
        if at is None:
            return
        try:
            block = pasted(self._model, at, QGuiApplication.clipboard().text())
        except Refused as refused:
            self.refused.emit(refused)
            return
        if block:
            words = tr("已粘贴 {n} 格").format(n=len(block))
            self._do(lambda office: rota_edit.set_block(office, block=block), words)

    def leave(self) -> None:
        view, stored = self._model.view, self._stored()
        people = [(person.key, person.name) for person in view.problem.people] if view else []
        chosen = stored[0].cell.person if stored else ""
        asked = LeaveDialog(self._page, people, lambda: self._desk.office.today, chosen)
        told = tr("已登记请假；已排的班会标红，按“重排”改动最少")
        asked.accepted.connect(lambda: self._do(
            partial(rota_leave.add_leave, values=asked.values()), told))  # fmt: skip
        asked.open()

    def undo(self) -> None:
        self._do(undo.undo, "")

    def redo(self) -> None:
        self._do(undo.redo, "")

    def publish(self) -> None:
        view = self._model.view
        if view is None:
            return
        month, title = self.month, tr("发布 {month} 月值班").format(month=view.month.month)
        asked = ConfirmDialog(self._page, "duty.confirm", title, _publish_words(view), tr("发布"))
        told = tr("已发布 {n} 月值班").format(n=month.month)
        asked.accepted.connect(lambda: self._do(lambda office: publish_month(office, month=month), told))
        asked.open()

    def label_of(self, post: str) -> str:
        return self.live.view.problem.post[post].label if self.live else ""

    @property
    def _by_post(self) -> bool:
        return not self._posts.isHidden()

    def _stored(self) -> list[StoredCell]:
        cells: Sequence[GridCell | PostCell] = self._posts.cells() if self._by_post else self._grid.cells()
        return [stored for cell in cells for stored, _ in cell.duties]

    def _edit_post(self, cell: PostCell) -> None:
        if cell.missing or not cell.duties:
            self._ask_person(cell.day.day, cell.post.key, None)
        elif cell.duties[0][0].published:
            self.swap_asked.emit(cell.duties[0][0])
        else:
            self._ask_person(cell.day.day, cell.post.key, cell.duties[0][0])

    def _ask_post(self, cell: GridCell) -> None:
        assert self.live
        title = tr("{name} {day}日：安排岗位").format(name=cell.person.name, day=cell.day.day.day)
        choices = self.live.posts_for(cell.day.day, cell.person.key)
        asked = ChoiceDialog(self._page, title, tr("安排"), choices)
        asked.accepted.connect(lambda: self._put(Cell(cell.day.day, asked.chosen(), cell.person.key), ""))
        asked.open()

    def _ask_person(self, day: date, post: str, leaves: StoredCell | None) -> None:
        assert self.live
        label = self.live.view.problem.post[post].label
        title = (tr("{day}日 {post}：换人") if leaves else tr("{day}日 {post}：补人")).format(day=day.day, post=label)
        choices = self.live.people_for(day, post, instead_of=leaves.cell.person if leaves else "")
        asked = ChoiceDialog(self._page, title, tr("换人") if leaves else tr("安排"), choices)
        asked.accepted.connect(lambda: self._put(Cell(day, post, asked.chosen()), leaves.id if leaves else ""))
        asked.open()

    def _swap_two(self, one: GridCell, other: GridCell, meets: StoredCell | None) -> None:
        if meets is None:
            return
        first, second = one.duties[0][0].id, meets.id
        names = "、".join(cell.person.name for cell in (one, other))
        self._do(lambda office: rota_edit.swap_cells(office, first=first, second=second),
                 tr("已对调：{names}").format(names=names))  # fmt: skip

    def _put(self, cell: Cell, instead_of: str) -> None:
        if cell.post and cell.person:
            self._do(lambda office: rota_edit.set_cell(office, cell=cell, instead_of=instead_of),
                     tr("已改 {day} 日值班").format(day=cell.day.day))  # fmt: skip

    def _do(self, command: Callable[[Any], Any], words: str) -> None:
        self._desk.do(command, lambda _: self.done.emit(words) if words else None, self.refused.emit)


def _meets(source: GridCell, target: GridCell) -> StoredCell | None:
    """Which duty of the target the source's changes places with: one at the same post, else its first."""
    post = source.duties[0][1].key
    same = (stored for stored, there in target.duties if there.key == post)
    return next(same, target.duties[0][0] if target.duties else None)


def _publish_words(view: MonthView) -> str:
    holes = sum(view.unfilled.values())
    text = tr("{n} 个班次将对所有人可见，发布后不能撤销，只能调班或替班。").format(n=len(view.cells))
    return text + (tr("还有 {n} 个空缺没有人。").format(n=holes) if holes else "")
