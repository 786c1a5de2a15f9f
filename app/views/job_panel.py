"""The running job: stage, n of m, time left, curves, samples, log, how to end it; then how it ended."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.guard import guarded
from app.time_left import in_words
from app.translation import tr
from app.views.icons import give_icon
from app.views.loss_curve import LossCurve
from app.views.palette import named
from app.views.plain import label
from app.views.sample_strip import SampleStrip
from app.views.sigma_curves import SigmaCurves, SigmaRoundMark


@dataclass(frozen=True, slots=True)
class JobDisplay:
    """How far the job is, `done` of `total` `unit`s of the stage; `total` 0 means unknown.

    `seconds_left` is for the whole job where `share` says how much of its time is over, else for the stage;
    the bar shows the same of the two. `loss` is one point of the curve of this stage, `widths` one
    of each of theirs; `error` the mean radial error on validation films, in `error_unit`.
    """

    stage: str = ""
    done: int = 0
    total: int = 0
    unit: str = ""
    seconds_left: float | None = None
    message: str = ""
    loss: float | None = None
    widths: SigmaRoundMark | None = None
    error: float | None = None
    error_unit: str = ""
    share: float | None = None


@guarded
class JobPanel(QWidget):
    """Hidden until a job starts. `keep_wanted`: end it early; `cancel_wanted`: stop it and keep nothing.

    `details`: curves, samples and log, which the owner may lay where they can be scrolled. `sigmas` asks for
    its picture; `samples` shows what the job finds. `running` carries whether one goes on.
    """

    running = Signal(bool)
    keep_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._stage, self._left = label(), label(), label()
        self._notes = label()
        self._bar, self._log = QProgressBar(), QPlainTextEdit()
        self._keep, self._cancel = QPushButton(tr("Stop early")), QPushButton(tr("Cancel"))
        self._close = QToolButton()
        self._fold = QToolButton()
        loss = LossCurve(tr("Loss: left to learn. It should go down."), tr("Curve of the loss"), 72)
        self._curve, self._curve_of = loss, ""  # the stage that the curve is of
        self._errors = LossCurve("", tr("Curve of the error on films kept back"), 72)
        self.samples = SampleStrip()
        self._curve_place, self.details = QWidget(), QWidget()
        self.sigmas = SigmaCurves()  # stays when the job has ended: a person looks at it then
        self._said = ""  # the latest line of the log
        for words in (self._title, self._stage, self._notes):  # a small window is no wider for them
            words.setWordWrap(True)
        self._set_up()
        self._lay_out()
        self.setVisible(False)

    def _set_up(self) -> None:
        named(self._bar, tr("Progress"))
        named(
            self._keep,
            tr("Stop the job early"),
            tr("End it after the step it is at and keep what it has so far"),
        )
        named(self._cancel, tr("Cancel the job"), tr("Stop now and keep nothing of it"))
        named(self._log, tr("Log of the job"), "")
        self._cancel.clicked.connect(self.cancel_wanted)
        self._keep.clicked.connect(self.keep_wanted)
        named(self._close, tr("Close the note of the job"))
        give_icon(self._close, "x")
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self.hide)
        self._fold.setText(tr("Log"))
        self._fold.setCheckable(True)
        self._fold.setAutoRaise(True)
        self._fold.setArrowType(Qt.ArrowType.RightArrow)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.toggled.connect(self._unfold)
        self._log.setReadOnly(True)
        self._log.setMaximumBlockCount(2000)
        self._log.setFixedHeight(110)
        self._log.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._log.setVisible(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 6)
        column.setSpacing(4)
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        # as high as its wrapped lines need, and no higher
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column.addLayout(head)
        place = QVBoxLayout(self._curve_place)
        place.setContentsMargins(0, 0, 0, 0)
        for curve in (self._curve, self._errors):
            place.addWidget(curve)
        # a small screen has no room for all curves: these have the loss's until they are folded
        self.sigmas.open_changed.connect(self._curve_place.setHidden)
        foot.addWidget(self._fold)
        foot.addStretch(1)
        foot.addWidget(self._keep)
        foot.addWidget(self._cancel)
        column.addWidget(self._notes)
        column.addWidget(self._stage)
        line = QHBoxLayout()
        line.addWidget(self._bar, 1)
        line.addWidget(self._left)
        column.addLayout(line)
        column.addLayout(foot)
        below = QVBoxLayout(self.details)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(4)
        for widget in (self._curve_place, self.samples, self.sigmas, self._log):
            below.addWidget(widget)
        column.addWidget(self.details)

    def setVisible(self, visible: bool) -> None:
        """The details come and go with the panel."""
        super().setVisible(visible)
        self.details.setVisible(visible)

    def start(self, title: str, notes: str = "", can_keep: bool = False) -> None:
        """A job begins: everything of the one before goes. `can_keep`: it may be ended early."""
        self._log.clear()
        self._said = ""
        self._title.setText(title)
        for curve in (self._curve, self._errors, self.samples, self.sigmas):
            curve.start()
        self._keep.setText(tr("Stop early"))
        for button in (self._keep, self._cancel):
            button.setEnabled(True)
        self._keep.setVisible(can_keep)
        self._cancel.setVisible(True)
        self._close.setVisible(False)
        self._bar.setVisible(True)
        self.show_notes(notes)
        self.show_progress(JobDisplay(tr("Starting")))
        self.setVisible(True)
        self.running.emit(True)

    def offer_keeping(self, can_keep: bool) -> None:
        """Whether it may be ended early in the stage that it is in."""
        self._keep.setVisible(can_keep)

    def show_notes(self, notes: str) -> None:
        """Lines that hold for the whole job, below its title."""
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))

    def show_progress(self, display: JobDisplay) -> None:
        """Show how far it is; each line of a message goes to the log."""
        left = display.seconds_left
        if self._cancel.isEnabled():  # else it says that it is stopping
            self._stage.setText(_stage_words(display))
            self._left.setText("" if left is None else tr("about {time} left", time=in_words(left)))
            self._left.setVisible(left is not None)
        self._show_share(display)
        for line in display.message.splitlines():
            self.write(line)
        if display.loss is not None:
            self._add_point(display.stage, display.loss)
        if display.error is not None:
            self._errors.say(
                tr(
                    "Error on films kept back (MRE): {error:.2f} {unit}",
                    error=display.error,
                    unit=display.error_unit,
                )
            )
            self._errors.add(display.error)
        if display.widths is not None:
            self.sigmas.add(display.widths)

    def _show_share(self, display: JobDisplay) -> None:
        of_run = display.share is not None and display.total > 0
        total, done = (100, int(100 * (display.share or 0.0))) if of_run else (display.total, display.done)
        self._bar.setFormat(tr("%p % of the run") if of_run else "%p %")
        self._bar.setRange(0, total)  # 0, 0 is Qt's "busy, end unknown"
        self._bar.setValue(done)

    def finish(self, note: str) -> None:
        """The job has ended: `note` says how."""
        self._stage.setText(note)
        self._left.setVisible(False)
        self.show_notes("")
        for widget in (self._bar, self._keep, self._cancel):
            widget.setVisible(False)
        for curve in (self._curve, self._errors, self.samples):
            curve.start()
        self._close.setVisible(True)
        self.write(note)
        self.running.emit(False)

    def write(self, line: str) -> None:
        """A line for the log, with the time; what was said just now is not said again."""
        if line != self._said:
            self._log.appendPlainText(f"{QTime.currentTime().toString('HH:mm:ss')}  {line}")
        self._said = line

    def _add_point(self, stage: str, value: float) -> None:
        if stage != self._curve_of:
            self._curve_of = stage
            self._curve.start()
        self._curve.add(value)

    def show_stopping(self) -> None:
        """The job was told to stop and does so when its step is done."""
        for button in (self._keep, self._cancel):
            button.setEnabled(False)
        self._left.setVisible(False)
        self._stage.setText(tr("Stopping..."))

    def show_ending(self) -> None:
        """The job was told to end early: it comes to its result, and can still be cancelled."""
        self._keep.setEnabled(False)
        self._keep.setText(tr("Ending..."))

    def _unfold(self, open_: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        self._log.setVisible(open_)


def _stage_words(display: JobDisplay) -> str:
    if not display.total:
        return display.stage.rstrip()
    words = tr(
        "{stage}: {done} of {total} {unit}",
        stage=display.stage,
        done=display.done,
        total=display.total,
        unit=display.unit,
    )
    return words.rstrip()
