"""Attachments as a list of lines with small pictures, and the pages of the one that is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage

from desktop.domain import dates
from desktop.models import pictures
from desktop.models.paper_pages import A4_RATIO, PaperPages, blank
from desktop.services.attachment_lines import AttachmentLine
from desktop.services.attachments import Kept

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, int]
ROOT = QModelIndex()
LINE, FACTS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
MOST = 300  # small pictures kept


class AttachmentModel(QAbstractListModel):
    """`thumb_wanted(line)`, once each: somebody is to draw the small picture and give it to `take_thumb`."""

    thumb_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[AttachmentLine, ...] = ()
        self._today = date.min
        self._thumbs: dict[Key, QImage] = {}
        self._asked: set[Key] = set()

    def show(self, lines: Sequence[AttachmentLine], today: date) -> None:
        """Lines changed in place keep the choice; another number of lines is a new list."""
        same = [line.id for line in lines] == [line.id for line in self._lines]
        if same and lines:
            self._lines, self._today = tuple(lines), today
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines, self._today = tuple(lines), today
        self.endResetModel()

    def line(self, row: int) -> AttachmentLine | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, attachment: str) -> int:
        return next((row for row, line in enumerate(self._lines) if line.id == attachment), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row())
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.name
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(words for words in (line.name, line.owner.words, line.note) if words)
            case Qt.ItemDataRole.AccessibleTextRole:
                return "，".join(words for words in (line.name, *facts_of(line, self._today), line.note) if words)
            case Qt.ItemDataRole.DecorationRole:
                return self.thumb(line)
        return {LINE: line, FACTS: " · ".join(facts_of(line, self._today)[:-1])}.get(Qt.ItemDataRole(role))

    def thumb(self, line: AttachmentLine) -> QImage | None:
        """The small picture, or None until it is drawn."""
        key = line.sha256, line.turn
        if key not in self._thumbs and key not in self._asked:
            self._asked.add(key)
            self.thumb_wanted.emit(line)
        return self._thumbs.get(key)

    def take_thumb(self, line: AttachmentLine, picture: QImage) -> None:
        while len(self._thumbs) >= MOST:
            oldest = next(iter(self._thumbs))
            self._thumbs.pop(oldest)
            self._asked.discard(oldest)
        self._thumbs[line.sha256, line.turn] = picture
        for row, one in enumerate(self._lines):
            if (one.sha256, one.turn) == (line.sha256, line.turn):
                self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])

    def forget_thumbs(self) -> None:
        """They were drawn for another display size."""
        self._thumbs.clear()
        self._asked.clear()
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))


def facts_of(line: AttachmentLine, today: date) -> tuple[str, ...]:
    """`照片`, `3.2 MB`, `9-23`, `证据材料：门诊病历`."""
    day = dates.short(line.received_on, today) if line.received_on else ""
    return tuple(words for words in (line.kind_words, line.size_words, day, line.owner.words) if words)


class AttachmentPages(PaperPages):
    """The pages of an attachment as it is turned; a white sheet of its shape until they are drawn."""

    _ratio = A4_RATIO

    def show_kept(self, kept: Kept, ratio: float) -> None:
        self._ratio, self._draw = ratio, partial(_page_of, kept)
        self.show(kept.data)
        self._former = {}

    def _blank(self, width: int) -> QImage:
        return blank(width, self._ratio)


def _page_of(kept: Kept, data: bytes, page: int, width: int) -> QImage:
    return pictures.drawn(data, kept.mime, kept.turn, page, width)
