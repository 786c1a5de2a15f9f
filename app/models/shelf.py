"""The models at hand: those of the box, those that a person imported, and the one that is in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.translation import tr
from engine.landmarks import Scheme
from engine.models.installed import models_in_order
from engine.models.model_files import ModelSummary
from engine.wording import counted

if TYPE_CHECKING:
    from engine.models.checkpoint import Model
    from engine.models.trained_model import TrainedModel


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model and one of its anatomies, "" where it has one only: what a film can be predicted with.

    `names`: the landmarks of `scheme` that it finds. `is_own`: not from the box, so it may be removed.
    `can_tell`: whether it says by itself which films it fits.
    """

    path: Path
    domain: str
    title: str
    scheme: Scheme
    names: tuple[str, ...]
    score: str
    is_own: bool
    can_tell: bool = False

    @property
    def key(self) -> str:
        """What the settings know it by."""
        return f"{self.path}#{self.domain}"

    @property
    def what(self) -> str:
        """Its title and what it finds, in a few words: "Head, 19 landmarks"."""
        count = counted(len(self.names), "landmark")
        if self.title.split(": ")[-1] == count:  # `onemark train` writes titles that say it already
            return self.title
        landmarks = tr("{n} landmark", "{n} landmarks", n=len(self.names))
        return tr("{model}, {landmarks}", model=self.title, landmarks=landmarks)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the folders hold, the box first. `problems`: a sentence for each file that is no model."""

    summaries: tuple[ModelSummary, ...] = ()
    choices: tuple[ModelChoice, ...] = ()
    problems: tuple[str, ...] = ()


def look_at_shelf(box: Path, imported: Path) -> Shelf:
    """Read what the folders hold; a folder that is not there holds nothing."""
    summaries, problems = models_in_order(box, imported)
    choices = tuple(choice for summary in summaries for choice in choices_of(summary, imported))
    return Shelf(summaries, choices, problems)


def choices_of(summary: ModelSummary, imported: Path) -> list[ModelChoice]:
    """One entry for each anatomy of a model."""
    return [
        ModelChoice(
            summary.path,
            domain,
            _title(known.card.title or summary.path.stem, domain if len(summary.domains) > 1 else ""),
            known.scheme,
            known.names,
            known.card.score,
            summary.path.parent == imported,
            known.can_tell,
        )
        for domain, known in summary.domains.items()
    ]


def _title(title: str, domain: str) -> str:
    """The title of one anatomy of several; "" where it is the only one."""
    return title if not domain or title.split(": ")[0] == domain else f"{title}: {domain}"


class LoadedModels:
    """Keeps the models that were asked last in memory. Safe in any thread: jobs ask it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[object, ...], Model] = {}

    def learned(self, choice: ModelChoice) -> TrainedModel:
        """The detectors of a choice; EngineError where the file is not there or damaged."""
        return self.loaders([choice])[0]()

    def loaders(self, choices: Sequence[ModelChoice]) -> list[Callable[[], TrainedModel]]:
        """What gives the detectors of each of `choices`, loads them where it has to, and raises as `learned`.

        They stay in memory together. Others go at once where any of these is not there: large ones may not
        fit beside it.
        """
        with self._lock:
            states = {_state(choice.path) for choice in choices}
            if not self._kept.keys() >= states:
                self._kept = {state: model for state, model in self._kept.items() if state in states}
        return [partial(self._learned, choice) for choice in choices]

    def _learned(self, choice: ModelChoice) -> TrainedModel:
        from engine.models.checkpoint import load_model

        with self._lock:
            state = _state(choice.path)
            if state not in self._kept:
                self._kept[state] = load_model(choice.path)
            return self._kept[state].domain(choice.domain or None)

    def state_of(self, choice: ModelChoice) -> str:
        """Differs for a file that was replaced."""
        return f"{_state(choice.path)}#{choice.domain}"


def _state(path: Path) -> tuple[object, ...]:
    try:
        stat = path.stat()
    except OSError:  # loading says what is wrong with it
        return (path,)
    return path, stat.st_mtime_ns, stat.st_size
