"""Labelled films of a folder: which there are, whose they are, and how large their pixels are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.errors import EngineError
from engine.folders.exemplars import check_inside
from engine.folders.film_scan import FilmScan, scan_films
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing
from engine.io.film_names import match_films
from engine.io.images import film_path, find_films
from engine.io.schemes import read_scheme
from engine.io.spacing import SpacingRule, apply_spacing
from engine.io.table_text import read_grid
from engine.io.tables import LandmarkTable, read_landmarks
from engine.landmarks import LandmarkSet, Scheme
from engine.operation import Operation
from engine.supervised.splits import (
    VALIDATION_SHARE,
    GivenSplit,
    SplitError,
    SplitParts,
    carve,
    check_groups,
    cross_validation,
    grouped,
    read_film_list,
    read_split,
)
from engine.wording import counted

SUBJECT = "subject"


class LabelledSetError(EngineError):
    """A labelled set cannot be learned from."""


@dataclass(frozen=True, slots=True)
class SetRequest:
    """A set to learn from: `name` of the anatomy ("" where there is one only), its films and its table.

    `split`: file with the part of each film. `group_by`: "subject", another column of the table, or a
    regular expression with one group that is searched in the films' names.
    """

    name: str
    images: Path
    landmarks: Path
    scheme: Path | None = None
    split: Path | None = None
    group_by: str = SUBJECT
    spacing: SpacingRule | None = None


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """What was read: `paths` and `marks` of the labelled films that may be learned from, in one order.

    `groups`: of these and of test films, see `grouped`. `split`: what the file says, None without one. Of its
    test films only labels of those that steer are in here.
    """

    name: str
    scheme: Scheme
    paths: Mapping[str, Path]
    marks: Mapping[str, LandmarkSet]
    sizes: Mapping[str, Size]
    spacings: Mapping[str, Spacing]
    hashes: Mapping[str, str]
    groups: Mapping[str, str]
    split: GivenSplit | None = None
    notes: tuple[str, ...] = field(default=())


def read_set(request: SetRequest, steer: Path | None = None) -> Operation[LabelledSet]:
    """Read what `request` names, the films once for their sizes and hashes. Raises `EngineError`s.

    Films that cannot be read or show nothing are left out with a note; labels of films that the split keeps
    for the test, or leaves out, go no further than the table, but of test films that `steer` lists.
    """
    films = find_films(request.images)
    scheme = None if request.scheme is None else read_scheme(request.scheme)
    table = read_landmarks(request.landmarks, films, scheme)
    split = None if request.split is None else read_split(request.split, films)
    marks = _to_learn_from(table, split, read_film_list(steer, films) if steer is not None else ())
    if not marks:
        raise LabelledSetError(
            f"{request.landmarks.name} has no labelled film to learn from: a person has to have placed "
            "landmarks on films that are in the folder" + (" and called train." if split else ".")
        )
    known = [*marks, *(film for film in (split.films("test") if split else ()) if film not in marks)]
    scan = yield from scan_films({film: film_path(request.images, film) for film in known}, for_blank=True)
    notes = [*_left_out(table, split, scan), *scan.notes]
    notes += [f"Left out: {film}. {why}" for film, why in scan.blank.items()]
    gone = scan.unreadable.keys() | scan.blank.keys()
    marks = {film: labels for film, labels in marks.items() if film not in gone}
    check_inside(marks.values(), scan.rows)
    spacings = dict(table.spacings)
    if request.spacing is not None:
        stated = {**scan.spacings, **spacings}
        spacings.update(apply_spacing(request.spacing, tuple(marks), marks, table.scheme, stated))
    rows = {row.identity: row for row in scan.with_spacings(spacings)}
    return LabelledSet(
        name=request.name,
        scheme=table.scheme,
        paths={film: film_path(request.images, film) for film in marks},
        marks=marks,
        sizes={film: size for film in marks if (size := rows[film].size) is not None},
        spacings={film: spacing for film in marks if (spacing := rows[film].spacing) is not None},
        hashes=scan.hashes,
        groups=grouped(known, [scan.hashes, _owners(request, known, scan, notes)]),
        split=None if split is None else split.without(gone),
        notes=tuple(notes),
    )


def _left_out(table: LandmarkTable, split: GivenSplit | None, scan: FilmScan) -> list[str]:
    """What a person has to know of the table, the split and the films that are not learned from."""
    notes = [*table.notes, *(split.notes if split else ())]
    unnamed = 0 if split is None else len(set(table.sets) - set(split.parts) - set(split.other))
    if unnamed:
        notes.append(f"Left out, as the split does not name them: {counted(unnamed, 'film')} of the table.")
    notes += [f"Left out, as it cannot be read: {film}. {why}" for film, why in scan.unreadable.items()]
    return notes


def _to_learn_from(
    table: LandmarkTable, split: GivenSplit | None, steering: Sequence[str]
) -> dict[str, LandmarkSet]:
    """What a person placed, by film; of the split's films for training and validation, and that steer."""
    marks, allowed = {}, {"train", "validation"}
    parts = {} if split is None else {**split.parts, **dict.fromkeys(steering, "train")}
    for film, labels in table.sets.items():
        if split is not None and parts.get(film) not in allowed:
            continue
        placed = [mark for mark in labels.placed() if mark.is_human and mark.name in table.scheme.names]
        if placed:
            marks[film] = LandmarkSet(
                film, {mark.name: mark for mark in placed}, labels.reader, labels.reading
            )
    return marks


def _owners(request: SetRequest, films: Sequence[str], scan: FilmScan, notes: list[str]) -> Mapping[str, str]:
    """Whose each film is, as `request.group_by` says; films that nobody claims are missing."""
    wanted = request.group_by
    if "(" in wanted:
        return _by_pattern(wanted, films)
    column = _by_column(request.landmarks, wanted, films)
    if column is None and wanted != SUBJECT:
        raise LabelledSetError(
            f"{request.landmarks.name} has no column {wanted!r} to group by: name another one, or give a "
            r"pattern with one group, such as '^(\d+)_'."
        )
    headers = {row.identity: row.attributes.get(SUBJECT, "") for row in scan.rows}
    named = {film: value for film, value in (column or {}).items() if value}
    # whom the table names on one film is the same patient on films that it leaves blank
    patients = {headers[film]: value for film, value in named.items() if headers.get(film)}
    owners = {film: patients.get(value, value) for film, value in headers.items() if value} | named
    if owners:
        notes.append(f"Films of one {wanted} stay together: {counted(len(set(owners.values())), wanted)}.")
    return owners


def _by_pattern(pattern: str, films: Sequence[str]) -> Mapping[str, str]:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise LabelledSetError(f"{pattern!r} is no pattern ({error}): correct it.") from error
    if compiled.groups != 1:
        raise LabelledSetError(f"{pattern!r} must have exactly one group in brackets, such as '^(\\d+)_'.")
    found = {film: match[1] or "" for film in films if (match := compiled.search(film))}
    if not found:
        raise LabelledSetError(f"{pattern!r} fits none of the films, such as {films[0]}: correct it.")
    return found


def _by_column(table: Path, column: str, films: Sequence[str]) -> Mapping[str, str] | None:
    """What the `column` of `table` says of each film, None where it has no such column."""
    grid = read_grid(table)
    columns = {name.casefold(): name for name in grid.columns}
    if column.casefold() not in columns:
        return None
    values = {row.text(columns["image"]): row.text(columns[column.casefold()]) for row in grid.rows}
    return {film: values[image] for image, film in match_films(values, films).films.items()}


def set_splits(
    labelled: LabelledSet, validation: float | Path | None, folds: int, seed: int
) -> tuple[SplitParts, ...]:
    """How the films of a set are split, once for every fold (0: once). Raises `SplitError`.

    `validation`: a share of the films to learn from or a file that lists films; None: what the set's own
    split says, else a share.
    """
    test = labelled.split.films("test") if labelled.split else ()
    held = frozenset(test)  # labels of some may be known, as they steer
    films = tuple(film for film in labelled.marks if film not in held)
    if labelled.split is not None and labelled.split.films("validation"):
        if validation is not None:
            raise SplitError("The split has films called val: leave --val away, or the val films.")
        if not folds:
            named = labelled.split.parts
            train = tuple(film for film in films if named[film] == "train")
            parts = SplitParts(train, tuple(film for film in films if named[film] != "train"), test)
            check_groups(parts, labelled.groups)
            return (parts,)
    share = validation if isinstance(validation, float) else VALIDATION_SHARE
    if folds:
        if isinstance(validation, Path):
            raise SplitError("Every fold has validation films of its own: give their share, not a file.")
        return cross_validation(films, labelled.groups, folds, share, seed)
    if isinstance(validation, Path):
        chosen = read_film_list(validation, films)
        listed = frozenset(chosen)
        parts = SplitParts(tuple(film for film in films if film not in listed), chosen, test)
    else:
        parts = SplitParts(*carve(films, labelled.groups, share, seed), test)
    if not parts.train:
        raise SplitError("All films would validate: leave some of them to learn from.")
    check_groups(parts, labelled.groups)
    return (parts,)


def steered(
    parts: SplitParts, groups: Mapping[str, str], steer: float | Path, seed: int, *, folds: bool = False
) -> SplitParts:
    """`parts` with films that steer: a share of those to learn from, or those that a file lists.

    Listed films leave the part that they are in, so that the paper's way, to steer by one of two test sets,
    is a list of that one's. Of `folds` each keeps its test films whatever the list says. Raises `SplitError`
    where too few remain.
    """
    if isinstance(steer, Path):
        every = (*parts.train, *parts.validation, *parts.test)
        kept = frozenset(parts.test if folds else ())
        chosen = tuple(film for film in read_film_list(steer, every) if film not in kept)
        steering = frozenset(chosen)
        train, validation, test = (
            tuple(film for film in part if film not in steering)
            for part in (parts.train, parts.validation, parts.test)
        )
        parts = replace(parts, validation=validation, test=test)
    else:
        train, chosen = carve(parts.train, groups, steer, seed)
    if not train or not chosen:
        raise SplitError(
            f"{counted(len(train), 'film')} would be learned from and {len(chosen)} steer the sigmas: both "
            "need some."
        )
    found = replace(parts, train=train, steering=chosen)
    check_groups(found, groups)
    return found
