"""A case page over a centre that has one dispute, led as far as a test needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from desktop.services import case_agreements, case_sessions, cases
from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.mediation.page import CasePage

PARTIES = [{"role": "1", "name": "汤月娥", "phone": "13900002206"}, {"role": "2", "name": "朱成林"}]
VALUES = {"type": "损害赔偿", "source": "01", "mediator": "章立群", "summary": "倒车时与步行的汤月娥相碰。"}
SESSION = {"start": datetime(2026, 9, 23, 9, 30), "place": "调解室", "told": True, "record": "双方同意。"}
TERMS = {"clauses": ["朱成林赔偿汤月娥18,600.00元。", "分两期付清。"], "performance": "银行转账。"}


@pytest.fixture
def registered(office: Office) -> str:
    return cases.register_dispute(office, parties=PARTIES, values=VALUES).ids("disputes")[0]


@pytest.fixture
def drawn(office: Office, registered: str) -> str:
    """A case whose agreement is written and not signed."""
    cases.accept(office, case=registered)
    case_sessions.add_session(office, case=registered, values=SESSION)
    case_agreements.draw_agreement(office, case=registered, values=TERMS)
    return registered


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office) -> Iterator[CasePage]:
    lane = Lane()
    made = CasePage(Desk(office, lane))
    qtbot.addWidget(made)
    made.resize(1294, 621)
    made.show()
    yield made
    lane.close()


@pytest.fixture
def opened(qtbot: Any, page: CasePage) -> Callable[[str], CasePage]:
    """The desk of a case, read and in front."""

    def show(case: str) -> CasePage:
        page.open(("disputes", case))
        qtbot.waitUntil(lambda: page.view.case is not None and page.view.isVisible())
        return page

    return show
