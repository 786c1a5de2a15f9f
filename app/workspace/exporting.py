"""Export of landmarks: as what, what becomes of unreviewed predictions, where to, and what was lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from app.document.project import Project
from app.file_places import FileKind
from app.jobs.job import JobSlot
from app.messages import Messages, agreed
from app.sentences import translated
from app.settings import WITH_PATIENT_ID
from app.translation import tr
from app.views.export_dialog import (
    ExportChoice,
    ExportCounts,
    ExportDialog,
    ExportKind,
    out_of_sight_words,
)
from app.workspace.export import (
    Export,
    exported_record,
    exporting,
    hidden_words,
    out_of_sight,
    unreviewed_points,
)
from app.workspace.foreign_files import ForeignExport, export_kinds, writing
from app.workspace.opening import SPACING_FILE
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.io.atomic import check_writable
from engine.io.exchange.point_file import AnyFormat
from engine.io.losses import decided, lost_presences, presences_of
from engine.io.point_files import format_by_suffix
from engine.io.provenance import RunRecord, check_run, named_run
from engine.io.table_write import Layout
from engine.io.targets import Result, check_target
from engine.landmarks import LandmarkSet, Presence
from engine.operation import Operation
from engine.operation import run as finish

_LAYOUTS: Mapping[str, tuple[Layout, bool]] = {  # as the dialog calls our own tables; with decimal commas?
    tr("A row for each film and landmark (*.csv)"): (Layout.TIDY, False),
    tr("A row for each film, pixels alone (*.csv)"): (Layout.WIDE, False),
    tr("A row for each film and landmark, ; and decimal commas (*.csv)"): (Layout.TIDY, True),
    tr("A row for each film, ; and decimal commas (*.csv)"): (Layout.WIDE, True),
}
_MARKS_UNREVIEWED = frozenset({Layout.TIDY})  # by the column origin
_TABLE, _TEXT = ".csv", ".txt"
_METHODS = tr("Methods paragraph for a paper (*.txt)")
_NOTHING = tr("There are no landmarks yet: place some, then export.")


Written = TypeVar("Written")


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


class TableWriting:
    """One file at a time is written beside the window, and told of: the slot of all exports of a kind."""

    def __init__(self, messages: Messages, parent: QObject, refusal: str) -> None:
        self._messages, self._slot, self._refusal = messages, JobSlot(parent), refusal

    @property
    def is_busy(self) -> bool:
        """True until the file that was asked for is on the disk."""
        return self._slot.is_busy

    def refuse_two(self) -> None:
        """Raise `EngineError` while another file is being written."""
        if self._slot.is_busy:
            raise EngineError(self._refusal)

    def start(
        self,
        note: str,
        make: Callable[[], Operation[Written]],
        tell: Callable[[Written], tuple[str, Sequence[str]]],
    ) -> None:
        """Say `note` and write by `make`; `tell` gives what was written, and sentences to be minded."""
        self._messages.note(note)

        def done(written: Written) -> None:
            sentence, minded = tell(written)
            (self._messages.warn if minded else self._messages.note)(" ".join((sentence, *minded)))

        # the closing window waits for it
        self._slot.start(make(), done, self._messages.error, cancelled=lambda: finish(make()))


def check_table(path: Path, keep: Sequence[Path | None] = ()) -> None:
    """Raise `EngineError` where no table with its run.json can be written, or one of `keep` lies there."""
    check_target(path, Result.TABLE, keep)
    run = named_run(path)
    check_run(path, run)
    check_writable(run)


class Exporting(QObject):
    """Asks for format and file, and does the rest by functions that tests can call.

    `methods_wanted` carries where the methods paragraph is to be written.
    """

    methods_wanted = Signal(object)

    def __init__(self, workspace: Workspace, sources: Sequence[PredictionSource]) -> None:
        super().__init__(workspace.window)
        self._document, self._messages = workspace.document, workspace.messages
        self._settings, self._window = workspace.settings, workspace.window
        self._sources = sources
        refusal = tr("A table is being written: wait for it, then export again.")
        self._writing = TableWriting(workspace.messages, self, refusal)
        self._format = ""  # that was chosen last
        self.dialog: ExportDialog | None = None

    @property
    def is_writing(self) -> bool:
        """True until the table that was asked for is on the disk."""
        return self._writing.is_busy

    def ask(self) -> None:
        """Ask for the format, then for a file, and write the landmarks there."""
        self._messages.attempt(self._ask_format)

    def _ask_format(self) -> None:
        if self.dialog is not None:
            self.dialog.raise_()
            return
        counts = _counts(self._document.project)
        if not counts.points:
            raise EngineError(_NOTHING)
        self._writing.refuse_two()
        self.dialog = dialog = ExportDialog(
            _kinds(self._document.project), counts, self._format, self._window
        )
        dialog.finished.connect(self._forget)
        dialog.wanted.connect(self._ask_file)
        dialog.open()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self._window.activateWindow()  # the keys belong to the film again

    def _ask_file(self, choice: ExportChoice) -> None:
        self._format = choice.title
        folder = self._document.folder or Path()
        foreign = export_kinds().get(choice.title)
        suffix = _TEXT if choice.title == _METHODS else _TABLE
        suffix = suffix if foreign is None else foreign.suffixes[0]
        proposal = folder.parent / f"{folder.name}-landmarks{suffix}"
        write = partial(self._export_as, choice, foreign)
        self._messages.ask_target(
            FileKind.TEXT if choice.title == _METHODS else FileKind.POINT_TABLE,
            tr("Export landmarks"),
            proposal,
            choice.title,
            lambda path, _kind: write(path),
        )

    def _export_as(self, choice: ExportChoice, foreign: AnyFormat | None, path: Path) -> None:
        if foreign is not None:
            path = agreed(path, partial(_called_like, foreign))
            self.export_foreign(path, foreign, with_unreviewed=choice.with_unreviewed)
        elif choice.title == _METHODS:
            self.methods_wanted.emit(agreed(path, lambda chosen: chosen.with_suffix(_TEXT)))
        else:
            path = agreed(path, _with_suffix)
            layout, comma = _LAYOUTS[choice.title]
            self.export(path, layout, with_unreviewed=choice.with_unreviewed, decimal_comma=comma)

    def export_foreign(self, path: Path, kind: AnyFormat, *, with_unreviewed: bool = False) -> None:
        """Begin to write the landmarks as a file of another program.

        Where the format holds one film a file and there are several, they go into a folder of that name.
        `with_unreviewed`: also predictions that nobody has decided on, where the format cannot mark them.
        """
        project = self._document.project
        films = project.included_films()
        wanted = ForeignExport(path, kind, project, films, self._document.folder, with_unreviewed)
        if not any(project.first_reading(film).placed() for film in films):
            raise EngineError(_NOTHING)
        self._writing.refuse_two()
        self._writing.start(
            tr("{path} is being written.", path=path),
            lambda: writing(wanted),
            lambda written: _foreign_words(wanted, *written),
        )

    def export(
        self,
        path: Path,
        layout: Layout = Layout.TIDY,
        *,
        with_unreviewed: bool = True,
        decimal_comma: bool = False,
    ) -> None:
        """Begin to write all landmarks of all films that are not excluded, and their run.json beside them.

        It bears the table's name: the folder is often one where a person keeps other things.
        `with_unreviewed`: as of `export_foreign`. Raises `EngineError` where that is refused.
        """
        project, folder = self._document.project, self._document.folder
        if not any(project.first_reading(film).placed() for film in project.films):
            raise EngineError(_NOTHING)
        self._writing.refuse_two()
        check_table(path, [None if folder is None else folder / SPACING_FILE])
        films = project.included_films()
        wanted = Export(
            path,
            layout,
            project,
            films,
            folder if layout is Layout.TIDY else None,  # the wide one knows no patients
            self._settings.flag(WITH_PATIENT_ID),
            self._record(project, films),
            with_unreviewed or layout in _MARKS_UNREVIEWED,
            decimal_comma,
        )
        is_running = any(source.is_running for source in self._sources)
        self._writing.start(
            tr("The table {path} is being written.", path=path),
            lambda: exporting(wanted),
            lambda written: _table_words(written, is_running),
        )

    def _record(self, project: Project, films: Sequence[str]) -> RunRecord:
        record = exported_record(project, films)
        runs = [source.last for source in self._sources if source.last is not None]
        if not runs:
            return record
        *before, last = sorted(runs, key=lambda run: run.finished)
        notes = tuple(f"Before that run came another: {run.summary}." for run in before)
        return last.made(replace(record, notes=(*notes, *record.notes)))


def _foreign_words(wanted: ForeignExport, place: Path, notes: Sequence[str]) -> tuple[str, Sequence[str]]:
    """What was written at `place`, and what the format could not say."""
    words = [tr("The landmarks are written: {place}.", place=place)]
    if wanted.unreviewed and wanted.kind.marks_unreviewed:
        words.append(
            tr(
                "{n} prediction in it is marked as unreviewed.",
                "{n} predictions in it are marked as unreviewed.",
                n=wanted.unreviewed,
            )
        )
    return " ".join(words), (*notes, *hidden_words(wanted.project, wanted.films))


def _table_words(written: Export, is_running: bool) -> tuple[str, Sequence[str]]:
    """What was written, and what is to be minded of it; `is_running`: while a run was going on."""
    sets = written.sets()
    unreviewed = written.unreviewed
    open_ = unreviewed if written.with_unreviewed else 0
    sentence = tr(
        "The table {path} is written: {counts}.", path=written.path, counts=_told(written, sets, open_)
    )
    minded: list[str] = []
    if gone := unreviewed - open_:
        minded.append(
            tr(
                "Left out: {n} prediction that nobody has decided on.",
                "Left out: {n} predictions that nobody has decided on.",
                n=gone,
            )
        )
    if open_ and (unseen := out_of_sight(written.project, written.films)):
        minded.append(out_of_sight_words(unseen))
    if written.layout is Layout.WIDE:
        minded += _lost(presences_of(sets), None)
    if is_running:
        minded.append(tr("A run is going on: its points are not in the table yet."))
    return sentence, (*minded, *hidden_words(written.project, written.films))


def _told(written: Export, sets: Sequence[LandmarkSet], open_: int) -> str:
    """How many points are written, `open_` of them unreviewed, and how many films were left out."""
    filled = [len(marks.placed()) for marks in sets if marks.placed()]
    counts = tr(
        "{points} of {films}",
        points=tr("{n} point", "{n} points", n=sum(filled)),
        films=tr("{n} film", "{n} films", n=len(filled)),
    )
    if open_:
        counts = tr("{counts}, {count} of them predicted and not reviewed", counts=counts, count=open_)
    if left_out := len(written.project.films) - len(written.films):
        counts = tr(
            "{counts}; without {n} excluded film",
            "{counts}; without {n} excluded films",
            n=left_out,
            counts=counts,
        )
    return counts


def _kinds(project: Project) -> tuple[ExportKind, ...]:
    """All formats as the dialog offers them, with what each cannot say of the landmarks of `project`."""
    written = map(project.first_reading, project.included_films())
    found = presences_of(map(decided, written))
    of_wide = _lost(found, None)
    tables = (
        ExportKind(title, layout in _MARKS_UNREVIEWED, limits=of_wide if layout is Layout.WIDE else ())
        for title, (layout, _) in _LAYOUTS.items()
    )
    foreign = (
        ExportKind(
            title,
            kind.marks_unreviewed,
            True,
            (*_limits(kind), *_lost(found, kind)),
        )
        for title, kind in export_kinds().items()
    )
    return (*tables, *foreign, ExportKind(_METHODS, has_points=False))


def _lost(found: Mapping[Presence, int], kind: AnyFormat | None) -> tuple[str, ...]:
    """What `lost_presences` says, in the language of the window."""
    return tuple(map(translated, lost_presences(found, kind)))


def _limits(kind: AnyFormat) -> list[str]:
    words = []
    if kind.needs_films:
        words.append(
            tr("Each file holds the patient and the study of its film, as the film's header has them.")
        )
    if kind.one_film:
        words.append(tr("A file holds one film: several go into a folder of that name."))
    if kind.decimals == 0:
        words.append(tr("It has whole pixels: points are rounded by up to 0.5 px."))
    if not kind.names_landmarks:
        words.append(tr("It has no names: the landmarks are in the order of the scheme."))
    return words


def _counts(project: Project) -> ExportCounts:
    written = project.included_films()
    placed = [len(project.first_reading(name).placed()) for name in written]
    unreviewed = unreviewed_points(project, written)
    return ExportCounts(
        sum(placed),
        sum(map(bool, placed)),
        sum(unreviewed.values()),
        len(unreviewed),
        len(project.films) - len(written),
        out_of_sight(project, written),
    )


def _called_like(kind: AnyFormat, chosen: Path) -> Path:
    """`chosen` with the suffix of the format, in place of another table's."""
    if chosen.name.casefold().endswith(kind.suffixes):
        return chosen
    # the dialog gives the proposed name the last part of the format's suffix: .json of .coco.json
    ends = (_TABLE, Path(kind.suffixes[0]).suffix)
    stem = chosen.name.removesuffix(chosen.suffix) if chosen.suffix.casefold() in ends else chosen.name
    return chosen.with_name(f"{stem}{kind.suffixes[0]}")


def _with_suffix(chosen: Path) -> Path:
    """`chosen` ending in .csv where it has no suffix; EngineError for any other."""
    foreign = format_by_suffix(chosen)
    if foreign is not None:
        raise EngineError(
            tr(
                "{file} is the name of a file of {program}: choose that format, or a name that ends in .csv.",
                file=chosen.name,
                program=foreign.title,
            )
        )
    if chosen.suffix.casefold() == _TABLE:
        return chosen
    if chosen.suffix[1:2].isalpha():  # ".2" of "films v1.2" is none
        raise EngineError(
            tr("{file} is no table: export again under a name that ends in .csv.", file=chosen.name)
        )
    return chosen.with_name(f"{chosen.name}{_TABLE}")
