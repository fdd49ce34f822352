"""卷宗权限: which accounts are let into a case beside those who handle it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.services.case_team import Member
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.choices_field import ChoicesField
from desktop.views.widgets.labels import Label
from desktop.views.words import tr


class TeamDialog(AskDialog):
    """Says who is in anyway; offers the others."""

    def __init__(self, parent: QWidget, members: Sequence[Member]) -> None:
        super().__init__(parent, "case.team", tr("卷宗权限"), tr("保存"))
        inside = "、".join(one.name for one in members if one.handles)
        words = tr("卷宗只对承办人员和调委会主任开放。")
        words += tr("承办的{names}不用加。").format(names=inside) if inside else ""
        self.body.insertWidget(0, Label(words, "label", wrap=True))
        others = [(one.login, f"{one.name}（{one.login}）") for one in members if not one.handles]
        field = ChoicesField(tr("另外让谁看"), "case.team.logins", others)
        self.form.add("logins", tr("另外让谁看"), field, span=2)
        self.form.set_values({"logins": [one.login for one in members if one.added and not one.handles]})
        field.setFocus()
