"""From what each exemplar says of a film to one prediction of every landmark, with its doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from engine.geometry.coordinates import Points, Size, inside
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.registration.films import Carried

# Above this mean spread of its points, as a share of the diagonal, and below this agreement with the exemplar
# a film looks failed. Chosen by registration of the exemplars that the guide's results name to 9 to 24 films
# each: spines, 4 to 53 % of the diagonal off, all lie beyond one of both; of wings, 0.2 to 0.5 % off, none.
_FAILED_SPREAD, _UNLIKE = 0.03, 0.5
# Share of the diagonal within which opinions are averaged; 0.005 to 0.04 do alike on head's train films.
_TOGETHER = 0.02
_LIKENESS = 8  # power of the agreement in an exemplar's weight; chosen on 23 of these from 2 to 4 exemplars


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one exemplar says of a film: `carried.points` belong to `names`, in this order."""

    names: tuple[str, ...]
    carried: Carried


@dataclass(frozen=True, slots=True)
class Fused:
    """All opinions on one film joined: `points` [K, 2] and `spread` [K] px in scheme order, NaN unknown.

    `doubt` [K] is comparable between the films of a run: larger is worse. `agreement`: how much the
    film resembles its most similar exemplar, 0..1.
    """

    points: Points
    spread: NDArray[np.float64]
    doubt: NDArray[np.float64]
    mirrored: bool
    agreement: float


def mirrored_names(names: Sequence[str], scheme: Scheme) -> tuple[str, ...]:
    """`names` as they are called on a mirrored film: left and right swap where the scheme has pairs."""
    partners = scheme.mirror_names
    return tuple(partners.get(name, name) for name in names)


def fuse(scheme: Scheme, opinions: Sequence[Opinion], diagonal: float) -> Fused:
    """The `opinions` on a film whose diagonal is `diagonal` pixels, weighted by similarity.

    Their mean where they lie together: each errs in its own way. One that lies far apart counts less.

    Opinions of the minority on whether the film is mirrored have no say.
    """
    # a floor, so that opinions of agreement 0 still say which side they are on
    votes = sum(
        (opinion.carried.agreement + 1e-6) * (1 if opinion.carried.mirrored else -1) for opinion in opinions
    )
    kept = [opinion for opinion in opinions if opinion.carried.mirrored == (votes > 0)]
    points = np.full((len(kept), len(scheme.names), 2), np.nan)
    gaps = np.full(points.shape[:2], np.nan)
    for row, opinion in enumerate(kept):
        columns = [scheme.names.index(name) for name in opinion.names]
        points[row, columns], gaps[row, columns] = opinion.carried.points, opinion.carried.gap
    weights = _weights(kept, gaps, diagonal)
    fused = geometric_median(points, weights, _TOGETHER * diagonal)
    apart = disagreement(points, fused, weights)
    gap = _weighted_mean(gaps, weights)
    spread = np.where(np.isfinite(fused[:, 0]), np.hypot(np.nan_to_num(gap), apart), np.nan)
    agreement = max(opinion.carried.agreement for opinion in kept)
    # a film that resembles no exemplar is doubtful as a whole, even where both directions agree
    doubt = spread / diagonal + 0.02 * (1.0 - agreement)
    return Fused(fused, spread, doubt, votes > 0, agreement)


def geometric_median(
    points: Points, weights: NDArray[np.float64], together: float = 1e-3, steps: int = 50
) -> Points:
    """Weighted geometric median over the first axis: `points` [E, K, 2], `weights` [E, K] -> [K, 2].

    Of points that are `together`, no more pixels from it, the weighted mean (Huber's estimate of location).
    NaN points have no say; a landmark without any point stays NaN (Weiszfeld's iteration, started at
    the weighted mean).
    """
    known = np.isfinite(points).all(axis=-1) & (weights > 0)
    clean = np.where(known[..., None], points, 0.0)
    weights = np.where(known, weights, 0.0)
    total = weights.sum(axis=0)
    share = weights / np.maximum(total, 1e-12)
    median: Points = (share[..., None] * clean).sum(axis=0)
    for _ in range(steps):
        distance = np.linalg.norm(clean - median, axis=-1)
        pull = share / np.maximum(distance, together)
        pull = pull / np.maximum(pull.sum(axis=0), 1e-12)
        median = (pull[..., None] * clean).sum(axis=0)
    return np.where(total[:, None] > 0, median, np.nan)


def disagreement(points: Points, fused: Points, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weighted root mean square distance [K] of `points` [E, K, 2] from `fused` [K, 2]; 0 for one opinion."""
    return np.sqrt(_weighted_mean(((points - fused) ** 2).sum(axis=-1), weights))


def ranks(doubt: Sequence[float]) -> NDArray[np.float64]:
    """Confidence in 0..1 from `doubt`: 1 for the smallest, 0 for the largest; ties share their rank."""
    values = np.asarray(doubt, dtype=np.float64)
    if len(values) < 2:
        return np.ones(len(values))
    # scipy's `rankdata` is the same, but loading it takes as long as predicting two films
    _, which, count = np.unique(values, return_inverse=True, return_counts=True)
    before = np.cumsum(count) - (count + 1) / 2
    return 1.0 - before[which] / (len(values) - 1)


def _weights(kept: Sequence[Opinion], gaps: NDArray[np.float64], diagonal: float) -> NDArray[np.float64]:
    """Weight [E, K], the largest about 1: the more similar the film and the smaller the gap, the more.

    A hazy exemplar resembles all films less. How it reads the other exemplars, each left out in turn, tells
    less: on head they are as far off each other as registration is, and weights and offsets by it gained
    nothing.
    """
    similar = np.array([max(opinion.carried.agreement, 1e-3) for opinion in kept])
    similar = (similar / similar.max()) ** _LIKENESS
    relative = np.nan_to_num(gaps) / (0.005 * diagonal)
    weights: NDArray[np.float64] = similar[:, None] / (1.0 + relative**2)
    return weights


def _weighted_mean(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    known = np.isfinite(values)
    weights = np.where(known, weights, 0.0)
    total = (np.where(known, values, 0.0) * weights).sum(axis=0)
    mean: NDArray[np.float64] = total / np.maximum(weights.sum(axis=0), 1e-12)
    return mean


def on_film(fused: Fused, film: Size, scheme: Scheme) -> tuple[Fused, tuple[str, ...]]:
    """`fused` without the landmarks that lie beyond the film, where they cannot be right; and their names."""
    beyond = np.isfinite(fused.points).all(axis=1) & ~inside(fused.points, film)
    if not beyond.any():
        return fused, ()
    points = np.where(beyond[:, None], np.nan, fused.points)
    spread, doubt = (np.where(beyond, np.nan, each) for each in (fused.spread, fused.doubt))
    names = tuple(name for name, out in zip(scheme.names, beyond, strict=True) if out)
    return replace(fused, points=points, spread=spread, doubt=doubt), names


def doubtful_films(fused: Mapping[str, Fused], sizes: Mapping[str, Size]) -> dict[str, str]:
    """Film -> why what was found there looks failed, for those where it does."""
    doubts = {film: doubt_about(found, sizes[film]) for film, found in fused.items()}
    return {film: doubt for film, doubt in doubts.items() if doubt}


def doubt_about(fused: Fused, film: Size) -> str:
    """Why what was found on a `film` as a whole looks failed, in a sentence; "" where it does not.

    A rule, not a measured error: see `_FAILED_SPREAD` and `_UNLIKE`.
    """
    known = fused.spread[np.isfinite(fused.spread)]
    apart = float(known.mean()) / film.diagonal if known.size else 0.0
    reasons = []
    if apart > _FAILED_SPREAD:
        reasons.append(f"the opinions on its points are {100 * apart:.1f} % of its diagonal apart")
    if fused.agreement < _UNLIKE:
        reasons.append(f"it hardly resembles the exemplar ({fused.agreement:.2f} of 1)")
    return f"Looks failed: {' and '.join(reasons)}." if reasons else ""


def beyond_note(film: str, names: Sequence[str], by_model: bool = True) -> str:
    """What a person has to know of landmarks `names` that were put where `on_film` took them away.

    By a model, or else by registration alone.
    """
    if by_model:
        return f"On {film} the model places {', '.join(names)} beyond the edge: left unplaced."
    return f"On {film} registration places {', '.join(names)} beyond the edge: left unplaced."


def predicted_sets(fused: Mapping[str, Fused], scheme: Scheme, model: str) -> dict[str, LandmarkSet]:
    """Landmark sets of all films; confidence is the rank of a point's doubt among all of the run."""
    doubts = [found.doubt for found in fused.values()]
    everything = np.concatenate(doubts) if doubts else np.zeros(0)
    known = np.isfinite(everything)
    confidence = np.full(len(everything), np.nan)
    confidence[known] = ranks(everything[known].tolist())
    split = np.split(confidence, len(fused)) if fused else []
    return {
        film: _landmark_set(film, found, scheme, rank, model)
        for (film, found), rank in zip(fused.items(), split, strict=True)
    }


def preview(film: str, fused: Fused, scheme: Scheme, model: str) -> LandmarkSet:
    """The landmarks of one film before the run has ended: no confidence yet."""
    return _landmark_set(film, fused, scheme, None, model)


def _landmark_set(
    film: str, fused: Fused, scheme: Scheme, confidence: NDArray[np.float64] | None, model: str
) -> LandmarkSet:
    marks = {}
    for index, name in enumerate(scheme.names):
        x, y = (float(value) for value in fused.points[index])
        if not np.isfinite(x):
            continue
        marks[name] = Landmark(
            name,
            x,
            y,
            Presence.PRESENT,
            Origin.PREDICTED,
            confidence=None if confidence is None else float(confidence[index]),
            spread=float(fused.spread[index]),
            predicted=(x, y),
            model=model,
        )
    return LandmarkSet(film, marks)


def fused_to_plain(fused: Mapping[str, Fused]) -> dict[str, object]:
    """As `RunStore` keeps it: few large tensors, which are written quickly."""
    every = list(fused.values())
    return {
        "films": list(fused),
        "points": torch.from_numpy(np.stack([found.points for found in every])),
        "spread": torch.from_numpy(np.stack([found.spread for found in every])),
        "doubt": torch.from_numpy(np.stack([found.doubt for found in every])),
        "mirrored": [bool(found.mirrored) for found in every],
        "agreement": [float(found.agreement) for found in every],
    }


def fused_of_plain(plain: Mapping[str, Any] | None) -> dict[str, Fused]:
    """The inverse of `fused_to_plain`; nothing from None."""
    if plain is None:
        return {}
    arrays = (plain[name].numpy() for name in ("points", "spread", "doubt"))
    rows = zip(*arrays, plain["mirrored"], plain["agreement"], strict=True)
    return {film: Fused(*row) for film, row in zip(plain["films"], rows, strict=True)}
