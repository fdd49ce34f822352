"""从备份恢复: the user name and password that open the backup."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.services.backup_look import BackupLook
from desktop.views.first_run.look_part import look_part
from desktop.views.style.metrics import Row
from desktop.views.widgets.buttons import button
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.lock_screen import PasswordField
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


class RestoreDialog(DeedDialog):
    """What is in the backup, and who brings it back; `login` and `password`, or `code`, after it was accepted."""

    def __init__(self, parent: QWidget | None, found: BackupLook) -> None:
        super().__init__(parent, "first.restore.dialog", tr("从备份恢复"), tr("恢复"))
        self.body.addWidget(Label(found.info.path.name, "label", wrap=True))
        self.body.addWidget(look_part(found))
        self.form = FormPanel("first.restore.form", columns=1)
        self.form.add("login", tr("用户名"), TextField(tr("用户名"), "first.restore.login"), required=True)
        self.form.add("password", tr("密码"), PasswordField(tr("密码"), "first.restore.password"), required=True)
        code = TextField(tr("恢复码"), "first.restore.code", hint=tr("纸上的那一串，大小写和横线不限"))
        self.form.add("code", tr("恢复码"), code)
        self.other = button("", "first.restore.other", self._turn, kind="link")
        self.form.submitted.connect(self.take)
        self.body.addWidget(self.form)
        self.body.addLayout(Row(self.other, None))
        self.by_code = True
        self._turn()

    @property
    def code(self) -> str:
        """The recovery code, where it stands for login and password; else ""."""
        return str(self.form.values()["code"] or "") if self.by_code else ""

    def _turn(self) -> None:
        """A password of that time, or the printed code: it works on any PC."""
        self.by_code = not self.by_code
        for key in ("login", "password", "code"):
            asked = (key == "code") is self.by_code
            self.form.cell(key).setVisible(asked)
            self.form.cell(key).set_required(asked)
        self.form.clear_findings()
        self.other.set_text(tr("用用户名和密码") if self.by_code else tr("用恢复码"))
        self.form.field("code" if self.by_code else "login").setFocus()

    @property
    def login(self) -> str:
        return str(self.form.values()["login"])

    @property
    def password(self) -> str:
        return str(self.form.values()["password"])

    def take(self) -> None:
        if self.form.check() == 0:
            self.accept()
