"""A small dialog for an unforeseen error; buttons and size of all others."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeySequence, QShortcut, QValidator
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.guard import guarded
from app.translation import tr
from app.views.plain import ask, label

_Button = QDialogButtonBox.StandardButton
_WORTH_ASKING = 3  # choices, of some seconds each


def ok_cancel(dialog: QDialog, ok: _Button = _Button.Ok) -> QDialogButtonBox:
    """The buttons that accept and reject `dialog`."""
    buttons = QDialogButtonBox(ok | _Button.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons


def may_be_lost(parent: QWidget, choices: int) -> bool:
    """True where losing so many choices costs a few seconds only, or a person agrees to lose them."""
    question = tr("What you have chosen and typed here would be lost. Leave it all the same?")
    return choices < _WORTH_ASKING or ask(parent, parent.window().windowTitle(), question)


@guarded
class AskingDialog(QDialog):
    """Asks before Cancel, Esc or the window's cross lose what was made in it; `done` leaves unasked."""

    def choices_made(self) -> int:
        """How many choices and entries would be lost."""
        raise NotImplementedError

    def reject(self) -> None:
        """Cancel, Esc and the cross."""
        if may_be_lost(self, self.choices_made()):
            super().reject()


def enter_presses(*buttons: QPushButton) -> None:
    """Let Enter press that of `buttons` which has the keyboard; a list or a field keeps it for itself.

    Else it would press the default button of the dialog, such as Close, from a button that is none.
    """
    for button in buttons:
        button.setAutoDefault(False)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), button, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(button.click)


def with_files(line: QLineEdit, title: str, files: str, start: Path) -> QWidget:
    """`line` of a path, with a button that offers `files`: where the path leads, else from `start` on."""

    def ask() -> None:
        typed = Path(line.text().strip())
        begin = typed if typed.is_absolute() else start
        path, _ = QFileDialog.getOpenFileName(line, title, str(begin), files)
        if path:
            line.setText(path)

    choose = QPushButton(tr("Choose..."))
    enter_presses(choose)
    choose.clicked.connect(ask)
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(line, 1)
    row.addWidget(choose)
    both.setFocusProxy(line)
    return both


@guarded
class DecimalBox(QDoubleSpinBox):
    """A number whose decimals stand behind a point or a comma, whichever is typed.

    Qt takes the one that is not of the language for a separator of thousands: 0.1 was 1 in German.
    """

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """`text` with the sign of the language."""
        sign = self.locale().decimalPoint()
        return super().validate(text.replace(".", sign).replace(",", sign), place)


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Give `window` a size, or less where the screen is smaller: frame and the desktop's own bars fit too."""
    room = window.screen().availableSize() - QSize(16, 48)
    window.resize(QSize(width, height).boundedTo(room))


def grow_to_contents(window: QWidget, width: int = 0) -> None:
    """Make `window` as large as what it holds, or as the screen has room; it never shrinks."""
    for area in window.findChildren(Scrolled):
        area.updateGeometry()  # else the layout round it goes by what the contents asked for before
    size = window.sizeHint().expandedTo(QSize(width, 0))
    if window.testAttribute(Qt.WidgetAttribute.WA_Resized):
        size = size.expandedTo(window.size())
    resize_within_screen(window, size.width(), size.height())


@guarded
class Scrolled(QScrollArea):
    """Contents at their full size where the screen has room and with a bar where not."""

    def __init__(self, contents: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab brings what it comes to into sight
        self._contents = contents
        self.setWidget(contents)

    def sizeHint(self) -> QSize:
        """What the contents ask for; Qt would cap it."""
        hint = self._contents.sizeHint()
        height = self._contents.heightForWidth(hint.width())
        return QSize(hint.width(), max(hint.height(), height))

    def minimumSizeHint(self) -> QSize:
        """All of the width, so that only the height is scrolled; of the height some lines."""
        lines = 4 * self.fontMetrics().lineSpacing()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._contents.minimumSizeHint().width() + bar, lines)


class BugDialog(QDialog):
    """An error that nobody foresaw, with its traceback to copy. It does not block the window."""

    def __init__(self, summary: str, traceback: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("OneMark met an error it did not expect"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_screen(self, 680, 380)
        words = label(
            tr(
                "{summary}\n\nYour points are safe: they are saved as you go. Please copy the text below "
                "into a report, and say what you did just before.",
                summary=summary,
            )
        )
        words.setWordWrap(True)
        text = QPlainTextEdit(traceback)
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setAccessibleName(tr("Traceback"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton(tr("Copy"))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"{summary}\n\n{traceback}"))
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        for widget in (words, text, buttons):
            column.addWidget(widget)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        self.setTabOrder(copy, close)
