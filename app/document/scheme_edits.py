"""Edits of the landmark scheme: rename (data come along), add, remove, reorder, describe, draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum, auto

from app.document.change import Change, change
from app.document.film import FilmRecord
from app.document.opinions import FilmOpinions
from app.document.project import Project
from app.translation import tr
from engine.errors import EngineError
from engine.landmarks import LandmarkSet, Scheme, spelled


class PathKind(Enum):
    """What a scheme draws through landmarks."""

    LINE = auto()  # straight from one to the next
    CURVE = auto()  # smoothly through them

    def of(self, scheme: Scheme) -> tuple[tuple[str, ...], ...]:
        """All of this kind that `scheme` has."""
        return scheme.lines if self is PathKind.LINE else scheme.curves


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
        project,
        tr("Change the scheme"),
        sets=sets,
        films=films,
        scheme=scheme,
        opinions=opinions,
        wishes=wishes,
    )


def rename_landmark(project: Project, old: str, new: str) -> Change:
    """Rename a landmark in all that the scheme says of it, and on all films.

    Where measurements belong to the scheme, the old name stays as another spelling: they know that one.
    """
    clean = new.strip()
    if clean in project.scheme.names and clean != old:
        raise EngineError(tr("The scheme has a landmark {name} already: choose another name.", name=clean))
    scheme = project.scheme.renamed({old: clean})
    if scheme.measurements and clean != old:
        known = scheme.aliases.get(clean, ())
        kept = tuple(dict.fromkeys(alias for alias in (*known, old) if alias != clean))
        scheme = replace(scheme, aliases={**scheme.aliases, clean: kept})
    return replace(
        set_scheme(project, scheme, {old: clean}), text=tr("Rename {old} to {new}", old=old, new=clean)
    )


def add_names(project: Project, names: Iterable[str]) -> Change:
    """Append landmarks to the scheme."""
    added = tuple(name.strip() for name in names)
    scheme = replace(project.scheme, names=(*project.scheme.names, *added))
    return replace(set_scheme(project, scheme), text=tr("Add {names}", names=", ".join(added)))


def remove_landmark(project: Project, name: str) -> Change:
    """Remove a landmark from the scheme and from all films."""
    return replace(set_scheme(project, project.scheme.without(name)), text=tr("Remove {name}", name=name))


def reorder(project: Project, names: Iterable[str]) -> Change:
    """Put the landmarks of the scheme in this order; they must be the same ones."""
    order = tuple(names)
    if sorted(order) != sorted(project.scheme.names):
        raise EngineError(tr("The landmarks are others than before: put them in order again."))
    scheme = replace(project.scheme, names=order)
    return replace(set_scheme(project, scheme), text=tr("Order the landmarks"))


def describe(project: Project, name: str, text: str) -> Change:
    """Say of a landmark where it lies; "" for nothing."""
    others = {other: words for other, words in project.scheme.descriptions.items() if other != name}
    clean = text.strip()
    scheme = replace(project.scheme, descriptions={**others, **({name: clean} if clean else {})})
    return replace(set_scheme(project, scheme), text=tr("Describe {name}", name=name))


def respell(project: Project, name: str, spellings: Iterable[str]) -> Change:
    """Give a landmark its other spellings, by which tables are read too; none may be another landmark's."""
    scheme = project.scheme
    clean = tuple(text for text in dict.fromkeys(map(spelled, spellings)) if text not in ("", name))
    for spelling in clean:
        for other in scheme.names:
            if other != name and spelling in map(spelled, (other, *scheme.aliases.get(other, ()))):
                raise EngineError(
                    tr(
                        "{spelling} is a spelling of {other} already: choose another one.",
                        spelling=spelling,
                        other=other,
                    )
                )
    others = {other: several for other, several in scheme.aliases.items() if other != name}
    aliases = {**others, **({name: clean} if clean else {})}
    return replace(
        set_scheme(project, replace(scheme, aliases=aliases)), text=tr("Other spellings of {name}", name=name)
    )


def pair_up(project: Project, name: str, partner: str) -> Change:
    """Make two landmarks a left/right pair; each leaves the one that it was in. "": `name` has none."""
    scheme = project.scheme
    if scheme.mirror_names.get(name, "") == partner:
        return set_scheme(project, scheme)
    if partner and partner not in scheme.names:
        raise EngineError(
            tr(
                "The scheme has no landmark {partner}: pair {name} with one that it has.",
                partner=partner,
                name=name,
            )
        )
    pairs = tuple(pair for pair in scheme.pairs if name not in pair and partner not in pair)
    pairs = (*pairs, (name, partner)) if partner else pairs
    text = (
        tr("Pair {name} with {partner}", name=name, partner=partner)
        if partner
        else tr("{name} without a pair", name=name)
    )
    return replace(set_scheme(project, replace(scheme, pairs=pairs)), text=text)


def set_path(project: Project, kind: PathKind, place: int | None, names: Iterable[str]) -> Change:
    """Draw line or curve number `place` (from 0; None: one more) through `names`; through none: drop it."""
    path, paths = tuple(names), list(kind.of(project.scheme))
    if path and len(set(path)) < 2:
        raise EngineError(tr("A line or curve goes through two landmarks or more: choose another one."))
    if strangers := [name for name in path if name not in project.scheme.names]:
        raise EngineError(
            tr(
                "The scheme has no landmark {name}: draw through those that it has.",
                name=strangers[0],
            )
        )
    if place is None:
        place = len(paths)
    paths[place : place + 1] = [path] if path else []
    scheme = project.scheme
    if kind is PathKind.LINE:
        scheme = replace(scheme, lines=tuple(paths))
    else:
        scheme = replace(scheme, curves=tuple(paths))
    if kind is PathKind.LINE:
        text = tr("Draw a line") if path else tr("Remove a line")
    else:
        text = tr("Draw a curve") if path else tr("Remove a curve")
    return replace(set_scheme(project, scheme), text=text)


def _require_sound(project: Project, scheme: Scheme, renames: Mapping[str, str]) -> None:
    known = set(project.scheme.names)
    for old, new in renames.items():
        if old not in known:
            raise EngineError(tr("The scheme has no landmark {old}: it cannot be renamed.", old=old))
        if new not in scheme.names:
            raise EngineError(
                tr(
                    "Landmark {old} was renamed to {new}, which the new scheme lacks: add it.",
                    old=old,
                    new=new,
                )
            )
        if new in known and new not in renames:
            raise EngineError(
                tr(
                    "The scheme has a landmark {new} already: choose another name for {old}.",
                    new=new,
                    old=old,
                )
            )
    if len(set(renames.values())) < len(renames):
        raise EngineError(tr("Two landmarks were renamed to the same name: choose different names."))


def _carried(marks: LandmarkSet, renames: Mapping[str, str], gone: set[str]) -> LandmarkSet:
    if not any(name in renames or name in gone for name in marks.landmarks):
        return marks
    carried = {
        renames.get(name, name): replace(mark, name=renames[name]) if name in renames else mark
        for name, mark in marks.landmarks.items()
        if name not in gone
    }
    return replace(marks, landmarks=carried)
