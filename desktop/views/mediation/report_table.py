"""The report's lines and the types crossed with results, as columns of plain tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.forms.case_report import MEASURES
from desktop.models.lines import LineColumn
from desktop.services.case_report import Crossed, OfMediator, Told
from desktop.services.case_report_lines import Line
from desktop.services.due_cases import short_number
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


def type_columns() -> list[LineColumn[Crossed]]:
    measures = [LineColumn[Crossed](label, 26 + 14 * len(label), _measure(name), right=True)
                for name, label in MEASURES]  # fmt: skip
    return [LineColumn[Crossed](tr("纠纷类型"), 0, lambda row: row.label), *measures]


def mediator_columns() -> list[LineColumn[OfMediator]]:
    return [
        LineColumn(tr("调解员"), 84, lambda one: one.mediator),
        LineColumn(tr("案号"), 88, lambda one: short_number(one.number)),
        LineColumn(tr("事件名称"), 0, lambda one: one.title),
        LineColumn(tr("类型"), 136, lambda one: one.type),
        LineColumn(tr("登记日期"), 100, lambda one: str(one.day)),
        LineColumn(tr("结果"), 84, lambda one: one.result),
        LineColumn(tr("形式"), 56, lambda one: one.form),
        LineColumn(tr("履行"), 84, lambda one: one.performance),
        LineColumn(tr("金额（元）"), 104, lambda one: "" if one.amount is None else f"{one.amount:,}", right=True),
        LineColumn(tr("备注"), 76, lambda one: tr("{n}人承办").format(n=one.shared) if one.shared > 1 else ""),
    ]


def _measure(name: str) -> Callable[[Crossed], str]:
    return lambda row: f"{getattr(row, name):,}" if getattr(row, name) else ""


def _figure(line: Line | None) -> str:
    if line is None:
        return ""
    return line.words if line.measure in ("%", "件") else f"{line.words} {line.measure}"
