"""Edits that bring many landmarks at once: predictions of a run, and imported tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import dist, isfinite

from app.document.change import Change, change
from app.document.film import FilmRecord
from app.document.opinions import FilmOpinions, Places, opinions_of
from app.document.point_edits import SEEN_A_PREDICTION, first_exemplar
from app.document.project import Parts, Project
from app.run_choice import is_by_hand, is_of_run
from app.translation import tr
from engine.errors import EngineError
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, merge_predictions

_AS_WRITTEN = 0.01  # px: tables are written with three digits behind the point


def take_predictions(
    project: Project,
    predicted: Iterable[LandmarkSet],
    *,
    now: str,
    sources: Iterable[str] | None = None,
    mirrored: Mapping[str, bool] | None = None,
    doubtful: Mapping[str, str] | None = None,
    opinions: Mapping[str, Mapping[str, Places]] | None = None,
    learned_from: Project | None = None,
    over_models: bool = True,
    text: str = "",
) -> Change:
    """Take over the predictions of a whole run as one step, wherever no person has decided.

    `sources` are the exemplars of the run, none for a model's (None: as before), `mirrored` says by film
    whether it was found mirrored, `doubtful` why its points look failed, `opinions` the voices that its
    points were joined of (film -> voice -> places), `learned_from` is the project that the run started from:
    where an exemplar changed since, its predictions come in as stale, and where a landmark was renamed since
    they follow. What was found is kept as opinions also where a person has decided.
    `over_models`: also where a model has predicted; else as `without_worse` says.
    Films that have gone, were excluded, became exemplars or are read blind meanwhile, and landmarks that left
    the scheme, are left out. `text`: what undo calls it.
    """
    learned = tuple(sources or ())
    renames = {} if learned_from is None else _renames_between(learned_from, project)
    moved = _edited_since(project, learned_from, learned, renames)
    sets: dict[str, LandmarkSet | None] = {}
    films: dict[str, FilmRecord | None] = {}
    said: dict[str, FilmOpinions | None] = {}
    for found in predicted:
        record = project.films.get(found.film)
        if record is None or record.excluded or record.exemplar or record.is_read_blind:
            continue
        renamed = _renamed_marks(found, renames)
        better = renamed if over_models else without_worse(project, renamed)
        welcome = _welcome(project, better, moved, now)
        if better.placed():
            said[found.film] = _opinions(project, renamed, (opinions or {}).get(found.film, {}), renames)
        came_from = record.sources
        if welcome.landmarks:
            current = project.landmarks(found.film)
            sets[found.film] = _unless_the_same(current, merge_predictions(current, welcome))
            came_from = learned or _sources_left(project, record, welcome, sources is not None)
        flipped = (mirrored or {}).get(found.film, record.mirrored)
        doubt = (doubtful or {}).get(found.film, "")
        films[found.film] = replace(record, sources=came_from, mirrored=flipped, unfit="", doubt=doubt)
    said |= _of_the_run_before(project, learned, said)
    changed = sum(marks != project.sets.get(film) for film, marks in sets.items())
    text = text or tr("Propagate to {films}", films=tr("{n} film", "{n} films", n=changed))
    return change(project, text, sets=sets, films=films, opinions=said)


def _unless_the_same(current: LandmarkSet, merged: LandmarkSet) -> LandmarkSet:
    """`merged` with the `current` marks where it says the same anew: a step counts films that changed."""
    return merged.with_landmarks(
        now
        for name, now in current.landmarks.items()
        if now == replace(merged.get(name), modified_utc=now.modified_utc)
    )


def _of_the_run_before(
    project: Project, exemplars: Iterable[str], said: Mapping[str, FilmOpinions | None]
) -> dict[str, FilmOpinions | None]:
    """The opinions on `exemplars` that go: a run of the same name had not learned from them yet."""
    models = {each.model for each in said.values() if each is not None}
    known = ((film, project.opinions.get(film)) for film in exemplars)
    return {film: None for film, each in known if each is not None and each.model in models}


def _opinions(
    project: Project, found: LandmarkSet, voices: Mapping[str, Places], renames: Mapping[str, str]
) -> FilmOpinions:
    """What a run said of a film, under the names of today."""
    said = opinions_of(found, {voice: places.carried(renames) for voice, places in voices.items()})
    strange = {name for places in said.voices.values() for name in places} - set(project.scheme.names)
    return said.carried({}, strange)


def without_worse(project: Project, found: LandmarkSet) -> LandmarkSet:
    """What a propagation has `found` without the landmarks that a model (P) has predicted on that film.

    Those with a smaller calibrated radius than the model's come all the same.
    """
    current = project.landmarks(found.film)
    better = {
        name: mark for name, mark in found.landmarks.items() if not _is_no_better(mark, current.get(name))
    }
    return replace(found, landmarks=better)


def films_of_models(project: Project) -> frozenset[str]:
    """The films with points that a model (P) has predicted and nobody has decided on."""
    films = project.sets.items()
    return frozenset(film for film, marks in films if any(map(_is_of_model, marks.placed())))


def _is_of_model(mark: Landmark) -> bool:
    if mark.origin is not Origin.PREDICTED or not mark.model:
        return False
    return not is_of_run(mark.model) and not is_by_hand(mark.model)


def _is_no_better(mark: Landmark, current: Landmark) -> bool:
    if not _is_of_model(current):
        return False
    return (
        mark.error_radius is None
        or current.error_radius is None
        or (mark.error_radius >= current.error_radius)
    )


def _sources_left(
    project: Project, record: FilmRecord, welcome: LandmarkSet, without_exemplars: bool
) -> tuple[str, ...]:
    """The exemplars that points of a film still come from after `welcome` has come; accepted ones too."""
    current = project.landmarks(record.identity).landmarks.values()
    left = any(mark.origin in SEEN_A_PREDICTION and mark.name not in welcome.landmarks for mark in current)
    return () if without_exemplars and not left else record.sources


def landmarks_without_place(
    project: Project, predicted: Iterable[LandmarkSet], learned_from: Project
) -> tuple[str, ...]:
    """Names of the predicted landmarks that left the scheme since the run started from `learned_from`."""
    renames = _renames_between(learned_from, project)
    names = dict.fromkeys(name for found in predicted for name in found.landmarks)
    return tuple(name for name in names if renames.get(name, name) not in project.scheme.names)


def _renamed_marks(marks: LandmarkSet, renames: Mapping[str, str]) -> LandmarkSet:
    """`marks` under their new names."""
    carried = (replace(mark, name=renames.get(name, name)) for name, mark in marks.landmarks.items())
    return replace(marks, landmarks={mark.name: mark for mark in carried})


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
        if project.film(table.film).is_read_blind:
            raise EngineError(
                tr("{film} is read without predictions: finish the audit, then import.", film=table.film)
            )
        current = sets.get(table.film) or project.landmarks(table.film)
        marks = [_imported(mark, origin, now) for mark in table.landmarks.values() if not _is_blank(mark)]
        if taken := [
            mark
            for mark in marks
            if (not current.get(mark.name).is_human or (overwrite and mark.is_human))
            and not _says_less(mark, current.get(mark.name))
        ]:
            sets[table.film] = current.with_landmarks(taken)
        new = tuple(name for name in table.landmarks if name not in scheme.names)
        scheme = replace(scheme, names=(*scheme.names, *new)) if new else scheme
    after = project.with_parts(Parts(sets=sets, scheme=scheme))
    films = first_exemplar(project, after, [film for film in project.films if film in sets])
    text = tr("Import landmarks of {films}", films=tr("{n} film", "{n} films", n=len(sets)))
    return change(project, text, sets=sets, films=films, scheme=scheme)


def kept_against(project: Project, imported: Iterable[LandmarkSet]) -> tuple[tuple[str, str], ...]:
    """(film, landmark) of a table that says something else than a person who decided on it before."""
    return tuple(
        (table.film, name)
        for table in imported
        for name, mark in table.landmarks.items()
        if not _is_blank(mark)
        and (current := project.landmarks(table.film).get(name)).is_human
        and _differ(current, mark)
    )


def _says_less(mark: Landmark, current: Landmark) -> bool:
    """True for a prediction that lies where it lies already: a file knows less of it than the project."""
    both = mark.origin is Origin.PREDICTED and current.origin is Origin.PREDICTED
    return both and not _differ(current, mark)


def _differ(current: Landmark, mark: Landmark) -> bool:
    if current.position is None or mark.position is None:
        return current.presence is not mark.presence
    return dist(current.position, mark.position) > _AS_WRITTEN


def _welcome(project: Project, found: LandmarkSet, moved: frozenset[str], now: str) -> LandmarkSet:
    current = project.landmarks(found.film)
    names = {name for name in project.scheme.names if not current.get(name).is_human}
    marks = {
        name: replace(mark, modified_utc=mark.modified_utc or now, stale=mark.stale or name in moved)
        for name, mark in found.landmarks.items()
        if name in names and _has_sound_position(mark)
    }
    return replace(found, landmarks=marks)


def _renames_between(before: Project, now: Project) -> Mapping[str, str]:
    """Old -> new name of the landmarks that were renamed: same place in a scheme of the same length.

    A rename carries points along; one landmark removed and another added at its place does not.
    """
    old_names, new_names = before.scheme.names, now.scheme.names
    if len(old_names) != len(new_names):
        return {}
    return {
        old: new
        for old, new in zip(old_names, new_names, strict=True)
        if old not in new_names and new not in old_names and _has_carried_point(before, now, old, new)
    }


def _has_carried_point(before: Project, now: Project, old: str, new: str) -> bool:
    placed = ((film, marks.get(old).position) for film, marks in before.sets.items())
    return any(spot is not None and now.landmarks(film).get(new).position == spot for film, spot in placed)


def _edited_since(
    project: Project, before: Project | None, exemplars: Iterable[str], renames: Mapping[str, str]
) -> frozenset[str]:
    """Names, as they are now, of the landmarks that differ on an exemplar between `before` and now."""
    if before is None:
        return frozenset()
    earlier = {film: _renamed_marks(before.landmarks(film), renames) for film in exemplars}
    return frozenset(
        name
        for film, marks in earlier.items()
        for name in project.scheme.names
        if project.landmarks(film).get(name).position != marks.get(name).position
    )


def _has_sound_position(mark: Landmark) -> bool:
    return mark.position is None or all(map(isfinite, mark.position))


def _imported(mark: Landmark, origin: Origin | None, now: str) -> Landmark:
    if not _has_sound_position(mark):
        raise EngineError(
            tr("Landmark {name} has a position that is no number: mend the table.", name=mark.name)
        )
    known = mark.origin or (origin if _says_something(mark) else None)
    return replace(mark, origin=known, modified_utc=mark.modified_utc or now)


def _is_blank(mark: Landmark) -> bool:
    return not _says_something(mark) and mark.position is None


def _says_something(mark: Landmark) -> bool:
    return mark.presence is not Presence.UNPLACED
