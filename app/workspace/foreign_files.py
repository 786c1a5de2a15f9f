"""Landmark files of other programs, in and out of the open project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.document.project import Project
from app.workspace.opening import SAYS_PROJECT
from engine.errors import EngineError, ImageReadError
from engine.io.dicom_references import WRITTEN_AS, holds_points
from engine.io.exchange.point_file import AnyFormat, is_unreviewed
from engine.io.guard import is_endless
from engine.io.images import film_path, read_size, read_spacing
from engine.io.point_files import TABLE_SUFFIXES, point_formats, writing_points
from engine.io.table_write import FilmRow
from engine.operation import Operation, Progress

_SUFFIXES = (*TABLE_SUFFIXES, ".txt", ".tps", ".fcsv", ".json")
_SHOWN = " ".join(f"*{suffix}" for suffix in (*_SUFFIXES, *WRITTEN_AS))
LANDMARK_FILES = f"Landmarks ({_SHOWN});;All files (*)"
_HEAD_LENGTH = 200  # bytes within which a project says that it is one


class ProjectFilms(Mapping[str, FilmRow]):
    """What readers have to know of a project's films; a size not read yet comes from the film's header."""

    def __init__(self, project: Project, folder: Path | None) -> None:
        self._films, self._folder = project.films, folder

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


def is_landmark_file(path: Path) -> bool:
    """True for what may hold landmarks by its name, or holds them in DICOM, and is no project."""
    if holds_points(path):
        return True
    if path.suffix.casefold() != ".json":
        return path.suffix.casefold() in _SUFFIXES
    try:
        if is_endless(path):  # whoever opens a pipe waits for ever
            return False
        with path.open("rb") as file:
            return SAYS_PROJECT.match(file.read(_HEAD_LENGTH)) is None
    except OSError:
        return False


def export_kinds() -> dict[str, AnyFormat]:
    """What a dialog calls each format that can be written -> the format."""
    kinds = (kind for kind in point_formats() if kind.write is not None)
    return {f"{kind.title} (*{kind.suffixes[0]})": kind for kind in kinds}


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
        sets = (self.project.first_reading(film) for film in self.films)
        return sum(is_unreviewed(mark) for marks in sets for mark in marks.placed())


def writing(wanted: ForeignExport) -> Operation[tuple[Path, tuple[str, ...]]]:
    """Write all films that have landmarks; returns where they are, and what the format could not say."""
    known = ProjectFilms(wanted.project, wanted.folder)
    films = [film for film in wanted.films if wanted.project.first_reading(film).placed()]
    rows: list[FilmRow] = []
    for film in films:
        yield Progress("reading headers", len(rows), len(films), film)
        rows.append(known[film])
    sets = [wanted.project.first_reading(film) for film in films]
    scheme, several = wanted.project.scheme, wanted.kind.one_film and len(films) > 1
    out = folder_for(wanted.path, wanted.kind) if several else wanted.path
    if several and out.exists():  # the dialog has asked about the file of that name only
        raise EngineError(
            f"{out} is there already, and a folder is needed for the films: choose another name."
        )
    made = yield from writing_points(
        out,
        sets,
        scheme,
        rows,
        wanted.kind,
        with_unreviewed=wanted.with_unreviewed,
    )
    return out, made.notes


def folder_for(path: Path, kind: AnyFormat) -> Path:
    """The folder that stands for a file of one film where there are several."""
    return path.with_name(path.name[: -len(kind.suffixes[0])])
