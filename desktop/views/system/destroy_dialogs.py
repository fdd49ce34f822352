"""What a destruction asks: which classes and why, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.errors import Refused
from desktop.services.retention import Due, Period
from desktop.views.style.metrics import fix
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.labels import Label
from desktop.views.widgets.number_fields import NumberField
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


class ReasonDialog(AskDialog):
    """One reason, must be given."""

    def __init__(self, parent: QWidget, name: str, title: str, verb: str, hint: str) -> None:
        super().__init__(parent, name, title, verb, columns=1)
        self.form.add("reason", tr("理由"), TextField(tr("理由"), f"{name}.reason", hint=hint), required=True)
        self.focus_first()

    def reason(self) -> str:
        return str(self.values().get("reason", ""))

    def show_refused(self, refused: Refused) -> bool:
        return self.form.show_refused(refused)


class ProposeDialog(ReasonDialog):
    """The classes that are due, ticked."""

    def __init__(self, parent: QWidget, due: Sequence[Due]) -> None:
        super().__init__(parent, "destroy.ask", tr("提出销毁"), tr("提出"), tr("按什么规定"))
        self._ticks: dict[str, QCheckBox] = {}
        for one in due:
            words = tr("{label}　{n} 件").format(label=one.label, n=f"{one.count + one.along:,}")
            tick = QCheckBox(words)
            tick.setObjectName(f"destroy.class.{one.key}")
            tick.setAccessibleName(one.label)
            tick.setChecked(True)
            self._ticks[one.key] = tick
            self.body.addWidget(tick)
        self.body.addWidget(
            Label(tr("提出后还要另一位有批准权的人批准，批准后立即销毁，不能撤销。"), "note", wrap=True)
        )

    def keys(self) -> list[str]:
        return [key for key, tick in self._ticks.items() if tick.isChecked()]


class PeriodsDialog(AskDialog):
    """How long each class is kept; 0 is for ever."""

    def __init__(self, parent: QWidget, periods: Sequence[Period]) -> None:
        super().__init__(parent, "destroy.periods", tr("保管期限"), tr("保存"))
        fix(self, min_width=720)
        for one in periods:
            label = tr("{label}，{unit}").format(label=one.label, unit=one.unit)
            self.form.add(one.key, label, NumberField(label, f"destroy.period.{one.key}"), required=True)
        self.form.add("reason", tr("理由"), TextField(tr("理由"), "destroy.periods.reason", hint=tr("按什么规定改")),
                      required=True)  # fmt: skip
        for one in periods:
            self.form.field(one.key).set_value(one.kept)
        self.body.addWidget(Label(tr("0 表示永久。案卷的年数由归档时选的保管期限定，不能更短。"), "note", wrap=True))

    def given(self) -> tuple[dict[str, int], str]:
        values: dict[str, Any] = self.values()
        reason = str(values.pop("reason", ""))
        return {key: int(value) for key, value in values.items()}, reason

    def show_refused(self, refused: Refused) -> bool:
        return self.form.show_refused(refused)
