"""Landmarks from the files of other programs: the formats of `engine.io.exchange`, and reading them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.io import exchange
from engine.io.dicom_references import FilmInstances, holds_points
from engine.io.exchange.point_file import (
    AnyFormat,
    BinaryFormat,
    Frame,
    PointFile,
    PointFormat,
    assumed_millimetres,
    moved,
)
from engine.io.film_names import FILM_SUFFIXES, match_films
from engine.io.table_assembly import NO_SUCH_FILM, FoundPoints, LandmarkTable, LeftOut, assembled
from engine.io.table_layout import TableEntry, canonical, find_layout
from engine.io.table_text import file_content, foreign_kind, read_grid, text_of
from engine.io.table_write import FilmRow
from engine.io.tables import read_landmarks
from engine.io.workbooks import is_workbook
from engine.landmarks import Scheme
from engine.wording import counted, listed

TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx")  # of our own tables


@cache
def point_formats() -> tuple[AnyFormat, ...]:
    """The formats of other programs, in the order of their names."""
    names = (module.name for module in pkgutil.iter_modules(exchange.__path__, f"{exchange.__name__}."))
    modules = (importlib.import_module(name) for name in names)
    found = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return tuple(sorted(found, key=lambda each: each.name))


def format_called(name: str) -> AnyFormat:
    """The format with that name; TableError where there is none."""
    for each in point_formats():
        if each.name == name:
            return each
    known = ", ".join(each.name for each in point_formats())
    raise TableError(f"There is no format called {name}: choose one of csv, {known}.")


def format_by_suffix(path: Path) -> AnyFormat | None:
    """The format that a name ends with; None for our own tables and what no format is called."""
    name = path.name.casefold()
    ends = [(len(end), each) for each in point_formats() for end in each.suffixes if name.endswith(end)]
    return max(ends, key=lambda found: found[0])[1] if ends else None  # .morphoj.txt is no .txt


def format_of(path: Path) -> AnyFormat | None:
    """The format of a file by its content; None for a table of ours. TableError where it cannot be read."""
    if is_workbook(path):
        return None
    content = file_content(path)
    return _recognised_bytes(content) or _recognised(text_of(path, content))


def _recognised(text: str) -> PointFormat | None:
    """The format of a text, by its content: people call their files as they like. None: a table of ours."""
    kinds = (each for each in point_formats() if isinstance(each, PointFormat))
    return next((each for each in kinds if each.recognises(text)), None)


def _recognised_bytes(data: bytes) -> BinaryFormat | None:
    """The format of a file that is no text, by its content."""
    kinds = (each for each in point_formats() if isinstance(each, BinaryFormat))
    return next((each for each in kinds if each.recognises(data)), None)


class _Sizes(Mapping[str, Size]):
    """The sizes of films, each asked for only where a point has to be looked at: a header takes time."""

    def __init__(self, films: Mapping[str, FilmRow] | None) -> None:
        self._films = films or {}

    def __getitem__(self, film: str) -> Size:
        if (size := self._films[film].size) is None:
            raise KeyError(film)
        return size

    def __iter__(self) -> Iterator[str]:
        return (film for film in self._films if film in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def read_points(
    path: Path,
    films: Mapping[str, FilmRow] | None = None,
    scheme: Scheme | None = None,
    kind: AnyFormat | None = None,
) -> LandmarkTable:
    """Read the landmarks in `path`: a table of ours, or a file of another program, told by its content.

    `films`: identity -> what is known of the film (its size and spacing, where a format counts from another
    edge, or in mm); None: films are called as the file has them. Points outside their film are left out, with
    a note. `kind`: the format, where the content is not to be asked. Raises `TableError`.
    """
    identities = None if films is None else tuple(films)
    if is_workbook(path):
        return read_landmarks(path, identities, scheme, sizes=_Sizes(films))
    content = file_content(path)
    kind = kind or _recognised_bytes(content)
    if kind is None:
        text = text_of(path, content)
        kind = _recognised(text)
        if kind is None and path.suffix.casefold() == ".json" and not foreign_kind(text):
            raise TableError(f"{path.name} is a damaged JSON file: save it again.")
    if kind is None:
        return read_landmarks(path, identities, scheme, sizes=_Sizes(films))
    file = _by_instance(_named(_said(kind, path, content), path, films), films, FilmInstances(films))
    if not any(film.marks for film in file.films):
        raise TableError(f"{path.name} holds no landmarks: give a file with points.")
    found = _in_pixels(file, kind, films)
    table = assembled(path.name, found, identities, scheme, sizes=_Sizes(films))
    return replace(table, kind=kind.title)


def is_points_file(path: Path) -> bool:
    """True for a file with points by what it holds: of another program, or a table of landmarks of ours."""
    if path.suffix.casefold() in FILM_SUFFIXES:
        return holds_points(path)
    if _recognised_quietly(path) is not None:
        return True
    if path.suffix.casefold() not in TABLE_SUFFIXES:
        return False
    try:
        find_layout(canonical(read_grid(path)).columns)
    except TableError:
        return False
    return True


def read_folder(
    folder: Path,
    films: Mapping[str, FilmRow] | None = None,
    scheme: Scheme | None = None,
    kind: AnyFormat | None = None,
) -> LandmarkTable:
    """Read all files below `folder` that hold one film each; arguments as of `read_points`.

    A film is named by its file's place in the folder, and by what the file says.
    """
    kinds: list[AnyFormat] = []
    parts: list[PointFile] = []
    owners: dict[tuple[str, str, str], Path] = {}
    instances = FilmInstances(films)
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in place.parts)
        if is_hidden or not path.is_file():
            continue
        is_called_film = path.suffix.casefold() in FILM_SUFFIXES
        if is_called_film and not holds_points(path):
            continue
        own = kind or (None if is_called_film else format_by_suffix(path))
        if own is not None:
            content = file_content(path)
            own = own if kind is not None else _by_content(own, path, content)
        elif (known := _recognised_quietly(path)) is not None:
            own, content = known
        else:
            continue
        if not own.one_film:
            continue
        part = _placed(_named(_said(own, path, content), path, None), place.parent, own)
        _refuse_twice(part, path, owners)
        kinds.append(own)
        parts.append(_by_instance(part, films, instances))
    if not parts:
        raise TableError(
            f"{folder} holds no files with the points of a film each: give a file, or another folder."
        )
    names = tuple(dict.fromkeys(name for part in parts for name in part.scheme.names))
    whole = PointFile(
        tuple(film for part in parts for film in part.films),
        replace(parts[0].scheme, names=names),
        tuple(dict.fromkeys(note for part in parts for note in part.notes)),
    )
    # of all files at once: films are matched with each other, which takes a second for ten thousand
    found = _in_pixels(whole, kinds[0], films)
    identities = None if films is None else tuple(films)
    return assembled(folder.name, found, identities, scheme, sizes=_Sizes(films))


def _by_content(kind: AnyFormat, path: Path, content: bytes) -> AnyFormat:
    """The format of `content`, which is called as files of `kind`: several programs end their names alike."""
    if isinstance(kind, BinaryFormat):
        return kind if kind.recognises(content) else _recognised_bytes(content) or kind
    text = text_of(path, content)
    return kind if kind.recognises(text) else _recognised(text) or kind


def _said(kind: AnyFormat, path: Path, content: bytes) -> PointFile:
    """What the content of `path` says as a file of the format `kind`."""
    return kind.read(content) if isinstance(kind, BinaryFormat) else kind.read(text_of(path, content))


def _refuse_twice(file: PointFile, path: Path, owners: dict[tuple[str, str, str], Path]) -> None:
    """TableError where `file`, at `path`, has a point that another file has too; `owners`: whose each is."""
    for film in file.films:
        for mark in film.marks:
            other = owners.setdefault((film.sop_instance or film.image, film.reader, mark.name), path)
            if other != path:
                raise TableError(
                    f"{other.name} and {path.name} both have {mark.name} of one film: keep one of them."
                )


def _by_instance(file: PointFile, films: Mapping[str, FilmRow] | None, instances: FilmInstances) -> PointFile:
    """`file` with the films that it knows by UID under their identities; `instances`: those of `films`.

    Pictures have no UID: one that is called like the file of one film is taken for it, with a note.
    """
    if not any(film.sop_instance for film in file.films):
        return file
    if films is None:
        words = "Films are named by UID in the file: give their folder (--images) to have them found."
        several = [replace(film, image=film.sop_instance) for film in file.films]
        return replace(
            file, films=tuple(several) if len(several) > 1 else file.films, notes=(*file.notes, words)
        )
    named = tuple(replace(film, image=instances.film(film.sop_instance)) for film in file.films)
    if len(named) == 1 and not named[0].image:
        alike = match_films([file.films[0].image], tuple(films)).films.get(file.films[0].image)
        if alike is not None and not instances.has(alike):
            words = "A picture has no UID: the points were taken for the one that is called like their file."
            return replace(file, films=(replace(named[0], image=alike),), notes=(*file.notes, words))
    unknown = (replace(film, image=film.image or f"SOP instance {film.sop_instance}") for film in named)
    return replace(file, films=tuple(unknown))


def _recognised_quietly(path: Path) -> tuple[AnyFormat, bytes] | None:
    """The format of a file by its content, and that; None where it has none, or cannot be read."""
    try:
        content = file_content(path)
        kind = _recognised_bytes(content) or _recognised(text_of(path, content))
    except TableError:  # whatever else lies in the folder
        return None
    return None if kind is None else (kind, content)


def _named(file: PointFile, path: Path, films: Mapping[str, FilmRow] | None) -> PointFile:
    """`file` with the film that it does not name called like the file, or like the only one of `films`."""
    if all(film.image for film in file.films):
        return file
    ends = [end for each in point_formats() for end in each.suffixes if path.name.casefold().endswith(end)]
    stem = path.name[: -max(map(len, ends))] if ends else path.stem
    notes = file.notes
    knows_films = any(film.sop_instance for film in file.films)
    if (
        films is not None
        and len(films) == 1
        and not knows_films
        and not match_films([stem], tuple(films)).films
    ):
        stem = next(iter(films))
        notes = (*notes, f"The file names no film; its points were taken for {stem}, the only one here.")
    return replace(
        file, films=tuple(replace(film, image=film.image or stem) for film in file.films), notes=notes
    )


def _placed(file: PointFile, folder: Path, kind: AnyFormat) -> PointFile:
    """`file`, which lies in `folder` of all files, with its films named from there, and their frame."""
    named = (
        replace(film, image=(folder / film.image).as_posix(), frame=film.frame or kind.frame)
        for film in file.films
    )
    return replace(file, films=tuple(named))


def _in_pixels(file: PointFile, kind: AnyFormat, films: Mapping[str, FilmRow] | None) -> FoundPoints:
    """What a file says, in original pixels of its films."""
    images = [film.image for film in file.films]
    known = {} if films is None else match_films(images, tuple(films)).films
    entries: list[TableEntry] = []
    frames: list[tuple[Frame, FilmRow]] = []  # of films with points
    for film in file.films:
        row = FilmRow(film.image, film.size, film.spacing)
        if films is not None and film.image in known:
            row = _joined(films[known[film.image]], row)
        elif films is not None:
            continue  # a film that is not at hand: `assembled` tells of it where none is
        frame = film.frame or kind.frame
        if any(mark.position for mark in film.marks):
            frames.append((frame, row))
        to_pixels = partial(frame.to_pixels, film=row)
        entries += [TableEntry(film.image, film.reader, 1, moved(mark, to_pixels), 0) for mark in film.marks]
    spacings = {film.image: film.spacing for film in file.films if film.spacing is not None}
    sizes = {film.image: film.size for film in file.films if film.size is not None}
    missing = [image for image in images if films is not None and image not in known]
    notes, left_out = (
        (*file.notes, *_frame_note(kind, file), *assumed_millimetres(frames)),
        tuple[LeftOut, ...](),
    )
    if missing and len(missing) < len(images):
        note = f"Not in the folder: {counted(len(missing), 'film')} of the file ({listed(missing)})."
        notes = (*notes, note)
        left_out = tuple(LeftOut(image, "", NO_SUCH_FILM, note) for image in missing)
    if missing and len(missing) == len(images):
        raise TableError(
            f"The file knows no film of the folder (it names {images[0]}): give the file that belongs to it."
        )
    return FoundPoints(entries, spacings, sizes, notes=notes, scheme=file.scheme, left_out=left_out)


def _frame_note(kind: AnyFormat, file: PointFile) -> tuple[str, ...]:
    """Where y was counted from, if the files of this format do not say it and programs differ."""
    if not kind.other_frames or all(film.frame is not None for film in file.films):
        return ()
    others = " or ".join(frame.word for frame in kind.other_frames)
    return (
        f"{kind.title} does not say where y begins; read as {kind.frame.word} ({kind.frame.value}). If the "
        f"points lie elsewhere on the film, read it as {others}.",
    )


def _joined(film: FilmRow, stated: FilmRow) -> FilmRow:
    """What is known of a film, and what its file says where nothing is known.

    TableError where the file is of a picture of another size: its points would lie elsewhere.
    """
    if film.size is not None and stated.size is not None and film.size != stated.size:
        raise TableError(
            f"{film.identity} is {film.size.width} x {film.size.height} pixels, and the file was made on "
            f"{stated.size.width} x {stated.size.height}: it is of another picture, or of one not upright."
        )
    return replace(film, size=film.size or stated.size, spacing=film.spacing or stated.spacing)
