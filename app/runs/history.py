"""The history of runs: a line of JSON each beside the project, read when somebody wants to see it.

It holds counts and figures, and no name of a film: nothing in it is of a patient.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from app.jobs.past_run import PastRun, RunEnd, run_words
from app.runs.scores import APART, HELD_BACK
from app.sentences import translated
from app.storage.layout import Layout
from app.time_left import in_words
from app.translation import tr
from app.views.history_dialog import HistoryDialog, HistoryRow
from app.workspace.workspace import Workspace
from engine.io.atomic import WriteError, write_atomic
from engine.io.guard import parsed_json

_MOST = 500  # runs that are kept
_UNITS = ("mm", "px")
_FIGURES = {APART: tr("registration to detectors"), HELD_BACK: tr("held back pseudo-labels canvas")}
_DETAILS = {
    "exemplars": tr("exemplars"),
    "seed": tr("seed"),
    "split": tr("split"),
    "compared with": tr("compared with"),
    "system": tr("system"),
    "epochs": tr("epochs"),
    "films changed": tr("films changed"),
}


def read_runs(path: Path) -> tuple[tuple[PastRun, ...], int]:
    """The runs of a file, the oldest first, and how many of its lines are none; no file holds no run."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return (), 0
    found = [_run_of(line) for line in lines]
    runs = tuple(run for run in found if run is not None)
    return runs, len(found) - len(runs)


def add_run(path: Path, run: PastRun) -> None:
    """Write one more run, the last of those that are kept. Raises `WriteError`."""
    runs, _ = read_runs(path)
    lines = [json.dumps(asdict(kept), ensure_ascii=False) for kept in (*runs, run)[-_MOST:]]
    write_atomic(path, ("\n".join(lines) + "\n").encode())


def _run_of(line: str) -> PastRun | None:
    try:
        stored: Any = parsed_json(line)
        return PastRun(
            str(stored["when"]),
            str(stored["what"]),
            int(stored["films"]),
            float(stored["seconds"]),
            RunEnd(stored["end"]),
            {str(name): float(value) for name, value in stored["figures"].items()},
            {str(name): str(value) for name, value in stored["details"].items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError):  # cut short, or edited by hand
        return None


class RunHistory(QObject):
    """Notes each run that is over, and shows them. `layout`: of the open project, None without one."""

    def __init__(self, workspace: Workspace, layout: Callable[[], Layout | None]) -> None:
        super().__init__(workspace.window)
        self._layout, self._window, self._messages = layout, workspace.window, workspace.messages
        self._dialog: HistoryDialog | None = None
        workspace.jobs.over.connect(self._note)

    @property
    def dialog(self) -> HistoryDialog | None:
        """The dialog once it was shown."""
        return self._dialog

    def show(self) -> None:
        """Show the runs beside the work, which goes on."""
        if self._dialog is None:
            self._dialog = HistoryDialog(self._window)
        self.refresh()
        self._dialog.show()
        self._dialog.raise_()

    def _note(self, run: PastRun) -> None:
        layout = self._layout()
        if run.films == 0 or layout is None:
            return
        try:
            add_run(layout.runs, run)
        except WriteError as error:
            self._messages.warn(
                tr("This run is not in the history of runs: {error}", error=translated(str(error)))
            )
        else:
            self.refresh()

    def refresh(self) -> None:
        """Show the runs of the project that is open now, where they are shown at all."""
        layout = self._layout()
        if self._dialog is None:
            return
        runs, damaged = ((), 0) if layout is None else read_runs(layout.runs)
        self._dialog.show_rows([_row(run) for run in reversed(runs)])
        words = ""
        if damaged and layout is not None:
            words = tr(
                "{n} line of {file} cannot be read.",
                "{n} lines of {file} cannot be read.",
                n=damaged,
                file=layout.runs,
            )
        self._dialog.say(words)


def _row(run: PastRun) -> HistoryRow:
    """One run in words."""
    apart = _in_unit(run, APART)
    return HistoryRow(
        when=_local(run.when),
        what=run_words(run.what),
        films=str(run.films),
        time=in_words(run.seconds),
        error=_in_unit(run, "mre") or (tr("({distance} apart)", distance=apart) if apart else ""),
        end=run.end.words,
        figures={_figure(name): value for name, value in run.figures.items()},
        details={_DETAILS.get(name, name): _detail(name, value) for name, value in run.details.items()},
    )


def _figure(name: str) -> str:
    """The name of a figure: those of evaluations are the same in all languages."""
    known = next((key for key in _FIGURES if name.startswith(f"{key}_")), "")
    return f"{_FIGURES.get(known, '')}{name.removeprefix(known)}".replace("_", " ")


def _detail(name: str, stored: str) -> str:
    """How a run was asked for, which is stored in English words."""
    counts = [int(count) for count in re.findall(r"\d+", stored)]
    match name, counts:
        case "split", [learned, kept_back]:
            return tr("{learned} to learn from, {kept} kept back", learned=learned, kept=kept_back)
        case "compared with", [points, films]:
            return tr(
                "{points} that a person decided on, on {films}",
                points=tr("{n} point", "{n} points", n=points),
                films=tr("{n} film", "{n} films", n=films),
            )
        case _:
            return stored


def _in_unit(run: PastRun, name: str) -> str:
    """A figure of the run with its unit, "" where it has none."""
    known = [unit for unit in _UNITS if f"{name}_{unit}" in run.figures]
    return f"{run.figures[f'{name}_{known[0]}']:.2f} {known[0]}" if known else ""


def _local(when: str) -> str:
    try:
        return datetime.fromisoformat(when).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return when
