"""What a propagation is worth, as far as that is known: figures for the history of runs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from app.document.project import Project
from engine.landmarks import LandmarkSet
from engine.wording import counted

# names of figures, before their units
APART = "registration_to_detectors"
HELD_BACK = "held_back_pseudo-labels_canvas"

if TYPE_CHECKING:
    from engine.geometry.coordinates import Points
    from engine.oneshot.propagate import Propagation


def scores(
    project: Project, result: Propagation, learned_from: Iterable[str]
) -> tuple[dict[str, float], dict[str, str]]:
    """The figures of `result` by name, and in words what they were measured on.

    `mre`: mean distance to what a person decided on films that the run has not `learned_from`, in mm where
    all have a spacing, else px. `registration to detectors`: mean distance of both opinions. `held back`: of
    the detectors to pseudo-labels that nobody learned from, canvas px. Figures without a film are left out.
    """
    figures, details = _on_films_of_a_person(project, result, set(learned_from))
    figures |= _apart(project, result.opinions)
    metrics = {} if result.learned is None else result.learned.training.metrics
    if "held_back_px" in metrics:
        figures[f"{HELD_BACK}_px"] = metrics["held_back_px"]
    return figures, details


def _on_films_of_a_person(
    project: Project, result: Propagation, learned_from: Collection[str]
) -> tuple[dict[str, float], dict[str, str]]:
    away: dict[str, list[tuple[float, float]]] = {}
    for film, found in result.sets.items():
        if film in learned_from or film not in project.films:
            continue
        pairs = _pairs(found, project.first_reading(film))
        if pairs:
            away[film] = [(x - px, y - py) for (x, y), (px, py) in pairs]
    if not away:
        return {}, {}
    points = sum(map(len, away.values()))
    words = f"{counted(points, 'point')} that a person decided on, on {counted(len(away), 'film')}"
    every = {film: np.array(each) for film, each in away.items()}
    return _mean_length(project, every, "mre"), {"compared with": words}


def _pairs(found: LandmarkSet, marks: LandmarkSet) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The places of machine and person of the landmarks that both have."""
    human = [(mark.name, mark.position) for mark in marks.placed() if mark.is_human and mark.position]
    both = [(found.get(name).position, place) for name, place in human]
    return [(place, of_person) for place, of_person in both if place is not None]


def _apart(project: Project, opinions: Mapping[str, Mapping[str, Points]]) -> dict[str, float]:
    """How far registration and the mean of the detectors are from each other."""
    away = {}
    for film, parts in opinions.items():
        detectors = [places for part, places in parts.items() if part.startswith("detector")]
        if film in project.films and detectors and "registration" in parts:
            each = np.mean(detectors, axis=0) - parts["registration"]
            away[film] = each[np.isfinite(each).all(axis=1)]
    return _mean_length(project, away, APART)


def _mean_length(project: Project, away: Mapping[str, Points], name: str) -> dict[str, float]:
    """The mean length of the vectors [N, 2] (px) of all films; in mm where every film has a spacing."""
    away = {film: each for film, each in away.items() if len(each)}
    if not away:
        return {}
    spacings = [project.films[film].spacing for film in away]
    known = [np.array([spacing.x, spacing.y]) for spacing in spacings if spacing is not None]
    in_mm = len(known) == len(away)
    scales = known if in_mm else [np.ones(2)] * len(away)
    lengths = [
        np.linalg.norm(each * scale, axis=1) for each, scale in zip(away.values(), scales, strict=True)
    ]
    return {f"{name}_{'mm' if in_mm else 'px'}": float(np.concatenate(lengths).mean())}
