"""What every document's pane in the middle of the case desk is: fields, what is typed, how it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.errors import Refused
from desktop.services.case_desk import CaseDesk
from desktop.services.office import Office
from desktop.views.style.metrics import Column
from desktop.views.widgets.buttons import Command

Save = Callable[[Office], Any]


class DocumentPane(QScrollArea):
    """One paper of a case as it is filled in.

    `edited`: something was typed by hand (the paper is drawn again, a draft is kept). `turned`: another record or
    another passage of it is in front (the paper is drawn again, nothing more). `asked(what)`: the pane wants
    something of the page (accept, decline, sign, new_version, party, new_party, save). `form` is the key of its paper,
    "" for papers that are made elsewhere.
    """

    edited = Signal()
    turned = Signal()
    asked = Signal(str, object)
    form = ""
    paper_words = ""

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.case: CaseDesk | None = None
        self.today = date.min
        self.dirty = False
        inner = QWidget()
        self.column = Column(margins=(16, 8, 16, 12), gap=8)
        inner.setLayout(self.column)
        self.setWidget(inner)

    def show_case(self, case: CaseDesk, today: date) -> None:
        """Fill in what is stored; what is typed and not saved stays when the same record is only read again."""
        fresh = self.case is None or self.case.id != case.id or not self.dirty
        self.case, self.today = case, today
        if fresh:
            self.fill(case)
            self.dirty = False
        self.show_state(case)

    def fill(self, case: CaseDesk) -> None:
        """The stored values into the fields."""

    def show_state(self, case: CaseDesk) -> None:
        """What follows from the case and is not typed: parties, what may be changed."""

    def changes(self) -> dict[str, Any]:
        """Field values as typed, for the living paper."""
        return {}

    def item(self) -> str:
        """The id of the session or agreement meant, `new` for one that is not stored."""
        return ""

    def passage(self) -> str:
        """The words being typed, to be marked on the paper."""
        return ""

    def command(self) -> Save | None:
        """The saving as a service call; None when something is to be mended first (which is then shown)."""
        return None

    def saved_words(self) -> str:
        """For the toast."""
        return ""

    def show_refused(self, refused: Refused) -> bool:
        """Point at the field; False when it is none of this pane's."""
        return False

    def draft(self) -> dict[str, Any]:
        """What stands here, as JSON."""
        return {}

    def take_draft(self, data: Mapping[str, Any]) -> None:
        """Put a kept draft back."""

    def notes(self) -> str:
        """The words at the left of the foot."""
        return ""

    def deed(self) -> Command | None:
        """The primary button of the foot."""
        return None

    def may_save(self) -> bool:
        return self.case is not None and self.case.may_change

    def first_focus(self) -> QWidget | None:
        return None

    def touch(self) -> None:
        """Something was changed by hand."""
        self.dirty = True
        self.edited.emit()
