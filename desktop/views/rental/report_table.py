"""The rental report's villages, or grids, as columns of a plain table."""

from __future__ import annotations

from collections.abc import Callable

from desktop.models.lines import LineColumn
from desktop.services.rental_areas import VILLAGE
from desktop.services.rental_report import OfVillage
from desktop.services.rental_report_out import AREAS, VILLAGE_MEASURES, figure_words
from desktop.views.words import tr


def area_columns(by: str = VILLAGE) -> list[LineColumn[OfVillage]]:
    measures = [LineColumn[OfVillage](label, 40 + 14 * len(label), _words(name), right=True)
                for name, label in VILLAGE_MEASURES]  # fmt: skip
    return [LineColumn[OfVillage](tr(AREAS[by]), 0, lambda one: one.label), *measures]


def _words(name: str) -> Callable[[OfVillage], str]:
    return lambda one: figure_words(one, name)
