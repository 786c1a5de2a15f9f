"""Landmarks from one kind of file to another: what is read, what films they are of, what is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import EngineError, ImageReadError
from engine.io.exchange.point_file import AnyFormat, Frame
from engine.io.images import film_path, listing, read_stated
from engine.io.losses import decided, lost_presences, presences_of, unreviewed_words
from engine.io.patients import SUBJECT, film_attributes
from engine.io.point_files import (
    TABLE_SUFFIXES,
    format_by_suffix,
    format_called,
    format_of,
    read_folder,
    read_points,
)
from engine.io.point_write import writing_points
from engine.io.schemes import read_scheme
from engine.io.table_assembly import LandmarkTable
from engine.io.table_write import FilmRow, Layout, write_table
from engine.landmarks import LandmarkSet
from engine.operation import Operation, Progress


@dataclass(frozen=True, slots=True)
class ConvertRequest:
    """`source` and `out`: files, or folders of files that hold one film each.

    `images`: the folder of the films, for sizes, spacings and names. `read_as`, `write_as`: names of formats,
    "" for what content and suffix say; `read_frame`, `write_frame`: what these count in, where programs
    differ. `with_unreviewed`: predictions that nobody has decided on go into formats, too, that cannot say
    so. `with_patient_id`, `decimal_comma`: see `engine.io.table_write`.
    """

    source: Path
    out: Path
    images: Path | None = None
    scheme: Path | None = None
    read_as: str = ""
    write_as: str = ""
    layout: Layout = Layout.TIDY
    with_unreviewed: bool = False
    with_patient_id: bool = False
    decimal_comma: bool = False
    read_frame: Frame | None = None
    write_frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class Converted:
    """How many films and points were written, to which files, and what is to be said of it."""

    films: int
    points: int
    files: tuple[Path, ...]
    notes: tuple[str, ...]


def convert(request: ConvertRequest) -> Operation[Converted]:
    """Read, match with the films where these are given, and write. Raises `EngineError`s."""
    out_kind = _out_format(request)
    rows = None
    if request.images is not None:
        rows = yield from film_rows(request.images)
    yield Progress("reading landmarks", 0, 0)
    table = _read(request, rows)
    films = tuple(_row(film, table, rows) for film in table.sets)
    sets = list(table.sets.values())
    yield Progress("writing landmarks", 0, 0)
    marks_unreviewed = request.layout is Layout.TIDY if out_kind is None else out_kind.marks_unreviewed
    kept = sets if marks_unreviewed or request.with_unreviewed else [decided(marks) for marks in sets]
    if out_kind is None:
        notes = _write_table(request, table, films, kept)
        return _converted(kept, (request.out,), (*table.notes, *notes))
    written = yield from writing_points(
        request.out,
        sets,
        table.scheme,
        films,
        out_kind,
        with_unreviewed=request.with_unreviewed,
        inputs=(request.source,),
    )
    return _converted(kept, written.files, (*table.notes, *_further(table), *written.notes))


def _write_table(
    request: ConvertRequest, table: LandmarkTable, films: Sequence[FilmRow], kept: list[LandmarkSet]
) -> tuple[str, ...]:
    """Write `kept` of `table` as a table of ours; returns what that cannot say."""
    is_wide = request.layout is Layout.WIDE
    write_table(
        request.out,
        kept if is_wide else [*kept, *table.others],
        table.scheme,
        films,
        request.layout,
        with_patient_id=request.with_patient_id,
        decimal_comma=request.decimal_comma,
    )
    if not is_wide:
        return ()
    unreviewed = unreviewed_words(table.sets.values(), request.with_unreviewed)
    return (*_further(table), *unreviewed, *lost_presences(presences_of(kept), None))


def _further(table: LandmarkTable) -> tuple[str, ...]:
    return ("Further readings were left out: the format holds one.",) if table.others else ()


def _converted(sets: list[LandmarkSet], files: tuple[Path, ...], notes: tuple[str, ...]) -> Converted:
    return Converted(len(sets), sum(len(marks.placed()) for marks in sets), files, notes)


def _out_format(request: ConvertRequest) -> AnyFormat | None:
    """The format to write; None for a table of ours."""
    if request.write_as:
        found = None if request.write_as == "csv" else format_called(request.write_as)
        return _framed(found, request.write_frame)
    found = format_by_suffix(request.out)
    if found is None and request.out.suffix.casefold() not in TABLE_SUFFIXES:
        raise EngineError(
            f"{request.out.name} does not say which kind of file to write: end it in .csv or in a format's "
            "own suffix (.tps, .coco.json, .labelme.json, .mrk.json), or give --to."
        )
    return _framed(found, request.write_frame)


def _framed(kind: AnyFormat | None, frame: Frame | None) -> AnyFormat | None:
    """`kind` for files that count in `frame`; EngineError for a table of ours, which has one only."""
    if frame is None:
        return kind
    if kind is None:
        raise EngineError(
            f"A table of OneMark counts from the centre of the first pixel, not {frame.word}: leave it away."
        )
    return kind.counted_in(frame)


def _read(request: ConvertRequest, rows: Mapping[str, FilmRow] | None) -> LandmarkTable:
    scheme = None if request.scheme is None else read_scheme(request.scheme)
    kind = format_called(request.read_as) if request.read_as not in ("", "csv") else None
    if request.read_frame is not None:
        is_file = kind is None and request.source.is_file()
        kind = _framed(format_of(request.source) if is_file else kind, request.read_frame)
    read = read_folder if request.source.is_dir() else read_points
    return read(request.source, rows, scheme, kind)


def _row(film: str, table: LandmarkTable, rows: Mapping[str, FilmRow] | None) -> FilmRow:
    """What is known of a film: its own file wins over what the table says of it."""
    known = FilmRow(film) if rows is None else rows[film]
    subject = {SUBJECT: table.subjects[film]} if film in table.subjects else {}
    return replace(
        known,
        size=known.size or table.sizes.get(film),
        spacing=known.spacing or table.spacings.get(film),
        attributes=subject,  # and not what headers say: a table has the patients that were read
    )


def film_rows(folder: Path) -> Operation[dict[str, FilmRow]]:
    """What the headers of all films of a folder state; of unreadable ones only the attributes, if these."""
    found = yield from listing(folder)
    rows: dict[str, FilmRow] = {}
    for number, film in enumerate(found.films, 1):
        path = film_path(folder, film)
        try:
            stated = read_stated(path)
            mm = stated.spacing
            rows[film] = FilmRow(film, stated.size, mm, stated.attributes, file_spacing=mm, path=path)
        except ImageReadError:
            rows[film] = FilmRow(film, attributes=film_attributes(path))
        yield Progress("reading films", number, len(found.films), film)
    return rows
