"""The bar over the page: what is shown, the one look-up box, the user, the lock."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QSizePolicy

from desktop.views.shell.frame import Frame
from desktop.views.style.look import look
from desktop.views.style.metrics import LayoutClass, Row, fix, px
from desktop.views.widgets.buttons import IconButton
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, StyledFrame
from desktop.views.words import tr


class TopBar(StyledFrame):
    """48 high (44 narrow): page title and context, look-up box, user, lock."""

    def __init__(self, frame: Frame) -> None:
        super().__init__("bar")
        self.setObjectName("top")
        self.title, self.context = Label("", "page"), ElideLabel("", "label")
        self.search = SearchBox()
        self.user = UserButton(frame)
        self.lock = IconButton("lock", tr("锁定"), "shell.lock", frame.lock, key="Ctrl+Shift+L")
        bar = Row(self.title, margins=(16, 0, 16, 0), gap=12)
        bar.addWidget(self.context, 1)
        for widget in (self.search, self.user, self.lock):
            bar.addWidget(widget)
        self.setLayout(bar)
        self._kind = LayoutClass.NORMAL
        look().keep(self, TopBar._resize)
        self.search.asked.connect(frame.find)

    def set_layout_class(self, kind: LayoutClass) -> None:
        self._kind = kind
        self.search.set_layout_class(kind)
        self.user.set_words_shown(not kind.cramped)
        self._resize()

    def _resize(self) -> None:
        self.setFixedHeight(px(44 if self._kind.cramped else 48))


class SearchBox(QAbstractButton):
    """Looks like a field; a click, Enter or the first letter typed asks for the look-up (`asked(text)`)."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("shell.find")
        self.setAccessibleName(tr("查找"))
        self.setToolTip(tr("查找 Ctrl+K"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._width = 340
        fix(self, height=32)
        self.set_layout_class(LayoutClass.NORMAL)
        self.clicked.connect(lambda: self.asked.emit(""))

    def set_layout_class(self, kind: LayoutClass) -> None:
        self._width = {LayoutClass.NARROW: 260, LayoutClass.TINY: 180}.get(kind, 340)
        self._words = tr("找人、房、案") if kind.cramped else tr("找人、房、案，可打拼音首字母")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(self._width), px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit("")
        elif event.text().strip() and event.text().isprintable():
            self.asked.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        here = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = px(2) if self.hasFocus() else 1
        painter.setPen(QPen(here.colour("focus" if self.hasFocus() else "line2"), width))
        painter.setBrush(here.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        size = px(18)
        painter.drawPixmap(px(9), (self.height() - size) // 2, here.pixmap("search", "ink2", 18))
        painter.setFont(here.font(14))
        painter.setPen(here.colour("ink3"))
        words = self.rect().adjusted(px(35), 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self._words)
        self._paint_key(painter)
        painter.end()

    def _paint_key(self, painter: QPainter) -> None:
        here = look()
        painter.setFont(here.font(12))
        width = painter.fontMetrics().horizontalAdvance("Ctrl+K") + px(10)
        cap = QRectF(self.width() - width - px(9), (self.height() - px(18)) / 2, width, px(18))
        painter.setPen(QPen(here.colour("line"), 1))
        painter.setBrush(here.colour("alt"))
        painter.drawRoundedRect(cap, px(3), px(3))
        painter.setPen(here.colour("ink2"))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), "Ctrl+K")


class UserButton(QPushButton):
    """Who is signed in, and what the person can do about it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("shell.user")
        self.setAccessibleName(tr("用户 {user} {role}").format(user=frame.user, role=frame.role))
        self.setToolTip(f"{frame.user} {frame.role}")
        self.setProperty("kind", "flat")
        self._name, self._role = Label(frame.user), Label(frame.role, "note")
        self.setLayout(
            Row(IconLabel("circle-user-round", "ink", 20), self._name, self._role, margins=(6, 0, 6, 0), gap=6)
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if frame.user_menu:
            menu = QMenu(self)
            for label, run in frame.user_menu:
                menu.addAction(label).triggered.connect(lambda _=False, run=run: run())
            self.clicked.connect(lambda: menu.popup(self.mapToGlobal(self.rect().bottomLeft())))

    def set_words_shown(self, shown: bool) -> None:
        self._name.setVisible(shown)
        self._role.setVisible(shown)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return QSize(layout.sizeHint().width() if layout else px(32), px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
