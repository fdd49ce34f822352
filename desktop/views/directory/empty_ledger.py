"""A ledger without a record: how the first ones come in, as far as this person may bring them in here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.ledgers import Record
from desktop.views.style.metrics import Row
from desktop.views.widgets.buttons import Command, button
from desktop.views.widgets.states import EmptyState
from desktop.views.words import tr


class EmptyLedger(EmptyState):
    """`offer` tells which ledger, and what the tool bar offers for it."""

    def __init__(self, new: Callable[[], object], pick: Callable[[], object]) -> None:
        super().__init__("book-user", "", "ledger.empty")
        self.deed = button(tr("新增"), "ledger.empty.do", new, kind="primary")
        self.pick = button(tr("导入…"), "ledger.empty.import", pick, icon="upload")
        self.column.insertLayout(self.column.count() - 1, Row(None, self.deed, self.pick, None))

    def offer(self, model: type[Record], commands: Mapping[str, Command]) -> None:
        label, add, bring = model.ledger.label, commands["new"].enabled, commands["import"].enabled
        words = [tr("{label}台账还是空的。").format(label=label)]
        if add:
            words.append(tr("新增一条，或把旧工作簿拖到这里。") if bring else tr("新增一条。"))
        elif model.ledger.elsewhere:
            words.append(f"{model.ledger.elsewhere}{tr('，也可以把旧工作簿拖到这里。') if bring else '。'}")
        elif bring:
            words.append(tr("把旧工作簿拖到这里。"))
        self.words.setText("".join(words))
        self.deed.setVisible(add)
        self.pick.setVisible(bring)
