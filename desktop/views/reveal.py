"""查看全号: the purpose first, then the number for 30 seconds."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.ledgers import Kind, fields, find
from desktop.services import reveal
from desktop.views.desk import Desk
from desktop.views.widgets.dialogs import NumberDialog, PurposeDialog
from desktop.views.words import tr

OTHER = "other"
NUMBERS = (Kind.ID_NUMBER, Kind.PHONE)


def purposes() -> list[tuple[str, str]]:
    return [*((word, word) for word in reveal.PURPOSES), (OTHER, tr("其他"))]


def reveal_numbers(parent: QWidget, desk: Desk, *, ledger: str, record: str) -> None:
    asked = PurposeDialog(parent, purposes())
    asked.accepted.connect(lambda: _reveal(parent, desk, ledger, record, asked.purpose()))
    asked.open()


def _reveal(parent: QWidget, desk: Desk, ledger: str, record: str, purpose: str) -> None:
    desk.ask(lambda office: reveal.reveal(office, ledger=ledger, record=record, purpose=purpose),
             lambda values: _show(parent, ledger, values))  # fmt: skip


def _show(parent: QWidget, ledger: str, values: dict[str, Any]) -> None:
    model = find(ledger)
    name = " ".join(str(values[part]) for part in model.ledger.title if values.get(part))
    lines = [(field.label, str(values[key])) for key, field in fields(model).items()
             if field.kind in NUMBERS and values.get(key)]  # fmt: skip
    NumberDialog(parent, name, lines).open()
