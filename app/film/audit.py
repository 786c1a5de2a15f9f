"""The audit: random films are read without predictions, one after the other, today or on another day."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog

from app.document import edits
from app.document.film import AuditStage, FilmAudit
from app.translation import tr
from app.views.audit_bar import AuditBar, AuditDialog, AuditDisplay
from app.views.film_view import FilmView
from app.views.plain import ask
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.observers.audit import (
    COVERAGE,
    FEWEST_CALIBRATED,
    draw,
    rate_width,
    repeat_count,
    untouched,
    usual_count,
)

_LARGEST_SEED = 60_000


class Audit(QObject):
    """Draws films, leads from one to the next, and says when all are read: `finished`.

    What it knows of the films it keeps up to date film by film: nothing walks through all of them.
    """

    finished = Signal()

    def __init__(self, workspace: Workspace, bar: AuditBar, view: FilmView) -> None:
        super().__init__(workspace.window)
        self._workspace, self._bar, self._view = workspace, bar, view
        self._document, self._selection = workspace.document, workspace.selection
        self._audited: dict[str, FilmAudit] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._refresh)
        self._document.replaced.connect(self._start_anew)
        self._document.films_changed.connect(self._look_at)
        self._document.scheme_changed.connect(self._soon.start)
        self._document.landmarks_changed.connect(self._marks_changed)
        self._selection.film_changed.connect(lambda _film: self._soon.start())
        bar.go_wanted.connect(self.go_on)
        bar.end_wanted.connect(self.ask_end)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The films that are still to be read without a prediction, in the order of their draw."""
        open_ = [(audit.place, film) for film, audit in self._latest().items() if _waits(audit)]
        return tuple(film for _, film in sorted(open_))

    def ask(self) -> None:
        """Go on with the audit that waits, else ask how many films to draw for one."""
        if self.waiting:
            self._show(self.waiting[0])
        else:
            self._workspace.messages.attempt(self._ask_new)

    def begin(self, count: int, seed: int | None = None) -> None:
        """Draw `count` films and show the first one; EngineError where none can be drawn."""
        films = self._candidates()
        drawn_by = secrets.randbelow(_LARGEST_SEED) + 1 if seed is None else seed
        drawn = draw(films, count, drawn_by)
        now = self._document.now()
        if self._workspace.edit(
            lambda project: edits.begin_audit(project, drawn, seed=drawn_by, among=len(films), now=now)
        ):
            self._show(drawn[0])

    def read_again(self) -> None:
        """Show some of the films a second time, without the points of the first."""
        read = [film for film, audit in self._latest().items() if not _waits(audit)]
        seeds = [audit.seed for audit in self._latest().values()]
        count = repeat_count(len(read), len(self._document.project.scheme.names))
        films = draw(read, count, sum(seeds[:1]) + 1)
        if films and self._workspace.edit(lambda project: edits.read_again(project, films)):
            self._show(self.waiting[0])

    def go_on(self) -> None:
        """The film on screen is read where an audit waits for it; else on to the next that it waits for."""
        if not self.finish_film() and self.waiting:
            self._show(self.waiting[0])

    def finish_film(self) -> bool:
        """Take the film on screen as read and show the next; False where no audit waits for it."""
        film = self._selection.film
        if film not in self.waiting:
            return False
        if self._workspace.edit(lambda project: edits.finish_reading(project, film)):
            if left := self.waiting:
                self._show(left[0])
            else:
                self.finished.emit()
        return True

    def ask_end(self) -> None:
        """End the audit before all films are read, where that is wanted."""
        waiting = len(self.waiting)
        question = tr(
            "{n} film of the audit is not read. The points that were there before come back, and your "
            "clicks stay. End the audit?",
            "{n} films of the audit are not read. The points that were there before come back, and your "
            "clicks stay. End the audit?",
            n=waiting,
        )
        if ask(self._workspace.window, tr("End the audit"), question):
            self._workspace.edit(edits.end_audit)
            if self._latest():
                self.finished.emit()

    def _ask_new(self) -> None:
        films, landmarks = self._candidates(), len(self._document.project.scheme.names)

        def explain(count: int) -> str:
            percent = 100 * COVERAGE
            if count >= FEWEST_CALIBRATED:
                radius = tr(
                    "The radius that holds {percent:g} % of the points can be calibrated.", percent=percent
                )
            else:
                radius = tr(
                    "Calibrating the {percent:g} % radius needs {films} films.",
                    percent=percent,
                    films=FEWEST_CALIBRATED,
                )
            rates = tr(
                "{clicks}. Success rates will be known to about \N{PLUS-MINUS SIGN}{width:.0f} points "
                "(95 % interval).",
                clicks=tr("{n} click", "{n} clicks", n=count * landmarks),
                width=rate_width(count, landmarks),
            )
            return f"{rates} {radius}"

        dialog = AuditDialog(usual_count(landmarks, len(films)), len(films), explain, self._workspace.window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.begin(dialog.count)

    def _candidates(self) -> tuple[str, ...]:
        """The predicted films that no person has touched; EngineError where there are none."""
        project = self._document.project
        left_out = {
            name
            for name, film in project.films.items()
            if film.exemplar or film.excluded or film.unreadable or film.reviewed or film.audit is not None
        }
        films = untouched(project.sets.values(), left_out)
        if not films:
            raise EngineError(
                tr("No film is predicted that nobody has touched: predict or propagate first, then audit.")
            )
        return films

    def _show(self, film: str) -> None:
        self._selection.set_film(film)
        self._selection.select_next_unplaced(from_start=True)
        self._view.setFocus()

    def _latest(self) -> dict[str, FilmAudit]:
        """The films of the audit that `edits.audited_films` takes, without a walk through all films."""
        films = self._document.project.films
        kept = {film: audit for film, audit in self._audited.items() if not films[film].excluded}
        _, started = max(((_waits(audit), audit.started) for audit in kept.values()), default=(False, ""))
        return {film: audit for film, audit in kept.items() if audit.started == started}

    def _start_anew(self) -> None:
        self._audited.clear()
        self._look_at(tuple(self._document.project.films))

    def _look_at(self, films: tuple[str, ...]) -> None:
        for film in films:
            record = self._document.project.films.get(film)
            if record is not None and record.audit is not None:
                self._audited[film] = record.audit
            else:
                self._audited.pop(film, None)
        self._soon.start()

    def _marks_changed(self, films: tuple[str, ...]) -> None:
        if self._selection.film in films:
            self._soon.start()

    def _refresh(self) -> None:
        self._bar.show_audit(self._display())

    def _display(self) -> AuditDisplay:
        waiting, latest = self.waiting, self._latest()
        if not waiting:
            return AuditDisplay()
        film = self._selection.film
        if film not in waiting:
            words = tr(
                "An audit waits: {read} of {n} film read.",
                "An audit waits: {read} of {n} films read.",
                n=len(latest),
                read=len(latest) - len(waiting),
            )
            return AuditDisplay(words, tr("Go on with it"))
        project = self._document.project
        names, marks = project.scheme.names, project.landmarks(film)
        decided = sum(marks.get(name).is_human for name in names)
        whole = decided == len(names)
        again = latest[film].stage is AuditStage.AGAIN
        turn = sum(audit.stage is latest[film].stage for audit in latest.values())
        what = (
            tr("Audit, second reading ({films} left)", films=tr("{n} film", "{n} films", n=turn))
            if again
            else tr("Audit, film {place} of {films}", place=latest[film].place, films=len(latest))
        )
        words = tr(
            "{what}: {decided} of {landmarks} landmarks decided.",
            what=what,
            decided=decided,
            landmarks=len(names),
        )
        enter = self._workspace.settings.key("accept", tr("Enter"))
        to_do = (
            tr("{key}: this film is read.", key=enter)
            if whole
            else tr("Click each landmark; no prediction is shown.")
        )
        return AuditDisplay(f"{words} {to_do}", tr("Film is read"), whole)


def _waits(audit: FilmAudit) -> bool:
    return audit.stage is not AuditStage.READ
