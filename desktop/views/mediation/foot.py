"""The foot of the case desk: the rule of copies, 保存, 打印, and the one deed of the paper in front."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.views.mediation.pane import DocumentPane
from desktop.views.style.metrics import Row, fix
from desktop.views.widgets.buttons import Button, button
from desktop.views.widgets.labels import ElideLabel, StyledFrame
from desktop.views.words import tr


class CaseFoot(StyledFrame):
    save_asked = Signal()
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__("foot")
        self.setObjectName("case.foot")
        self.notes = ElideLabel("", "label", "ink2")
        self.save = button(tr("保存"), "case.save", self.save_asked.emit, icon="save")
        self.send = button(tr("打印"), "case.print", self.print_asked.emit, icon="printer")
        self._row = Row(margins=(16, 0, 16, 0), gap=8)
        self._row.addWidget(self.notes, 1)
        self._row.addWidget(self.save)
        self._row.addWidget(self.send)
        self.setLayout(self._row)
        fix(self, height=48)
        self._deed: Button | None = None

    def show_pane(self, pane: DocumentPane, *, may_print: bool) -> None:
        self.notes.setText(pane.notes())
        self.save.setVisible(bool(pane.form))
        self.save.allow(pane.may_save(), tr("只能查看"))
        self.send.setVisible(bool(pane.form))
        self.send.allow(may_print, tr("您的账号没有打印权限"))
        if self._deed is not None:
            self._deed.hide()
            self._deed.deleteLater()
            self._deed = None
        command = pane.deed()
        if command is not None:
            self._deed = button(command.label, f"case.{command.key}", command.run, icon=command.icon, kind="primary")
            self._row.addWidget(self._deed)

    def deed(self) -> Button | None:
        return self._deed
