"""The paper of one record that its editor prints: 本人信息表 of a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from desktop.forms import Paper
from desktop.services import rental_papers
from desktop.views.preview.order import PaperOrder
from desktop.views.words import tr


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """`make(office, <key>=record)` shows it, with `full=True` it goes out; `area` is whose right to print counts."""

    title: str
    area: str
    make: Callable[..., Paper]
    key: str

    def order(self, record: str) -> PaperOrder:
        given = {self.key: record}
        return PaperOrder(tr(self.title), partial(self.make, **given), partial(self.make, full=True, **given),
                          file=tr(self.title), reveals=self.area)  # fmt: skip


PAPERS: Mapping[str, RecordPaper] = {
    "people": RecordPaper("本人信息表", "rental", rental_papers.person_sheet, "person"),
}
"""By ledger."""
