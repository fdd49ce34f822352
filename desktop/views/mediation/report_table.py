"""Types crossed with results and the mediators' cases, as columns of plain tables."""

from __future__ import annotations

from collections.abc import Callable

from desktop.forms.case_report import MEASURES
from desktop.models.lines import LineColumn
from desktop.services.case_report import Crossed, OfMediator
from desktop.services.due_cases import short_number
from desktop.views.words import tr


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
