"""What a dispute is about, as the counter takes it down: the same fields in the dialog and on the registration form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from desktop.domain.codes.disputes import SENT_ON, proposed_event
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.record import fields
from desktop.views.directory.fields import input_for
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.text_field import LongText
from desktop.views.words import tr

SHORT = ("type", "event", "source", "sender", "coming", "mediator", "people_count", "amount", "place")
LONG = ("summary", "requests")
MUST = frozenset({"type", "source", "summary"})


class MatterForm(FormPanel):
    """Fields of `disputes`; the event code follows the type until somebody chooses another one."""

    def __init__(self, name: str, *, columns: int, today: Callable[[], date], lines: int = 4) -> None:
        super().__init__(name, columns=columns)
        known = fields(Dispute)
        for key in SHORT:
            one, label = known[key], tr(known[key].label)
            made = mediator_field(f"{name}.{key}") if key == "mediator" else input_for(one, f"{name}.{key}", today)
            made.setAccessibleName(label)
            self.add(key, label, made, required=key in MUST, span=columns if key == "place" else 1)
        for key in LONG:
            label = tr(known[key].label)
            text = LongText(label, f"{name}.{key}", lines=lines, hint=tr("每行一项") if key == "requests" else "")
            self.add(key, label, text, required=key in MUST, span=2)
        self._proposed: str | None = None
        self.field("type").left.connect(self._propose)
        for key in ("type", "source"):
            self.field(key).activated.connect(lambda _: self._follow())
        self.edited.connect(lambda key: self._follow() if key == "source" else None)
        self._follow()

    def offer_mediators(self, names: Sequence[str]) -> None:
        """Who is on duty stands first; anybody else may be typed."""
        field, typed = self.field("mediator"), self.field("mediator").typed()
        field.set_options((name, name) for name in names)
        field.set_value(typed or None)

    def set_values(self, values: Any) -> None:
        super().set_values(values)
        self._proposed = None
        self._follow()

    def _follow(self) -> None:
        self._propose()
        self.cell("sender").setEnabled(self.values().get("source") in SENT_ON)

    def _propose(self) -> None:
        """The first event code that fits the type, as long as no other one was chosen (GB/T 31000)."""
        kind, event = self.values().get("type"), self.values().get("event")
        proposed = proposed_event(kind) if kind else None
        if proposed and event in (None, self._proposed):
            self.field("event").set_value(proposed)
            self._proposed = proposed


def mediator_field(name: str) -> CodeField:
    return CodeField(tr("调解员"), name, may_be_other=True, hint=tr("几个人用顿号隔开"))
