"""Tells of the end of a run on the desktop when the window is not the one that is worked in."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from app.jobs.job_panel import Jobs
from app.jobs.past_run import PastRun, RunEnd, run_words
from app.time_left import in_words
from app.translation import tr

_SHORTEST = 10.0  # s of a run that somebody may have left alone
_SHOWN_MS = 10_000


class EndNotice(QObject):
    """The window's place in the task bar lights up, and where there is a tray, a message stands beside it.

    It names the run and how it ended, no film: others may see the screen.
    """

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None
        jobs.over.connect(self._tell)

    def _tell(self, run: PastRun) -> None:
        if run.seconds < _SHORTEST or run.end is RunEnd.CANCELLED or self._window.isActiveWindow():
            return
        QApplication.alert(self._window)
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            title = tr("{what}: {end}", what=run_words(run.what), end=run.end.words)
            self._show(title, tr("It took {time}.", time=in_words(run.seconds)))

    def _show(self, title: str, text: str) -> None:
        if self._tray is None:  # made when it is needed: it stands in the tray as long as the message does
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.messageClicked.connect(self._come)
        self._tray.show()
        self._tray.showMessage(title, text, self._window.windowIcon(), _SHOWN_MS)
        QTimer.singleShot(_SHOWN_MS, self._tray.hide)

    def _come(self) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        if self._tray is not None:
            self._tray.hide()
