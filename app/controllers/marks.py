"""Landmarks as the film view paints them."""

from __future__ import annotations

from app.controllers.shown import doubt_px, doubt_sentence
from app.document.film import FilmRecord
from app.views.film_display import Mark, MarkKind
from engine.landmarks import Landmark, Origin, Presence

_KINDS = {
    Origin.PREDICTED: MarkKind.PREDICTED,
    Origin.ACCEPTED: MarkKind.ACCEPTED,
    Origin.CORRECTED: MarkKind.CORRECTED,
}


def as_mark(mark: Landmark, film: FilmRecord) -> Mark:
    """The point as the view paints it, with what a tooltip tells."""
    x, y = mark.position or (0.0, 0.0)
    kind = _KINDS.get(mark.origin, MarkKind.PLACED) if mark.origin is not None else MarkKind.PLACED
    open_ = kind is MarkKind.PREDICTED
    doubt = doubt_sentence(mark, film) if open_ else ""
    return Mark(
        mark.name,
        x,
        y,
        kind,
        mark.presence is Presence.OCCLUDED,
        mark.stale,
        doubt_px(mark) if open_ else None,
        f"{mark.name}: {doubt}" if doubt else mark.name,
    )
