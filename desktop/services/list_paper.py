"""What is seen of a ledger, on paper: columns, order and filter of the list; numbers stay covered."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from desktop import forms
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.forms import Paper
from desktop.ledgers import Kind, find
from desktop.ledgers.values import shown
from desktop.services import listing
from desktop.services.listing import View
from desktop.services.office import Office
from desktop.services.sign_in import note

FORM = "ledger_list"
MOST = 2_000  # rows; more is a file, no paper
WIDEST = 22  # characters; longer words are wrapped
FIGURES = frozenset({Kind.MONEY, Kind.AREA, Kind.NUMBER})


def list_paper(
    office: Office, *, ledger: str, view: View, columns: Sequence[str], words: str = "", final: bool = False
) -> Paper:  # fmt: skip
    """The list with these columns; `words` say the filter. `final` is the one that goes out, and is noted.

    Refused codes: not_allowed, nothing, too_many.
    """
    model = find(ledger)
    office.require(model.ledger.area, Action.PRINT)
    order = listing.order(office, model, view)
    if not order:
        raise Refused("没有可打印的行", "去掉一些条件", code="nothing")
    if len(order) > MOST:
        raise Refused(f"这个列表有{len(order):,}行，一次最多打印{MOST:,}行", "先筛选，或用“导出”", code="too_many")
    known = listing.visible(model)
    rows = [[shown(known[name], value) for name, value in zip(columns, row, strict=True)]
            for row in listing.page(office, model, order, columns)]  # fmt: skip
    data: dict[str, Any] = {
        "ledger": model.ledger.label, "centre": office.centre, "filter": words, "day": office.today,
        "counts": f"{len(rows):,}{model.ledger.measure}", "maker": office.actor.name,
        "columns": [{"label": known[name].label, "right": known[name].kind in FIGURES,
                     "width": _width([f"{known[name].label}　", *(row[place] for row in rows)])}
                    for place, name in enumerate(columns)],
        "rows": [{"cells": {str(place): words for place, words in enumerate(row)}} for row in rows],
    }  # fmt: skip
    paper = forms.render(FORM, data)
    if final:
        note(office, "print", f"打印{model.ledger.label}台账清单", ledger=ledger, form=FORM, rows=len(rows), full=False)
    return paper


def _width(words: Sequence[str]) -> int:
    """In Han characters, as wide as the widest words; figures and letters take about half of one."""
    return min(max(ceil(sum(1 if ord(one) > 0xFF else 0.55 for one in each)) for each in words), WIDEST)
