"""Export and import of landmark tables, and millimetres that a person types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.document import edits
from app.document.film import FilmRecord
from app.document.name_matching import guesses, strange_names, with_aliases
from app.document.project import FilmState, Project
from app.document.reading_edits import reading_notes
from app.settings import WITH_PATIENT_ID
from app.views.dialogs import ImportDialog, Whose
from app.views.mapping_dialog import MappingDialog
from app.workspace.film_attributes import TABLES, FilmAttributes
from app.workspace.opening import SPACING_FILE
from app.workspace.workspace import Workspace
from engine.errors import EngineError, ImageReadError
from engine.io.atomic import check_writable
from engine.io.images import film_path
from engine.io.patients import film_attributes, pseudonymous
from engine.io.provenance import RunRecord, check_run, named_run, write_run
from engine.io.spacing import is_spacing_table
from engine.io.table_write import FilmRow, Layout, write_table
from engine.io.tables import LandmarkTable, read_landmarks
from engine.io.targets import Result, check_target
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.wording import counted

_LAYOUTS = {  # as the dialog asks for a file's kind
    "A row for each film and landmark (*.csv)": Layout.TIDY,
    "A row for each film, pixels alone (*.csv)": Layout.WIDE,
}
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
    """Asks for files and answers, and does the rest by functions that tests can call."""

    def __init__(
        self, workspace: Workspace, attributes: FilmAttributes, sources: Sequence[PredictionSource]
    ) -> None:
        super().__init__(workspace.window)
        self._document, self._messages = workspace.document, workspace.messages
        self._settings = workspace.settings
        self._attributes, self._sources, self._window = attributes, sources, workspace.window

    def ask_export(self) -> None:
        """Ask for a file and write the table there."""
        folder = self._document.folder or Path()
        proposal = folder.parent / f"{folder.name}-landmarks.csv"
        self._messages.ask_target(
            "Export landmarks",
            proposal,
            ";;".join(_LAYOUTS),
            lambda path, kind: self.export(path, _LAYOUTS.get(kind, Layout.TIDY)),
            _with_suffix,
        )

    def export(self, path: Path, layout: Layout = Layout.TIDY) -> None:
        """Write all landmarks of all films that are not excluded, and their run.json beside them.

        It bears the table's name: the folder is often one where a person keeps other things.
        """
        project = self._document.project
        if not any(marks.placed() for marks in project.sets.values()):
            raise EngineError("There are no landmarks yet: place some, then export.")
        read = None if self._document.folder is None else self._document.folder / SPACING_FILE
        check_target(path, Result.TABLE, [read])
        run = named_run(path)
        check_run(path, run)
        check_writable(run)
        films = [name for name, film in project.films.items() if not film.excluded]
        rows = self._rows(project, [project.films[name] for name in films], layout)
        sets = [project.landmarks(name) for name in films]
        write_table(path, sets, project.scheme, rows, layout, with_patient_id=True)  # as `_rows` has them
        write_run(path, sets, self._record(project, films), run)
        filled = [len(marks.placed()) for marks in sets if marks.placed()]
        left_out = len(project.films) - len(films)
        more = f"; without {counted(left_out, 'excluded film')}" if left_out else ""
        counts = f"{counted(sum(filled), 'point')} of {counted(len(filled), 'film')}"
        open_ = sum(mark.origin is Origin.PREDICTED for marks in sets for mark in marks.placed())
        counts += f", {open_} of them predicted and not reviewed" if open_ else ""
        words = f"The table {path} is written: {counts}{more}."
        if any(source.is_running for source in self._sources):
            self._messages.warn(f"{words} A run is going on: its points are not in the table yet.")
        else:
            self._messages.note(words)

    def _rows(self, project: Project, films: Sequence[FilmRecord], layout: Layout) -> list[FilmRow]:
        """What the table says of the films: of their patients what their headers say, if that is wanted."""
        folder = self._document.folder if layout is Layout.TIDY else None  # the wide one knows no patients
        rows: Sequence[FilmRow] = [
            FilmRow(
                film.identity,
                film.size,
                film.spacing,
                film.facts.attributes if folder is None else _attributes(folder, film),
                film.mirrored,
                _note(project, film),
            )
            for film in films
        ]
        if not self._settings.flag(WITH_PATIENT_ID):
            rows = pseudonymous(rows)
        # what a person typed is written as it was typed
        return [
            replace(row, attributes={**row.attributes, **film.user_attributes})
            for row, film in zip(rows, films, strict=True)
        ]

    def _record(self, project: Project, films: list[str]) -> RunRecord:
        excluded = [
            f"{name} is excluded: {film.excluded}" for name, film in project.films.items() if film.excluded
        ]
        reasons = {name: project.films[name].unreadable for name in films}
        unreadable = {name: reason for name, reason in reasons.items() if reason}
        read, readings = reading_notes(project, map(project.landmarks, films)), project.readings
        record = RunRecord(
            exemplars=project.exemplars(),
            films={name: project.films[name].sha256 for name in films},
            unreadable=unreadable,
            mirrored=tuple(name for name in films if project.films[name].mirrored),
            unfit={name: project.films[name].unfit for name in films if _has_no_anatomy(project, name)},
            notes=(*excluded, *read.values()),
            reading=(project.reader or "the reader") if read else "",
            reading_films=max((readings[key].films for key in read if key in readings), default=0),
        )
        runs = [source.last for source in self._sources if source.last is not None]
        if not runs:
            return record
        *before, last = sorted(runs, key=lambda run: run.finished)
        notes = tuple(f"Before that run came another: {run.summary}." for run in before)
        return last.made(replace(record, notes=(*notes, *record.notes)))

    def ask_import(self) -> None:
        """Ask for a table, and whose points they are where it does not say."""
        self._messages.ask_file("Import landmarks", TABLES, self.import_)

    def take_dropped(self, path: Path) -> None:
        """A table was dropped on the window: millimetres or landmarks, as its columns say."""
        if not path.is_file():  # reading a pipe would wait for ever
            raise EngineError(f"{path.name} is no file: drop a CSV table.")
        if is_spacing_table(path):
            self._attributes.take_spacing_table(path)
        else:
            self.import_(path)

    def import_(self, path: Path) -> None:
        """Read a table and take it over as one step."""
        films, scheme = tuple(self._document.project.films), self._document.project.scheme
        known = self._scheme_for(read_landmarks(path, films), scheme)
        if known is None:
            return
        table = read_landmarks(path, films, known)
        origin = None
        if nameless := _without_origin(table):
            dialog = ImportDialog(nameless, len(table.sets), self._window)
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return
            origin = _ORIGINS[dialog.choice()]
        self.take(table, origin)

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
        whole = edits.combined(project, step.text, learned, step, edits.change(after, "", films=films))
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


def _attributes(folder: Path, film: FilmRecord) -> Mapping[str, str]:
    """Those of the facts, and what the header says: a project does not hold what identifies a patient."""
    try:
        return {**film.facts.attributes, **film_attributes(film_path(folder, film.identity))}
    except ImageReadError:  # its name leads out of the folder
        return film.facts.attributes


def _with_suffix(chosen: Path) -> Path:
    """`chosen` ending in .csv where it has no suffix; EngineError for the suffix of something else."""
    if chosen.suffix.casefold() == ".csv":
        return chosen
    if chosen.suffix[1:2].isalpha():  # ".2" of "films v1.2" is none
        raise EngineError(f"{chosen.name} is no table: export again under a name that ends in .csv.")
    return chosen.with_name(f"{chosen.name}.csv")


def _note(project: Project, film: FilmRecord) -> str:
    """Why a film has no points, or why those that nobody has decided on yet look failed; "" for others."""
    notes = {
        FilmState.UNREADABLE: film.unreadable,
        FilmState.UNFIT: film.unfit,
        FilmState.PREDICTED: film.doubt,
    }
    return notes.get(project.state(film.identity), "")


def _has_no_anatomy(project: Project, film: str) -> bool:
    """True for a film that a model left without points, and a person too."""
    return project.state(film) is FilmState.UNFIT


def _decided(marks: LandmarkSet) -> list[Landmark]:
    return [mark for mark in marks.landmarks.values() if mark.presence is not Presence.UNPLACED]


def _without_origin(table: LandmarkTable) -> int:
    return sum(mark.origin is None for marks in table.sets.values() for mark in _decided(marks))
