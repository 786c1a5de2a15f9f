"""Edits of the landmark scheme: rename (the data comes along), add, remove, reorder, replace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.document.change import Change, change
from app.document.film import FilmRecord
from app.document.opinions import FilmOpinions
from app.document.project import Project
from engine.errors import EngineError
from engine.landmarks import LandmarkSet, Scheme


def set_scheme(project: Project, scheme: Scheme, renamed: Mapping[str, str] | None = None) -> Change:
    """Replace the scheme. `renamed` (old -> new) carries the data of all films over in one step.

    Landmarks that the new scheme lacks go from all films; undo brings them back.
    """
    renames = {old: new for old, new in (renamed or {}).items() if old != new}
    _require_sound(project, scheme, renames)
    gone = set(project.scheme.names) - set(scheme.names) - set(renames)
    sets: dict[str, LandmarkSet | None] = {}
    films: dict[str, FilmRecord | None] = {}
    opinions: dict[str, FilmOpinions | None] = {}
    wishes = {model: wish.carried(renames) for model, wish in project.wishes.items()}
    if renames or gone:
        sets = {film: _carried(marks, renames, gone) for film, marks in project.sets.items()}
        opinions = {film: said.carried(renames, gone) for film, said in project.opinions.items()}
    if renames:
        for identity, record in project.films.items():
            if record.audit is not None:
                films[identity] = replace(record, audit=record.audit.renamed(renames))
    return change(
        project, "Change the scheme", sets=sets, films=films, scheme=scheme, opinions=opinions, wishes=wishes
    )


def rename_landmark(project: Project, old: str, new: str) -> Change:
    """Rename a landmark in all that the scheme says of it, and on all films."""
    clean = new.strip()
    if clean in project.scheme.names and clean != old:
        raise EngineError(f"The scheme has a landmark {clean} already: choose another name.")
    scheme = project.scheme.renamed({old: clean})
    return replace(set_scheme(project, scheme, {old: clean}), text=f"Rename {old} to {clean}")


def add_names(project: Project, names: Iterable[str]) -> Change:
    """Append landmarks to the scheme."""
    added = tuple(name.strip() for name in names)
    scheme = replace(project.scheme, names=(*project.scheme.names, *added))
    return replace(set_scheme(project, scheme), text=f"Add {', '.join(added)}")


def remove_landmark(project: Project, name: str) -> Change:
    """Remove a landmark from the scheme and from all films."""
    return replace(set_scheme(project, project.scheme.without(name)), text=f"Remove {name}")


def _require_sound(project: Project, scheme: Scheme, renames: Mapping[str, str]) -> None:
    known = set(project.scheme.names)
    for old, new in renames.items():
        if old not in known:
            raise EngineError(f"The scheme has no landmark {old}: it cannot be renamed.")
        if new not in scheme.names:
            raise EngineError(f"Landmark {old} was renamed to {new}, which the new scheme lacks: add it.")
        if new in known and new not in renames:
            raise EngineError(f"The scheme has a landmark {new} already: choose another name for {old}.")
    if len(set(renames.values())) < len(renames):
        raise EngineError("Two landmarks were renamed to the same name: choose different names.")


def _carried(marks: LandmarkSet, renames: Mapping[str, str], gone: set[str]) -> LandmarkSet:
    if not any(name in renames or name in gone for name in marks.landmarks):
        return marks
    carried = {
        renames.get(name, name): replace(mark, name=renames[name]) if name in renames else mark
        for name, mark in marks.landmarks.items()
        if name not in gone
    }
    return replace(marks, landmarks=carried)
