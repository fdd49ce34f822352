"""Files let go over a widget: taken when their kind is known and the person may bring some in, else told why not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.labels import IconLabel, Label, StyledFrame
from desktop.views.words import tr

DRAGGED = (QEvent.Type.DragEnter, QEvent.Type.Drop)


class DropHint(StyledFrame):
    """Over the widget while a file is held above it: what will become of the file when it is let go."""

    def __init__(self, over: QWidget) -> None:
        super().__init__("drop")
        self.setParent(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("drop.hint")
        self.icon, self.words = IconLabel("upload", "accent", 32), Label("", "panel", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(Column(None, Row(None, self.icon, None), self.words, None, margins=(24, 24, 24, 24), gap=12))
        self.hide()

    def say(self, words: str, *, taken: bool) -> None:
        self.icon.set_icon("upload" if taken else "circle-x", "accent" if taken else "red")
        self.words.setText(words)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()


class FileDrop(QObject):
    """Lives with `over`; `take(files)` gets those with one of the suffixes (".xlsx"), at least one.

    With `hint` the files held above are told what becomes of them; with `turned_down` those of no known kind are let go
    to a `Refused` instead of nothing.
    """

    def __init__(
        self,
        over: QWidget,
        suffixes: Collection[str],
        may: Callable[[], bool],
        take: Callable[[Sequence[Path]], object],
        *,
        hint: Callable[[], str] | None = None,
        turned_down: Callable[[Refused], object] | None = None,
    ) -> None:
        super().__init__(over)
        self._suffixes, self._may, self._take = suffixes, may, take
        self._words, self._turned_down = hint, turned_down
        self.hint = DropHint(over)
        over.setAcceptDrops(True)
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragLeaveEvent):
            self.hint.hide()
        if not isinstance(event, QDropEvent) or event.type() not in DRAGGED:
            return False
        dragged = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        files = [file for file in dragged if file.suffix.lower() in self._suffixes]
        if not dragged or not self._may() or not (files or self._turned_down):
            return False
        event.acceptProposedAction()
        self._dropped(files, dragged) if event.type() == QEvent.Type.Drop else self._held(files, dragged)
        return True

    def _held(self, files: Sequence[Path], dragged: Sequence[Path]) -> None:
        if self._words is not None:
            self.hint.say(self._words() if files else str(self._refusal(dragged)), taken=bool(files))

    def _dropped(self, files: Sequence[Path], dragged: Sequence[Path]) -> None:
        self.hint.hide()
        if files:
            self._take(files)
        elif self._turned_down is not None:
            self._turned_down(self._refusal(dragged))

    def _refusal(self, dragged: Sequence[Path]) -> Refused:
        cause = tr("“{name}”不是能导入的文件").format(name=dragged[0].name)
        step = tr("用表格软件打开，另存为 {kinds} 再导入").format(kinds=" ".join(sorted(self._suffixes)))
        return Refused(cause, step, code="unknown_file")
