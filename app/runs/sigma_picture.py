"""The curves of learned widths: whose they are, which landmark they highlight, their picture as a file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from app.file_places import FileKind
from app.jobs.job import JobSlot
from app.runs.propagation import Propagating
from app.translation import tr
from app.views.sigma_curves import SigmaCurves, SigmaRoundMark
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.io.targets import Result, check_outside, check_target
from engine.operation import Operation, Progress
from engine.sigma.config import SigmaHistory, SigmaRecord


def rounds_of(history: SigmaHistory) -> tuple[SigmaRoundMark, ...]:
    """All epochs of `history`, without the rewards that no film tells."""
    names = history.names
    return tuple(
        SigmaRoundMark(
            record.epoch,
            dict(zip(names, record.sigma, strict=True)),
            {
                name: reward
                for name, reward in zip(names, record.reward, strict=True)
                if math.isfinite(reward)
            },
        )
        for record in history.records
    )


def history_of(rounds: Sequence[SigmaRoundMark]) -> SigmaHistory:
    """`rounds` as a history of all their landmarks; NaN where a round does not tell."""
    names = tuple(dict.fromkeys(name for mark in rounds for name in mark.sigmas))
    unknown = (math.nan,) * len(names)
    records = tuple(
        SigmaRecord(
            mark.epoch,
            tuple(mark.sigmas.get(name, math.nan) for name in names),
            tuple(mark.rewards.get(name, math.nan) for name in names),
            unknown,
        )
        for mark in rounds
    )
    return SigmaHistory(names, records)


_SUFFIX = ".png"


class SigmaPicture(QObject):
    """Asks for a file, and does the rest by a function that tests can call.

    A run is told by the rounds of its search while it goes on, and epoch by epoch, with those before a
    break, once it is finished: curves and picture alike. The picture may be asked for at any time: writing
    it has a job of its own, beside the one of the panel.
    """

    def __init__(self, workspace: Workspace, propagating: Propagating, curves: SigmaCurves) -> None:
        super().__init__(workspace.window)
        self._workspace, self._curves = workspace, curves
        self._folder = Path()  # of the films whose curves are shown
        self._whole: SigmaHistory | None = None  # all epochs of the run that they are of, once it is finished
        self._writing = JobSlot(self)
        workspace.jobs.busy_changed.connect(self._busy_changed)
        propagating.finished.connect(self._finished)
        curves.save_wanted.connect(self._ask)
        workspace.selection.landmark_changed.connect(curves.choose)

    def save(self, path: Path, rounds: Sequence[SigmaRoundMark]) -> None:
        """Write the curves of `rounds`; EngineError where that cannot start."""
        folder = self._workspace.document.folder
        if folder is not None:
            check_outside(path, folder)
        check_target(path, Result.PICTURE)
        if self._writing.is_busy:
            raise EngineError(tr("Another picture is still being written: save again in a moment."))
        # a picture for papers is in English, as its axes are
        title = f"{self._folder.name}: learned sigmas{'' if self._whole else ' (unfinished run)'}"
        self._writing.start(
            drawing(path, self._whole or history_of(rounds), title),
            lambda written: self._workspace.messages.note(
                tr("The picture of the curves is in {written}.", written=written)
            ),
            self._workspace.messages.error,
        )

    def _busy_changed(self, busy: bool) -> None:
        if busy:  # the curves begin anew
            self._folder, self._whole = self._workspace.document.folder or Path(), None

    def _finished(self, sigmas: SigmaHistory | None) -> None:
        if sigmas is not None:
            self._whole = sigmas
            self._curves.show_all(rounds_of(sigmas))

    def _ask(self, rounds: Sequence[SigmaRoundMark]) -> None:
        self._workspace.messages.ask_target(
            FileKind.PICTURE,
            tr("Save the picture of the curves"),
            self._folder.parent / f"{self._folder.name}-sigmas{_SUFFIX}",
            tr("Picture (*{suffix})", suffix=_SUFFIX),
            lambda path, _kind: self.save(path, rounds),
            lambda path: path if path.suffix.casefold() == _SUFFIX else path.with_name(path.name + _SUFFIX),
        )


def drawing(path: Path, history: SigmaHistory, title: str) -> Operation[Path]:
    """Draw the curves and write them; WriteError where that fails."""
    yield Progress("drawing", 0, 0)
    from engine.sigma.plots import plot_sigmas  # matplotlib is slow to import: in the job, not at the start

    plot_sigmas(path, history, title)
    return path
