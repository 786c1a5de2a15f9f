"""Landmark files of other programs, in and out of the open project."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.document.project import Project
from app.sentences import translated
from app.translation import tr
from app.workspace.export import unreviewed_points
from app.workspace.opening import SAYS_PROJECT
from engine.errors import EngineError, ImageReadError
from engine.io.dicom_references import WRITTEN_AS
from engine.io.exchange.point_file import AnyFormat
from engine.io.film_names import FILM_SUFFIXES
from engine.io.guard import is_endless
from engine.io.images import film_path, read_size, read_spacing
from engine.io.point_files import TABLE_SUFFIXES, is_points_file, point_formats
from engine.io.point_write import writing_points
from engine.io.table_write import FilmRow
from engine.landmarks import LandmarkSet, Presence
from engine.operation import Operation, Progress

_HEAD_LENGTH = 200  # bytes within which a project says that it is one


class ProjectFilms(Mapping[str, FilmRow]):
    """What readers have to know of a project's films; a size not read yet comes from the film's header."""

    def __init__(self, project: Project, folder: Path | None, films: Iterable[str] | None = None) -> None:
        known = project.films
        self._films = known if films is None else {film: known[film] for film in films}
        self._folder, self._project = folder, project

    def by_folder(self) -> Mapping[str, ProjectFilms]:
        """The films of each folder by themselves; "." is the one that all lie in."""
        inside: dict[str, list[str]] = {}
        for film in self._films:
            inside.setdefault(posixpath.dirname(film) or ".", []).append(film)
        return {place: ProjectFilms(self._project, self._folder, films) for place, films in inside.items()}

    def __getitem__(self, film: str) -> FilmRow:
        record = self._films[film]
        size, stated = record.size, record.file_spacing
        is_divided = stated is not None and stated.stated is None  # projects do not keep by how much
        path = None
        try:
            path = None if self._folder is None else film_path(self._folder, film)
            if (size is None or is_divided) and path is not None and not record.unreadable:
                size, stated = size or read_size(path), read_spacing(path) if is_divided else stated
        except ImageReadError:
            pass  # who needs what is not known then says so
        return FilmRow(film, size, record.spacing, file_spacing=stated, path=path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._films)

    def __len__(self) -> int:
        return len(self._films)


def landmark_suffixes() -> tuple[str, ...]:
    """The ends of the names of files that may hold landmarks."""
    kinds = (Path(f"x{suffix}").suffix for kind in point_formats() for suffix in kind.suffixes)
    return tuple(dict.fromkeys((*TABLE_SUFFIXES, *kinds, ".json")))


def landmark_filter() -> str:
    """What a dialog for files of landmarks shows."""
    ends = (*(end for end in landmark_suffixes() if end not in FILM_SUFFIXES), *WRITTEN_AS)
    return tr("Landmarks ({endings});;All files (*)", endings=" ".join(f"*{end}" for end in ends))


def is_landmark_file(path: Path) -> bool:
    """True for what may hold landmarks by its name, or does by its content, and is no project."""
    suffix = path.suffix.casefold()
    try:
        if is_endless(path) or not path.is_file():  # whoever opens a pipe waits for ever
            return suffix in TABLE_SUFFIXES  # the reader says why not
        if suffix == ".json":
            with path.open("rb") as file:
                return SAYS_PROJECT.match(file.read(_HEAD_LENGTH)) is None
    except OSError:
        return False
    by_name = suffix in landmark_suffixes() and suffix not in FILM_SUFFIXES
    return by_name or is_points_file(path)


def export_kinds() -> dict[str, AnyFormat]:
    """What a dialog calls each format that can be written -> the format."""
    kinds: dict[str, AnyFormat] = {}
    for kind in (kind for kind in point_formats() if kind.write is not None):
        kinds[f"{kind.title} (*{kind.suffixes[0]})"] = kind
        for frame in kind.other_frames:  # some programs count so, and files do not say it
            kinds[f"{kind.title}, {frame.word} (*{kind.suffixes[0]})"] = kind.counted_in(frame)
    return kinds


@dataclass(frozen=True, slots=True)
class ForeignExport:
    """A snapshot of what is to be written to `path`, or for several films to the folder of that name."""

    path: Path
    kind: AnyFormat
    project: Project
    films: tuple[str, ...]
    folder: Path | None
    with_unreviewed: bool

    @property
    def unreviewed(self) -> int:
        """How many points are predictions that nobody has decided on."""
        return sum(unreviewed_points(self.project, self.films).values())


def writing(wanted: ForeignExport) -> Operation[tuple[Path, tuple[str, ...]]]:
    """Write all films that have landmarks; returns where they are, and what the format could not say."""
    known = ProjectFilms(wanted.project, wanted.folder)
    films = [film for film in wanted.films if _has_something(wanted.project.first_reading(film), wanted.kind)]
    rows: list[FilmRow] = []
    for film in films:
        yield Progress("reading headers", len(rows), len(films), film)
        rows.append(known[film])
    sets = [wanted.project.first_reading(film) for film in films]
    scheme, several = wanted.project.scheme, wanted.kind.one_film and len(films) > 1
    out = folder_for(wanted.path, wanted.kind) if several else wanted.path
    if several and out.exists():  # the dialog has asked about the file of that name only
        raise EngineError(
            tr(
                "{folder} is there already, and a folder is needed for the films: choose another name.",
                folder=out,
            )
        )
    made = yield from writing_points(
        out,
        sets,
        scheme,
        rows,
        wanted.kind,
        with_unreviewed=wanted.with_unreviewed,
    )
    return out, tuple(map(translated, made.notes))


def _has_something(marks: LandmarkSet, kind: AnyFormat) -> bool:
    """True where the format can say anything of `marks`: where points are, or that landmarks are absent."""
    is_absent = (mark.presence is Presence.ABSENT for mark in marks.landmarks.values())
    return bool(marks.placed()) or (kind.marks_absent and not kind.needs_films and any(is_absent))


def folder_for(path: Path, kind: AnyFormat) -> Path:
    """The folder that stands for a file of one film where there are several."""
    return path.with_name(path.name[: -len(kind.suffixes[0])])
