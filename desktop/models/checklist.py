"""The check-list of one round as a table: every item with its answer and what was seen, both written in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.domain import codes
from desktop.domain.inspections import NOT_HERE, PASS

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
KIND, TEXT, STANDARD, ANSWER, WORDS = range(5)
LABELS = ("类别", "检查项目", "依据", "结果", "情况")


class CheckModel(QAbstractTableModel):
    """`edited` at each change by hand; `changed` until shown anew. `fixed` takes no answer."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[dict[str, str]] = []
        self._given: dict[str, dict[str, str]] = {}  # by item, of lists shown before this one
        self.changed = self.fixed = False

    def show(self, lines: Sequence[Mapping[str, str]], *, fixed: bool = False) -> None:
        self.beginResetModel()
        self._lines, self.changed, self.fixed = [dict(line) for line in lines], False, fixed
        self._given = {}
        self.endResetModel()

    def relist(self, lines: Sequence[Mapping[str, str]]) -> bool:
        """Other items in the same round: what was answered so far stays with its item. Whether anything changed."""
        self._given |= self.answers()
        items = [{**line, **self._given.get(line["key"], {})} for line in lines]
        if items == self._lines:
            return False
        self.beginResetModel()
        self._lines = items
        self.endResetModel()
        return True

    def answers(self) -> dict[str, dict[str, str]]:
        """By item, as the service takes them."""
        return {line["key"]: {"answer": line["answer"], "words": line["words"]} for line in self._lines}

    def take(self, answers: Mapping[str, Mapping[str, str]]) -> None:
        """Put back what was answered; an item that is not among these keeps what it has."""
        self._given |= {key: dict(given) for key, given in answers.items()}  # for the items of another day
        self.beginResetModel()
        self._lines = [{**line, **answers.get(line["key"], {})} for line in self._lines]
        self.changed = True
        self.endResetModel()

    def place_of(self, key: str) -> int:
        return next((row for row, line in enumerate(self._lines) if line["key"] == key), -1)

    def next_open(self, row: int) -> int:
        """The next item without an answer, from the top again after the last; -1 when all have one."""
        order = [*range(row + 1, len(self._lines)), *range(row + 1)]
        return next((at for at in order if at < len(self._lines) and not self._lines[at]["answer"]), -1)

    def answer_at(self, row: int) -> str:
        return self._lines[row]["answer"]

    def answer(self, row: int, code: str) -> None:
        self._put(row, "answer", code)

    def turn(self, row: int) -> None:
        """The next answer: 合格, 不合格, 不适用, 合格 …"""
        now = self._lines[row]["answer"]
        self.answer(row, PASS if now in ("", NOT_HERE) else str(int(now) + 1))

    def pass_the_rest(self) -> None:
        for row, line in enumerate(self._lines):
            if not line["answer"]:
                self.answer(row, PASS)

    def counts(self) -> tuple[int, int, int]:
        """Items, answered, failed."""
        answers = [line["answer"] for line in self._lines]
        return len(answers), sum(map(bool, answers)), answers.count("2")

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(LABELS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return LABELS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        editable = index.column() == WORDS and not self.fixed
        return usual | Qt.ItemFlag.ItemIsEditable if editable else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return line["words"] if index.column() == WORDS else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _cells(line)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(words for words in _cells(line) if words)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != WORDS or self.fixed:
            return False
        self._put(index.row(), "words", str(value).strip())
        return True

    def _put(self, row: int, name: str, value: str) -> None:
        if self.fixed or self._lines[row][name] == value:
            return
        self._lines[row][name] = value
        self.changed = True
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(LABELS) - 1))
        self.edited.emit()


def _cells(line: Mapping[str, str]) -> tuple[str, ...]:
    answer = codes.label("inspection_answer", line["answer"]) if line["answer"] else "未答"
    return codes.label("inspection_kind", line["kind"]), line["text"], line["standard"], answer, line["words"]
