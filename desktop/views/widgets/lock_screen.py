"""The sheet over everything while nobody is there: no business data, one field, the way back in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.views.style import icons
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, Row, fix, px
from desktop.views.widgets.buttons import Button, IconButton, button
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, StyledFrame
from desktop.views.widgets.pills import Pill, PillLabel
from desktop.views.widgets.text_field import TextField, set_state
from desktop.views.words import tr


class Sign(QWidget):
    """The product's mark in `accent`, or the first character of a name on `tint`."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = words
        fix(self, width=40, height=40)

    def paintEvent(self, event: QPaintEvent) -> None:
        here = look()
        painter = QPainter(self)
        if self.words:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(here.colour("tint"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(self.rect(), px(6), px(6))
            painter.setPen(here.colour("accent_h"))
            painter.setFont(here.font(18, bold=True))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.words[0])
        else:
            accent = here.tokens.accent
            painter.drawPixmap(0, 0, icons.mark(accent, accent, px(40), self.devicePixelRatioF()))
        painter.end()


class PasswordField(TextField):
    """Dots, an eye to look at them, and a word when capitals are on."""

    def __init__(self, label: str, name: str) -> None:
        super().__init__(label, name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.capitals = PillLabel(Pill(tr("大写已开"), "amber", "arrow-big-up"), height=22)
        self.capitals.hide()
        self.eye = IconButton("eye", tr("显示密码"), f"{name}.eye", self._turn, size=26, u=18)
        self.add_inside(self.capitals)
        self.add_inside(self.eye)
        self.setProperty("tall", True)

    def tidy(self) -> None:
        """A password stays exactly as typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        letter = event.text()
        if letter.isalpha() and letter.isascii():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.setVisible(letter.isupper() != shift)
            self.place_inside()

    def _turn(self) -> None:
        hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.eye.set_icon("eye-off" if hidden else "eye", tr("遮住密码") if hidden else tr("显示密码"))


class LockScreen(QWidget):
    """Covers `parent`. `unlock_asked(user, password)`; answer with `refuse(words, seconds)` or `lift()`.

    `users` (key, name, role): the first is the one whose session it is. When others are known too, 换人登录 lets one
    be picked here (`choose_user()`); otherwise it is `switch_asked`.
    """

    unlock_asked = Signal(str, str)
    recovery_asked = Signal()
    switch_asked = Signal()

    def __init__(
        self,
        parent: QWidget,
        users: Sequence[tuple[str, str, str]],
        centre: str,
        product: str,
        *,
        title: str = "",
        note: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._over, self._users, self._wait = parent, tuple(users), 0
        self.password = PasswordField(tr("密码"), "lock.password")
        self.password.setPlaceholderText(tr("密码"))
        self.who = CodeField(tr("用户"), "lock.user", [(key, name) for key, name, _ in users])
        self.words = Label("", "note", "red", wrap=True)
        self._wrong = QWidget()
        wrong = Row(IconLabel("circle-alert", "red", 16), gap=4)
        wrong.addWidget(self.words, 1)
        self._wrong.setLayout(wrong)
        self.unlock = Button(tr("解锁"), "lock.unlock", kind="primary")
        self.unlock.setProperty("tall", True)
        self.recovery = button(tr("用恢复码"), "lock.recovery", self.recovery_asked.emit, kind="link")
        self.switch = button(tr("换人登录"), "lock.switch", self._switch, kind="link")
        self.moment = Label("", "note")
        self._card(title or tr("已锁定"), note, centre)
        foot = Label(f"{product}　{centre}", "label", "rail_ink")
        self.setLayout(Column(None, Row(None, self.card, None), Row(None, foot, None), None, gap=16))
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._count_down)
        self.unlock.clicked.connect(self._ask)
        self.password.returnPressed.connect(self._ask)
        parent.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Locks: covers the window and empties the clipboard."""
        QGuiApplication.clipboard().clear()
        self.password.clear()
        self._wrong.hide()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        (self.who if self._who_shown else self.password).setFocus()

    def lift(self) -> None:
        self.password.clear()
        self.hide()

    def _switch(self) -> None:
        self.choose_user() if len(self._users) > 1 else self.switch_asked.emit()

    def choose_user(self) -> None:
        self._who_shown = True
        self.who.setVisible(True)
        self._person.setVisible(False)
        self.who.setFocus()

    def set_moment(self, words: str) -> None:
        """Date and time at the foot of the card."""
        self.moment.setText(words)

    def refuse(self, words: str, seconds: int = 0) -> None:
        """`words` say what is wrong and how many tries are left; the button rests for `seconds`."""
        self.words.setText(words)
        self._wrong.show()
        set_state(self.password, "error")
        self.password.setAccessibleDescription(words)
        self.password.selectAll()
        self.password.setFocus()
        self._wait = seconds
        self._show_wait()
        if seconds:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
        return False

    def _card(self, title: str, note: str, centre: str) -> None:
        self.card = StyledFrame("card")
        fix(self.card, width=392)
        self._who_shown = len(self._users) != 1
        name, role = (self._users[0][1], self._users[0][2]) if self._users else ("", "")
        person = Row(Sign(name or centre), gap=12)
        person.addLayout(Column(ElideLabel(name, "strong"), ElideLabel(role, "note"), gap=0), 1)
        person.addWidget(self.switch)
        self._person = QWidget()
        self._person.setLayout(person)
        about = Label(note, "label", wrap=True)
        about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = Column(Row(None, Sign(), None), margins=(28, 24, 28, 18), gap=10)
        column.addLayout(Row(None, Label(title, "dialog"), None))
        column.addWidget(about)
        column.addSpacing(px(10))
        for widget in (self._person, self.who, self.password, self._wrong, self.unlock):
            column.addWidget(widget)
        column.addLayout(Row(self.recovery, None, self.moment))
        self.card.setLayout(column)
        # Only now: what is shown before it has a parent flashes up as a window of its own and takes the focus.
        self._person.setVisible(not self._who_shown)
        self.who.setVisible(self._who_shown)
        about.setVisible(bool(note))

    def _ask(self) -> None:
        if self._wait:
            return
        set_state(self.password, "")
        user = self.who.read() if self._who_shown else self._users[0][0]
        self.unlock_asked.emit(str(user or ""), self.password.text())

    def _count_down(self) -> None:
        self._wait = max(0, self._wait - 1)
        if not self._wait:
            self._timer.stop()
        self._show_wait()

    def _show_wait(self) -> None:
        self.unlock.setEnabled(not self._wait)
        self.unlock.set_text(tr("{n} 秒后再试").format(n=self._wait) if self._wait else tr("解锁"))
