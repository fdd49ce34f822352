"""查看全号: the purpose first, then the number for 30 seconds."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.services import reveal
from desktop.services.staying import Resident
from desktop.views.desk import Desk
from desktop.views.rental.dialogs import NumberDialog
from desktop.views.widgets.dialogs import PurposeDialog
from desktop.views.words import tr

OTHER = "other"


def purposes() -> list[tuple[str, str]]:
    return [*((word, word) for word in reveal.PURPOSES), (OTHER, tr("其他"))]


def reveal_person(parent: QWidget, desk: Desk, resident: Resident) -> None:
    asked = PurposeDialog(parent, purposes())
    asked.accepted.connect(lambda: _reveal(parent, desk, resident, asked.purpose()))
    asked.open()


def _reveal(parent: QWidget, desk: Desk, resident: Resident, purpose: str) -> None:
    desk.ask(lambda office: reveal.reveal(office, ledger="people", record=resident.person, purpose=purpose),
             lambda person: _show(parent, person))  # fmt: skip


def _show(parent: QWidget, person: dict[str, Any]) -> None:
    lines = ((tr("证件号码"), person.get("id_number")), (tr("联系电话"), person.get("phone")))
    NumberDialog(parent, str(person["name"]), [(label, str(value)) for label, value in lines if value]).open()
