"""The five steps of the first start, one after the other; nothing is made before the second is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from desktop import forms
from desktop.services import papers, sample
from desktop.services.setup import Founded
from desktop.tasks import Lane, Progress
from desktop.views.desk import Desk
from desktop.views.first_run.place_step import PlaceStep
from desktop.views.first_run.rail import StepRail
from desktop.views.first_run.steps import AdminStep, CodeStep, LookStep, SampleStep
from desktop.views.preview.order import PaperOrder
from desktop.views.preview.pane import PreviewPane
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Button, button
from desktop.views.widgets.states import ProgressStrip
from desktop.views.words import tr

STEPS = ("选择地区", "建立管理员", "恢复码", "显示大小", "样例数据")
Found = Callable[[str, str, str, str], Founded]  # division, login, name, password


class Wizard(QWidget):
    """`founded(Office)` when the centre stands; `restore_asked(file)` for a centre that comes from a backup.

    `look_chosen(theme, percent)` before `founded`.
    """

    founded = Signal(object)
    restore_asked = Signal(object)
    look_chosen = Signal(str, int)

    def __init__(self, lane: Lane, found: Found) -> None:
        super().__init__()
        self.setObjectName("first")
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setWindowTitle(tr("桩钉·综治中心工作台 · 首次使用"))
        self._lane, self._found = lane, found
        self._centre: Founded | None = None
        self._paper: PreviewPane | None = None
        self.place, self.admin, self.code = PlaceStep(), AdminStep(), CodeStep()
        self.look, self.sample = LookStep(), SampleStep()
        self.stack, self.banner = QStackedWidget(), Banner("first.banner")
        self.strip = ProgressStrip("first.progress")
        for step in (self.place, self.admin, self.code, self.look, self.sample):
            self.stack.addWidget(step)
        self.back = Button(tr("上一步"), "first.back")
        self.next = Button(tr("下一步"), "first.next", kind="primary")
        self.restore = button(tr("从备份恢复…"), "first.restore", self._ask_backup, icon="hard-drive-upload",
                              kind="flat")  # fmt: skip
        self.rail = StepRail([tr(words) for words in STEPS])
        self._build()
        self.back.clicked.connect(lambda _=False: self._show(self.stack.currentIndex() - 1))
        self.next.clicked.connect(lambda _=False: self._go_on())
        self.place.chosen.connect(lambda _: self._show(0))
        self.place.confirmed.connect(self._go_on)
        self.admin.form.submitted.connect(self._go_on)
        self.code.form.submitted.connect(self._go_on)
        self.code.print_asked.connect(self._print_code)
        fix(self, min_width=900, min_height=600)
        self._show(0)
        self.place.search.setFocus()

    def _build(self) -> None:
        self._foot = QWidget()
        self._foot.setLayout(Row(self.restore, None, self.back, self.next, margins=(28, 8, 28, 16)))
        right = Column(self.banner, gap=0)
        right.addWidget(self.stack, 1)
        right.addWidget(self.strip)
        right.addWidget(self._foot)
        whole = Row(self.rail, gap=0)
        whole.addLayout(right, 1)
        self.setLayout(whole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from whatever does nothing with it (a tick, a choice)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.next.isEnabled():
            self.next.click()
        else:
            super().keyPressEvent(event)

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.banner.hide()
        self.rail.marks.set_now(step)
        self.back.allow(step == 1 or step > 3, tr("已经建好，不能回到这一步"))
        self.restore.setVisible(step == 0)
        self.next.set_text({1: tr("建立中心"), 4: tr("开始使用")}.get(step, tr("下一步")))
        self.next.allow(step != 0 or bool(self.place.code), tr("先选好地区"))

    def _go_on(self) -> None:
        step = self.stack.currentIndex()
        if step == 1:
            self._make()
        elif step == 4:
            self._finish()
        elif step != 2 or self.code.check():
            self._show(step + 1)
            first = (None, self.admin.form.field("name"), None, self.next, self.sample.wanted)[step + 1]
            if first is not None:
                first.setFocus()

    def _make(self) -> None:
        if self.admin.form.check():
            return
        values, code = self.admin.form.values(), self.place.code
        self.next.allow(False, tr("正在建立"))
        self.strip.start(tr("正在建立中心"))
        self._lane.run(lambda: self._found(code, values["login"], values["name"], values["password"]),
                       self._made, self._refused)  # fmt: skip

    def _made(self, founded: Founded) -> None:
        self.strip.stop()
        self._centre = founded
        self.code.code.setText(founded.recovery_code)
        self._show(2)
        self.code.back.setFocus()

    def _refused(self, refused: Any) -> None:
        self.strip.stop()
        self.next.allow(True)
        if not self.admin.form.show_refused(refused):
            self.banner.show_words("red", refused.cause, refused.step)

    def _finish(self) -> None:
        assert self._centre is not None
        office = self._centre.office
        self.look_chosen.emit(look().tokens.key, round(look().scale * 100))
        if not self.sample.wanted.isChecked():
            self.founded.emit(office)
            return
        progress = Progress(self)
        progress.reported.connect(self.strip.report)
        self.strip.cancelled.connect(progress.cancel)
        self.strip.start(tr("正在加入样例"))
        self.next.allow(False, tr("正在加入样例"))
        self._lane.run(lambda: sample.fill(office, report=progress.report), lambda _: self.founded.emit(office),
                       self._refused, stopped=lambda: self.founded.emit(office))  # fmt: skip

    def _print_code(self) -> None:
        """The sheet with the code, over the steps until it is closed; a second look at the paper is no second log."""
        assert self._centre is not None
        office, code = self._centre.office, self._centre.recovery_code
        data = {"centre": office.centre, "date": office.today, "code": code}
        if self._paper is None:
            self._paper = PreviewPane(Desk(office, self._lane, self), "first.preview")
            self._paper.closed.connect(lambda: self._show_paper(shown=False))
            self._paper.told.connect(lambda words: self.banner.show_words("green", words))
            self.stack.addWidget(self._paper)
        self._show_paper(shown=True)
        self._paper.open(PaperOrder(
            tr("恢复码"), lambda _: forms.render("recovery", data),
            lambda office: papers.paper(office, form="recovery", data=data), file=tr("恢复码"), masked=False,
        ))  # fmt: skip

    def _show_paper(self, *, shown: bool) -> None:
        self._foot.setVisible(not shown)
        if shown and self._paper is not None:
            self.stack.setCurrentWidget(self._paper)
        else:
            self._show(2)
            self.code.back.setFocus()

    def _ask_backup(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("从备份恢复"), "", tr("备份 (*.zdbak)"))
        if name:
            self.restore_asked.emit(Path(name))
