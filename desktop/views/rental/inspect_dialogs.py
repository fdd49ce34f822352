"""What the loop of a hazard asks: the deadline that is served, how a re-check went, which house to inspect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.services.inspection_list import HazardLine
from desktop.services.listing import link_options
from desktop.views.shell.part import Part
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.labels import Label
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

PASSED, FAILED = "1", "0"
Today = Callable[[], date]


class ServeDialog(AskDialog):
    """下达整改: one deadline for all that is served, or each its own; what is past needs another."""

    def __init__(self, parent: QWidget, lines: Sequence[HazardLine], today: Today) -> None:
        super().__init__(parent, "rent.serve", tr("下达整改 · {n} 处").format(n=len(lines)), tr("下达"))
        self.body.insertWidget(0, Label("\n".join(one.words for one in lines[:5]), wrap=True))
        late = any(one.due < today() for one in lines)
        hint = "" if len(lines) == 1 else tr("有过了期限的") if late else tr("不填按各自的期限")
        day = DateField(tr("整改期限"), "rent.serve.due", today=today, hint=hint)
        self.form.add("due", tr("整改期限"), day, required=late or len(lines) == 1, span=2)
        if len(lines) == 1 and not late:
            self.form.set_values({"due": lines[0].due})
        day.setFocus()


class RecheckDialog(AskDialog):
    """复查: passed, or failed with a new deadline."""

    def __init__(self, parent: QWidget, line: HazardLine, today: Today) -> None:
        super().__init__(parent, "rent.recheck", tr("复查"), tr("登记复查"))
        self.body.insertWidget(0, Label(f"{line.address}\n{line.words}", wrap=True))
        add = self.form.add
        result = CodeField(tr("复查结果"), "rent.recheck.passed", ((PASSED, tr("合格")), (FAILED, tr("不合格"))))
        add("passed", tr("复查结果"), result, required=True)
        add("day", tr("复查日期"), DateField(tr("复查日期"), "rent.recheck.day", today=today), required=True)
        add("words", tr("复查情况"), TextField(tr("复查情况"), "rent.recheck.words"), span=2)
        add("inspectors", tr("复查人"), TextField(tr("复查人"), "rent.recheck.inspectors"))
        add("due", tr("新的期限"), DateField(tr("新的期限"), "rent.recheck.due", today=today))
        self.form.set_values({"day": today()})
        self.form.edited.connect(lambda _: self._need_due())
        result.activated.connect(lambda _: self._need_due())
        self._need_due()
        result.setFocus()

    def asked(self) -> dict[str, Any]:
        found = self.values()
        return {"passed": found["passed"] == PASSED, "day": found["day"], "words": found.get("words") or "",
                "inspectors": found.get("inspectors") or "", "due": found.get("due")}  # fmt: skip

    def take(self) -> None:
        self._need_due()
        super().take()

    def _need_due(self) -> None:
        failed = self.form.values().get("passed") == FAILED
        self.form.cell("due").set_required(failed)
        self.form.cell("due").setVisible(failed)


def ask_house(part: Part, then: Callable[[str], object]) -> None:
    """Which house; `then` takes its id."""

    def ask(houses: list[tuple[str, str]]) -> None:
        asked = house_dialog(part, houses)
        asked.accepted.connect(lambda: then(asked.values()["house"]))
        asked.open()

    part.desk.ask(lambda office: link_options(office, "houses"), ask, part.refused)


def house_dialog(parent: QWidget, houses: Sequence[tuple[str, str]]) -> AskDialog:
    made = AskDialog(parent, "rent.inspectone", tr("检查一户"), tr("开始检查"))
    field = CodeField(tr("出租房"), "rent.inspectone.house", houses)
    made.form.add("house", tr("出租房"), field, required=True, span=2)
    field.setFocus()
    return made
