"""履行 on the case desk: kept, overdue, ticked there with its voucher; a broken one is taken up again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.mediation import State
from desktop.services import case_agreements, case_items
from desktop.services.case_performance import Kept
from desktop.services.office import Office
from desktop.views.mediation.page import CasePage
from tests.views.mediation.test_page import find, stored

LEFT = Qt.MouseButton.LeftButton
PLAN = [
    {"payer": "朱成林", "payee": "汤月娥", "amount": "1万", "due": "2026-9-10"},
    {"payer": "朱成林", "payee": "汤月娥", "amount": "8600", "due": "2026-12-31"},
]
Opened = Callable[[str], CasePage]


@pytest.fixture
def owed(office: Office, drawn: str) -> str:
    """In force, the first instalment overdue."""
    agreement = stored(office, drawn).agreement
    assert agreement is not None
    case_agreements.change_agreement(office, agreement=agreement.id, values={"plan": PLAN})
    day = office.today
    case_agreements.sign_agreement(office, agreement=agreement.id, parties_on=day, mediator_on=day, sealed_on=day)
    return drawn


def test_each_instalment_says_how_it_stands_and_is_ticked_there(
    qtbot: Any, opened: Opened, office: Office, owed: str, compose: Any
) -> None:
    page = opened(owed)
    assert [one.kept for one in page.view.case.instalments] == [Kept.BROKEN, Kept.OPEN]
    assert page.view.panes["agreement"].kept.head.note.text() == "共2期，已履行0期，逾期1期"
    qtbot.mouseClick(find(page, "case.kept.tick2"), LEFT)
    asked = page.findChild(QDialog, "case.pay")
    assert asked.form.field("number").read() == "2"
    compose(find(asked, "case.pay.amount"), "8600")
    compose(find(asked, "case.pay.voucher"), "收条一张")
    qtbot.mouseClick(find(asked, "case.pay.do"), LEFT)
    qtbot.waitUntil(lambda: page.view.case.instalments[1].kept is Kept.DONE)
    qtbot.waitUntil(lambda: page.findChildren(QWidget, "case.kept.words2")[-1].text().endswith("，凭证：收条一张"))
    qtbot.waitUntil(lambda: not page.findChildren(QWidget, "case.kept.tick2"))


def test_a_broken_one_is_taken_up_again_after_the_visit(qtbot: Any, opened: Opened, office: Office, owed: str) -> None:
    visit = {"start": datetime(2026, 9, 23, 16, 0), "visited": "汤月娥", "performance": "2"}
    case_items.add_item(office, case=owed, document="visit", values=visit)
    page = opened(owed)
    assert page.view.case.state is State.VISITED
    qtbot.mouseClick(find(page, "case.kept.again"), LEFT)
    qtbot.waitUntil(lambda: page.view.case.state is State.PERFORMING)
    assert not find(page, "case.kept.again").isVisible()
