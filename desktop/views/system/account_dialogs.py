"""What accounts ask: a new one with its roles and first password, other roles, a new password."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.passwords import strength
from desktop.errors import Refused
from desktop.services.accounts import AccountLine, role_choices
from desktop.views.style.metrics import Grid
from desktop.views.widgets.choices_field import ChoicesField
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.form_cell import Finding
from desktop.views.widgets.labels import Label
from desktop.views.widgets.lock_screen import PasswordField
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

ACROSS = 4
Choices = Sequence[tuple[str, str]]
"""(code, name) of units."""


class RoleTicks(QWidget):
    """One tick a role."""

    def __init__(self, chosen: Sequence[str] = ()) -> None:
        super().__init__()
        self.setObjectName("account.roles")
        self.setAccessibleName(tr("角色"))
        self._ticks: dict[str, QCheckBox] = {}
        grid = Grid(gap=8)
        for place, (key, label) in enumerate(role_choices()):
            tick = QCheckBox(tr(label))
            tick.setObjectName(f"account.role.{key}")
            tick.setAccessibleName(tr(label))
            tick.setChecked(key in chosen)
            self._ticks[key] = tick
            grid.addWidget(tick, place // ACROSS, place % ACROSS)
        self.setLayout(grid)

    def chosen(self) -> list[str]:
        return [key for key, tick in self._ticks.items() if tick.isChecked()]


class FormDialog(DeedDialog):
    """A dialog round one form."""

    def __init__(self, parent: QWidget, name: str, title: str, verb: str) -> None:
        super().__init__(parent, name, title, verb)
        self.form = FormPanel(f"{name}.form", columns=1, rules=(same_twice,))
        self.form.submitted.connect(self.take)

    def show_refused(self, refused: Refused) -> bool:
        return self.form.show_refused(refused)

    def take(self) -> None:
        if self.form.check() == 0:
            self.accept()

    def _ask_password(self, name: str, login: str = "") -> None:
        for key, label in (("password", tr("密码")), ("again", tr("再输一遍"))):
            self.form.add(key, label, PasswordField(label, f"{name}.{key}"), required=True)
        hint = Label(strength("", login).words, "note")
        self.form.field("password").textChanged.connect(lambda text: hint.setText(strength(text, login).words))
        self.body.addWidget(self.form)
        self.body.addWidget(hint)


class AccountDialog(FormDialog):
    """`choices`: the units it may be confined to."""

    def __init__(self, parent: QWidget, choices: Choices) -> None:
        super().__init__(parent, "account.new", tr("开通账号"), tr("开通"))
        self.form.add("login", tr("用户名"), TextField(tr("用户名"), "account.new.login"), required=True)
        self.form.add("name", tr("姓名"), TextField(tr("姓名"), "account.new.name"), required=True)
        self._ask_password("account.new")
        self.roles = RoleTicks()
        self.body.addWidget(Label(tr("角色（审计不能兼别的）"), "label"))
        self.body.addWidget(self.roles)
        self.units = _ask_units(self, choices)
        self.form.field("login").setFocus()

    def given(self) -> dict[str, Any]:
        values = self.form.values()
        return {"login": values["login"], "name": values["name"], "password": values["password"],
                "roles": self.roles.chosen(), "units": self.units.read_all()}  # fmt: skip


class RightsDialog(FormDialog):
    """Roles and units of an account."""

    def __init__(self, parent: QWidget, line: AccountLine, choices: Choices) -> None:
        super().__init__(parent, "account.change", tr("改权限 · {name}").format(name=line.name), tr("保存"))
        self.roles = RoleTicks(line.roles)
        self.body.addWidget(Label(tr("角色（审计不能兼别的）"), "label"))
        self.body.addWidget(self.roles)
        self.units = _ask_units(self, choices, line.units)

    def given(self) -> dict[str, Any]:
        return {"roles": self.roles.chosen(), "units": self.units.read_all()}


def _ask_units(dialog: FormDialog, choices: Choices, chosen: Sequence[str] = ()) -> ChoicesField:
    """The field under its label, with what it means to choose nothing; a unit that is gone stays chosen until somebody
    chooses anew, so that nobody comes to see everything by the way.
    """
    known = dict(choices)
    gone = [(code, tr("{code}（已撤销）").format(code=code)) for code in chosen if code not in known]
    field = ChoicesField(tr("管辖单位"), f"{dialog.objectName()}.units", [*choices, *gone], nothing=tr("整个中心"))
    field.set_value(list(chosen))
    label = Label(tr("管辖单位"), "label")
    label.setBuddy(field)
    for one in (label, field, Label(tr("选了单位，就只看得到、改得了这些单位的人、房和案件"), "note")):
        dialog.body.addWidget(one)
    return field


class PasswordDialog(FormDialog):
    """A first or new password for somebody else."""

    def __init__(self, parent: QWidget, line: AccountLine, verb: str) -> None:
        super().__init__(parent, "account.password", f"{verb}：{line.name}", verb)
        self._ask_password("account.password", line.login)
        self.form.field("password").setFocus()

    def password(self) -> str:
        return str(self.form.values()["password"])


class OwnPasswordDialog(FormDialog):
    """The own password: the present one first."""

    def __init__(self, parent: QWidget, login: str) -> None:
        super().__init__(parent, "account.own", tr("改密码"), tr("改密码"))
        self.form.add("old", tr("现在的密码"), PasswordField(tr("现在的密码"), "account.own.old"), required=True)
        self._ask_password("account.own", login)
        self.form.cell("password").set_label(tr("新密码"))
        self.form.field("old").setFocus()

    def given(self) -> tuple[str, str]:
        """The present password and the new one."""
        values = self.form.values()
        return values["old"], values["password"]


def same_twice(values: Mapping[str, Any]) -> list[Finding]:
    if values.get("password") and values.get("again") and values["password"] != values["again"]:
        return [Finding("again", tr("两次输入不一样，请再输一遍"))]
    return []
