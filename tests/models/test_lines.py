"""A short list grows at its end without losing what is chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtTest import QAbstractItemModelTester

from desktop.models.lines import LineColumn, LinesModel


def test_more_lines_come_at_the_end_and_marks_stay(qtbot: Any) -> None:
    model = LinesModel[str]((LineColumn("字", 0, str),))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(["甲", "乙"])
    from PySide6.QtCore import QPersistentModelIndex

    marked = QPersistentModelIndex(model.index(1, 0))
    model.extend(["丙"])
    model.extend([])
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["甲", "乙", "丙"]
    assert (marked.row(), marked.data()) == (1, "乙")
