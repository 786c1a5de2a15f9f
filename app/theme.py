"""Light and dark: the system's by default, or the one that the person chose."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

_DARK = {
    QPalette.ColorRole.Window: "#202124",
    QPalette.ColorRole.WindowText: "#E8E8E8",
    QPalette.ColorRole.Base: "#17181A",
    QPalette.ColorRole.AlternateBase: "#2A2B2F",
    QPalette.ColorRole.Text: "#E8E8E8",
    QPalette.ColorRole.Button: "#2F3136",
    QPalette.ColorRole.ButtonText: "#E8E8E8",
    QPalette.ColorRole.ToolTipBase: "#2F3136",
    QPalette.ColorRole.ToolTipText: "#E8E8E8",
    QPalette.ColorRole.PlaceholderText: "#9A9A9A",
    QPalette.ColorRole.Highlight: "#1F5F8B",
    QPalette.ColorRole.HighlightedText: "#FFFFFF",
    QPalette.ColorRole.Link: "#56B4E9",
    QPalette.ColorRole.Light: "#3A3C42",
    QPalette.ColorRole.Midlight: "#35373C",
    QPalette.ColorRole.Mid: "#45484F",
    QPalette.ColorRole.Dark: "#101113",
}
_LIGHT = {
    QPalette.ColorRole.Window: "#F3F3F3",
    QPalette.ColorRole.WindowText: "#1B1B1B",
    QPalette.ColorRole.Base: "#FFFFFF",
    QPalette.ColorRole.AlternateBase: "#F9F9F9",
    QPalette.ColorRole.Text: "#1B1B1B",
    QPalette.ColorRole.Button: "#EDEDED",
    QPalette.ColorRole.ButtonText: "#1B1B1B",
    QPalette.ColorRole.ToolTipBase: "#FFFFFF",
    QPalette.ColorRole.ToolTipText: "#1B1B1B",
    QPalette.ColorRole.PlaceholderText: "#6B6B6B",
    QPalette.ColorRole.Highlight: "#1B6CA8",
    QPalette.ColorRole.HighlightedText: "#FFFFFF",
    QPalette.ColorRole.Link: "#0072B2",
    QPalette.ColorRole.Light: "#FFFFFF",
    QPalette.ColorRole.Midlight: "#E4E4E4",
    QPalette.ColorRole.Mid: "#B8B8B8",
    QPalette.ColorRole.Dark: "#9A9A9A",
}
_FADED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def apply_theme(app: QApplication, theme: str) -> None:
    """Give the app the palette of "light" or "dark"; "system" leaves the desktop's."""
    if theme == "system":
        return
    # Fusion is the one style that follows a palette everywhere
    app.setStyle("Fusion")
    palette = QPalette()
    for role, colour in (_DARK if theme == "dark" else _LIGHT).items():
        palette.setColor(role, QColor(colour))
    for role in _FADED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#858585"))
    app.setPalette(palette)
