"""Which detectors have looked at a film and are at hand to be asked what they saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.controllers.models import Models
from app.controllers.propagation import Propagating
from app.document.document import Document
from app.document.film import FilmRecord

if TYPE_CHECKING:
    from engine.models.trained_model import TrainedModel


@dataclass(frozen=True, slots=True, eq=False)
class HeatSource:
    """Detectors. `load` gives them, in the thread of a job; equal keys give equal detectors."""

    key: str
    title: str
    load: Callable[[], TrainedModel]


class HeatSources:
    """Knows a model again by the name that its predictions carry, also on another day."""

    def __init__(self, document: Document, propagating: Propagating, models: Models) -> None:
        self._document, self._propagating, self._models = document, propagating, models

    def of(self, film: str) -> HeatSource | str:
        """Where the predictions of `film` come from, or a sentence that says why nobody can be asked."""
        project = self._document.project
        record = project.film(film)
        if record.unfit or record.unreadable:
            return record.unfit  # why a film cannot be read is told in its place
        marks = project.landmarks(film).landmarks.values()
        # points that were accepted or moved still say who had predicted them
        named = Counter(mark.model for mark in marks if mark.model)
        if not named:
            return self._nothing_predicted(record)
        model = named.most_common(1)[0][0]
        source = self._of_run(model) or self._of_model(model)
        return source or f"{model} has predicted this film and is no model at hand: P predicts it anew."

    def _nothing_predicted(self, film: FilmRecord) -> str:
        if film.exemplar or film.excluded:  # P passes them over
            return "No model has predicted this film: there is no heatmap of it."
        if self._models.chosen is None:
            return "No model has predicted this film, and none is at hand: import one with Models..."
        return "No model has predicted this film yet: P does, then the heatmap shows what it saw."

    def _of_run(self, model: str) -> HeatSource | None:
        last = self._propagating.last
        if last is None or last.result.learned is None or last.result.method != model:
            return None
        learned = last.result.learned
        return HeatSource(f"run {last.finished}", "This run", lambda: learned)

    def _of_model(self, model: str) -> HeatSource | None:
        choice = self._models.titled(model)
        if choice is None:
            return None
        loaded = self._models.loaded
        return HeatSource(loaded.state_of(choice), choice.title, lambda: loaded.learned(choice))
