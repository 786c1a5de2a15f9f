"""Light and dark: the system's by default, or the one that the person chose."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QMenu, QWidget

_COLOURS = {  # role: in the light theme, in the dark one
    QPalette.ColorRole.Window: ("#F3F3F3", "#202124"),
    QPalette.ColorRole.WindowText: ("#1B1B1B", "#E8E8E8"),
    QPalette.ColorRole.Base: ("#FFFFFF", "#17181A"),
    QPalette.ColorRole.AlternateBase: ("#F9F9F9", "#2A2B2F"),
    QPalette.ColorRole.Text: ("#1B1B1B", "#E8E8E8"),
    QPalette.ColorRole.Button: ("#EDEDED", "#2F3136"),
    QPalette.ColorRole.ButtonText: ("#1B1B1B", "#E8E8E8"),
    QPalette.ColorRole.ToolTipBase: ("#FFFFFF", "#2F3136"),
    QPalette.ColorRole.ToolTipText: ("#1B1B1B", "#E8E8E8"),
    QPalette.ColorRole.PlaceholderText: ("#6B6B6B", "#9A9A9A"),
    QPalette.ColorRole.Highlight: ("#1B6CA8", "#1F5F8B"),
    QPalette.ColorRole.HighlightedText: ("#FFFFFF", "#FFFFFF"),
    QPalette.ColorRole.Link: ("#0072B2", "#56B4E9"),
    QPalette.ColorRole.Light: ("#FFFFFF", "#3A3C42"),
    QPalette.ColorRole.Midlight: ("#E4E4E4", "#35373C"),
    QPalette.ColorRole.Mid: ("#B8B8B8", "#45484F"),
    QPalette.ColorRole.Dark: ("#9A9A9A", "#101113"),
}
_FADED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


_BOX = QColor("#B4B7BD")  # Fusion's frames of boxes are 1.4 times as dark: 3:1 on a dark ground


class Theme(QObject):
    """Gives `app` and the menus of `window` a theme, and another one at once."""

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._app, self._window = app, window
        self._style = app.style().objectName()  # the desktop's
        self._theme, self._boxes = "system", QPalette()

    def show_boxes(self) -> None:
        """Frames of boxes that are seen on any ground, a desktop's dark one too, also in menus and lists.

        Each menu gets them by itself: those of the class QMenu would also be the ground of every list that
        a QComboBox opens.
        """
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, _BOX)
        if palette != self._boxes:  # each setting is told to all widgets, and so to who calls this
            self._boxes = palette
            for kind in ("QCheckBox", "QRadioButton", "QListWidget"):
                self._app.setPalette(palette, kind)  # type: ignore[arg-type]  # bytes are refused
            for menu in self._window.findChildren(QMenu):
                menu.setPalette(palette)

    def apply(self, theme: str) -> None:
        """Give the app "light", "dark" or the desktop's own ("system")."""
        if theme != self._theme:
            self._theme = theme
            apply_theme(self._app, theme, self._style)
        self.show_boxes()


def apply_theme(app: QApplication, theme: str, style: str = "") -> None:
    """Give the app the palette of "light" or "dark"; "system" gives it the desktop's and its `style`."""
    if theme == "system":
        if style:
            app.setStyle(style)
        app.setPalette(QPalette())
        return
    # Fusion is the one style that follows a palette everywhere
    app.setStyle("Fusion")
    palette = QPalette()
    for role, colours in _COLOURS.items():
        palette.setColor(role, QColor(colours[theme == "dark"]))
    for role in _FADED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#858585"))
    app.setPalette(palette)
