"""Reports of an audit or of an imported truth: asked for, shown in a dialog, told as a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.document import edits
from app.document.film import AuditStage
from app.file_places import FileKind
from app.film.audit import Audit
from app.film.display import Display
from app.film.measures import MeasuredProject, describing, measuring, scoring, source_words, with_radius
from app.jobs.job import Bug, JobSlot
from app.sentences import translated
from app.translation import tr
from app.views.evaluation_view import EvaluationDialog, EvaluationDisplay, LandmarkError
from app.workspace.exporting import Exporting, PredictionSource
from app.workspace.film_attributes import TABLES
from app.workspace.importing import Importing
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.evaluation.report import EvaluationReport
from engine.evaluation.statistics import FEWEST_GROUPS, Confidence, Interval
from engine.io.atomic import write_atomic
from engine.io.provenance import RunRecord
from engine.observers.audit import FEWEST_CALIBRATED, CalibratedRadius, repeat_count
from engine.observers.methods import MeasuredTable
from engine.operation import Operation

_POINTS = 120  # of the curve
_TEXT = tr("Text (*.txt)")


class Evaluating(QObject):
    """Shows one report at a time. The last one against a table is told in the methods paragraph too."""

    def __init__(
        self,
        workspace: Workspace,
        audit: Audit,
        importing: Importing,
        exporting: Exporting,
        display: Display,
        sources: Sequence[PredictionSource],
    ) -> None:
        super().__init__(workspace.window)
        self._workspace, self._document = workspace, workspace.document
        self._audit, self._importing = audit, importing
        self._display, self._sources = display, sources
        self._slot = JobSlot(self)
        self._dialog: EvaluationDialog | None = None
        self._radius: CalibratedRadius | None = None
        self._table: MeasuredTable | None = None
        audit.finished.connect(self.show_audit)
        exporting.methods_wanted.connect(self.save_methods)
        self._document.replaced.connect(self._forget)

    @property
    def dialog(self) -> EvaluationDialog | None:
        """The report once it was shown."""
        return self._dialog

    def show_audit(self) -> None:
        """Compute the report of the latest audit and show it."""
        self._start(lambda: measuring(self._document.project), self._show_measured)

    def ask_table(self) -> None:
        """Ask for a table of the truth and show how far off the predictions are; nothing is changed."""
        self._workspace.messages.ask_file(FileKind.TRUTH, tr("Evaluate against"), TABLES, self.evaluate)

    def evaluate(self, path: Path) -> None:
        """Compare the predictions with the table `path`; EngineError where nothing can be compared."""
        project = self._document.project
        self._importing.understand(
            path,
            lambda truth: self._start(lambda: scoring(project, truth, path.name), self._show_table),
        )

    def save_methods(self, path: Path) -> None:
        """Write the methods paragraph to `path`; EngineError where that cannot be."""
        if path.suffix.casefold() != ".txt":
            raise EngineError(
                tr("{file} is no name of a text: choose one that ends in .txt.", file=path.name)
            )

        def write(text: str) -> None:
            write_atomic(path, text.encode("utf-8"))
            self._tell(tr("The methods paragraph is written: {path}.", path=path))

        self._describe(write)

    def _describe(self, use: Callable[[str], object]) -> None:
        """Compute the paragraph and `use` it."""
        project, table = self._document.project, self._table
        runs = [source.last for source in self._sources if source.last is not None]
        run = max(runs, key=lambda last: last.finished).made(RunRecord()) if runs else RunRecord()
        attempt = self._workspace.messages.attempt
        self._start(lambda: describing(project, run, table), lambda text: attempt(lambda: use(text)))

    def _start(self, make: Callable[[], Operation[Any]], take: Callable[[Any], object]) -> None:
        self._workspace.messages.attempt(lambda: self._slot.start(make(), take, self._failed))

    def _failed(self, error: EngineError | Bug) -> None:
        self._workspace.messages.error(error)

    def _show_measured(self, found: MeasuredProject) -> None:
        self._radius = found.audit.report.radius
        self._shown().show_report(_of_audit(found, self._films_to_repeat()))

    def _films_to_repeat(self) -> int:
        """How many films could be read again; none while an audit waits or after a second reading."""
        films = [film.audit for film in edits.audited_films(self._document.project) if film.audit is not None]
        whole = all(audit.stage is AuditStage.READ and not audit.again for audit in films)
        landmarks = len(self._document.project.scheme.names)
        return repeat_count(len(films), landmarks) if whole else 0

    def _show_table(self, found: tuple[MeasuredTable, tuple[str, ...]]) -> None:
        self._table, notes = found
        self._radius = None
        self._shown().show_report(_of_table(self._table, notes))

    def _shown(self) -> EvaluationDialog:
        if self._dialog is None:
            self._dialog = dialog = EvaluationDialog(self._workspace.window)
            dialog.spot_wanted.connect(self._go)
            dialog.radius_wanted.connect(self._use_radius)
            dialog.again_wanted.connect(self._read_again)
            dialog.copy_wanted.connect(lambda: self._describe(self._copy))
            dialog.save_wanted.connect(self._ask_save)
        self._dialog.show()
        self._dialog.raise_()
        return self._dialog

    def _go(self, film: str, name: str) -> None:
        self._workspace.selection.set_film(film)
        self._workspace.selection.set_landmark(name)
        self._display.reveal()

    def _use_radius(self) -> None:
        """Put the radius on all predictions that nobody has decided on, as one step."""
        radius = self._radius
        if radius is None:
            return
        sets = with_radius(self._document.project, radius)
        films = tr("{n} film", "{n} films", n=len(sets))
        text = tr("Use the audit's radius on {films}", films=films)
        if self._workspace.edit(lambda project: edits.change(project, text, sets=dict(sets))):
            self._tell(
                tr(
                    "The radius is on the predictions of {films}: the ring round a point holds the true "
                    "place with {percent:g} %. Undo takes it back.",
                    films=films,
                    percent=100 * radius.coverage,
                )
            )

    def _read_again(self) -> None:
        if self._dialog is not None:
            self._dialog.close()
        self._audit.read_again()

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._tell(tr("The methods paragraph is in the clipboard, with the works to cite."))

    def _ask_save(self) -> None:
        folder = self._document.folder or Path()
        self._workspace.messages.ask_target(
            FileKind.TEXT,
            tr("Save the methods paragraph"),
            folder.parent / f"{folder.name}-methods.txt",
            _TEXT,
            lambda path, _kind: self.save_methods(path),
            lambda path: path if path.suffix else path.with_name(f"{path.name}.txt"),
        )

    def _tell(self, text: str) -> None:
        """In the report where it is open, else in the bar of messages."""
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.say(text)
        else:
            self._workspace.messages.note(text)

    def _forget(self) -> None:
        self._radius = self._table = None
        if self._dialog is not None:
            self._dialog.close()


def _of_audit(found: MeasuredProject, again: int) -> EvaluationDisplay:
    audit = found.audit
    report, own = audit.report.report, audit.report.own
    films = tr("{n} film", "{n} films", n=len(report.films))
    about = tr(
        "{n} film drawn at random (seed {seed}) from {among} that nobody had touched, read "
        "without any prediction in sight.",
        "{n} films drawn at random (seed {seed}) from {among} that nobody had touched, read "
        "without any prediction in sight.",
        n=len(report.films),
        seed=audit.seed,
        among=audit.among,
    )
    unit, missed, unseen = report.unit, audit.report.missed, audit.report.unseen
    notes = []
    if own is not None:
        notes.append(
            tr(
                "Your own variability ({n} film read twice): your second clicks lie "
                "{mre:.2f} {unit}{interval} from your first ones, 95 % within {limit:.2f} {unit}. "
                "{within:.0f} %{within_interval} of the predictions lie within that; 95 % would be as good "
                "as you.",
                "Your own variability ({n} films read twice): your second clicks lie "
                "{mre:.2f} {unit}{interval} from your first ones, 95 % within {limit:.2f} {unit}. "
                "{within:.0f} %{within_interval} of the predictions lie within that; 95 % would be as good "
                "as you.",
                n=own.films,
                mre=own.mre,
                unit=unit,
                interval=_interval(own.interval, 2),
                limit=own.limit,
                within=own.within,
                within_interval=_interval(own.within_interval, 0),
            )
        )
    elif again:
        notes.append(tr("Read some films again to see how far apart your own readings lie."))
    notes += map(translated, found.notes)
    if missed:
        landmarks = tr("{n} landmark", "{n} landmarks", n=missed)
        notes.append(tr("{landmarks} had no prediction: misses.", landmarks=landmarks))
    if unseen:
        predictions = tr("{n} prediction", "{n} predictions", n=unseen)
        notes.append(tr("{predictions} lie where you saw no landmark.", predictions=predictions))
    display = _display(tr("Audit of {films}", films=films), about, report, audit.report.intervals, notes)
    usable = 0 if audit.report.radius is None else found.films
    return replace(display, radius=_radius_words(found), radius_films=usable, again=again)


def _more(films: int, needed: int) -> str:
    """How many films are lacking where `films` of those `needed` were read."""
    return tr(
        "{n} more film: {films} of {needed} were read",
        "{n} more films: {films} of {needed} were read",
        n=needed - films,
        films=films,
        needed=needed,
    )


def _radius_words(found: MeasuredProject) -> str:
    radius = found.audit.report.radius
    if radius is None:
        lacking = _more(len(found.audit.report.report.films), FEWEST_CALIBRATED)
        return tr("A calibrated radius needs {lacking}.", lacking=lacking)
    usual = f" ({tr('median there {length}', length=found.usual)})" if found.usual else ""
    return tr(
        "From these {films} films alone a radius is calibrated that holds the true place with "
        "{percent:g} % on the other films{usual}. With each film left out in turn, "
        "{held:.0f} %{interval} of its points lay within theirs.",
        films=radius.films,
        percent=100 * radius.coverage,
        usual=usual,
        held=radius.held,
        interval=_interval(radius.held_interval, 0),
    )


def _of_table(table: MeasuredTable, notes: tuple[str, ...]) -> EvaluationDisplay:
    about = tr(
        "The predictions of this project against {table} on {films}. The project stays as it is.",
        table=table.name,
        films=tr("{n} film", "{n} films", n=len(table.report.films)),
    )
    title = tr("Evaluation against {table}", table=table.name)
    return _display(title, about, table.report, table.intervals, notes)


def _display(
    title: str, about: str, report: EvaluationReport, intervals: Confidence | None, notes: Sequence[str]
) -> EvaluationDisplay:
    furthest = 2.5 * max(report.thresholds)
    distances = np.linspace(0.0, furthest, _POINTS).tolist()
    sources = ", ".join(map(source_words, report.spacing_sources))
    unit = f"{report.unit} ({sources})" if sources else report.unit
    needs = tr("95 % intervals need {lacking}.", lacking=_more(len(report.films), FEWEST_GROUPS))
    lacking = [] if intervals is not None else [needs]
    return EvaluationDisplay(
        title,
        f"{about} {tr('Errors in {unit}.', unit=unit)}",
        report.unit,
        _figures(report, intervals),
        distances,
        report.pck(distances),
        list(zip(report.thresholds, report.overall.sdr, strict=True)),
        _landmark_errors(report),
        (*notes, *lacking),
    )


def _figures(report: EvaluationReport, intervals: Confidence | None) -> list[tuple[str, str, str]]:
    overall, unit = report.overall, report.unit
    mre = "-" if overall.mre is None else f"{overall.mre:.2f} {unit}"
    spread = "" if overall.sd is None else f" \N{PLUS-MINUS SIGN} {overall.sd:.2f}"
    between = None if intervals is None else intervals.mre
    # of films with points to compare
    lacking = "" if intervals is None else tr("needs {films} films", films=FEWEST_GROUPS)
    rows = [
        *([] if intervals is None else [("", "", tr("95 % interval"))]),
        ("MRE \N{PLUS-MINUS SIGN} SD", mre + spread, _interval(between, 2).strip() or lacking),
    ]
    for place, (limit, rate) in enumerate(zip(report.thresholds, overall.sdr, strict=True)):
        interval = intervals.sdr[place] if intervals is not None and intervals.sdr else None
        rows.append((f"SDR {limit:g} {unit}", f"{rate:.1f} %", _interval(interval, 1).strip() or lacking))
    return rows


def _landmark_errors(report: EvaluationReport) -> list[LandmarkError]:
    """The landmarks of the truth, the one with the largest mean error first; unpredicted ones last."""
    films, rows = tuple(report.films), []
    for k, (name, summary) in enumerate(report.landmarks.items()):
        if not summary.count:
            continue
        errors = np.where(np.isfinite(report.errors[:, k]), report.errors[:, k], -1.0)
        place = int(errors.argmax())
        known = errors[place] >= 0
        rows.append(
            (
                -1.0 if summary.mre is None else summary.mre,
                LandmarkError(
                    name,
                    str(summary.count),
                    "-" if summary.mre is None else f"{summary.mre:.2f}",
                    f"{summary.sdr[0]:.0f}",
                    f"{errors[place]:.2f}" if known else "-",
                    films[place] if known else "",
                ),
            )
        )
    return [row for _, row in sorted(rows, key=lambda pair: -pair[0])]


def _interval(found: Interval | None, digits: int) -> str:
    return "" if found is None else f" [{found.low:.{digits}f}, {found.high:.{digits}f}]"
