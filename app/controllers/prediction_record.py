"""Before and after a prediction: which films a model may predict, and what is kept of the latest one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.document.project import Project
from app.model_shelf import ModelChoice
from engine.errors import EngineError
from engine.io.provenance import RunRecord

if TYPE_CHECKING:
    from engine.oneshot.propagate import Propagation


@dataclass(frozen=True, slots=True)
class LastPrediction:
    """The latest prediction of the open project, for the export's run.json."""

    result: Propagation
    choice: ModelChoice
    sha256: str
    finished: float  # on the clock of `monotonic`

    @property
    def told(self) -> str:
        """How the predictions were made, in a line."""
        domain = f", {self.choice.domain}" if self.choice.domain else ""
        which = f"{self.choice.path.name}{domain}, SHA-256 {self.sha256}"
        return f"{self.result.method} ({which}) on {self.result.device}"

    def made(self, record: RunRecord) -> RunRecord:
        """`record` with how the predictions were made."""
        return replace(
            record,
            method=self.result.method,
            model=self.choice.path.name,
            model_sha256=self.sha256,
            domain=self.choice.domain,
            device=self.result.device,
            seconds=self.result.seconds,
            notes=(*self.result.notes, *record.notes),
        )


def predictable(project: Project, films: Sequence[str]) -> list[str]:
    """Those of `films` that a model may predict; EngineError with the reason where there is none."""
    records = [project.film(film) for film in films]
    wanted = [one.identity for one in records if not (one.exemplar or one.excluded or one.unreadable)]
    if wanted:
        return wanted
    if len(records) != 1:
        raise EngineError("There is no film to predict: all are exemplars, excluded or unreadable.")
    film = records[0]
    if film.exemplar:
        raise EngineError(f"{film.identity} is an exemplar: its points are a person's. Predict other films.")
    raise EngineError(f"{film.identity} cannot be predicted: {film.unreadable or film.excluded}")
