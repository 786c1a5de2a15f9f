"""Edits that bring many landmarks at once: predictions of a run, and imported tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import isfinite

from app.document.change import Change, change
from app.document.film import FilmRecord
from app.document.point_edits import first_exemplar
from app.document.project import Parts, Project
from engine.errors import EngineError
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, merge_predictions


def take_predictions(
    project: Project,
    predicted: Iterable[LandmarkSet],
    *,
    now: str,
    sources: Iterable[str] = (),
    mirrored: Mapping[str, bool] | None = None,
    learned_from: Project | None = None,
) -> Change:
    """Take over the predictions of a whole run as one step, wherever no person has decided.

    `sources` are the exemplars of the run, `mirrored` says by film whether it was found mirrored,
    `learned_from` is the project that the run started from: where an exemplar changed since, its
    predictions come in as stale. Films that have gone, were excluded or became exemplars meanwhile, and
    landmarks that are no longer in the scheme, are left out.
    """
    learned = tuple(sources)
    moved = _edited_since(project, learned_from, learned)
    sets: dict[str, LandmarkSet | None] = {}
    films: dict[str, FilmRecord | None] = {}
    for found in predicted:
        record = project.films.get(found.film)
        if record is None or record.excluded or record.exemplar:
            continue
        sets[found.film] = merge_predictions(
            project.landmarks(found.film), _welcome(project, found, moved, now)
        )
        flipped = (mirrored or {}).get(found.film, record.mirrored)
        films[found.film] = replace(record, sources=learned or record.sources, mirrored=flipped)
    return change(project, f"Propagate to {len(sets)} films", sets=sets, films=films)


def import_sets(
    project: Project,
    imported: Iterable[LandmarkSet],
    *,
    now: str,
    origin: Origin | None = None,
    overwrite: bool = False,
) -> Change:
    """Take over an imported table as one step; new names join the end of the scheme.

    `origin` is what the person said of points that come without one (None: not said). Landmarks that a
    person decided on before stay unless `overwrite`, which predictions never can. A blank cell says
    nothing: it takes nothing away. EngineError names the first film that the project lacks.
    """
    scheme = project.scheme
    sets: dict[str, LandmarkSet | None] = {}
    for table in imported:
        project.film(table.film)
        current = sets.get(table.film) or project.landmarks(table.film)
        marks = [_imported(mark, origin, now) for mark in table.landmarks.values() if not _is_blank(mark)]
        if taken := [
            mark for mark in marks if not current.get(mark.name).is_human or (overwrite and mark.is_human)
        ]:
            sets[table.film] = current.with_landmarks(taken)
        new = tuple(name for name in table.landmarks if name not in scheme.names)
        scheme = replace(scheme, names=(*scheme.names, *new)) if new else scheme
    after = project.with_parts(Parts(sets=sets, scheme=scheme))
    films = first_exemplar(project, after, [film for film in project.films if film in sets])
    return change(project, f"Import landmarks of {len(sets)} films", sets=sets, films=films, scheme=scheme)


def human_points(project: Project) -> tuple[tuple[str, Landmark], ...]:
    """All landmarks that a person decided on, as (film, landmark), in a fixed order."""
    return tuple(
        (film, marks.landmarks[name])
        for film, marks in sorted(project.sets.items())
        for name in sorted(marks.landmarks)
        if marks.landmarks[name].is_human
    )


def say_whose(project: Project, films: Iterable[str], origin: Origin, *, now: str) -> Change:
    """Give the imported landmarks without origin the one that the person named."""
    if origin is Origin.CORRECTED:
        raise EngineError(
            "Imported points cannot be corrected ones: choose annotated, predicted or accepted."
        )
    sets: dict[str, LandmarkSet | None] = {}
    for film in films:
        marks = project.landmarks(film)
        unknown = [mark for mark in marks.landmarks.values() if mark.origin is None and _says_something(mark)]
        sets[film] = marks.with_landmarks(replace(mark, origin=origin, modified_utc=now) for mark in unknown)
    return change(project, f"Imported points are {origin.value}", sets=_only_known(project, sets))


def _welcome(project: Project, found: LandmarkSet, moved: frozenset[str], now: str) -> LandmarkSet:
    current = project.landmarks(found.film)
    names = {name for name in project.scheme.names if not current.get(name).is_human}
    marks = {
        name: replace(mark, modified_utc=mark.modified_utc or now, stale=mark.stale or name in moved)
        for name, mark in found.landmarks.items()
        if name in names and _has_sound_position(mark)
    }
    return replace(found, landmarks=marks)


def _edited_since(project: Project, before: Project | None, exemplars: Iterable[str]) -> frozenset[str]:
    """Names of the landmarks that differ on an exemplar between `before` and now."""
    if before is None:
        return frozenset()
    return frozenset(
        name
        for film in exemplars
        for name in project.scheme.names
        if project.landmarks(film).get(name).position != before.landmarks(film).get(name).position
    )


def _has_sound_position(mark: Landmark) -> bool:
    return mark.position is None or all(map(isfinite, mark.position))


def _imported(mark: Landmark, origin: Origin | None, now: str) -> Landmark:
    if not _has_sound_position(mark):
        raise EngineError(f"Landmark {mark.name} has a position that is no number: mend the table.")
    said = mark.origin or (origin if _says_something(mark) else None)
    return replace(mark, origin=said, modified_utc=mark.modified_utc or now)


def _is_blank(mark: Landmark) -> bool:
    return not _says_something(mark) and mark.position is None


def _says_something(mark: Landmark) -> bool:
    return mark.presence is not Presence.UNPLACED


def _only_known(project: Project, sets: Mapping[str, LandmarkSet | None]) -> dict[str, LandmarkSet | None]:
    return {film: marks for film, marks in sets.items() if film in project.sets}
