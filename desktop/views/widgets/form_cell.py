"""One field of a form: its label above, the words of what is wrong below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.labels import IconLabel, Label
from desktop.views.widgets.text_field import set_state


def note_cell(widget: QWidget) -> Cell:
    cell = Cell("", widget, required=False)
    cell.label.hide()
    return cell


@dataclass(frozen=True)
class Finding:
    """What is wrong with one field. `warn` lets pass; the reason is kept in the log."""

    key: str
    words: str
    warn: bool = False


class Cell(QWidget):
    """One field with its label above and the words of what is wrong below."""

    def __init__(self, label: str, field: QWidget, *, required: bool) -> None:
        super().__init__()
        self.field, self.required = field, required
        self.label = Label(label, "label")
        self.label.setBuddy(field)
        self._star = Label("*", "label", "red")
        self._icon = IconLabel("circle-alert", "red", 16)
        self.words = Label("", "note", "red", wrap=True)
        line = Row(self._icon, gap=4)
        line.addWidget(self.words, 1)
        self._under = QWidget()
        self._under.setLayout(line)
        self.setLayout(Column(Row(self.label, self._star, None, gap=2), field, self._under, None, gap=3))
        self._star.setVisible(required)
        self._under.hide()

    def set_label(self, label: str) -> None:
        self.label.setText(label)
        self.field.setAccessibleName(label)

    def set_required(self, required: bool) -> None:
        self.required = required
        self._star.setVisible(required)

    def show_finding(self, finding: Finding | None) -> None:
        tone = "" if finding is None else "warn" if finding.warn else "error"
        ink = "amber" if tone == "warn" else "red"
        set_state(self.field, tone)
        self.words.setText(finding.words if finding else "")
        self.words.set_ink(ink)
        self._icon.set_icon("triangle-alert" if tone == "warn" else "circle-alert", ink)
        self._under.setVisible(finding is not None)
        self.field.setAccessibleDescription(finding.words if finding else "")
