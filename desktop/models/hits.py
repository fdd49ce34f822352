"""Hits of the look-up as a list: a head for each ledger, then its hits; all kinds or one. Before anything is typed
what is pinned and what was opened last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.ledgers import catalogue
from desktop.services.look_up import Found, Hit
from desktop.services.looked_up import Kept
from desktop.services.standing import Standing, Standings

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
KINDS = {
    "people": "人员",
    "staff": "人员",
    "parties": "人员",
    "houses": "出租房",
    "rooms": "出租房",
    "disputes": "案件",
}
ORDER = tuple(KINDS)
OTHER = "其他"
LIVING = "在住优先"
MORE = "只列出前 {n} 条：多打几个字，或换一类"


class Head(NamedTuple):
    """Over hits of one ledger; `first`: there may be more than this number. Without a number it stands below them all
    and says how to see the rest.
    """

    label: str
    number: int = 0
    note: str = ""
    first: bool = False

    @property
    def figure(self) -> str:
        return f"前 {self.number}" if self.first else str(self.number or "")


def kind_of(ledger: str) -> str:
    return KINDS.get(ledger, OTHER)


def of_kind(kind: str, ledgers: Sequence[str]) -> list[str]:
    """Those of the ledgers that make up a kind."""
    return [ledger for ledger in ledgers if kind_of(ledger) == kind]


def every_kind(ledgers: Sequence[str]) -> list[str]:
    """The kinds that these ledgers make up, in the order in which they stand."""
    there = {kind_of(ledger) for ledger in ledgers}
    return [kind for kind in dict.fromkeys((*KINDS.values(), OTHER)) if kind in there]


class HitsModel(QAbstractListModel):
    """Rows are a `Head` or a `Hit`."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: Sequence[Hit] = ()
        self._standings: Standings = {}
        self._rows: list[Head | Hit] = []
        self._part = False  # whether these are the first of many

    def show(self, found: Found, standings: Standings | None = None) -> None:
        """Ledgers in which a title was hit come first, people before houses; within one the best first, and of those
        found equally well who lives here now.
        """
        place = {ledger: ORDER.index(ledger) if ledger in ORDER else len(ORDER) for ledger in catalogue()}
        by_title = {hit.ledger for hit in found.hits if hit.title_runs or hit.reading_runs}
        self._standings, self._part = standings or {}, not found.exact
        self._hits = sorted(found.hits, key=lambda hit: (
            hit.ledger not in by_title, place[hit.ledger], hit.ledger, not (hit.title_runs or hit.reading_runs),
            hit.grade, not self._living(hit),
        ))  # fmt: skip
        self.choose("")

    def show_kept(self, kept: Kept, standings: Standings) -> None:
        self.beginResetModel()
        self._hits, self._standings, self._rows = (), standings, []
        for label, hits in (("钉住", kept.pinned), ("最近打开", kept.recent)):
            if hits:
                self._rows += [Head(label, len(hits)), *hits]
        self.endResetModel()

    def kinds(self) -> Mapping[str, int]:
        """How many hits of each kind, in the order in which they stand."""
        return Counter(kind_of(hit.ledger) for hit in self._hits)

    def choose(self, kind: str) -> None:
        """Show the hits of one kind, "" for all."""
        self.beginResetModel()
        self._rows = []
        chosen = [hit for hit in self._hits if kind in ("", kind_of(hit.ledger))]
        for name, group in groupby(chosen, key=lambda hit: hit.ledger):
            of_one = list(group)
            note = LIVING if len(of_one) > 1 and any(map(self._living, of_one)) else ""
            self._rows += [Head(catalogue()[name].ledger.label, len(of_one), note, self._part), *of_one]
        if self._part:
            self._rows.append(Head(MORE.format(n=len(chosen))))
        self.endResetModel()

    def row_at(self, index: Index) -> Head | Hit:
        return self._rows[index.row()]

    def standing(self, hit: Hit) -> Standing | None:
        return self._standings.get(hit.record)

    def first(self) -> QModelIndex:
        """The first hit, heads passed over."""
        return next((self.index(n) for n, row in enumerate(self._rows) if isinstance(row, Hit)), QModelIndex())

    def line_of(self, hit: Hit) -> QModelIndex:
        """Where this record stands now, or nowhere."""
        same = (n for n, row in enumerate(self._rows) if isinstance(row, Hit) and row.record == hit.record)
        return self.index(next(same, -1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(row) if isinstance(row, Hit) else f"{row.label} {row.figure}".strip()
        return None

    def _living(self, hit: Hit) -> bool:
        standing = self._standings.get(hit.record)
        return standing is not None and standing.kind == "living"

    def _spoken(self, hit: Hit) -> str:
        standing = self.standing(hit)
        return "，".join(
            part
            for part in (hit.title, standing.place if standing else "", hit.subtitle, standing.word if standing else "")
            if part
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        hit = index.isValid() and isinstance(self._rows[index.row()], Hit)
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if hit else Qt.ItemFlag.NoItemFlags
