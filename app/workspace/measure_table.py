"""The measurements of all films of the open project as a table: the one that `onemark measure` writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from app.document.project import Project
from app.file_places import FileKind
from app.messages import agreed
from app.settings import WITH_PATIENT_ID
from app.translation import tr
from app.views.plain import ask_or_leave
from app.workspace.export import exported_record, hidden_words, stated_attributes, unreviewed_points
from app.workspace.exporting import TableWriting, check_table
from app.workspace.workspace import Workspace
from engine.folders.measure import MeasuredFilm, write_values
from engine.io.exchange.point_file import is_unreviewed
from engine.io.patients import pseudonymous, sex_of
from engine.io.provenance import RunRecord, named_run, write_run
from engine.io.table_write import FilmRow
from engine.landmarks import Landmark, LandmarkSet
from engine.measurements.measurement_set import MeasurementSet
from engine.measurements.point_errors import ReaderErrors
from engine.measurements.values import called_as, landmark_names, measure
from engine.operation import Operation, Progress
from engine.wording import counted

_LONG, _WIDE = (
    tr("A row for each film and measurement (*.csv)"),
    tr("A row for each film, values alone (*.csv)"),
)
_BOOK = tr("Workbook, a row for each film and measurement (*.xlsx)")


@dataclass(frozen=True, slots=True)
class MeasureExport:
    """A snapshot of what is to be written: the measurements of `films` of `project`.

    `folder`: where the films lie. `wide`: a row a film, with values and classes alone. `with_unreviewed`:
    predictions that nobody has decided on are measured too. `readings`: how far this person's points may be
    off, landmarks called as in the project.
    """

    path: Path
    measures: MeasurementSet
    project: Project
    films: tuple[str, ...]
    folder: Path | None
    with_patient_id: bool
    wide: bool = False
    with_unreviewed: bool = True
    readings: ReaderErrors | None = None

    @property
    def unreviewed(self) -> int:
        """How many points are predictions that nobody has decided on."""
        return sum(unreviewed_points(self.project, self.films).values())

    def marks(self, film: str) -> LandmarkSet:
        """The points of a film that are measured."""
        marks = self.project.first_reading(film)
        if self.with_unreviewed:
            return marks
        open_ = (mark for mark in marks.landmarks.values() if is_unreviewed(mark))
        return marks.with_landmarks(Landmark(mark.name, origin=mark.origin) for mark in open_)


def writing_measures(wanted: MeasureExport) -> Operation[tuple[MeasuredFilm, ...]]:
    """Measure all films and write the table, its run.json beside it. Raises `EngineError`."""
    names = landmark_names(wanted.measures, wanted.project.scheme.names)
    readings = wanted.readings and wanted.readings.called_as(names)
    rows: list[FilmRow] = []
    for film in wanted.films:
        yield Progress("reading headers", len(rows), len(wanted.films), film)
        rows.append(_row(wanted, film))
    told = rows if wanted.with_patient_id else pseudonymous(rows)
    found = []
    for row in told:
        record = wanted.project.film(row.identity)
        row = replace(row, attributes={**row.attributes, **record.user_attributes})
        marks, sex = called_as(wanted.marks(row.identity), names), sex_of(row.attributes)
        values = measure(wanted.measures, marks, row.spacing, readings=readings, sex=sex)
        found.append(MeasuredFilm(row, values))
        yield Progress("measuring", len(found), len(rows), row.identity)
    write_values(wanted.path, wanted.measures, found, wide=wanted.wide)
    sets = [wanted.marks(film) for film in wanted.films]
    write_run(wanted.path, sets, _record(wanted), named_run(wanted.path))
    return tuple(found)


def _row(wanted: MeasureExport, name: str) -> FilmRow:
    film = wanted.project.film(name)
    return FilmRow(name, film.size, film.spacing, stated_attributes(film, wanted.folder), film.mirrored)


def _record(wanted: MeasureExport) -> RunRecord:
    record = exported_record(wanted.project, wanted.films)
    left_out = wanted.unreviewed if not wanted.with_unreviewed else 0
    words = (f"{counted(left_out, 'prediction')} that nobody has decided on were not measured.",)
    notes = (*record.notes, *(words if left_out else ()))
    return replace(record, method=f"measure {wanted.measures.title}", notes=notes)


class MeasureTables(QObject):
    """Asks where to write measurements, and what is to become of unreviewed points."""

    def __init__(
        self,
        workspace: Workspace,
        measures: Callable[[], MeasurementSet],
        readings: Callable[[], ReaderErrors | None],
    ) -> None:
        super().__init__(workspace.window)
        self._document, self._messages = workspace.document, workspace.messages
        self._settings, self._window = workspace.settings, workspace.window
        self._measures, self._readings = measures, readings
        refusal = tr("Measurements are being written: wait for them, then export again.")
        self._writing = TableWriting(workspace.messages, self, refusal)

    @property
    def is_writing(self) -> bool:
        """True until the table that was asked for is on the disk."""
        return self._writing.is_busy

    def ask(self) -> None:
        """Ask for a file and write the measurements there."""
        folder = self._document.folder or Path()
        proposal = folder.parent / f"{folder.name}-measurements.csv"
        kinds = ";;".join((_LONG, _WIDE, _BOOK))
        if self._messages.attempt(self._check):
            self._messages.ask_target(
                FileKind.MEASURE_TABLE, tr("Export measurements"), proposal, kinds, self._export_as
            )

    def _export_as(self, path: Path, kind: str) -> None:
        suffix = ".xlsx" if kind == _BOOK else ".csv"
        target = agreed(path, partial(_called, suffix))
        self.export(target, wide=kind == _WIDE)

    def _check(self) -> MeasurementSet:
        """The set to measure by, which the landmarks fit. Raises `EngineError`."""
        self._writing.refuse_two()
        measures = self._measures()
        landmark_names(measures, self._document.project.scheme.names)
        return measures

    def export(self, path: Path, *, wide: bool = False) -> None:
        """Begin to write the measurements of all films that are not excluded. Raises `EngineError`."""
        project, folder = self._document.project, self._document.folder
        measures = self._check()
        check_table(path)
        films = project.included_films()
        with_id = self._settings.flag(WITH_PATIENT_ID)
        wanted = MeasureExport(
            path, measures, project, films, folder, with_id, wide, readings=self._readings()
        )
        if wanted.unreviewed:
            question = tr(
                "{n} point is a prediction that nobody has decided on.\n\nMeasure it like all others? No "
                "leaves it out.",
                "{n} points are predictions that nobody has decided on.\n\nMeasure them like all others? No "
                "leaves them out.",
                n=wanted.unreviewed,
            )
            if (answer := ask_or_leave(self._window, tr("Export measurements"), question)) is None:
                return
            wanted = replace(wanted, with_unreviewed=answer)
        self._writing.start(
            tr("{path} is being written.", path=path),
            lambda: writing_measures(wanted),
            lambda found: _words(wanted, found),
        )


def _words(wanted: MeasureExport, found: Sequence[MeasuredFilm]) -> tuple[str, Sequence[str]]:
    """What was written, and what is to be minded of it."""
    values = sum(each.value is not None for film in found for each in film.values)
    blank = sum(len(film.values) for film in found) - values
    counts = tr(
        "{values} of {films}",
        values=tr("{n} value", "{n} values", n=values),
        films=tr("{n} film", "{n} films", n=len(found)),
    )
    if blank:
        counts = tr("{counts}, {blank} blank with the reason", counts=counts, blank=blank)
    words = [tr("The table {path} is written: {counts}.", path=wanted.path, counts=counts)]
    if bare := sum(film.film.spacing is None for film in found):
        words.append(
            tr(
                "{n} film without pixel spacing: lengths are blank there.",
                "{n} films without pixel spacing: lengths are blank there.",
                n=bare,
            )
        )
    return " ".join(words), hidden_words(wanted.project, wanted.films)


def _called(suffix: str, chosen: Path) -> Path:
    """`chosen` as a table that can be written."""
    if chosen.suffix.casefold() in (".csv", ".xlsx"):
        return chosen
    return chosen.with_name(f"{chosen.name}{suffix}")
