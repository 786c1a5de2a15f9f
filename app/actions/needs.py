"""What is possible now: which needs are met, and which step of the work the person is at."""

from __future__ import annotations

from app.actions.action import Need
from app.document.project import FilmState
from app.runs.corrections import Correcting
from app.runs.propagation import Propagating
from app.workspace.previews import FilmCounts
from app.workspace.workspace import Workspace


def needs_met(workspace: Workspace, propagation: Propagating, corrections: Correcting) -> frozenset[Need]:
    """The needs of actions that are met now."""
    busy, selection, counts = workspace.jobs.is_busy, workspace.selection, workspace.previews.counts
    films, stack = workspace.document.project.films, workspace.document.undo_stack
    can_run = counts.exemplars > 0 and counts.usable > 1 and not busy
    facts = {
        Need.FOLDER: bool(films),
        Need.FILM: bool(selection.film),
        Need.LANDMARK: bool(selection.film and selection.landmark),
        Need.POINTS: counts.placed > 0,
        Need.EXEMPLAR: can_run,
        Need.IDLE_FILM: bool(selection.film) and not busy,
        Need.IDLE_FILMS: bool(films) and not busy,
        Need.UNFINISHED: can_run and propagation.is_unfinished,
        Need.LEARNED: propagation.learned is not None and not busy,
        Need.CORRECTIONS: corrections.can_train and not busy,
        Need.ROUND: corrections.can_roll_back and not busy,
        Need.PREDICTIONS: counts.states[FilmState.PREDICTED] > 0,
        Need.JOB: busy,
        Need.UNDO: stack.canUndo(),
        Need.REDO: stack.canRedo(),
    }
    return frozenset(need for need, met in facts.items() if met)


def current_step(counts: FilmCounts) -> str:
    """The id of the step to light: open, annotate, propagate, review or export."""
    found = {state for state, number in counts.states.items() if number}
    if not found:
        return "open"
    if FilmState.PREDICTED in found:
        return "review"
    if not counts.exemplars:  # also where a model has predicted, and all of it is reviewed
        return "export" if FilmState.REVIEWED in found else "annotate"
    return "propagate" if found & {FilmState.UNTOUCHED, FilmState.STARTED} else "export"
