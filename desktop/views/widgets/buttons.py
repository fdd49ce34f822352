"""Buttons by kind, icon buttons, and tool bars made from a page's commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from desktop.views.style.look import look
from desktop.views.style.metrics import LayoutClass, Row, fix, px
from desktop.views.widgets.labels import StyledFrame
from desktop.views.words import tr

ICON_INK = {"primary": "on_accent", "head": "accent", "danger": "red", "link": "link"}


def button(
    text: str,
    name: str,
    run: Callable[[], object] | None = None,
    *,
    icon: str = "",
    kind: str = "",
    small: bool = False,
    tip: str = "",
    trailing: bool = False,
) -> Button:
    """`kind`: "" framed, primary (one a view), flat (tool bar), head (in a panel head), link, danger.
    `trailing` puts the icon after the words.
    """
    made = Button(text, name, icon=icon, kind=kind, small=small, trailing=trailing)
    made.setToolTip(tip)
    if run is not None:
        made.clicked.connect(lambda _=False: run())
    return made


class Button(QPushButton):
    """A push button whose icon follows the theme; its words are its accessible name."""

    def __init__(
        self,
        text: str,
        name: str,
        *,
        icon: str = "",
        kind: str = "",
        small: bool = False,
        trailing: bool = False,
    ) -> None:
        super().__init__(text)
        if trailing:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._gap = -2 if trailing else 2 if small else 3
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setAutoDefault(False)
        self._icon_name, self._u = icon, 16 if small or kind in ("head", "link") else 18
        look().keep(self, Button._dress)

    def set_text(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self._dress()

    def set_icon(self, icon: str) -> None:
        self._icon_name = icon
        self._dress()

    def allow(self, allowed: bool, why: str = "") -> None:
        """Enables, or disables and says why (tool tip and accessible description)."""
        self.setEnabled(allowed)
        self.setAccessibleDescription("" if allowed else why)
        if why:
            self.setToolTip("" if allowed else why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what has the focus, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.property("kind") == "primary":
            _ring(self)

    def _dress(self) -> None:
        if self._icon_name:
            ink = ICON_INK.get(str(self.property("kind")), "ink")
            pad = self._gap if self.text() else 0
            self.setIcon(look().icon(self._icon_name, ink, self._u, pad))
            self.setIconSize(QSize(px(self._u) + abs(px(pad)), px(self._u)))


class IconButton(QToolButton):
    """A button of one icon; its label is both accessible name and tool tip (with the key)."""

    def __init__(
        self,
        icon: str,
        label: str,
        name: str,
        run: Callable[[], object] | None = None,
        *,
        key: str = "",
        size: int = 32,
        u: int = 20,
        ink: str = "ink",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._tip = f"{label} {key}".rstrip()
        self.setToolTip(self._tip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon_name, self._u, self._ink = icon, u, ink
        fix(self, width=size, height=size)
        look().keep(self, IconButton._dress)
        if run is not None:
            self.clicked.connect(lambda _=False: run())

    def allow(self, allowed: bool, why: str = "") -> None:
        """Enables, or disables and says why after its label."""
        self.setEnabled(allowed)
        self.setAccessibleDescription("" if allowed else why)
        said = tr("{label}：{why}").format(label=self.accessibleName(), why=why)
        self.setToolTip(said if why and not allowed else self._tip)

    def set_icon(self, icon: str, label: str, ink: str = "ink") -> None:
        self._icon_name, self._ink = icon, ink
        self.setAccessibleName(label)
        self._tip = label
        self.setToolTip(label)
        self._dress()

    def _dress(self) -> None:
        self.setIcon(look().icon(self._icon_name, self._ink, self._u))
        self.setIconSize(QSize(px(self._u), px(self._u)))


@dataclass(frozen=True)
class Command:
    """Something a page can do. Keys new, filter, save, print, undo, redo and refresh get the shell's own
    shortcuts;
    `kind` is the button's, `why` says why it is not allowed now, `key_hint` is shown in the tool tip; `folded`
    ones stand under 更多, `bare` ones are an icon alone."""

    key: str
    label: str
    run: Callable[[], object]
    icon: str = ""
    kind: str = "flat"
    enabled: bool = True
    why: str = ""
    key_hint: str = ""
    right: bool = False
    folded: bool = False
    bare: bool = False


class ToolBar(StyledFrame):
    """Commands as buttons, 48 high: those with `right` at the right edge. Tiny windows get icons, the rest
    under 更多.
    """

    def __init__(self, area: str, commands: Iterable[Command] = (), *, height: int = 48) -> None:
        super().__init__("bar")
        self._area = area
        self._buttons: dict[str, QWidget] = {}
        self._commands: tuple[Command, ...] = ()
        self._kind = LayoutClass.NORMAL
        self.lead = Row(gap=8)
        self._left, self._right = Row(gap=4), Row(gap=8)
        self.setLayout(Row(self.lead, self._left, None, self._right, margins=(12, 0, 12, 0), gap=12))
        fix(self, height=height)
        self.set_commands(commands)

    def set_commands(self, commands: Iterable[Command]) -> None:
        self._commands = tuple(commands)
        self._rebuild()

    def offered(self) -> tuple[Command, ...]:
        """What the bar holds now, for the shell's own shortcuts."""
        return self._commands

    def set_layout_class(self, kind: LayoutClass) -> None:
        self._kind = kind
        self._rebuild()

    def button(self, key: str) -> QWidget:
        return self._buttons[key]

    def _rebuild(self) -> None:
        held = self._held()
        for made in self._buttons.values():
            made.hide()
            made.deleteLater()
        tiny = self._kind is LayoutClass.TINY
        flat = [c for c in self._commands if not c.folded]
        shown = [c for c in flat if not tiny or c.kind == "primary" or (c.icon and not c.right)]
        self._buttons = {command.key: self._make(command) for command in shown}
        hidden = [c for c in self._commands if c not in shown]
        if hidden:
            self._buttons["more"] = self._more(hidden)
        self._order()
        if held:
            self._hold(held)

    def _order(self) -> None:
        """Tab goes along the bar as the eye does: buttons made anew would come last in the whole window."""
        inner = [one for one in self._lead_widgets() if one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value]
        right = {command.key for command in self._commands if command.right} | {"more"}
        row = [*inner[-1:], *(self._buttons[key] for key in sorted(self._buttons, key=right.__contains__))]
        for first, second in pairwise(row):
            QWidget.setTabOrder(first, second)

    def _lead_widgets(self) -> Iterator[QWidget]:
        """What stands before the buttons, with its own parts; a popup is a window of its own."""
        for place in range(self.lead.count()):
            item = self.lead.itemAt(place)
            widget = item.widget() if item else None
            if widget is not None:
                yield from (one for one in (widget, *widget.findChildren(QWidget)) if one.window() is self.window())

    def _held(self) -> str:
        """The command whose button has, or will get back, the window's focus."""
        focus = self.window().focusWidget()
        return next((key for key, made in self._buttons.items() if made is focus), "")

    def _hold(self, key: str) -> None:
        """A new button takes over the focus of the old one: else it would go somewhere outside of the page."""
        near = [made for made in (self._buttons.get(key), *self._buttons.values()) if made and made.isEnabled()]
        if near:
            near[0].show()
            near[0].setFocus()

    def _make(self, command: Command) -> QWidget:
        made: Button | IconButton
        name = f"{self._area}.{command.key}"
        if command.bare or (self._kind is LayoutClass.TINY and command.kind != "primary"):
            made = IconButton(command.icon, command.label, name, command.run, key=command.key_hint)
            made.allow(command.enabled, command.why)
        else:
            made = button(command.label, name, command.run, icon=command.icon, kind=command.kind, tip=command.key_hint)
            made.allow(command.enabled, command.why)
        (self._right if command.right else self._left).addWidget(made)
        return made

    def _more(self, commands: list[Command]) -> QWidget:
        label, name = tr("更多"), f"{self._area}.more"
        tiny = self._kind is LayoutClass.TINY
        made = IconButton("ellipsis", label, name) if tiny else Button(label, name, icon="ellipsis", kind="flat")
        menu = QMenu(made)
        for command in commands:
            action = menu.addAction("\t".join(filter(None, (command.label, command.key_hint))))
            action.setEnabled(command.enabled)
            action.triggered.connect(lambda _=False, run=command.run: run())
        made.setMenu(menu)
        if isinstance(made, IconButton):
            made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._right.addWidget(made)
        return made


def _ring(it: QPushButton) -> None:
    """A second, light frame: the focus of a filled button must be seen on its own ground."""
    painter = QPainter(it)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(look().colour("on_accent"))
    pen.setWidthF(px(2))
    painter.setPen(pen)
    inset = px(4)
    painter.drawRoundedRect(QRectF(it.rect()).adjusted(inset, inset, -inset, -inset), px(2), px(2))
    painter.end()
