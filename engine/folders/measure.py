"""Measurements of a table of landmarks: read, match names, measure each film, write a row for each value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import EngineError, TableError
from engine.folders.convert import film_rows
from engine.imaging.image import Spacing
from engine.io.atomic import check_writable
from engine.io.images import content_hash, film_path
from engine.io.patients import SEX, SUBJECT, Sex, pseudonymous, read_sexes, sex_of
from engine.io.point_files import read_folder, read_points
from engine.io.provenance import CommandLine, RunRecord, check_run, write_run
from engine.io.schemes import read_scheme
from engine.io.spacing import SpacingRule, apply_spacing, spacing_file
from engine.io.table_assembly import LandmarkTable
from engine.io.table_write import Cell, FilmRow, write_rows
from engine.io.targets import Result, check_target
from engine.landmarks import LandmarkSet
from engine.measurements.measurement_set import MeasurementSet, ValueUnit
from engine.measurements.point_errors import ReaderErrors, errors_of_readings, point_error
from engine.measurements.set_file import find_set
from engine.measurements.values import MeasuredValue, called_as, landmark_names, measure, readers_of
from engine.operation import Operation, Progress
from engine.wording import counted, listed

COLUMNS = ("image", "subject", "measurement", "value", "unit", "error", "norm_mean", "norm_sd", "note")
_DIGITS = 4  # behind the point, of what is written


@dataclass(frozen=True, slots=True)
class MeasureRequest:
    """What to measure of which landmarks, and where to write it.

    `landmarks`: a table, or a file or folder of another program. `measures`: a set that ships, or its file.
    `images`: the films, for sizes and spacings. `scheme`: names for numbered landmarks. `reader_radius`: see
    `measure`. `wide`: a row a film, with values alone. `spacing_text`: `spacing` as typed; `command`: what
    run.json keeps. `with_patient_id`, `decimal_comma`: see `write_landmarks`. `sex`: of all people, or a
    table of it (see `read_sexes`); None leaves it to the headers of the films.
    """

    landmarks: Path
    measures: str
    out: Path
    images: Path | None = None
    spacing: SpacingRule | None = None
    spacing_text: str = ""
    scheme: Path | None = None
    reader_radius: float | None = None
    wide: bool = False
    decimal_comma: bool = False
    with_patient_id: bool = False
    command: CommandLine | None = None
    sex: Sex | Path | None = None


@dataclass(frozen=True, slots=True)
class MeasuredFilm:
    """The values of a film, in the order of the set."""

    film: FilmRow
    values: tuple[MeasuredValue, ...]


@dataclass(frozen=True, slots=True)
class MeasuredFilms:
    """What was measured and written, and sentences on what was assumed or is missing."""

    measures: MeasurementSet
    films: tuple[MeasuredFilm, ...]
    notes: tuple[str, ...]


def measure_films(request: MeasureRequest) -> Operation[MeasuredFilms]:
    """Measure all films of a table and write the values. Raises `EngineError`s."""
    measures = find_set(request.measures)
    _check(request)
    rows = None
    if request.images is not None:
        rows = yield from film_rows(request.images)
    yield Progress("reading landmarks", 0, 0)
    table = _named_as(measures, _read(request, measures, rows))
    films = _films(request, table, rows)
    sexes, readings = _sexes(request, films), _readings(table, films)
    found = []
    for number, film in enumerate(films, 1):
        marks, sex = table.sets[film.identity], sexes.get(film.identity)
        radius = request.reader_radius
        values = measure(measures, marks, film.spacing, reader_radius=radius, readings=readings, sex=sex)
        found.append(MeasuredFilm(film, values))
        yield Progress("measuring", number, len(films), film.identity)
    errors = _error_notes(request, found, table.sets, readers_of(measures, readings))
    notes = (*table.notes, *_notes(found), *errors)
    done = MeasuredFilms(measures, tuple(found), notes)
    _write(request, done, list(table.sets.values()))
    return done


def _check(request: MeasureRequest) -> None:
    """Fail before the work rather than after it."""
    as_file = Path(request.measures)
    sexes = request.sex if isinstance(request.sex, Path) else None
    inputs = [request.landmarks, request.scheme, sexes, as_file if as_file.is_file() else None]
    check_target(request.out, Result.TABLE, [*inputs, spacing_file(request.spacing)])
    check_writable(request.out)
    check_run(request.out)


def _read(
    request: MeasureRequest, measures: MeasurementSet, rows: Mapping[str, FilmRow] | None
) -> LandmarkTable:
    """The table, a numbered one with the names of the scheme of the set that has as many landmarks."""
    read = read_folder if request.landmarks.is_dir() else read_points
    if request.scheme is not None:
        return read(request.landmarks, rows, read_scheme(request.scheme))
    table = read(request.landmarks, rows)
    if not table.numbered:
        return table
    count = len(table.scheme.names)
    named = next((scheme for scheme in measures.schemes if len(scheme.names) == count), None)
    if named is None:
        known = " or ".join(str(len(scheme.names)) for scheme in measures.schemes)
        raise TableError(
            f"{request.landmarks.name} numbers {counted(count, 'landmark')}, and {measures.title} goes by "
            f"the order of {known}: name the landmarks, or give their names with --scheme."
        )
    return read(request.landmarks, rows, named)


def _named_as(measures: MeasurementSet, table: LandmarkTable) -> LandmarkTable:
    """`table` with the landmarks called as in `measures`; what these do not know keeps its name."""
    names = landmark_names(measures, table.scheme.names)
    sets = {film: called_as(marks, names) for film, marks in table.sets.items()}
    others = tuple(called_as(marks, names) for marks in table.others)
    unused = [name for name in table.scheme.names if name not in names]
    notes = (f"Landmarks that {measures.title} does not know: {listed(unused)}.",) if unused else ()
    known = measures.scheme
    scheme = replace(known, names=(*known.names, *unused))  # with its aliases, for --spacing S:N=70
    return replace(table, sets=sets, others=others, scheme=scheme, notes=(*table.notes, *notes))


def _films(
    request: MeasureRequest, table: LandmarkTable, rows: Mapping[str, FilmRow] | None
) -> tuple[FilmRow, ...]:
    """The films with their spacing, the person's before the file's before the table's, and whose they are."""
    films = [_film(film, table, (rows or {}).get(film, FilmRow(film))) for film in table.sets]
    if request.spacing is None:
        return tuple(films)
    known = {film.identity: film.spacing for film in films if film.spacing is not None}
    said = apply_spacing(request.spacing, tuple(table.sets), table.sets, table.scheme, known)
    return tuple(replace(film, spacing=said.get(film.identity, film.spacing)) for film in films)


def _film(name: str, table: LandmarkTable, known: FilmRow) -> FilmRow:
    subject = table.subjects.get(name) or known.attributes.get(SUBJECT, "")
    stated = {SUBJECT: subject, SEX: known.attributes.get(SEX, "")}
    return replace(
        known,
        spacing=known.spacing or table.spacings.get(name),
        attributes={key: value for key, value in stated.items() if value},
    )


def _sexes(request: MeasureRequest, films: Sequence[FilmRow]) -> dict[str, Sex]:
    """Whose films they are: as the person says, else as their headers do."""
    if isinstance(request.sex, Sex):
        return {film.identity: request.sex for film in films}
    if request.sex is not None:
        return dict(
            read_sexes(request.sex, {each.identity: each.attributes.get(SUBJECT, "") for each in films})
        )
    stated = {film.identity: sex_of(film.attributes) for film in films}
    return {film: sex for film, sex in stated.items() if sex is not None}


def _readings(table: LandmarkTable, films: Sequence[FilmRow]) -> ReaderErrors | None:
    """The spread of the readings of films that the table has more than once."""
    several = {film: [marks] for film, marks in table.sets.items()}
    for marks in table.others:
        several[marks.film].append(marks)
    spacings = {film.identity: film.spacing for film in films if film.spacing is not None}
    return errors_of_readings(several.values(), spacings)


def _error_notes(
    request: MeasureRequest,
    found: Sequence[MeasuredFilm],
    sets: Mapping[str, LandmarkSet],
    readers: Sequence[ReaderErrors],
) -> tuple[str, ...]:
    """How many points have an error by whose spread, and how many none."""
    sources = Counter[str | None]()
    for film in found:
        spacing = film.film.spacing
        for mark in sets[film.film.identity].placed():
            error = point_error(mark, spacing, request.reader_radius, readers)
            sources[None if error is None else error.source] += 1
    unsure = sources.pop(None, 0)
    sources.pop("", None)
    notes = [f"The error of {counted(count, 'point')} is {source}." for source, count in sources.items()]
    if unsure:
        notes.append(
            f"{counted(unsure, 'point')} without error radius, of which no reader's spread is known: values "
            "that rest on them have no error; --error-radius says how far off such a point may be."
        )
    return tuple(notes)


def _notes(found: Sequence[MeasuredFilm]) -> tuple[str, ...]:
    """Sentences on millimetres, sexes and what is blank on every film."""
    notes = []
    sources = Counter(film.film.spacing.source.value for film in found if film.film.spacing is not None)
    if sources:
        notes.append(
            "mm by " + ", ".join(f"{name} ({counted(n, 'film')})" for name, n in sources.items()) + "."
        )
    bare = sum(film.film.spacing is None for film in found)
    if bare:
        notes.append(
            f"{counted(bare, 'film')} without pixel spacing: lengths are blank, and angles and ratios take "
            "pixels as square; give --spacing or --images."
        )
    values = [film.values for film in found]
    if bare := sum(any(value.norm_note for value in film) for film in values):
        notes.append(
            f"{counted(bare, 'film')} of people of unknown sex: norms that differ by it are blank, or those "
            "of both; --sex says it."
        )
    blank = [
        several[0].measurement.symbol
        for several in zip(*values, strict=True)
        if all(each.value is None for each in several)
    ]
    if blank:
        notes.append(f"Blank on every film: {listed(blank, 8)}; the table says why.")
    return tuple(notes)


def _write(request: MeasureRequest, done: MeasuredFilms, sets: Sequence[LandmarkSet]) -> None:
    """The table and its run.json."""
    films = [each.film for each in done.films]
    told = films if request.with_patient_id else pseudonymous(films)
    rows = [replace(each, film=film) for each, film in zip(done.films, told, strict=True)]
    comma = request.decimal_comma
    write_values(request.out, done.measures, rows, wide=request.wide, decimal_comma=comma)
    hashes = {}
    if request.images is not None:
        hashes = {film.identity: content_hash(film_path(request.images, film.identity)) for film in films}
    record = RunRecord(
        request.command,
        method=f"measure {request.measures}",
        spacing=request.spacing_text,
        films=hashes,
        notes=done.notes,
    )
    write_run(request.out, sets, record)


def write_values(
    out: Path,
    measures: MeasurementSet,
    films: Sequence[MeasuredFilm],
    *,
    wide: bool = False,
    decimal_comma: bool = False,
) -> None:
    """A row for each film and measurement, or a row a film with values and classes alone.

    `decimal_comma`: see `write_landmarks`.
    """
    header = _wide_header(measures) if wide else list(COLUMNS)
    tidy = (tidy_row(each.film, value) for each in films for value in each.values)
    write_rows(out, header, map(_wide_row, films) if wide else tidy, decimal_comma)


def tidy_row(film: FilmRow, found: MeasuredValue) -> list[Cell]:
    """The cells of `COLUMNS`; a figure says where its mm come from, or that pixels were taken as square."""
    measurement = found.measurement
    norm = found.norm
    notes = [found.note] if found.note else []
    if found.value is not None:
        notes += _scale_notes(film.spacing, measurement.unit)
        notes += [each for each in (found.error_note, found.norm_note) if each]
    return [
        film.identity,
        film.attributes.get(SUBJECT),
        measurement.symbol,
        rounded(found.value),
        measurement.unit.value,
        rounded(found.error),
        None if norm is None else norm.mean,
        None if norm is None else norm.sd,
        "; ".join(notes),
    ]


def _scale_notes(spacing: Spacing | None, unit: ValueUnit) -> list[str]:
    if spacing is None:
        return [] if unit is ValueUnit.PIXELS else ["pixels taken as square"]
    in_mm = unit in (ValueUnit.MILLIMETRES, ValueUnit.SQUARE_MILLIMETRES)
    return [f"mm by {spacing.source.value}"] if in_mm else []


def rounded(value: float | None) -> float | None:
    """A value as it is written."""
    return None if value is None else round(value, _DIGITS) + 0.0  # + 0.0: no "-0.0"


def _wide_header(measures: MeasurementSet) -> list[str]:
    """`image,subject`, each symbol, and behind one with classes the class."""
    header = ["image", "subject"]
    for each in measures.shown:
        header += [each.symbol, f"{each.symbol} class"] if each.classes else [each.symbol]
    if len(set(header)) < len(header):
        raise EngineError("Two columns would have one name: rename a measurement of the set.")
    return header


def _wide_row(film: MeasuredFilm) -> list[Cell]:
    cells: list[Cell] = [film.film.identity, film.film.attributes.get(SUBJECT)]
    for found in film.values:
        cells.append(rounded(found.value))
        if found.measurement.classes:
            cells.append(None if found.value_class is None else found.value_class.name)
    return cells
