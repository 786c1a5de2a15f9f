"""The few dialogs: an unforeseen error, millimetres, whose points these are, and the sheet of keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.actions import ACTIONS, Action, Menu, Scope

_OK_CANCEL = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel


class BugDialog(QDialog):
    """An error that nobody foresaw, with its traceback to copy. It does not block the window."""

    def __init__(self, summary: str, traceback: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("OneMark met an error it did not expect")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 380)
        words = QLabel(
            f"{summary}\n\nYour points are safe: they are saved as you go. Please copy the text below "
            "into a report, and say what you did just before."
        )
        words.setWordWrap(True)
        text = QPlainTextEdit(traceback)
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setAccessibleName("Traceback")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton("Copy")
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"{summary}\n\n{traceback}"))
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        for widget in (words, text, buttons):
            column.addWidget(widget)


class Extent(StrEnum):
    """Which films a choice is for."""

    THIS = "this film"
    SELECTED = "the selected films"
    ALL = "all films"


@dataclass(frozen=True, slots=True)
class SpacingChoice:
    """mm per pixel for some films; None goes back to what the files say."""

    millimetres: float | None
    extent: Extent


class SpacingDialog(QDialog):
    """Asks how large a pixel is, and for which films."""

    def __init__(
        self, current: float | None, selected: int, films: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Millimetres")
        self._spin = QDoubleSpinBox()
        self._spin.setDecimals(6)
        self._spin.setRange(0.000001, 1000.0)
        self._spin.setSingleStep(0.01)
        self._spin.setValue(current or 0.1)
        self._spin.setSuffix(" mm per pixel")
        self._spin.setAccessibleName("Millimetres per pixel")
        self._typed = QRadioButton("I know it:")
        self._file = QRadioButton("as the file says")
        self._typed.setChecked(True)
        self._extents = {extent: QRadioButton(extent.value) for extent in Extent}
        self._extents[Extent.SELECTED].setText(f"the {selected} selected films")
        self._extents[Extent.SELECTED].setEnabled(selected > 1)
        self._extents[Extent.ALL].setText(f"all {films} films")
        self._extents[Extent.SELECTED if selected > 1 else Extent.THIS].setChecked(True)
        self._lay_out()

    def _lay_out(self) -> None:
        source, extent = QButtonGroup(self), QButtonGroup(self)
        form = QFormLayout(self)
        for button in (self._typed, self._file):
            source.addButton(button)
        form.addRow(self._typed, self._spin)
        form.addRow(self._file)
        for button in self._extents.values():
            extent.addButton(button)
            form.addRow("For" if button is self._extents[Extent.THIS] else "", button)
        buttons = QDialogButtonBox(_OK_CANCEL)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self._typed.toggled.connect(self._spin.setEnabled)

    def choice(self) -> SpacingChoice:
        """What the person chose."""
        extent = next(extent for extent, button in self._extents.items() if button.isChecked())
        return SpacingChoice(self._spin.value() if self._typed.isChecked() else None, extent)


class Whose(StrEnum):
    """Whose points a table without origin holds."""

    PERSON = "A person placed them: others may learn from them"
    MACHINE = "A program predicted them: they are to be reviewed"
    UNKNOWN = "I don't know: keep them as they are"


class ImportDialog(QDialog):
    """Asks whose points a table without origin holds."""

    def __init__(self, points: int, films: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Whose points are these?")
        words = QLabel(f"The table has {points} points on {films} films and does not say who placed them.")
        words.setWordWrap(True)
        self._buttons = {whose: QRadioButton(whose.value) for whose in Whose}
        self._buttons[Whose.PERSON].setChecked(True)
        column = QVBoxLayout(self)
        column.addWidget(words)
        for button in self._buttons.values():
            column.addWidget(button)
        buttons = QDialogButtonBox(_OK_CANCEL)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def choice(self) -> Whose:
        """What the person chose."""
        return next(whose for whose, button in self._buttons.items() if button.isChecked())


class KeySheet(QDialog):
    """The F1 sheet: everything that mouse and keys do, from the action table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Mouse and keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 700)
        text = QTextBrowser()
        text.setHtml(sheet_html())
        text.setAccessibleName("Mouse and keys")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(text)
        column.addWidget(buttons)


def sheet_html() -> str:
    """The sheet as a table a menu; actions without a key are left to the menus."""
    parts = []
    for menu in (Menu.MOUSE, *(menu for menu in Menu if menu is not Menu.MOUSE)):
        rows = "".join(_sheet_row(action) for action in ACTIONS if action.menu is menu and action.keys)
        if rows:
            parts.append(f"<h3>{_plain(menu.value)}</h3><table cellpadding='3'>{rows}</table>")
    note = "<p>Keys marked * work while the film has the focus (click it, or press F6).</p>"
    return note + "".join(parts)


def _sheet_row(action: Action) -> str:
    keys = " or ".join(key_text(action, key) for key in action.keys)
    star = " *" if action.scope is Scope.FILM else ""
    words = f"<td width='190'>{_plain(action.text)}</td><td>{action.help}</td>"
    return f"<tr><td width='190'><b>{keys}</b>{star}</td>{words}</tr>"


def key_text(action: Action, key: str) -> str:
    """A key as this system writes it; gestures are words already."""
    if action.scope is Scope.GESTURE:
        return key
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _plain(text: str) -> str:
    return text.replace("&", "").replace("...", "")
