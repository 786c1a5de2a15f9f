"""Landmarks to the files of other programs: a file for all films, or one for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import TableError
from engine.io.atomic import write_atomic, write_files
from engine.io.exchange.point_file import AnyFormat, FilmPoints, is_unreviewed, moved
from engine.io.film_names import without_suffix
from engine.io.losses import losses
from engine.io.table_write import FilmRow
from engine.io.targets import Result, check_target
from engine.landmarks import LandmarkSet, Scheme
from engine.operation import Operation, Progress
from engine.wording import counted, listed


@dataclass(frozen=True, slots=True)
class WrittenPoints:
    """The files that were written, and sentences on what could not be said in them."""

    files: tuple[Path, ...]
    notes: tuple[str, ...]


def writing_points(
    out: Path,
    sets: Sequence[LandmarkSet],
    scheme: Scheme,
    films: Sequence[FilmRow],
    kind: AnyFormat,
    *,
    with_unreviewed: bool = False,
    inputs: Iterable[Path | None] = (),
) -> Operation[WrittenPoints]:
    """Write `sets` as files of the format `kind`: `out`, or a file a film in the folder `out`.

    Predictions that nobody has decided on are marked where the format can say so; elsewhere they are left out
    unless `with_unreviewed`. Raises `TableError` where the format cannot hold what is to be written.
    """
    if kind.write is None:
        raise TableError(f"{kind.title} can be read but not written: choose another format.")
    rows = {film.identity: film for film in films}
    notes = list(losses(sets, films, kind, with_unreviewed))
    points = [_points(marks, rows[marks.film], kind, with_unreviewed) for marks in sets]
    if kind.needs_films:
        points = _without_bare(points, notes)
    doubles = [film for film, count in Counter(marks.film for marks in sets).items() if count > 1]
    if doubles:
        raise TableError(f"{doubles[0]} has several readings, and {kind.title} holds one: choose a reading.")
    if not kind.one_film:
        check_target(out, Result.EXCHANGE, inputs)
        write_atomic(out, _as_bytes(kind.write(points, scheme)))
        return WrittenPoints((out,), tuple(notes))
    contents: dict[Path, bytes] = {}  # what cannot be, before any is written
    for place, film in (places := _places(out, points, kind)).items():
        contents[place] = _as_bytes(kind.write([film], scheme))
        yield Progress("writing landmarks", len(contents), len(places), film.image)
    for place in contents:
        check_target(place, Result.EXCHANGE, inputs)
    write_files(contents)
    return WrittenPoints(tuple(contents), tuple(notes))


def _without_bare(points: Sequence[FilmPoints], notes: list[str]) -> list[FilmPoints]:
    """Those of `points` that have any, with a note on the others; TableError where none is left."""
    kept = [film for film in points if any(mark.position for mark in film.marks)]
    bare = [film.image for film in points if not any(mark.position for mark in film.marks)]
    if not kept:
        raise TableError("No film has a point to be written: place some first.")
    if bare:
        notes.append(f"Without points, so without a file: {counted(len(bare), 'film')} ({listed(bare)}).")
    return kept


def _as_bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _points(marks: LandmarkSet, film: FilmRow, kind: AnyFormat, with_unreviewed: bool) -> FilmPoints:
    kept = [
        moved(mark, lambda place: kind.frame.from_pixels(place, film))
        for mark in marks.landmarks.values()
        if kind.marks_unreviewed or with_unreviewed or not is_unreviewed(mark)
    ]
    return FilmPoints(film.identity, tuple(kept), marks.reader, film.size, film.spacing, path=film.path)


def _places(out: Path, points: Sequence[FilmPoints], kind: AnyFormat) -> dict[Path, FilmPoints]:
    """Where the file of each film goes."""
    suffix, ending = kind.suffixes[0], kind.in_folders or kind.suffixes[0]
    if out.name.casefold().endswith(suffix):
        if len(points) != 1:
            raise TableError(
                f"{kind.title} holds one film a file, and these are {len(points)}: give a folder "
                f"and --to {kind.name}."
            )
        return {out: points[0]}
    places = {out / f"{without_suffix(film.image)}{ending}": film for film in points}
    if len(places) < len(points):
        raise TableError(
            "Two films differ in their suffix only, and their files would be one: rename a film."
        )
    return places
