"""The five steps of the first start, one after the other; nothing is made before the second is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from desktop.services import sample
from desktop.services.setup import Founded
from desktop.tasks import Lane, Progress
from desktop.views.first_run.place_step import PlaceStep
from desktop.views.first_run.steps import AdminStep, CodeStep, LookStep, SampleStep
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Button, button
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.widgets.states import ProgressStrip
from desktop.views.words import tr

STEPS = ("选择地区", "建立管理员", "恢复码", "显示大小", "样例数据")
Found = Callable[[str, str, str, str], Founded]  # division, login, name, password


class Wizard(QWidget):
    """`founded(Office)` when the centre stands; `restore_asked(file)` for a centre that comes from a backup."""

    founded = Signal(object)
    restore_asked = Signal(object)

    def __init__(self, lane: Lane, found: Found) -> None:
        super().__init__()
        self.setObjectName("first")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setWindowTitle(tr("桩钉·综治中心工作台 · 首次使用"))
        self._lane, self._found = lane, found
        self._centre: Founded | None = None
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
        self._marks = [Label(f"{n}　{tr(words)}", "", "rail_ink") for n, words in enumerate(STEPS, 1)]
        self._build()
        self.back.clicked.connect(lambda _=False: self._show(self.stack.currentIndex() - 1))
        self.next.clicked.connect(lambda _=False: self._go_on())
        self.place.chosen.connect(lambda _: self._show(0))
        self.admin.form.submitted.connect(self._go_on)
        fix(self, min_width=900, min_height=600)
        self._show(0)
        self.place.search.setFocus()

    def _build(self) -> None:
        rail = StyledFrame("rail")
        rail.setObjectName("rail")
        column = Column(Label(tr("桩钉"), "page", "rail_ink"), Label(tr("综治中心工作台"), "label", "rail_ink"),
                        margins=(20, 28, 20, 20), gap=10)  # fmt: skip
        column.addSpacing(16)
        for mark in self._marks:
            column.addWidget(mark)
        column.addStretch(1)
        column.addWidget(Label(tr("全程不联网，资料只存在本机"), "note", "rail_ink", wrap=True))
        rail.setLayout(column)
        fix(rail, width=208)
        foot = Row(self.restore, None, self.back, self.next, margins=(28, 8, 28, 16))
        right = Column(self.banner, gap=0)
        right.addWidget(self.stack, 1)
        right.addWidget(self.strip)
        right.addLayout(foot)
        whole = Row(rail, gap=0)
        whole.addLayout(right, 1)
        self.setLayout(whole)

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.banner.hide()
        for place, mark in enumerate(self._marks):
            mark.setProperty("tone", "strong" if place == step else "")
            mark.setText(f"{'✓' if place < step else place + 1}　{tr(STEPS[place])}")
            mark.set_ink("rail_ink")
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
            if step == 0:
                self.admin.form.field("name").setFocus()

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

    def _ask_backup(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("从备份恢复"), "", tr("备份 (*.zdbak)"))
        if name:
            self.restore_asked.emit(Path(name))
