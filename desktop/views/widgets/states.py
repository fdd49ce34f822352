"""What stands where there is nothing yet, while something is read, and how far long work has got."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.buttons import Button, button
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label
from desktop.views.words import tr

LINE_AFTER_MS, WORDS_AFTER_MS, REST_AFTER_MS = 150, 1_000, 10_000


class EmptyState(QWidget):
    """Icon, one sentence what this is for, one button: never a blank table."""

    def __init__(
        self, icon: str, words: str, name: str, deed: str = "", run: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.words = Label(words, "label", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sign = Row(None, IconLabel(icon, "ink3", 32), None)
        self.column = Column(None, margins=(24, 24, 24, 24), gap=12)
        self.column.addLayout(sign)
        self.column.addWidget(self.words)
        if deed:
            self.deed = button(deed, f"{name}.do", run, kind="primary")
            self.column.addLayout(Row(None, self.deed, None))
        self.column.addStretch(1)
        self.setLayout(self.column)


class ProgressStrip(QWidget):
    """A 2 u line after 150 ms, words with count and 取消 after a second, the time left after ten.

    `start()`, `report(done, total, words)` (fits `Progress.reported`), `stop()`; `cancelled` when 取消 is
    pressed.
    """

    cancelled = Signal()

    def __init__(self, name: str, *, cancel: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.bar = QProgressBar()
        self.bar.setObjectName(f"{name}.bar")
        self.bar.setAccessibleName(tr("进度"))
        self.bar.setTextVisible(False)
        self.bar.setProperty("strip", True)
        fix(self.bar, height=2)
        self.words = ElideLabel("", "note")
        self.cancel = Button(cancel or tr("取消"), f"{name}.cancel", small=True)
        self.cancel.clicked.connect(lambda _=False: self.cancelled.emit())
        row = Row(margins=(12, 4, 12, 4))
        row.addWidget(self.words, 1)
        row.addWidget(self.cancel)
        self._talk = QWidget()
        self._talk.setLayout(row)
        self.setLayout(Column(self.bar, self._talk, gap=0))
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=LINE_AFTER_MS)
        self._timer.timeout.connect(self._tick)
        self._done, self._total, self._said = 0, 0, ""
        self.hide()

    def start(self, words: str = "") -> None:
        self._done, self._total, self._said = 0, 0, words
        self.bar.setRange(0, 0)
        self._talk.hide()
        self._clock.start()
        self._timer.start()

    def report(self, done: int, total: int, words: str) -> None:
        self._done, self._total, self._said = done, total, words or self._said
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._say()

    def stop(self) -> None:
        self._timer.stop()
        self.hide()

    def _tick(self) -> None:
        self.show()
        if self._clock.elapsed() >= WORDS_AFTER_MS:
            self._talk.show()
            self._say()

    def _say(self) -> None:
        count = tr("{done} / {total}").format(done=self._done, total=self._total) if self._total else ""
        self.words.setText("　".join(part for part in (self._said, count, self._rest()) if part))

    def _rest(self) -> str:
        spent = self._clock.elapsed()
        if spent < REST_AFTER_MS or not self._done or not self._total:
            return ""
        seconds = round(spent / self._done * (self._total - self._done) / 1000)
        return tr("约剩 {n} 秒").format(n=seconds)
