"""履行 of an agreement in force: each instalment kept, overdue or still to come; ticked here with its voucher."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import dates
from desktop.domain.mediation import State
from desktop.services.case_desk import CaseDesk
from desktop.services.case_performance import Instalment, Kept
from desktop.views.mediation.sections import SectionHead, clear
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.buttons import button
from desktop.views.widgets.labels import ElideLabel
from desktop.views.widgets.pills import Pill, PillLabel
from desktop.views.words import tr

TONES = {Kept.DONE: "green", Kept.BROKEN: "red", Kept.OPEN: "grey"}
OWED = frozenset({State.PERFORMING, State.VISITED})
LAID_BY = frozenset({State.VISITED, State.ARCHIVED})


class KeptSection(QWidget):
    """`asked(what, given)`: "pay" with the number of an instalment, "move" to take up a broken one again."""

    asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("case.kept")
        self.again = button(tr("重新督促履行…"), "case.kept.again",
                            lambda: self.asked.emit("move", State.PERFORMING), small=True)  # fmt: skip
        self.head, self._rows = SectionHead(tr("履行情况"), self.again), Column(gap=4)
        self.setLayout(Column(self.head, self._rows, gap=4))

    def show_case(self, case: CaseDesk) -> None:
        lines = case.instalments
        self.setVisible(bool(lines))
        clear(self._rows)
        for line in lines:
            self._rows.addWidget(self._row(line, may_tick=case.may_change and case.state in OWED))
        done = sum(line.kept is Kept.DONE for line in lines)
        broken = [line for line in lines if line.kept is Kept.BROKEN]
        note = tr("共{n}期，已履行{done}期").format(n=len(lines), done=done)
        self.head.set_note(note + (tr("，逾期{n}期").format(n=len(broken)) if broken else ""), "red" if broken else "")
        self.again.setVisible(bool(broken) and case.may_change and case.state in LAID_BY)

    def _row(self, line: Instalment, *, may_tick: bool) -> QWidget:
        row, made = Row(margins=(10, 0, 0, 0), gap=8), QWidget()
        row.addWidget(PillLabel(Pill(tr(line.kept.value), TONES[line.kept])))
        words = ElideLabel(told(line), "label")
        words.setObjectName(f"case.kept.words{line.number}")
        row.addWidget(words, 1)
        if may_tick and line.kept is not Kept.DONE:
            tick = button(tr("登记履行…"), f"case.kept.tick{line.number}", partial(self.asked.emit, "pay", line.number),
                          small=True)  # fmt: skip
            tick.setAccessibleName(tr("登记第{n}期履行").format(n=line.number))
            row.addWidget(tick)
        made.setLayout(row)
        return made


def told(line: Instalment) -> str:
    """`第1期 朱成林付汤月娥 10,000元，2026年9月30日前；2026年9月28日履行，凭证：收条`."""
    words = tr("第{n}期 {words}").format(n=line.number, words=line.words)
    if line.due:
        words += tr("，{day}前").format(day=dates.paper(line.due))
    if line.done_on:
        words += tr("；{day}履行").format(day=dates.paper(line.done_on))
    return words + (tr("，凭证：{voucher}").format(voucher=line.voucher) if line.voucher else "")
