"""The one way in which text reaches the screen, so that it can be translated."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """`text` in the language of the screen; values go in with `str.format` afterwards, never before."""
    return QCoreApplication.translate("zhuangding", text)
