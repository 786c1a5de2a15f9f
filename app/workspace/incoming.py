"""What files of landmarks would bring into the open project: read, matched and weighed, without Qt.

Nothing is taken here. A file that cannot be read leaves the others to be taken, and is named.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.document import edits
from app.document.change import Change
from app.document.film import FilmRecord
from app.document.name_matching import guesses, strange_names, with_aliases
from app.document.project import Project
from app.sentences import translated
from app.storage.layout import PROJECT_NAME
from app.translation import tr
from app.workspace.foreign_files import ProjectFilms, landmark_suffixes
from engine.errors import EngineError, TableError
from engine.io.exchange.point_file import AnyFormat, Frame
from engine.io.images import is_film
from engine.io.point_files import format_of, is_points_file, read_points
from engine.io.table_assembly import LandmarkTable, LeftOut
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.operation import Operation, Progress

_FILES_A_STEP = 50
KEPT = tr("stays where a person placed it")


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """Files of landmarks for `project`, whose films lie in `folder`.

    `root`: the folder that was dropped, None where the files were chosen themselves. `meant`: which landmark
    each strange name is, "" for a new one; None where nobody has been asked. `names`: those of the landmarks
    as the files have them, None where they were not read yet. `frame`: what a person says that the files
    count in, where their format does not say it.
    """

    paths: tuple[Path, ...]
    project: Project
    folder: Path | None
    now: str
    root: Path | None = None
    meant: Mapping[str, str] | None = None
    names: tuple[str, ...] | None = None
    frame: Frame | None = None

    @property
    def title(self) -> str:
        """What they are called together."""
        files = tr("{n} file", "{n} files", n=len(self.paths))
        if self.root is not None:
            return tr("{folder} ({files})", folder=self.root.name, files=files)
        return self.paths[0].name if len(self.paths) == 1 else files


@dataclass(frozen=True, slots=True)
class Amount:
    """How many points, and how many landmarks that are said not to be on their film."""

    points: int
    absent: int


@dataclass(frozen=True, slots=True)
class ImportStep:
    """The one edit that an import is. `kept`: (film, landmark) where a person decided otherwise before."""

    project: Project
    origin: Origin | None
    change: Change
    kept: tuple[tuple[str, str], ...]
    news: Mapping[str, Amount]  # film -> what is new there, or other than before

    @property
    def whole(self) -> Amount:
        """What is new on all films together."""
        amounts = self.news.values()
        return Amount(sum(each.points for each in amounts), sum(each.absent for each in amounts))


@dataclass(frozen=True, slots=True)
class Incoming:
    """What was read for `request`. `guesses`: strange name -> the landmark it is taken for, "" for a new one.

    `free`: the landmarks that a strange name may mean. `step` is for points of a person where the file does
    not say whose they are; `nameless` counts those. `frames`: what the files may count in, the one taken
    first; empty where that is no question.
    """

    request: ImportRequest
    table: LandmarkTable
    guesses: Mapping[str, str]
    free: tuple[str, ...]
    step: ImportStep
    nameless: int
    frames: tuple[Frame, ...] = ()

    @property
    def assumed(self) -> tuple[str, ...]:
        """Sentences on what was matched, guessed or left out, without those that count `left_out`."""
        told = {each.note for each in self.table.left_out}
        return tuple(note for note in self.table.notes if note not in told)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """All that is not taken, and why; what a person has placed comes last."""
        kept = (LeftOut(film, name, KEPT) for film, name in self.step.kept)
        return (*self.table.left_out, *kept)

    @property
    def must_be_seen(self) -> bool:
        """True where a person is to look first: it comes from elsewhere, or not all of it comes in."""
        brings = not self.step.change.is_empty
        return bool(self.guesses) or (
            brings and bool(self.table.kind or self.nameless or self.table.notes or self.table.left_out)
        )


@dataclass(frozen=True, slots=True)
class Dropped:
    """What lies in a folder: whether it can be opened (a project, or films), and which files hold points."""

    opens: bool
    points: tuple[Path, ...]


def looking_into(folder: Path) -> Operation[Dropped]:
    """Look for films and files with points below `folder`; nothing is written there."""
    points: list[Path] = []
    opens, ends = (folder / PROJECT_NAME).exists(), landmark_suffixes()
    for number, path in enumerate(_shown(folder)):
        if number % _FILES_A_STEP == 0:
            yield Progress("looking for points", len(points), 0, folder.name)
        # of what is called like neither nothing is read: it may be huge
        if path.suffix.casefold() in ends and is_points_file(path):
            points.append(path)
        else:
            opens = opens or is_film(path)
    return Dropped(opens, tuple(points))


def _shown(folder: Path) -> Iterator[Path]:
    """All files below `folder` that are not hidden, in the order of their names."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(files) if not name.startswith("."))


def reading(request: ImportRequest) -> Operation[Incoming]:
    """Read the files and say what they would bring. EngineError where they bring nothing at all."""
    scheme = request.project.scheme
    if request.names is None and scheme.names:
        table = yield from _as_known(request, scheme)
        if table is not None:  # as a rule: it is read once
            return _incoming(request, table, {}, ())
    table = None
    if request.names is None:
        table = yield from _read_all(request, None)
        request = replace(request, names=table.scheme.names)
    names = request.names or ()
    strange = strange_names(names, scheme) if scheme.names else ()
    taken = {scheme.find(name) for name in names} - {None}
    free = tuple(name for name in scheme.names if name not in taken)
    meant = guesses(strange, free) if request.meant is None else request.meant
    new = tuple(name for name in strange if not meant.get(name))
    known = replace(with_aliases(scheme, meant), names=scheme.names + new)
    if table is None or scheme.names:
        table = yield from _read_all(request, known)
    yield Progress("comparing with what is here", 0, 0)
    asked = {name: meant.get(name, "") for name in strange} if free else {}
    if new and not asked:
        added = tr("Landmarks added to the scheme: {names}.", names=", ".join(new))
        table = replace(table, notes=(*table.notes, added))
    return _incoming(request, table, asked, free)


def _as_known(request: ImportRequest, scheme: Scheme) -> Operation[LandmarkTable | None]:
    """What the files say where all of their landmarks are in the scheme; None: names have to be looked at."""
    try:
        table = yield from _read_all(request, scheme)
    except EngineError:  # said again by whoever reads it without a scheme, where names are not the reason
        return None
    refused = any(not (each.landmark or each.note) for each in table.left_out)
    return None if refused or table.scheme.names != scheme.names else table


def _incoming(
    request: ImportRequest, table: LandmarkTable, asked: Mapping[str, str], free: tuple[str, ...]
) -> Incoming:
    step = import_step(request.project, table, Origin.ANNOTATED, request.now)
    return Incoming(request, table, asked, free, step, _nameless(table), _frames(request))


def stepping(
    project: Project, table: LandmarkTable, origin: Origin | None, now: str
) -> Operation[ImportStep]:
    """`import_step` as an operation."""
    yield Progress("comparing with what is here", 0, 0)
    return import_step(project, table, origin, now)


def import_step(project: Project, table: LandmarkTable, origin: Origin | None, now: str) -> ImportStep:
    """The edit that takes `table` over; its spacings go to films of which none is known.

    `origin`: whose points those are that do not say it. Raises EngineError, see `edits.import_sets`.
    """
    learned = edits.set_scheme(project, replace(project.scheme, aliases=table.scheme.aliases))
    base = project.with_parts(learned.after)
    step = edits.import_sets(base, table.sets.values(), now=now, origin=origin)
    after = base.with_parts(step.after)
    films: dict[str, FilmRecord | None] = {
        film: replace(after.film(film), user_spacing=spacing)
        for film, spacing in table.spacings.items()
        if after.film(film).spacing is None
    }
    spaced = edits.change(after, "", films=films)
    had, brought = after.scheme, table.scheme
    drawn = edits.set_scheme(
        after,
        replace(
            had,
            pairs=had.pairs or brought.pairs,
            lines=had.lines or brought.lines,
            curves=had.curves or brought.curves,
        ),
    )
    whole = edits.combined(project, step.text, learned, step, spaced, drawn)
    sets = {film: marks for film, marks in whole.after.sets.items() if marks is not None}
    found = {film: _news(project.landmarks(film), marks) for film, marks in sets.items()}
    news = {film: amount for film, amount in found.items() if amount.points or amount.absent}
    kept = edits.kept_against(base, table.sets.values())
    return ImportStep(project, origin, whole, kept, news)


def stated_marks(marks: LandmarkSet) -> list[Landmark]:
    """The landmarks of which a file says anything."""
    return [mark for mark in marks.landmarks.values() if mark.presence is not Presence.UNPLACED]


def _news(before: LandmarkSet, after: LandmarkSet) -> Amount:
    new = [mark for name, mark in after.landmarks.items() if mark != before.get(name)]
    absent = sum(mark.presence is Presence.ABSENT for mark in new)
    return Amount(len(new) - absent, absent)


def _nameless(table: LandmarkTable) -> int:
    return sum(mark.origin is None for marks in table.sets.values() for mark in stated_marks(marks))


def _read_all(request: ImportRequest, scheme: Scheme | None) -> Operation[LandmarkTable]:
    """All files as one table."""
    films = ProjectFilms(request.project, request.folder)
    folders = films.by_folder()
    tables: list[LandmarkTable] = []
    refused: list[LeftOut] = []
    for number, path in enumerate(request.paths):
        if number % _FILES_A_STEP == 0:
            yield Progress("reading files", number, len(request.paths), path.name)
        try:
            tables.append(_read(path, films, folders.get(_place(path, request)), scheme, request.frame))
        except TableError as error:
            if len(request.paths) == 1:
                raise
            refused.append(LeftOut(path.name, "", translated(str(error))))
    if not tables:
        raise EngineError(
            tr(
                "None of {n} file can be taken. {why}",
                "None of {n} files can be taken. {why}",
                n=len(refused),
                why=refused[0].why,
            )
        )
    return tables[0] if len(request.paths) == 1 else _joined(tables, refused)


def _frames(request: ImportRequest) -> tuple[Frame, ...]:
    """What the files may count in; of several the first one says it."""
    kind = _framed(request.paths[0], request.frame)
    return (kind.frame, *kind.other_frames) if kind is not None and kind.other_frames else ()


def _framed(path: Path, frame: Frame | None) -> AnyFormat | None:
    """The format of a file, counted in `frame` where its programs do so; None for a table of ours."""
    kind = format_of(path)
    if kind is None or frame is None or frame not in (kind.frame, *kind.other_frames):
        return kind
    return kind.counted_in(frame)


def _place(path: Path, request: ImportRequest) -> str:
    """The folder of a file as films are told: below what was dropped, or below the films; "" elsewhere."""
    root = request.root or request.folder
    return path.relative_to(root).parent.as_posix() if root and path.is_relative_to(root) else ""


def _read(
    path: Path,
    films: ProjectFilms,
    beside: ProjectFilms | None,
    scheme: Scheme | None,
    frame: Frame | None,
) -> LandmarkTable:
    """One file; of films of one name in several folders it means the one `beside` it."""
    kind = None if frame is None else _framed(path, frame)
    if beside is not None and len(beside) < len(films):
        try:
            return read_points(path, beside, scheme, kind)
        except TableError:  # it may be of films elsewhere
            pass
    return read_points(path, films, scheme, kind)


def _joined(tables: list[LandmarkTable], refused: Iterable[LeftOut]) -> LandmarkTable:
    """Several tables as one; of two that say the same landmark of a film the first one counts."""
    sets: dict[str, LandmarkSet] = {}
    twice: list[LeftOut] = []
    for marks in (marks for table in tables for marks in table.sets.values()):
        known = sets.setdefault(marks.film, marks)
        if known is marks:
            continue
        twice += [
            LeftOut(marks.film, mark.name, tr("another of these files has it too"))
            for mark in stated_marks(marks)
            if mark.name in known.landmarks
        ]
        fresh = [mark for name, mark in marks.landmarks.items() if name not in known.landmarks]
        sets[marks.film] = known.with_landmarks(fresh)
    names = tuple(dict.fromkeys(name for table in tables for name in table.scheme.names))
    kinds = dict.fromkeys(table.kind for table in tables if table.kind)
    return replace(
        tables[0],
        scheme=replace(tables[0].scheme, names=names),
        sets=sets,
        spacings={film: spacing for table in reversed(tables) for film, spacing in table.spacings.items()},
        notes=tuple(dict.fromkeys(note for table in tables for note in table.notes)),
        left_out=(*refused, *twice, *(each for table in tables for each in table.left_out)),
        kind=", ".join(kinds),
    )
