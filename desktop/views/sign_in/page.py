"""The door: user name and password, the wait after wrong tries, and the way in with the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.tasks import Lane
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.buttons import Button, button
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label, StyledFrame
from desktop.views.widgets.lock_screen import PasswordField, Sign
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

if TYPE_CHECKING:
    from desktop.services.office import Office  # not loaded before the door stands: it takes a while

Enter = Callable[[str, str], "Office"]  # login, password
EnterWithCode = Callable[[str, str, str], "Office"]  # login, recovery code, new password


class SignIn(QWidget):
    """`entered(Office)`. What opens the centre comes in as callables; they run on the lane, as they take a while."""

    entered = Signal(object)

    def __init__(self, lane: Lane, enter: Enter, enter_with_code: EnterWithCode, *, login: str = "") -> None:
        super().__init__()
        self.setObjectName("lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setWindowTitle(tr("登录 · 桩钉·综治中心工作台"))
        self._lane, self._enter, self._with_code = lane, enter, enter_with_code
        self.form = FormPanel("signin.form", columns=1)
        self.form.add("login", tr("用户名"), TextField(tr("用户名"), "signin.login"), required=True)
        self.code = TextField(tr("恢复码"), "signin.code", hint=tr("印在恢复码纸上的30个字符"))
        self.form.add("code", tr("恢复码"), self.code, required=True)
        self.password = PasswordField(tr("密码"), "signin.password")
        self.form.add("password", tr("密码"), self.password, required=True)
        self.words = Label("", "label", "red", wrap=True)
        self.go = Button(tr("登录"), "signin.go", kind="primary")
        self.by_code = button(tr("用恢复码"), "signin.recovery", self._turn, kind="link")
        self._build()
        self._recovering, self._wait = False, 0
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._count_down)
        self.form.submitted.connect(self._ask)
        self.go.clicked.connect(lambda _=False: self._ask())
        self.form.set_values({"login": login or None})
        self._show_way()
        first = self.password if login else self.form.field("login")
        first.setFocus()

    def _build(self) -> None:
        card = StyledFrame("card")
        column = Column(Row(None, Sign(), None), margins=(28, 24, 28, 18), gap=12)
        column.addLayout(Row(None, Label(tr("桩钉·综治中心工作台"), "dialog"), None))
        for widget in (self.form, self.words, self.go):
            column.addWidget(widget)
        column.addLayout(Row(self.by_code, None, Label(tr("资料只存在本机"), "note")))
        card.setLayout(column)
        fix(card, width=392)
        self.setLayout(Column(None, Row(None, card, None), None))
        self.words.hide()

    def _turn(self) -> None:
        self._recovering = not self._recovering
        self._show_way()

    def _show_way(self) -> None:
        self.form.cell("code").setVisible(self._recovering)
        self.form.cell("code").set_required(self._recovering)
        self.form.cell("password").set_label(tr("新密码") if self._recovering else tr("密码"))
        self.by_code.set_text(tr("用密码登录") if self._recovering else tr("用恢复码"))
        self.go.set_text(tr("改密码并登录") if self._recovering else tr("登录"))

    def _ask(self) -> None:
        if self._wait or self.form.check():
            return
        values = self.form.values()
        login, password = values["login"], values["password"]
        self.go.allow(False, tr("正在打开"))
        if self._recovering:
            self._lane.run(lambda: self._with_code(login, values["code"], password), self._in, self._refused)
        else:
            self._lane.run(lambda: self._enter(login, password), self._in, self._refused)

    def _in(self, office: Office) -> None:
        self.password.clear()
        self.entered.emit(office)

    def _refused(self, refused: Any) -> None:
        self.go.allow(True)
        self.words.setText(str(refused))
        self.words.show()
        self.password.selectAll()
        self.password.setFocus()
        if refused.code == "too_many_tries":
            self._wait = 5
            self._timer.start()
            self._show_wait()

    def _count_down(self) -> None:
        self._wait -= 1
        self._show_wait()

    def _show_wait(self) -> None:
        if self._wait <= 0:
            self._timer.stop()
            self._show_way()
        self.go.allow(self._wait <= 0, tr("请稍等"))
