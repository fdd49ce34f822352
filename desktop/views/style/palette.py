"""QPalette roles from tokens; the same for active and inactive windows."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from desktop.views.style.tokens import LIGHT, Tokens

ROLES = {
    QPalette.ColorRole.Window: "win",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.AlternateBase: "alt",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "alt",
    QPalette.ColorRole.Dark: "sunken",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Shadow: "line2",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Highlight: "sel",
    QPalette.ColorRole.HighlightedText: "sel_ink",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.ToolTipBase: "tip",
    QPalette.ColorRole.ToolTipText: "tip_ink",
}
TEXT_ROLES = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def paper_marks() -> tuple[QColor, QColor]:
    """Ground and edge of a marked passage; paper is white in every theme."""
    return QColor(LIGHT.tint), QColor(LIGHT.accent)


def palette(tokens: Tokens) -> QPalette:
    made = QPalette()
    for role, name in ROLES.items():
        made.setColor(role, QColor(getattr(tokens, name)))
    for role in TEXT_ROLES:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.ink3))
    return made
