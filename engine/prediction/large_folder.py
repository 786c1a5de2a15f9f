"""Propagation to a folder of any size: learn from a varied part, predict the rest with what that gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.errors import ImageReadError
from engine.imaging.pixels import learning_pixels
from engine.io.images import read_image
from engine.landmarks import LandmarkSet, Scheme
from engine.oneshot.propagate import FilmSource, Method, Propagation, PropagationSettings, propagate
from engine.oneshot.variety import look_of, varied
from engine.operation import Operation, Progress
from engine.prediction.predict import PredictionSettings, predict
from engine.wording import counted

STAGE = "choosing films"


def propagate_films(
    films: Sequence[FilmSource],
    exemplars: Sequence[LandmarkSet],
    scheme: Scheme,
    settings: PropagationSettings,
    corrections: Sequence[LandmarkSet] = (),
) -> Operation[Propagation]:
    """As `propagate`, but detectors learn from `settings.most_films` films at most beside a person's.

    Of more, those that look most different (`varied`), the same each time; the others are predicted with what
    was learned, as new films would be. Confidence is a rank within either part. The notes say so.
    """
    human = {marks.film for marks in (*exemplars, *corrections)}
    others = [film for film in films if film.identity not in human]
    if settings.method is Method.REGISTRATION or len(others) <= settings.most_films:
        return (yield from propagate(films, exemplars, scheme, settings, corrections))
    rest = yield from _left_to_predict(films, others, {marks.film for marks in exemplars}, settings)
    learning = [film for film in films if film.identity not in rest]
    learned = yield from propagate(learning, exemplars, scheme, settings, corrections)
    assert learned.learned is not None
    sources = [film for film in others if film.identity in rest]
    more = PredictionSettings(settings.device, settings.ranks)
    predicted = yield from predict(sources, learned.learned, more)
    return _joined(learned, predicted, len(films) - len(rest))


def _left_to_predict(
    films: Sequence[FilmSource],
    others: Sequence[FilmSource],
    exemplars: set[str],
    settings: PropagationSettings,
) -> Operation[frozenset[str]]:
    """Those of `others` that need not be learned from; what cannot be read is left to the run to report."""
    ranks, looks = settings.ranks, dict[str, NDArray[np.float64]]()
    known = [film for film in films if film.identity in exemplars]
    share = ranks.share([*known, *others])
    for number, film in enumerate(share):
        yield Progress(STAGE, number, len(share), film.identity)
        try:
            looks[film.identity] = look_of(learning_pixels(read_image(film.path)))
        except ImageReadError:
            continue
    looks = ranks.union(looks, [film.identity for film in (*known, *others)])
    first = [row for row, film in enumerate(looks) if film in exemplars] or [0]
    rows = varied(np.stack(list(looks.values())), settings.most_films, first) if looks else ()
    chosen = {film for row, film in enumerate(looks) if row in {*rows, *first}}
    return frozenset(looks) - chosen


def _joined(learned: Propagation, predicted: Propagation, count: int) -> Propagation:
    """Both parts of a run, of which `count` films were learned from."""
    note = (
        f"Learned from {counted(count, 'film')}, a person's and those that look most different; the other "
        f"{counted(len(predicted.sets) + len(predicted.unreadable) + len(predicted.unfit), 'film')} were "
        "predicted with what was learned."
    )
    return replace(
        learned,
        sets={**learned.sets, **predicted.sets},
        mirrored={**learned.mirrored, **predicted.mirrored},
        unreadable={**learned.unreadable, **predicted.unreadable},
        seconds=learned.seconds + predicted.seconds,
        opinions={**learned.opinions, **predicted.opinions},
        notes=(note, *learned.notes, *predicted.notes),
        unfit={**learned.unfit, **predicted.unfit},
        doubtful={**learned.doubtful, **predicted.doubtful},
    )
