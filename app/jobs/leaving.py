"""Closing the window while a run goes on: let it finish first, stop and keep, cancel, or stay."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.jobs.job_panel import Jobs
from app.jobs.past_run import PastRun, RunEnd, run_words
from app.translation import tr
from app.views.leaving_dialog import Leave, LeavingDialog

_CLOSES = tr("OneMark closes when this has ended. Quit once more to stay.")


class Leaving(QObject):
    """Closes `window` when the run, and what follows on it, is over, where a person wants that."""

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._window = jobs, window
        self._closes_after = False
        self._dialog: LeavingDialog | None = None  # while it stands
        jobs.over.connect(self._is_over)

    def may_close(self) -> bool:
        """Ask where a run goes on; False where the window stays, if only until the run has ended."""
        question = self._jobs.question
        if not question:
            return True
        self._wait(False)
        dialog = LeavingDialog(question, self._jobs.can_stop_early, self._window)
        self._dialog = dialog
        dialog.exec()
        self._dialog = None
        if not self._jobs.is_busy:  # it ended while the question stood there
            return dialog.choice is not Leave.STAY
        match dialog.choice:
            case Leave.FINISH:
                self._wait(True)
            case Leave.KEEP:
                self._jobs.stop_early()
                self._wait(True)
            case Leave.CANCEL:
                self._jobs.cancel()
                return True
        return False

    def _wait(self, wanted: bool) -> None:
        if wanted:
            self._jobs.add_note(_CLOSES)
        elif self._closes_after:
            self._jobs.remove_note(_CLOSES)
        self._closes_after = wanted

    def _is_over(self, run: PastRun) -> None:
        # what it came to may begin the next one, as a search for a model begins its prediction
        QTimer.singleShot(0, lambda: self._has_ended(run))

    def _has_ended(self, run: PastRun) -> None:
        if self._jobs.is_busy:
            if self._closes_after:
                self._jobs.add_note(_CLOSES)
            return
        if self._dialog is not None:
            is_well = run.end is not RunEnd.FAILED  # what went wrong is to be read first
            self._dialog.show_end(
                tr(
                    "{what}: {end}. Nothing is computing any more.",
                    what=run_words(run.what),
                    end=run.end.words,
                ),
                is_well,
            )
        if self._closes_after:
            self._closes_after = False
            if run.end is not RunEnd.FAILED:  # what went wrong is to be read first
                self._window.close()
