"""Export and import of landmark tables, and millimetres that a person types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from app.document import edits
from app.document.film import FilmRecord
from app.document.name_matching import guesses, strange_names, with_aliases
from app.document.project import Project
from app.jobs.job import JobSlot
from app.messages import agreed
from app.settings import WITH_PATIENT_ID
from app.views.dialogs import ImportDialog, Whose
from app.views.mapping_dialog import MappingDialog
from app.views.plain import ask_or_leave
from app.workspace.export import Export, exported_record, exporting, hidden_words
from app.workspace.film_attributes import FilmAttributes
from app.workspace.foreign_files import (
    LANDMARK_FILES,
    ForeignExport,
    ProjectFilms,
    export_kinds,
    writing,
)
from app.workspace.opening import SPACING_FILE
from app.workspace.workspace import Workspace
from engine.errors import EngineError, TableError
from engine.io.atomic import check_writable
from engine.io.exchange.point_file import AnyFormat
from engine.io.point_files import format_by_suffix, read_points
from engine.io.provenance import RunRecord, check_run, named_run
from engine.io.spacing import is_spacing_table
from engine.io.table_write import Layout
from engine.io.tables import LandmarkTable
from engine.io.targets import Result, check_target
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.operation import run as finish
from engine.wording import counted

_LAYOUTS = {  # as the dialog asks for a file's kind
    "A row for each film and landmark (*.csv)": Layout.TIDY,
    "A row for each film, pixels alone (*.csv)": Layout.WIDE,
}
_TEXT = ".txt"
_METHODS = "Methods paragraph for a paper (*.txt)"
_ORIGINS = {Whose.PERSON: Origin.ANNOTATED, Whose.MACHINE: Origin.PREDICTED, Whose.UNKNOWN: None}


class FinishedRun(Protocol):
    """A run whose points are in the document."""

    @property
    def finished(self) -> float:
        """When it ended, on the clock of `monotonic`."""

    @property
    def summary(self) -> str:
        """How it was made, in a line."""

    def made(self, record: RunRecord) -> RunRecord:
        """`record` with how it was made."""


class PredictionSource(Protocol):
    """What brings predictions into the document, and the latest run of it."""

    @property
    def is_running(self) -> bool:
        """True until its points are in the document."""

    @property
    def last(self) -> FinishedRun | None:
        """The latest one that came to its end."""


class Tables(QObject):
    """Asks for files and answers, and does the rest by functions that tests can call.

    `methods_wanted` carries where the methods paragraph is to be written.
    """

    methods_wanted = Signal(object)

    def __init__(
        self, workspace: Workspace, attributes: FilmAttributes, sources: Sequence[PredictionSource]
    ) -> None:
        super().__init__(workspace.window)
        self._document, self._messages = workspace.document, workspace.messages
        self._settings = workspace.settings
        self._attributes, self._sources, self._window = attributes, sources, workspace.window
        self._writing = JobSlot(self)

    @property
    def is_writing(self) -> bool:
        """True until the table that was asked for is on the disk."""
        return self._writing.is_busy

    def ask_export(self) -> None:
        """Ask for a file and write the table there."""
        folder = self._document.folder or Path()
        proposal = folder.parent / f"{folder.name}-landmarks.csv"
        self._messages.ask_target(
            "Export landmarks",
            proposal,
            ";;".join((*_LAYOUTS, _METHODS, *export_kinds())),
            self._export_as,
        )

    def _export_as(self, path: Path, kind: str) -> None:
        if (foreign := export_kinds().get(kind)) is not None:
            self.export_foreign(agreed(path, partial(_called_like, foreign)), foreign)
            return
        path = agreed(path, _with_suffix)
        if kind == _METHODS or path.suffix.casefold() == _TEXT:
            self.methods_wanted.emit(agreed(path, lambda chosen: chosen.with_suffix(_TEXT)))
        elif (foreign := format_by_suffix(path)) is not None:
            self.export_foreign(path, foreign)
        else:
            self.export(path, _LAYOUTS.get(kind, Layout.TIDY))

    def export_foreign(self, path: Path, kind: AnyFormat) -> None:
        """Begin to write the landmarks as a file of another program; asks what is to become of predictions.

        Where the format holds one film a file and there are several, they go into a folder of that name.
        """
        project = self._document.project
        films = tuple(name for name, film in project.films.items() if not film.excluded)
        wanted = ForeignExport(path, kind, project, films, self._document.folder, with_unreviewed=True)
        if not any(project.first_reading(film).placed() for film in films):
            raise EngineError("There are no landmarks yet: place some, then export.")
        if self._writing.is_busy:
            raise EngineError("A table is being written: wait for it, then export again.")
        if wanted.unreviewed and not kind.marks_unreviewed:
            question = (
                f"{counted(wanted.unreviewed, 'point')} are predictions that nobody has decided on, and "
                f"{kind.title} cannot say so.\n\nWrite them like all others? No leaves them out."
            )
            if (answer := ask_or_leave(self._window, "Export landmarks", question)) is None:
                return
            wanted = replace(wanted, with_unreviewed=answer)
        self._messages.note(f"{path} is being written.")
        self._writing.start(
            writing(wanted),
            partial(self._tell_foreign, wanted),
            self._messages.error,
            cancelled=lambda: finish(writing(wanted)),  # the closing window waits for it
        )

    def _tell_foreign(self, wanted: ForeignExport, written: tuple[Path, tuple[str, ...]]) -> None:
        place, notes = written
        words = [f"The landmarks are written: {place}."]
        if wanted.unreviewed and wanted.kind.marks_unreviewed:
            words.append(f"{counted(wanted.unreviewed, 'prediction')} in it are marked as unreviewed.")
        notes += hidden_words(wanted.project, wanted.films)
        (self._messages.warn if notes else self._messages.note)(" ".join((*words, *notes)))

    def export(self, path: Path, layout: Layout = Layout.TIDY) -> None:
        """Begin to write all landmarks of all films that are not excluded, and their run.json beside them.

        It bears the table's name: the folder is often one where a person keeps other things. Raises
        `EngineError` where that is refused.
        """
        project, folder = self._document.project, self._document.folder
        if not any(project.first_reading(film).placed() for film in project.films):
            raise EngineError("There are no landmarks yet: place some, then export.")
        if self._writing.is_busy:
            raise EngineError("A table is being written: wait for it, then export again.")
        check_target(path, Result.TABLE, [None if folder is None else folder / SPACING_FILE])
        run = named_run(path)
        check_run(path, run)
        check_writable(run)
        films = tuple(name for name, film in project.films.items() if not film.excluded)
        wanted = Export(
            path,
            layout,
            project,
            films,
            folder if layout is Layout.TIDY else None,  # the wide one knows no patients
            self._settings.flag(WITH_PATIENT_ID),
            self._record(project, films),
        )
        self._messages.note(f"The table {path} is being written.")
        self._writing.start(
            exporting(wanted),
            partial(self._tell, any(source.is_running for source in self._sources)),
            self._messages.error,
            cancelled=lambda: finish(exporting(wanted)),  # the closing window waits for it
        )

    def _tell(self, is_running: bool, written: Export) -> None:
        """Say what was written; `is_running`: while a run was going on."""
        sets = [written.project.first_reading(name) for name in written.films]
        filled = [len(marks.placed()) for marks in sets if marks.placed()]
        left_out = len(written.project.films) - len(written.films)
        more = f"; without {counted(left_out, 'excluded film')}" if left_out else ""
        counts = f"{counted(sum(filled), 'point')} of {counted(len(filled), 'film')}"
        open_ = sum(mark.origin is Origin.PREDICTED for marks in sets for mark in marks.placed())
        counts += f", {open_} of them predicted and not reviewed" if open_ else ""
        words = [f"The table {written.path} is written: {counts}{more}."]
        if is_running:
            words.append("A run is going on: its points are not in the table yet.")
        words += hidden_words(written.project, written.films)
        (self._messages.warn if len(words) > 1 else self._messages.note)(" ".join(words))

    def _record(self, project: Project, films: Sequence[str]) -> RunRecord:
        record = exported_record(project, films)
        runs = [source.last for source in self._sources if source.last is not None]
        if not runs:
            return record
        *before, last = sorted(runs, key=lambda run: run.finished)
        notes = tuple(f"Before that run came another: {run.summary}." for run in before)
        return last.made(replace(record, notes=(*notes, *record.notes)))

    def ask_import(self) -> None:
        """Ask for a table, and whose points they are where it does not say."""
        self._messages.ask_file("Import landmarks", LANDMARK_FILES, self.import_)

    def take_dropped(self, path: Path) -> None:
        """A table was dropped on the window: millimetres or landmarks, as its columns say."""
        if not path.is_file():  # reading a pipe would wait for ever
            raise EngineError(f"{path.name} is no file: drop a CSV table.")
        if path.suffix.casefold() in (".csv", ".tsv") and _states_spacings(path):
            self._attributes.take_spacing_table(path)
        else:
            self.import_(path)

    def import_(self, path: Path) -> None:
        """Read a table and take it over as one step."""
        table = self.understood(path)
        if table is None:
            return
        origin = None
        if nameless := _without_origin(table):
            dialog = ImportDialog(nameless, len(table.sets), self._window)
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return
            origin = _ORIGINS[dialog.choice()]
        self.take(table, origin)

    def understood(self, path: Path) -> LandmarkTable | None:
        """The table under the names of the project, after asking what strange ones mean; None: not now."""
        project, films = self._document.project, ProjectFilms(self._document.project, self._document.folder)
        known = self._scheme_for(read_points(path, films), project.scheme)
        return None if known is None else read_points(path, films, known)

    def _scheme_for(self, table: LandmarkTable, scheme: Scheme) -> Scheme | None:
        """The scheme that knows the table's names, after asking what the strange ones mean; None: not now."""
        names = table.scheme.names
        strange = strange_names(names, scheme) if scheme.names else ()
        taken = {scheme.find(name) for name in names} - {None}
        free = [name for name in scheme.names if name not in taken]
        if not strange or not free:
            return scheme
        dialog = MappingDialog(guesses(strange, free), free, self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        meant = dialog.choice()
        if twice := dialog.chosen_twice:
            raise EngineError(f"Two names of the table cannot both be {twice}: import it again and choose.")
        if not any(meant.values()) and not taken:
            # nothing in common is a mistake when it happens unasked; here the person said so
            return replace(scheme, names=scheme.names + strange)
        return with_aliases(scheme, meant)

    def take(self, table: LandmarkTable, origin: Origin | None) -> None:
        """Take a table over; its spacings go to films of which none is known."""
        project = self._document.project
        learned = edits.set_scheme(project, replace(project.scheme, aliases=table.scheme.aliases))
        base = project.with_parts(learned.after)
        step = edits.import_sets(base, table.sets.values(), now=self._document.now(), origin=origin)
        after = base.with_parts(step.after)
        films: dict[str, FilmRecord | None] = {
            film: replace(after.film(film), user_spacing=spacing)
            for film, spacing in table.spacings.items()
            if after.film(film).spacing is None
        }
        kept = edits.kept_against(base, table.sets.values())
        decided = f"{counted(kept, 'landmark')} stayed as decided before: what a person placed wins."
        spaced = edits.change(after, "", films=films)
        drawn = edits.set_scheme(
            after,
            replace(
                after.scheme,
                pairs=after.scheme.pairs or table.scheme.pairs,
                lines=after.scheme.lines or table.scheme.lines,
                curves=after.scheme.curves or table.scheme.curves,
            ),
        )
        whole = edits.combined(project, step.text, learned, step, spaced, drawn)
        if not self._document.push(whole):
            same = sum(map(len, map(_decided, table.sets.values()))) - kept
            words = f"The table holds nothing new: {counted(same, 'landmark')} as decided here already."
            self._messages.note(f"{words} {decided}" if kept else words)
            return
        notes = [decided] if kept else []
        notes += [*table.notes, *(("Further readings stay in the table alone.",) if table.others else ())]
        count = counted(len(step.after.sets), "film")
        words = " ".join((f"New landmarks on {count} were imported.", *notes))
        (self._messages.warn if notes else self._messages.note)(words)


def _states_spacings(path: Path) -> bool:
    try:
        return is_spacing_table(path)
    except TableError:  # no table of ours, as DeepLabCut's: who imports it says what it is
        return False


def _called_like(kind: AnyFormat, chosen: Path) -> Path:
    """`chosen` with the suffix of the format, in place of another table's."""
    if chosen.name.casefold().endswith(kind.suffixes):
        return chosen
    # the dialog gives the proposed name the last part of the format's suffix: .json of .coco.json
    ends = (".csv", Path(kind.suffixes[0]).suffix)
    stem = chosen.name.removesuffix(chosen.suffix) if chosen.suffix.casefold() in ends else chosen.name
    return chosen.with_name(f"{stem}{kind.suffixes[0]}")


def _with_suffix(chosen: Path) -> Path:
    """`chosen` ending in .csv where it has no suffix; EngineError for one that is neither .csv nor .txt."""
    if chosen.suffix.casefold() in (".csv", _TEXT) or format_by_suffix(chosen) is not None:
        return chosen
    if chosen.suffix[1:2].isalpha():  # ".2" of "films v1.2" is none
        raise EngineError(f"{chosen.name} is no table: export again under a name that ends in .csv.")
    return chosen.with_name(f"{chosen.name}.csv")


def _decided(marks: LandmarkSet) -> list[Landmark]:
    return [mark for mark in marks.landmarks.values() if mark.presence is not Presence.UNPLACED]


def _without_origin(table: LandmarkTable) -> int:
    return sum(mark.origin is None for marks in table.sets.values() for mark in _decided(marks))
