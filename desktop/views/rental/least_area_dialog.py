"""人均面积: what holds now, since when and by whom, and what shall hold."""

from __future__ import annotations

from functools import partial

from desktop.services import least_area
from desktop.services.least_area import LeastArea
from desktop.views.shell.part import Part
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.labels import Label
from desktop.views.widgets.number_fields import NumberField, show_number
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


def change_least_area(part: Part) -> None:
    """Reads first: the dialog says what it is about to replace."""
    part.desk.ask(least_area.read_least_area, partial(_ask, part), part.refused)


def _ask(part: Part, now: LeastArea) -> None:
    asked = AskDialog(part, "rent.area", tr("人均面积要求"), tr("修改"), columns=1)
    asked.body.insertWidget(0, Label(_words(now), "label", wrap=True))
    metres = NumberField(tr("每人不少于（㎡）"), "rent.area.metres", decimals=True)
    asked.form.add("metres", tr("每人不少于（㎡）"), metres, required=True)
    basis = TextField(tr("依据"), "rent.area.reason", hint=tr("文件名称或文号，记入日志"))
    asked.form.add("reason", tr("依据"), basis, required=True)
    asked.form.set_values({"metres": now.metres})
    metres.setFocus()
    metres.selectAll()

    part.ask_first(asked, lambda: partial(least_area.set_least_area, **asked.values()), tr("已改人均面积要求"))


def _words(now: LeastArea) -> str:
    metres = show_number(now.metres)
    if not now.changed_by:
        return tr("现在每人不少于{metres}㎡（程序原有）。低于的要写明原因。").format(metres=metres)
    return tr("现在每人不少于{metres}㎡（{day} {who} 改）。低于的要写明原因。").format(
        metres=metres, day=now.changed_on, who=now.changed_by)  # fmt: skip
