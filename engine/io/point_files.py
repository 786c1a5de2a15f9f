"""Landmarks from and to the files of other programs: the door of `engine.io.exchange`."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.io import exchange
from engine.io.atomic import write_atomic
from engine.io.exchange.point_file import FilmPoints, PointFile, PointFormat, is_unreviewed, moved
from engine.io.film_names import FILM_SUFFIXES, match_films, without_suffix
from engine.io.table_assembly import NO_SUCH_FILM, FoundPoints, LandmarkTable, LeftOut, assembled
from engine.io.table_layout import TableEntry, canonical, find_layout
from engine.io.table_text import foreign_kind, read_grid, read_text
from engine.io.table_write import FilmRow
from engine.io.tables import read_landmarks
from engine.io.targets import Result, check_target
from engine.landmarks import LandmarkSet, Scheme
from engine.wording import counted, listed

TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx")  # of our own tables
_HALF_PIXEL = 0.5


@cache
def point_formats() -> tuple[PointFormat, ...]:
    """The formats of other programs, in the order of their names."""
    names = (module.name for module in pkgutil.iter_modules(exchange.__path__, f"{exchange.__name__}."))
    modules = (importlib.import_module(name) for name in names)
    found = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return tuple(sorted(found, key=lambda each: each.name))


def format_called(name: str) -> PointFormat:
    """The format with that name; TableError where there is none."""
    for each in point_formats():
        if each.name == name:
            return each
    known = ", ".join(each.name for each in point_formats())
    raise TableError(f"There is no format called {name}: choose one of csv, {known}.")


def format_by_suffix(path: Path) -> PointFormat | None:
    """The format that a name ends with; None for our own tables and what no format is called."""
    name = path.name.casefold()
    return next((each for each in point_formats() if name.endswith(each.suffixes)), None)


def _recognised(text: str) -> PointFormat | None:
    """The format of a file, by its content: people call their files as they like. None: a table of ours."""
    return next((each for each in point_formats() if each.recognises(text)), None)


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
    kind: PointFormat | None = None,
) -> LandmarkTable:
    """Read the landmarks in `path`: a table of ours, or a file of another program, told by its content.

    `films`: identity -> what is known of the film (its size and spacing, where a format counts from another
    edge, or in mm); None: films are called as the file has them. Points outside their film are left out, with
    a note. `kind`: the format, where the content is not to be asked. Raises `TableError`.
    """
    identities = None if films is None else tuple(films)
    if path.suffix.casefold() == ".xlsx":
        return read_landmarks(path, identities, scheme, sizes=_Sizes(films))
    text = read_text(path)
    kind = kind or _recognised(text)
    if kind is None and path.suffix.casefold() == ".json" and not foreign_kind(text):
        raise TableError(f"{path.name} is a damaged JSON file: save it again.")
    if kind is None:
        return read_landmarks(path, identities, scheme, sizes=_Sizes(films))
    file = _named(kind.read(text), path, films)
    if not any(film.marks for film in file.films):
        raise TableError(f"{path.name} holds no landmarks: give a file with points.")
    found = _in_pixels(file, kind, films)
    table = assembled(path.name, found, identities, scheme, sizes=_Sizes(films))
    return replace(table, kind=kind.title)


def is_points_file(path: Path) -> bool:
    """True for a file with points by what it holds: of another program, or a table of landmarks of ours."""
    if path.suffix.casefold() in FILM_SUFFIXES:
        return False
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
    kind: PointFormat | None = None,
) -> LandmarkTable:
    """Read all files below `folder` that hold one film each; arguments as of `read_points`.

    A film is named by its file's place in the folder, and by what the file says.
    """
    entries: list[TableEntry] = []
    parts: list[FoundPoints] = []
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in place.parts)
        if is_hidden or path.suffix.casefold() in FILM_SUFFIXES or not path.is_file():
            continue
        own = kind or format_by_suffix(path) or _recognised_quietly(path)
        if own is None or not own.one_film:
            continue
        file = _placed(_named(own.read(read_text(path)), path, None), place.parent)
        found = _in_pixels(file, own, films)
        parts.append(found)
        entries += found.entries
    if not parts:
        raise TableError(
            f"{folder} holds no files with the points of a film each: give a file, or another folder."
        )
    notes = tuple(dict.fromkeys(note for part in parts for note in part.notes))
    names = tuple(dict.fromkeys(name for part in parts for name in part.scheme.names))
    whole = FoundPoints(
        entries,
        {image: spacing for part in parts for image, spacing in part.spacings.items()},
        {image: size for part in parts for image, size in part.sizes.items()},
        notes=notes,
        scheme=replace(parts[0].scheme, names=names),
    )
    identities = None if films is None else tuple(films)
    return assembled(folder.name, whole, identities, scheme, sizes=_Sizes(films))


def _recognised_quietly(path: Path) -> PointFormat | None:
    try:
        return _recognised(read_text(path))
    except TableError:  # whatever else lies in the folder
        return None


def _named(file: PointFile, path: Path, films: Mapping[str, FilmRow] | None) -> PointFile:
    """`file` with the film that it does not name called like the file, or like the only one of `films`."""
    if all(film.image for film in file.films):
        return file
    ends = [end for each in point_formats() for end in each.suffixes if path.name.casefold().endswith(end)]
    stem = path.name[: -max(map(len, ends))] if ends else path.stem
    notes = file.notes
    if films is not None and len(films) == 1 and not match_films([stem], tuple(films)).films:
        stem = next(iter(films))
        notes = (*notes, f"The file names no film; its points were taken for {stem}, the only one here.")
    return replace(
        file, films=tuple(replace(film, image=film.image or stem) for film in file.films), notes=notes
    )


def _placed(file: PointFile, folder: Path) -> PointFile:
    """`file`, which lies in `folder` of all files, with the names of its films from there."""
    named = tuple(replace(film, image=(folder / film.image).as_posix()) for film in file.films)
    return replace(file, films=named)


def _in_pixels(file: PointFile, kind: PointFormat, films: Mapping[str, FilmRow] | None) -> FoundPoints:
    """What a file says, in original pixels of its films."""
    images = [film.image for film in file.films]
    known = {} if films is None else match_films(images, tuple(films)).films
    entries: list[TableEntry] = []
    for number, film in enumerate(file.films, 1):
        row = FilmRow(film.image, film.size, film.spacing)
        if films is not None and film.image in known:
            row = _joined(films[known[film.image]], row)
        elif films is not None:
            continue  # a film that is not at hand: `assembled` tells of it where none is
        frame = film.frame or kind.frame
        to_pixels = partial(frame.to_pixels, film=row)
        entries += [
            TableEntry(film.image, film.reader, 1, moved(mark, to_pixels), number) for mark in film.marks
        ]
    spacings = {film.image: film.spacing for film in file.films if film.spacing is not None}
    sizes = {film.image: film.size for film in file.films if film.size is not None}
    missing = [image for image in images if films is not None and image not in known]
    notes, left_out = file.notes, tuple[LeftOut, ...]()
    if missing and len(missing) < len(images):
        note = f"Not in the folder: {counted(len(missing), 'film')} of the file ({listed(missing)})."
        notes = (*notes, note)
        left_out = tuple(LeftOut(image, "", NO_SUCH_FILM, note) for image in missing)
    if missing and len(missing) == len(images):
        raise TableError(
            f"The file knows no film of the folder (it names {images[0]}): give the file that belongs to it."
        )
    return FoundPoints(entries, spacings, sizes, notes=notes, scheme=file.scheme, left_out=left_out)


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


@dataclass(frozen=True, slots=True)
class WrittenPoints:
    """The files that were written, and sentences on what could not be said in them."""

    files: tuple[Path, ...]
    notes: tuple[str, ...]


def write_points(
    out: Path,
    sets: Sequence[LandmarkSet],
    scheme: Scheme,
    films: Sequence[FilmRow],
    kind: PointFormat,
    *,
    with_unreviewed: bool = False,
    inputs: Iterable[Path | None] = (),
) -> WrittenPoints:
    """Write `sets` as files of the format `kind`: `out`, or a file a film in the folder `out`.

    Predictions that nobody has decided on are marked where the format can say so; elsewhere they are left out
    unless `with_unreviewed`. Raises `TableError` where the format cannot hold what is to be written.
    """
    if kind.write is None:
        raise TableError(f"{kind.title} can be read but not written: choose another format.")
    rows = {film.identity: film for film in films}
    notes = list(_losses(sets, kind, with_unreviewed))
    points = [_points(marks, rows[marks.film], kind, with_unreviewed) for marks in sets]
    doubles = [film for film, count in Counter(marks.film for marks in sets).items() if count > 1]
    if doubles:
        raise TableError(f"{doubles[0]} has several readings, and {kind.title} holds one: choose a reading.")
    if not kind.one_film:
        check_target(out, Result.EXCHANGE, inputs)
        write_atomic(out, kind.write(points, scheme).encode("utf-8"))
        return WrittenPoints((out,), tuple(notes))
    places = _places(out, points, kind)
    texts = {
        place: kind.write([film], scheme) for place, film in places.items()
    }  # what cannot be, before any
    for place in texts:
        check_target(place, Result.EXCHANGE, inputs)
    for place, text in texts.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(place, text.encode("utf-8"))
    return WrittenPoints(tuple(texts), tuple(notes))


def _points(marks: LandmarkSet, film: FilmRow, kind: PointFormat, with_unreviewed: bool) -> FilmPoints:
    kept = [
        moved(mark, lambda place: kind.frame.from_pixels(place, film))
        for mark in marks.landmarks.values()
        if kind.marks_unreviewed or with_unreviewed or not is_unreviewed(mark)
    ]
    return FilmPoints(film.identity, tuple(kept), marks.reader, film.size, film.spacing)


def _losses(sets: Sequence[LandmarkSet], kind: PointFormat, with_unreviewed: bool) -> Iterable[str]:
    """What the format cannot say of `sets`, as sentences."""
    unreviewed = sum(is_unreviewed(mark) for marks in sets for mark in marks.placed())
    if unreviewed and not kind.marks_unreviewed:
        done = "Written like all others" if with_unreviewed else "Left out"
        yield f"{done}: {counted(unreviewed, 'prediction')} that nobody has decided on."
    if kind.decimals == 0:
        yield f"{kind.title} has whole pixels: points were rounded by up to {_HALF_PIXEL} px."
    if not kind.names_landmarks:
        yield f"{kind.title} has no names: the landmarks are in the order of the scheme."


def _places(out: Path, points: Sequence[FilmPoints], kind: PointFormat) -> dict[Path, FilmPoints]:
    """Where the file of each film goes."""
    suffix = kind.suffixes[0]
    if out.name.casefold().endswith(suffix):
        if len(points) != 1:
            raise TableError(
                f"{kind.title} holds one film a file, and these are {len(points)}: give a folder "
                f"and --to {kind.name}."
            )
        return {out: points[0]}
    places = {out / f"{without_suffix(film.image)}{suffix}": film for film in points}
    if len(places) < len(points):
        raise TableError(
            "Two films differ in their suffix only, and their files would be one: rename a film."
        )
    return places
