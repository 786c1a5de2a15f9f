"""Above the film while an audit waits: how far it is, and its end; and how many films to draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from app.translation import tr
from app.views.dialogs import ok_cancel
from app.views.icons import give_icon
from app.views.palette import named
from app.views.plain import label, unmarked


@dataclass(frozen=True, slots=True)
class AuditDisplay:
    """`text`: how far it is, "" where no audit waits; `go`: what the button does, `ready`: that it can."""

    text: str = ""
    go: str = ""
    ready: bool = True


class AuditBar(QWidget):
    """Hidden while no audit waits; emits wishes."""

    go_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._go, self._end = label(), QPushButton(), QPushButton(tr("End the audit..."))
        self._text.setWordWrap(True)
        give_icon(self._go, "check")
        named(self._go, tr("Go on with the audit"))
        named(self._end, tr("End the audit"), tr("The films that were not read get their predictions back"))
        self._go.clicked.connect(self.go_wanted)
        self._end.clicked.connect(self.end_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.addWidget(self._text, 1)
        for button in (self._go, self._end):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_audit(self, display: AuditDisplay) -> None:
        """Say what holds now."""
        self._text.setText(display.text)
        self.setAccessibleName(tr("Audit: {text}", text=display.text))
        self._go.setText(display.go)
        self._go.setEnabled(display.ready)
        self.setVisible(bool(display.text))


class AuditDialog(QDialog):
    """Asks how many of `most` films are drawn; `explain` says what so many films tell."""

    def __init__(
        self, proposed: int, most: int, explain: Callable[[int], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Audit"))
        words = label(
            tr(
                "Films are drawn at random from those that were predicted and that nobody has touched. They "
                "are shown without any prediction: click all their landmarks as you would on a fresh film. "
                "What the machine had placed is kept aside and compared with your clicks at the end."
            )
        )
        words.setWordWrap(True)
        self._count, self._told = QSpinBox(), label()
        self._count.setRange(1, most)
        named(self._count, tr("Number of films"), tr("1 to {most}", most=most))
        self._told.setWordWrap(True)
        self._told.setMinimumHeight(4 * self.fontMetrics().lineSpacing())
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._count.valueChanged.connect(lambda count: self._told.setText(explain(count)))
        self._count.setValue(proposed)
        self._told.setText(explain(self._count.value()))
        form = QFormLayout()
        form.addRow(label(tr("Films to read (of {most})", most=most)), self._count)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addLayout(form)
        column.addWidget(self._told)
        column.addWidget(ok_cancel(self))
        self.setMinimumWidth(460)
        self.setAccessibleDescription(unmarked(words.text()))

    @property
    def count(self) -> int:
        """How many films."""
        return self._count.value()

    @property
    def told(self) -> str:
        """What so many films tell."""
        return self._told.text()
