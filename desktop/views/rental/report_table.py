"""The rental report's lines and its villages as columns of plain tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.models.lines import LineColumn
from desktop.services.case_report_lines import Line
from desktop.services.rental_report import OfVillage
from desktop.services.rental_report_out import VILLAGE_MEASURES, figure_words
from desktop.views.words import tr


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the table; the first of its group carries the group's name."""

    line: Line
    opens: bool


def shown_lines(lines: Sequence[Line]) -> list[Shown]:
    groups = ["", *(line.group for line in lines)]
    return [Shown(line, line.group != before) for line, before in zip(lines, groups, strict=False)]


def line_columns() -> list[LineColumn[Shown]]:
    return [
        LineColumn(tr("分组"), 104, lambda one: one.line.group if one.opens else ""),
        LineColumn(tr("项目"), 0, lambda one: "　" * one.line.level + one.line.label),
        LineColumn(tr("数量"), 136, lambda one: one.line.words, right=True),
        LineColumn(tr("单位"), 64, lambda one: one.line.measure.replace("%", "")),
    ]


def village_columns() -> list[LineColumn[OfVillage]]:
    measures = [LineColumn[OfVillage](label, 40 + 14 * len(label), _words(name), right=True)
                for name, label in VILLAGE_MEASURES]  # fmt: skip
    return [LineColumn[OfVillage](tr("村（社区）"), 0, lambda one: one.label), *measures]


def _words(name: str) -> Callable[[OfVillage], str]:
    return lambda one: figure_words(one, name)
