"""The four figures of an import: 新增, 更新, 未变, 不收."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.services.importing import Imported
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.labels import IconLabel, Label, StyledFrame
from desktop.views.words import tr

COUNTS = (
    ("added", "新增", "green", "plus"),
    ("updated", "更新", "blue", "refresh-cw"),
    ("unchanged", "未变", "ink2", "equal"),
    ("rejected", "不收", "red", "circle-x"),
)


class ImportCounts(StyledFrame):
    """Side by side; what is refused stands on red."""

    def __init__(self) -> None:
        super().__init__("bar")
        self.figures = {key: Label("0", "case", ink) for key, _, ink, _ in COUNTS}
        self._boxes = {key: StyledFrame("count") for key, *_ in COUNTS}
        row = Row(gap=0)
        for key, words, ink, icon in COUNTS:
            self.figures[key].setAlignment(Qt.AlignmentFlag.AlignCenter)
            column = Column(self.figures[key], margins=(8, 8, 8, 8), gap=2)
            column.addLayout(Row(None, IconLabel(icon, ink, 14), Label(tr(words), "label"), None, gap=4))
            self._boxes[key].setLayout(column)
            row.addWidget(self._boxes[key], 1)
        self.setLayout(row)

    def clear(self) -> None:
        for label in self.figures.values():
            label.setText("0")
        self._boxes["rejected"].set_tone("")

    def tell(self, told: Imported) -> None:
        for key, label in self.figures.items():
            figure = getattr(told, key)
            label.setText(f"{figure if isinstance(figure, int) else len(figure):,}")
        self._boxes["rejected"].set_tone("red" if told.rejected else "")
