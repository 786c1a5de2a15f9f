"""Edits of what the project says about films: exemplar, spacing, exclusion, attributes, a new place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import hypot, isfinite

from app.document.change import Change, change
from app.document.film import FilmRecord
from app.document.opinions import FilmOpinions
from app.document.project import Project
from app.translation import tr
from engine.errors import EngineError
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import LandmarkSet, Origin

Point = tuple[float, float]


def mark_exemplar(project: Project, film: str, exemplar: bool = True) -> Change:
    """Let the others learn from this film, or no longer."""
    record = project.film(film)
    if exemplar and record.excluded:
        raise EngineError(tr("An excluded film cannot be an exemplar: include it first."))
    if exemplar and record.is_read_blind:
        raise EngineError(tr("This film is read without predictions: finish or end the audit of it first."))
    if exemplar and not project.landmarks(film).placed():
        raise EngineError(tr("This film has no landmarks yet: place some before it can be an exemplar."))
    if exemplar and _has_open_predictions(project, film):
        raise EngineError(
            tr("Accept or correct the predictions of this film first: an exemplar is taken as true.")
        )
    text = tr("Mark {film} as exemplar", film=film) if exemplar else tr("{film} is no exemplar", film=film)
    return change(project, text, films={film: replace(record, exemplar=exemplar)})


def set_excluded(project: Project, films: Iterable[str], reason: str) -> Change:
    """Exclude films with a reason, or take them in again with an empty one."""
    records: dict[str, FilmRecord | None] = {
        film: replace(project.film(film), excluded=reason.strip()) for film in films
    }
    shown = films_words(records)
    text = tr("Exclude {films}", films=shown) if reason.strip() else tr("Include {films}", films=shown)
    return change(project, text, films=records)


def set_attribute(project: Project, films: Iterable[str], name: str, value: str, text: str) -> Change:
    """Say an attribute of `films`, such as sex; "" leaves it to their files. `text` is what undo says."""
    records: dict[str, FilmRecord | None] = {}
    for film in films:
        record = project.film(film)
        others = {key: known for key, known in record.user_attributes.items() if key != name}
        records[film] = replace(record, user_attributes={**others, name: value} if value else others)
    return change(project, text, films=records)


def relink(project: Project, moved: Mapping[str, str]) -> Change:
    """Give moved films their new identities (old -> new) with all that belongs to them.

    A record that merely stands at the new place is replaced; EngineError where landmarks were placed there.
    """
    films: dict[str, FilmRecord | None] = {}
    sets: dict[str, LandmarkSet | None] = {}
    opinions: dict[str, FilmOpinions | None] = {}
    for old, new in moved.items():
        if new in project.sets and project.sets[new].landmarks:
            raise EngineError(
                tr("{new} has landmarks of its own: {old} cannot be linked to it.", new=new, old=old)
            )
        if films.get(new) is not None:
            raise EngineError(tr("Two films would both be linked to {new}: keep one of them.", new=new))
        films[new] = replace(project.film(old), identity=new)
        films.setdefault(old, None)
        if old in project.sets:
            sets[new] = replace(project.sets[old], film=new)
            sets.setdefault(old, None)
        if old in project.opinions:
            opinions[new] = project.opinions[old]
            opinions.setdefault(old, None)
    sources = _renamed_sources(project, moved, films)
    text = tr("Relink {films}", films=films_words(moved))
    return change(project, text, sets=sets, films={**sources, **films}, opinions=opinions)


def distance(first: Point, second: Point, spacing: Spacing | None) -> tuple[float, float | None]:
    """Length of a ruler between two points (original pixels): in px, and in mm where a spacing is known."""
    across, down = second[0] - first[0], second[1] - first[1]
    millimetres = None if spacing is None else spacing.length(across, down)
    return hypot(across, down), millimetres


def spacing_from_distance(
    first: Point,
    second: Point,
    millimetres: float,
    source: SpacingSource = SpacingSource.RULER,
    known: Spacing | None = None,
) -> Spacing:
    """The spacing with which two points are `millimetres` apart; `known` gives the pixel's shape."""
    shape = known or Spacing(1.0, 1.0, source)
    _, length = distance(first, second, shape)
    if not length or not isfinite(millimetres) or millimetres <= 0:
        raise EngineError(tr("A ruler needs two different points and a length above 0 mm: draw it again."))
    factor = millimetres / length
    return Spacing(shape.x * factor, shape.y * factor, source)


def typed_spacing(millimetres_per_pixel: float) -> Spacing:
    """A typed spacing in mm per pixel."""
    if not isfinite(millimetres_per_pixel) or millimetres_per_pixel <= 0:
        raise EngineError(tr("Pixel spacing must be a number above 0 mm: type it again."))
    return Spacing(millimetres_per_pixel, millimetres_per_pixel, SpacingSource.TYPED)


def magnified(spacing: Spacing, factor: float) -> Spacing:
    """The spacing in the object where `spacing` holds at the detector and the film magnifies by `factor`."""
    if not isfinite(factor) or factor <= 0:
        raise EngineError(tr("A magnification factor must be a number above 0: type it again."))
    return Spacing(spacing.x / factor, spacing.y / factor, SpacingSource.TYPED)


def _has_open_predictions(project: Project, film: str) -> bool:
    return any(mark.origin is Origin.PREDICTED for mark in project.landmarks(film).placed())


def _renamed_sources(
    project: Project, moved: Mapping[str, str], films: dict[str, FilmRecord | None]
) -> dict[str, FilmRecord | None]:
    """Records whose predictions came from a moved exemplar; those in `films` are mended in place."""
    renamed: dict[str, FilmRecord | None] = {}
    for identity, record in {**project.films, **films}.items():
        if record is None or not any(source in moved for source in record.sources):
            continue
        mended = replace(record, sources=tuple(moved.get(source, source) for source in record.sources))
        (films if identity in films else renamed)[identity] = mended
    return renamed


def films_words(films: Mapping[str, object]) -> str:
    """The one film by its name, else how many they are."""
    return next(iter(films)) if len(films) == 1 else tr("{n} film", "{n} films", n=len(films))
