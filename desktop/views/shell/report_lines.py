"""A report's lines as columns of a plain table: this span, the same days a year before, and the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.lines import LineColumn
from desktop.services.case_report import Told
from desktop.services.case_report_lines import Line
from desktop.views.words import tr


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the table; the first of its group carries the group's name."""

    told: Told
    opens: bool

    @property
    def line(self) -> Line:
        return self.told.line


def shown_lines(lines: Sequence[Told]) -> list[Shown]:
    groups = ["", *(told.line.group for told in lines)]
    return [Shown(told, told.line.group != before) for told, before in zip(lines, groups, strict=False)]


def line_columns() -> list[LineColumn[Shown]]:
    return [
        LineColumn(tr("分组"), 104, lambda one: one.line.group if one.opens else ""),
        LineColumn(tr("项目"), 0, lambda one: "　" * one.line.level + one.line.label),
        LineColumn(tr("本期"), 136, lambda one: _figure(one.line), right=True),
        LineColumn(tr("上年同期"), 136, lambda one: _figure(one.told.before), right=True),
        LineColumn(tr("增减"), 88, lambda one: change_words(one.told), right=True),
    ]


def change_words(told: Told) -> str:
    """`+12.0%` against last year; points for a rate; empty where there is nothing to compare with."""
    line, before = told
    if before is None or not before.figure:
        return ""
    if line.measure == "%":
        return f"{line.figure - before.figure:+}点"
    return f"{100 * (Decimal(line.figure) - before.figure) / before.figure:+.1f}%"


def _figure(line: Line | None) -> str:
    if line is None:
        return ""
    return line.words if line.measure in ("%", "件") else f"{line.words} {line.measure}"
