"""What is possible now: which needs are met, and which step of the work the person is at."""

from __future__ import annotations

from app.action import Need
from app.controllers.propagation import Propagating
from app.controllers.shown import Shown
from app.document.document import Document
from app.document.project import FilmState
from app.document.selection import Selection


def needs_met(
    document: Document, selection: Selection, shown: Shown, propagating: Propagating
) -> frozenset[Need]:
    """The needs of actions that are met now."""
    busy = propagating.is_busy
    project, stack = document.project, document.undo_stack
    can_run = bool(project.exemplars()) and len(project.usable_films()) > 1 and not busy
    facts = {
        Need.FOLDER: bool(project.films),
        Need.FILM: bool(selection.film),
        Need.LANDMARK: bool(selection.film and selection.landmark),
        Need.POINTS: any(marks.placed() for marks in project.sets.values()),
        Need.EXEMPLAR: can_run,
        Need.IDLE_FILM: bool(selection.film) and not busy,
        Need.IDLE_FILMS: bool(project.films) and not busy,
        Need.UNFINISHED: can_run and propagating.is_unfinished,
        Need.LEARNED: propagating.learned is not None and not busy,
        Need.PREDICTIONS: bool(shown.worst_films()),
        Need.JOB: busy,
        Need.UNDO: stack.canUndo(),
        Need.REDO: stack.canRedo(),
    }
    return frozenset(need for need, met in facts.items() if met)


def current_step(document: Document, shown: Shown) -> str:
    """The id of the step to light: open, annotate, propagate, review or export."""
    project = document.project
    if not project.films:
        return "open"
    states = {shown.state(name) for name in project.films}
    if FilmState.PREDICTED in states:
        return "review"
    if not project.exemplars():  # also where a model has predicted, and all of it is reviewed
        return "export" if FilmState.REVIEWED in states else "annotate"
    waiting = states & {FilmState.UNTOUCHED, FilmState.STARTED}
    return "propagate" if waiting else "export"
