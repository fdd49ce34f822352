"""附件 of a case in the middle of its desk: the one that is looked at; the list stands in the left pane."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.mediation import State
from desktop.services.case_desk import CaseDesk
from desktop.views.attachments.list_part import Shown
from desktop.views.attachments.part import AttachmentPart
from desktop.views.mediation.pane import DocumentPane
from desktop.views.style.metrics import boxed
from desktop.views.words import tr

ATTACHMENTS = "attachments"
"""The key of this pane, where the others have that of a document."""


class AttachmentPane(DocumentPane):
    """No paper of its own: nothing to save, nothing to print."""

    def __init__(self, part: AttachmentPart) -> None:
        super().__init__("case.attachments", tr("附件"))
        self._part = part
        boxed(self.column)
        self.column.addWidget(part.viewer, 1)

    def show_state(self, case: CaseDesk) -> None:
        open_still = case.may_change and case.state is not State.ARCHIVED
        self._part.show(Shown(case.attachments, case.owners, self.today, open_still, case.may_export))

    def notes(self) -> str:
        return tr("也可以拖进来，或按 Ctrl+V 粘贴；照片会缩小并去掉拍摄信息。")

    def may_save(self) -> bool:
        return False

    def first_focus(self) -> QWidget | None:
        return self._part.list.front()
