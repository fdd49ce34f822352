"""Line icons in the colours of the theme, drawn once per (name, colours, size, screen density)."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.paths import RESOURCES

FOLDER = RESOURCES / "icons"
STROKE = "1.75"


def svg(name: str, colour: str) -> bytes:
    """The drawing `name` with `currentColor` replaced."""
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{STROKE}"').replace("currentColor", colour).encode()


def draw(data: bytes, size: int, dpr: float, pad: int = 0) -> QPixmap:
    """`data` as a square picture of `size` logical pixels, `pad` more at its right (at its left when
    negative).
    """
    square = round(size * dpr)
    picture = QPixmap(square + round(abs(pad) * dpr), square)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    left = picture.width() - square if pad < 0 else 0
    QSvgRenderer(QByteArray(data)).render(painter, QRectF(left, 0, square, square))
    painter.end()
    picture.setDevicePixelRatio(dpr)
    return picture


def mark(shield: str, nail: str, size: int, dpr: float = 1.0) -> QPixmap:
    """The product's mark: a shield with a nail-like 丁."""
    text = (FOLDER / "mark.svg").read_text(encoding="utf-8")
    return draw(text.replace("currentColor", shield).replace("nailColor", nail).encode(), size, dpr)


class Icons:
    """The cache; emptied when the theme changes."""

    def __init__(self) -> None:
        self._icons: dict[tuple[str, str, str, int, int, float], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: int, dpr: float, pad: int = 0) -> QPixmap:
        key = (name, colour, size, pad, dpr)
        if key not in self._pixmaps:
            self._pixmaps[key] = draw(svg(name, colour), size, dpr, pad)
        return self._pixmaps[key]

    def icon(self, name: str, colour: str, disabled: str, size: int, pad: int = 0) -> QIcon:
        dpr = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
        key = (name, colour, disabled, size, pad, dpr)
        if key not in self._icons:
            made = QIcon()
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
                made.addPixmap(self.pixmap(name, colour, size, dpr, pad), mode)
            made.addPixmap(self.pixmap(name, disabled, size, dpr, pad), QIcon.Mode.Disabled)
            self._icons[key] = made
        return self._icons[key]

    def clear(self) -> None:
        self._icons.clear()
        self._pixmaps.clear()
