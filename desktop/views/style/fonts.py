"""The program's own fonts, so that words have the same width on every PC."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from desktop.paths import RESOURCES

FAMILY = "Noto Sans SC"
FILES = ("NotoSansSC-Regular", "NotoSansSC-SemiBold")


def load() -> None:
    """Registers the shipped fonts; a missing file leaves the system's own Chinese font in use."""
    for path in sorted((RESOURCES / "fonts").glob("NotoSansSC-*.?tf")):
        if path.stem in FILES:
            QFontDatabase.addApplicationFont(str(path))


def font(pixels: int, *, bold: bool = False) -> QFont:
    """The face at `pixels` high; `bold` is 600, the only other weight in use."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made
