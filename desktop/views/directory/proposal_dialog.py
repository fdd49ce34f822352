"""A deed on many records, shown before it is done: how many change, from what to what, what is refused and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.ledgers import Record
from desktop.models.lines import LineColumn, LinesModel
from desktop.services import batch
from desktop.services.batch import NEW, Edit, Proposal
from desktop.tasks import Generation, Progress
from desktop.views.desk import Desk
from desktop.views.style.metrics import fix, px
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.labels import Label
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.states import ProgressStrip
from desktop.views.words import tr

KINDS_TOLD = 4  # of “from → to” in words
NARROW, WIDE = 600, 920  # u
SHOWN = 2_000  # lines of the table; all are counted


class Told(NamedTuple):
    """One line of the table."""

    record: str
    label: str
    before: str
    after: str
    refused: str


class ProposalDialog(DeedDialog):
    """`propose(edits)` shows what would be; the verb does it. `carried_out(words)` afterwards.

    Closing it stops what is under way.
    """

    carried_out = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk, model: type[Record], name: str, title: str, verb: str) -> None:
        super().__init__(parent, name, title, verb, width=NARROW)
        self._desk, self._model, self._asked = desk, model, Generation()
        self._edits: Sequence[Edit] = ()
        self._under_way: Progress | None = None
        self.proposal: Proposal | None = None
        self.counts = Label("", "strong", wrap=True)
        self.kinds = Label("", "label", wrap=True)
        self.banner, self.strip = Banner(f"{name}.banner"), ProgressStrip(f"{name}.progress")
        self.lines = LinesModel[Told](
            (
                LineColumn(tr("记录"), 140, lambda line: line.record),
                LineColumn(tr("项目"), 90, lambda line: line.label),
                LineColumn(tr("原来"), 110, lambda line: line.before),
                LineColumn(tr("改成"), 110, lambda line: line.after),
                LineColumn(tr("不收的原因"), 0, lambda line: line.refused),
            ),
            self,
        )
        self.table = lines_table(self.lines, tr("改动预览"), f"{name}.lines", tr("格"), tr("还没有预览"))
        fix(self.table, min_height=240)
        for part in (self.banner, self.strip, self.counts, self.kinds, self.table):
            self.body.addWidget(part)
        self.counts.hide()
        self.kinds.hide()
        self.verb.allow(False, tr("先看预览"))
        self.resize(min(px(WIDE), parent.window().width()), self.sizeHint().height())

    def propose(self, edits: Sequence[Edit]) -> None:
        """Shows what these edits would do; nothing is saved."""
        self._edits, ledger, progress = tuple(edits), self._model.ledger.name, self._progress()
        self.banner.hide()
        self.verb.allow(False, tr("正在预览"))
        self.strip.start(tr("正在预览"))
        self._desk.ask(
            lambda office: batch.propose(office, ledger=ledger, edits=self._edits, progress=progress.report),
            self._show, self._refuse, stopped=self._stopped, token=self._asked.next(),
        )  # fmt: skip

    def forget(self) -> None:
        """What was shown no longer holds."""
        self._asked.next()
        self._stop()
        self.proposal = None
        self.lines.show(())
        self.counts.hide()
        self.kinds.hide()

    def carry_out(self) -> None:
        """Does what was shown."""
        shown, edits, ledger, progress = self.proposal, self._edits, self._model.ledger.name, self._progress()
        if shown is None:
            return
        self.verb.allow(False, tr("正在保存"))
        self.strip.start(tr("正在保存"))
        self._desk.do(
            lambda office: batch.carry_out(office, ledger=ledger, edits=edits, shown=shown, progress=progress.report),
            lambda changed: self._done(changed.label), self._refuse,
            stopped=self._stopped,
        )  # fmt: skip

    def take(self) -> None:
        self.carry_out()

    def done(self, result: int) -> None:
        """Closed in whatever way: nobody waits for the answer, and the lane is free for others."""
        self._asked.next()
        self._stop()
        super().done(result)

    def _done(self, label: str) -> None:
        self.strip.stop()
        self.accept()
        self.carried_out.emit(tr("已{label}").format(label=label))

    def _show(self, proposal: Proposal) -> None:
        self.strip.stop()
        self.proposal = proposal
        self.counts.setText(_counts(proposal, self._model.ledger.measure))
        self.kinds.setText(_kinds(proposal))
        self.counts.show()
        self.kinds.setVisible(bool(self.kinds.text()))
        self.lines.show(_told(proposal)[:SHOWN])
        self.verb.set_text(_verb(proposal, self._model.ledger.measure))
        self.verb.allow(bool(proposal.changes or proposal.additions), tr("没有要改的"))

    def _refuse(self, refused: Refused) -> None:
        self.strip.stop()
        self.banner.clear_actions()
        self.banner.show_words("red", refused.cause, refused.step)
        self.verb.allow(False, str(refused))

    def _stopped(self) -> None:
        self._refuse(Refused(tr("已取消"), tr("什么都没有改动")))
        self.banner.set_action(tr("重新预览"), lambda: self.propose(self._edits))

    def _stop(self) -> None:
        if self._under_way is not None:
            self._under_way.cancel()
            self.strip.stop()

    def _progress(self) -> Progress:
        self._stop()
        made = Progress(self)
        made.reported.connect(self.strip.report)
        self.strip.cancelled.connect(made.cancel)
        self._under_way = made
        return made


def _verb(proposal: Proposal, measure: str) -> str:
    parts = [(tr("修改 {n} {unit}"), proposal.changes), (tr("新增 {n} {unit}"), proposal.additions)]
    told = [words.format(n=f"{count:,}", unit=measure) for words, count in parts if count]
    return "，".join(told) or tr("修改")


def _counts(proposal: Proposal, measure: str) -> str:
    parts = ((tr("会改 {n} {unit}"), proposal.changes), (tr("会新增 {n} {unit}"), proposal.additions),
             (tr("本来就是这样 {n} {unit}"), proposal.same),
             (tr("不收 {n} 处"), proposal.refusals))  # fmt: skip
    told = [words.format(n=f"{count:,}", unit=measure) for words, count in parts if count]
    return "，".join(told) or tr("没有要改的")


def _kinds(proposal: Proposal) -> str:
    """“分级：青 → 蓝 21，空 → 蓝 17”, the most frequent first; nothing where every line has words of its own."""
    good = [cell for line in proposal.lines if line.done and line.row != NEW for cell in line.cells if not cell.refused]
    if not good or len({cell.name for cell in good}) > 1:
        return ""
    counted = Counter((cell.before or tr("空"), cell.after or tr("空")) for cell in good)
    told = [f"{before} → {after} {count:,}" for (before, after), count in counted.most_common(KINDS_TOLD)]
    more = "…" if len(counted) > KINDS_TOLD else ""
    return f"{good[0].label}：{'，'.join(told)}{more}"


def _told(proposal: Proposal) -> list[Told]:
    """What is refused first: it wants to be read."""
    found: list[Told] = []
    for line in proposal.lines:
        title = line.title or (tr("新的一行") if line.row == NEW else "")
        title = tr("新增 {title}").format(title=title) if line.row == NEW and line.title else title
        found += [Told(title, cell.label, cell.before or tr("空"), cell.after or tr("空"), cell.refused or line.refused)
                  for cell in line.cells] or [Told(title, "", "", "", line.refused)]  # fmt: skip
    return sorted(found, key=lambda one: not one.refused)
