"""卷宗权限 by real widgets: the committee's head lets an account in (R13)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop.ledgers.accounts import Account
from desktop.services.case_team import read_team
from desktop.services.office import Office
from desktop.views.mediation.page import CasePage
from desktop.views.mediation.team_dialog import TeamDialog
from desktop.views.widgets.choices_field import ChoicesField
from tests.views.mediation.test_page import LEFT, find, pick

Opened = Callable[[str], CasePage]
KEY = Qt.Key


def test_R13_the_head_lets_somebody_in_by_keyboard(qtbot: Any, opened: Opened, office: Office, registered: str) -> None:
    with office.work("add_account", "开通账号") as work:
        for login, name in (("zls", "章立群"), ("sj", "沈静")):
            work.add(Account, {"login": login, "name": name, "roles": ["mediator"]})
        work.commit()
    page = opened(registered)
    pick(page, "卷宗权限…")
    qtbot.waitUntil(lambda: page.findChild(QDialog, "case.team") is not None)
    asked = page.findChild(TeamDialog, "case.team")
    field = asked.findChild(ChoicesField, "case.team.logins")
    qtbot.keyClick(field, KEY.Key_Space)
    qtbot.keyClicks(field.popup.line, "sj")
    qtbot.keyClick(field.popup.line, KEY.Key_Return)
    qtbot.keyClick(field.popup, KEY.Key_Escape)
    qtbot.mouseClick(find(asked, "case.team.do"), LEFT)

    def added() -> list[str]:
        return [one.login for one in read_team(office, case=registered) if one.added and not one.handles]

    qtbot.waitUntil(lambda: added() == ["sj"])
