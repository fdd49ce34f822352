"""The one owner of theme and display size; it hangs on the QApplication like Qt's own palette and font do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop.views.style import fonts, icons
from desktop.views.style.palette import palette
from desktop.views.style.sheet import sheet
from desktop.views.style.tokens import LIGHT, THEMES, Tokens

SCALES = (100, 125, 150, 175, 200)
_PROPERTY = "zhuangding_look"


def look() -> Look:
    """The look of the running application; made with the light theme at 100 % when nobody set one."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("the look needs a QApplication")
    found = app.property(_PROPERTY)
    return found if isinstance(found, Look) else Look(app)


class Look(QObject):
    """Theme and display size, changed live.

    `keep(thing, apply)` runs `apply(thing)` now and again after each change: how fixed sizes, margins and
    icons
    follow. `apply` must not hold on to a widget other than the one it is given.
    """

    theme_changed = Signal()
    scale_changed = Signal()

    def __init__(self, app: QApplication, *, theme: str = "light", percent: int = 100) -> None:
        super().__init__(app)
        self.tokens: Tokens = THEMES.get(theme, LIGHT)
        self.scale = percent / 100
        self.icons = icons.Icons()
        self._app = app
        self._kept: WeakKeyDictionary[QObject, list[Callable[[Any], None]]] = WeakKeyDictionary()
        app.setProperty(_PROPERTY, self)
        fonts.load()
        app.setStyle("fusion")
        self._apply()

    def set_theme(self, key: str) -> None:
        self.tokens = THEMES[key]
        self._apply()
        self.theme_changed.emit()

    def set_percent(self, percent: int) -> None:
        """The user's display size, 100-200; the system's own factor is Qt's business and comes on top."""
        self.scale = percent / 100
        self._apply()
        self.scale_changed.emit()

    def colour(self, token: str) -> QColor:
        return QColor(getattr(self.tokens, token))

    def px(self, u: float) -> int:
        return round(u * self.scale)

    def font(self, u: float = 14, *, bold: bool = False) -> QFont:
        return fonts.font(self.px(u), bold=bold)

    def icon(self, name: str, token: str = "ink", u: int = 20, pad: int = 0) -> QIcon:
        """`pad` u of air at the icon's right (left when negative): Qt leaves only 4 before a button's
        words.
        """
        tokens = self.tokens
        return self.icons.icon(name, getattr(tokens, token), tokens.ink3, self.px(u), self.px(pad))

    def pixmap(self, name: str, token: str = "ink", u: int = 16) -> QPixmap:
        dpr = self._app.devicePixelRatio()
        return self.icons.pixmap(name, getattr(self.tokens, token), self.px(u), dpr)

    def keep(self, thing: QObject, apply: Callable[[Any], None]) -> None:
        self._kept.setdefault(thing, []).append(apply)
        apply(thing)

    def _apply(self) -> None:
        self.icons.clear()
        QPixmapCache.clear()
        dark = self.tokens.key == "dark"
        self._app.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._app.setPalette(palette(self.tokens))
        self._app.setFont(self.font())
        self._app.setStyleSheet(sheet(self.tokens, self.scale))
        for thing, applies in list(self._kept.items()):
            if isValid(thing):
                for apply in applies:
                    apply(thing)
            else:
                del self._kept[thing]
