"""Which ledger: the first few side by side, the rest under 更多; a new ledger appears by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.ledgers.record import Ledger
from desktop.views.style.metrics import LayoutClass, Row
from desktop.views.widgets.buttons import IconButton
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.words import tr

SIDE_BY_SIDE, CRAMPED = 5, 2
FIRST = ("people", "houses", "disputes", "staff", "stays")
OTHER = "other"


def ordered(ledgers: Sequence[Ledger]) -> list[Ledger]:
    """Those used every day first, then the rest in their own order."""
    rank = {name: place for place, name in enumerate(FIRST)}
    return sorted(ledgers, key=lambda ledger: rank.get(ledger.name, len(FIRST)))


class LedgerChoice(QWidget):
    """`chosen(name)` of the ledger to show."""

    chosen = Signal(str)

    def __init__(self, ledgers: Sequence[Ledger]) -> None:
        super().__init__()
        self.setObjectName("ledger.choice")
        self.setAccessibleName(tr("台账"))
        self._ledgers = ordered(ledgers)
        front = [(ledger.name, ledger.label) for ledger in self._ledgers[:SIDE_BY_SIDE]]
        rest = self._ledgers[SIDE_BY_SIDE:]
        self.segments = SegmentedControl(tr("台账"), "ledger.kind", [*front, *([(OTHER, tr("其他"))] if rest else [])])
        self.segments.chosen.connect(self._on_segment)
        self.more = IconButton("ellipsis", tr("更多台账"), "ledger.more")
        menu = QMenu(self.more)
        self._actions = {ledger.name: menu.addAction(ledger.label) for ledger in self._ledgers}
        for name, action in self._actions.items():
            action.triggered.connect(lambda _=False, name=name: self.choose(name))
        self.more.setMenu(menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setLayout(Row(self.segments, self.more, gap=4))
        self.more.setVisible(bool(rest))
        self._rest = {ledger.name: ledger.label for ledger in rest}
        self._last = ""
        self._side_by_side(SIDE_BY_SIDE)

    def set_layout_class(self, kind: LayoutClass) -> None:
        self._side_by_side(CRAMPED if kind.cramped else SIDE_BY_SIDE)

    def _side_by_side(self, most: int) -> None:
        """What does not stand side by side is in the menu."""
        for place, ledger in enumerate(self._ledgers[:SIDE_BY_SIDE]):
            button = self.segments.button(ledger.name)
            button.setVisible(place < most or button.isChecked())
            self._actions[ledger.name].setVisible(place >= most)
        self._most = most

    def choose(self, name: str) -> None:
        """Show this ledger, and mark where it stands."""
        if name in self._rest:
            self._last = name
            self.segments.button(OTHER).set_text(self._rest[name])
            self.segments.choose(OTHER)
        else:
            self.segments.choose(name)
        self._side_by_side(self._most)
        self.chosen.emit(name)

    def _on_segment(self, key: str) -> None:
        if key != OTHER:
            self.chosen.emit(key)
        elif self._last or self._rest:
            self.choose(self._last or next(iter(self._rest)))
