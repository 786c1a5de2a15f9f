"""Rows of a report and how they are run: each trial measured or found again, then all of a row scored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from engine.benchmark.cache import TrialCache
from engine.errors import EngineError
from engine.io.atomic import WriteError
from engine.operation import Operation, Progress, renamed
from engine.wording import listed


@dataclass(frozen=True, slots=True)
class Row:
    """What is measured; each protocol adds on which films and how."""

    name: str

    @property
    def long(self) -> bool:
        """Whether it takes so long without a GPU that it is only measured when asked for by name."""
        return False


AnyRow = TypeVar("AnyRow", bound=Row)


def select_rows(rows: Sequence[AnyRow], wanted: Sequence[str] | None) -> tuple[AnyRow, ...]:
    """Those of `rows` that are called `wanted`, or whose names start so (None: all), in their order.

    Raises `EngineError` for a name that fits no row.
    """
    if wanted is None:
        return tuple(rows)
    meant = {row.name for name in wanted for row in _meant(rows, name)}
    return tuple(row for row in rows if row.name in meant)


def _meant(rows: Sequence[AnyRow], name: str) -> list[AnyRow]:
    exact = [row for row in rows if row.name == name]
    fits = exact or [row for row in rows if name and row.name.startswith(name)]
    if not fits:
        known = ", ".join(row.name for row in rows)
        raise EngineError(f"There is no row {name!r}: use one of {known}, or how some of them begin.")
    return fits


def weights_told(
    rows: Sequence[AnyRow], takes_weights: Callable[[AnyRow], bool], *, asked: bool
) -> Operation[None]:
    """Say, before anything is computed, which `rows` that were `asked` for do not start from given weights.

    Raises `EngineError` where none does.
    """
    others = [row.name for row in rows if not takes_weights(row)]
    if len(others) == len(rows):
        raise EngineError("None of these rows starts from weights: leave --weights away, or ask for others.")
    if others and asked:
        sentence = f"--weights means nothing for {listed(others)}, where nothing starts from them"
        yield Progress("starting", 0, 0, sentence, notice=True)


Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Trial(Generic[Outcome]):
    """One computation of a row, under the name `stage`; `key` is everything that decides its outcome.

    `outcome`: the dataclass that `compute` ends with; it is given a folder for its state, so that it goes on
    where it was stopped.
    """

    stage: str
    key: Mapping[str, Any]
    outcome: type[Outcome]
    compute: Callable[[Path], Operation[Outcome]]


@dataclass(frozen=True, slots=True)
class Run(Generic[Outcome]):
    """A trial that was run: what came out, what decided it, and whether it was found again."""

    outcome: Outcome
    key: Mapping[str, Any]
    cached: bool


class RowResult(Protocol):
    """What a row comes to: `notes` are sentences on what was left out or went wrong."""

    @property
    def notes(self) -> tuple[str, ...]: ...  # noqa: D102


class BenchmarkReport(Protocol):
    """What a whole measurement comes to, whatever its protocol."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on what was left out or went wrong."""
        ...

    def as_json(self) -> dict[str, Any]:
        """The report as plain JSON values: everything needed to repeat the figures."""
        ...

    def text(self) -> str:
        """Aligned Markdown tables with what they mean."""
        ...


Scored = TypeVar("Scored", bound=RowResult)
ScoredRow = TypeVar("ScoredRow", bound=RowResult, covariant=True)


class RowJob(Protocol[Outcome, ScoredRow]):
    """A row on its films. What is scored is first touched by `result`, when all outcomes are there."""

    @property
    def row(self) -> Row: ...  # noqa: D102

    def trials(self) -> Sequence[Trial[Outcome]]:
        """What is to be computed for the row, in order; nothing where it is scored as it is."""
        ...

    def result(self, runs: Sequence[Run[Outcome]]) -> ScoredRow:
        """The score of the row, from the runs of all its trials."""
        ...


@dataclass(frozen=True, slots=True)
class FinishedRows(Generic[Scored]):
    """The results of the rows that were run, the names of those that `waiting` were not, and notes."""

    results: tuple[Scored, ...]
    waiting: tuple[str, ...]
    notes: tuple[str, ...]

    def waiting_note(self, why: str) -> tuple[str, ...]:
        """A sentence on the rows that wait until they are asked for, where there are any."""
        names = " ".join(self.waiting)
        return (f"Not measured, as it takes {why}; ask for it with --rows {names}.",) if names else ()


def run_rows(
    jobs: Sequence[RowJob[Outcome, Scored]], cache: TrialCache, *, asked: bool
) -> Operation[FinishedRows[Scored]]:
    """Run every row; unless they were `asked` for, those that take long only where they were run before."""
    waiting = () if asked else (yield from _unknown(jobs, cache))
    results: list[Scored] = []
    notes: list[str] = []
    for number, job in enumerate(jobs):
        if job.row.name not in waiting:
            yield Progress("rows", number, len(jobs), job.row.name)
            result = job.result((yield from _runs(job, cache, notes)))
            results.append(result)
            notes.extend(result.notes)
    return FinishedRows(tuple(results), waiting, tuple(notes))


def _unknown(jobs: Sequence[RowJob[Outcome, Scored]], cache: TrialCache) -> Operation[tuple[str, ...]]:
    """The long rows that were never run to their end."""
    waiting = []
    for number, job in enumerate(jobs):
        if job.row.long:
            yield Progress("looking for finished rows", number, len(jobs), job.row.name)
            if any(cache.load(trial.key, trial.outcome) is None for trial in job.trials()):
                waiting.append(job.row.name)
    return tuple(waiting)


def _runs(
    job: RowJob[Outcome, Scored], cache: TrialCache, notes: list[str]
) -> Operation[tuple[Run[Outcome], ...]]:
    runs = []
    for trial in job.trials():
        known = cache.load(trial.key, trial.outcome)
        if known is not None:
            runs.append(Run(known, trial.key, cached=True))
            continue
        outcome = yield from renamed(trial.compute(cache.unfinished(trial.key)), partial(_named, trial.stage))
        runs.append(Run(outcome, trial.key, cached=False))
        try:
            cache.save(trial.key, outcome)
        except WriteError as error:  # a measurement is worth more than its copy
            notes.append(f"{job.row.name} was not kept for the next time. {error}")
    return tuple(runs)


def _named(stage: str, step: Progress) -> Progress:
    """The progress of a trial under its own name."""
    return replace(step, stage=stage, message=f"{step.stage}: {step.message}" if step.message else step.stage)
