"""到期事项: the list by days left, its filter pills, and where each thing is cured."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QStackedWidget, QStyleOptionViewItem

from desktop.domain import dates, deadlines
from desktop.domain.deadlines import Urgency
from desktop.models.due import DAY, LABELS, LEFT, URGENCY, WHO, WORDS, DueModel
from desktop.services.due import Due
from desktop.views.style.metrics import fix, px
from desktop.views.widgets.buttons import button
from desktop.views.widgets.card import Card
from desktop.views.widgets.delegates import PAD, CellDelegate, DueDelegate, PillDelegate, paint_words
from desktop.views.widgets.pills import GRADE_PILLS, Pill, PillButton, paint_pill, pill_size
from desktop.views.widgets.states import EmptyState
from desktop.views.widgets.table import LedgerTable
from desktop.views.words import tr

Index = QModelIndex | QPersistentModelIndex
LOOKS = {
    Urgency.OVERDUE: ("red", "circle-alert"),
    Urgency.TODAY: ("amber", "hourglass"),
    Urgency.SOON: ("amber", "hourglass"),
    Urgency.WEEK: ("blue", "clock"),
    Urgency.LATER: ("grey", "clock"),
}
FILTERS = {
    "overdue": (frozenset({Urgency.OVERDUE}), "逾期 {n}", "red", "circle-alert"),
    "soon": (frozenset({Urgency.TODAY, Urgency.SOON}), "3天内 {n}", "amber", "hourglass"),
    "week": (frozenset({Urgency.WEEK}), "7天内 {n}", "blue", "clock"),
}


def urgency_pill(due: Due) -> Pill:
    tone, icon = LOOKS[due.urgency]
    return Pill(LABELS[due.urgency], tone, icon)


class DueCard(Card):
    """`opened(area, target)` asks to go where the thing is cured."""

    opened = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(tr("到期事项"), margins=(0, 0, 0, 0))
        self.setObjectName("home.due")
        self._all: Sequence[Due] = ()
        self._today, self._filter = date.min, ""
        self.model = DueModel()
        self.pills = {key: self._pill(key) for key in FILTERS}
        self.every = button(tr("全部"), "home.due.all", lambda: self._choose(""), icon="chevron-right", kind="head",
                            trailing=True)  # fmt: skip
        self.add_right(self.every)
        self.table = self._table()
        self.none = EmptyState("circle-check", tr("今天没有到期事项"), "home.due.none")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.none)
        self.add(self.stack, 1)

    def show_due(self, found: Sequence[Due], today: date) -> None:
        self._all, self._today = found, today
        for key, (kinds, words, tone, icon) in FILTERS.items():
            number = sum(one.urgency in kinds for one in found)
            self.pills[key].set_pill(Pill(tr(words).format(n=number), tone, icon))
            self.pills[key].setVisible(number > 0)
        self.every.set_text(tr("全部 {n}").format(n=len(found)))
        self.every.setVisible(bool(found))
        self._show()

    def _choose(self, key: str) -> None:
        self._filter = "" if key == self._filter else key
        self._show()

    def _show(self) -> None:
        kinds = FILTERS[self._filter][0] if self._filter else frozenset(Urgency)
        shown = [one for one in self._all if one.urgency in kinds]
        for key, pill in self.pills.items():
            pill.setChecked(key == self._filter)
        self.model.show(shown, self._today)
        pressing = [one for one in shown if one.urgency is not Urgency.LATER]
        self.stack.setCurrentWidget(self.table if shown else self.none)
        self.none.words.setText(tr("没有到期事项"))
        self.table.setAccessibleDescription("" if pressing else self._next_words(shown))
        if shown:
            self.table.setCurrentIndex(self.model.index(0, WORDS))
            self.table.clearSelection()

    def _next_words(self, shown: Sequence[Due]) -> str:
        if not shown:
            return tr("今天没有到期事项")
        first = shown[0]
        return tr("今天没有到期事项，下一件 {day} {left}").format(
            day=dates.short(first.due, self._today), left=deadlines.words(first.due, self._today)
        )

    def _pill(self, key: str) -> PillButton:
        made = PillButton(Pill("", FILTERS[key][2], FILTERS[key][3]), f"home.due.{key}", height=24)
        made.clicked.connect(lambda _=False: self._choose(key))
        self.add_left(made)
        return made

    def _table(self) -> LedgerTable:
        table = LedgerTable(tr("到期事项"), "home.due.list", unit=tr("件"), rows=True)
        table.setProperty("bare", True)
        table.setModel(self.model)
        table.setAlternatingRowColors(False)
        table.horizontalHeader().hide()
        pills = PillDelegate(lambda index: urgency_pill(self.model.due_at(index)), table)
        table.setItemDelegateForColumn(URGENCY, pills)
        table.setItemDelegateForColumn(WORDS, WordsDelegate(self.model, table))
        table.setItemDelegateForColumn(WHO, CellDelegate(table, ink=lambda _: "ink2"))
        table.setItemDelegateForColumn(LEFT, DueDelegate(lambda index: self.model.due_at(index).urgency, table))
        table.set_widths({URGENCY: 86, WHO: 64, DAY: 66, LEFT: 84})
        head = table.horizontalHeader()
        head.setMinimumSectionSize(1)
        head.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        fix(table, min_height=32 * 4)
        table.opened.connect(self._open)
        return table

    def _open(self, index: QModelIndex) -> None:
        due = self.model.due_at(index)
        self.opened.emit(due.area, due.target)


class WordsDelegate(CellDelegate):
    """The words with the house's grade right after them."""

    def __init__(self, model: DueModel, parent: LedgerTable) -> None:
        super().__init__(parent)
        self._model = model

    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pill = GRADE_PILLS.get(self._model.due_at(index).mark)
        room = option.rect.adjusted(px(PAD), 0, -px(PAD), 0)
        taken = pill_size(pill).width() + px(6) if pill else 0
        words = room.adjusted(0, 0, -taken, 0)
        paint_words(painter, option, words, option.text, "ink")
        if pill:
            width = QFontMetrics(option.font).horizontalAdvance(option.text)
            left = min(words.left() + width, words.right()) + px(6)
            spot = QRect(left, room.center().y() - px(10), pill_size(pill).width(), px(20))
            paint_pill(painter, spot, pill)
