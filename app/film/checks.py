"""The checks of a folder that need no labels: made on a thread, from when a person first asks for them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

from app.document.film import FilmFacts
from app.document.project import Project
from app.jobs.job import JobSlot
from app.translation import tr
from app.views.film_list import FilmList
from app.workspace.workspace import Workspace
from engine.observers.checks import (
    Check,
    CheckedFilm,
    Findings,
    check_pictures,
    check_points,
    joined,
    landmark_of,
)
from engine.observers.looks import Look
from engine.operation import Operation

_QUIET_MS = 400  # after the last edit
_Pictures = tuple[tuple[str, str, bool], ...]  # films with the hashes of their files, and whether seen


class Checks(QObject):
    """Fills the menu of the checks. Films whose picture is not known yet are read when nothing else is."""

    def __init__(self, workspace: Workspace, films: FilmList) -> None:
        super().__init__(workspace.window)
        self._document, self._reader = workspace.document, workspace.reader
        self._messages, self._films = workspace.messages, films
        self._slot = JobSlot(self)
        self._wanted = self._again = False
        self._generation = 0  # of projects: what was found in one that was left is not shown
        self._unread: set[str] = set()  # films whose picture was asked for
        self._found: Findings = {}
        self._pictures: Findings | None = None  # found among the films of `_pictures_of`: no edit changes it
        self._pictures_of: _Pictures = ()
        self._later = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._later.timeout.connect(self._start)
        films.checks_wanted.connect(self._ask)
        self._document.replaced.connect(self._forget)
        for signal in (
            self._document.landmarks_changed,
            self._document.films_changed,
            self._document.scheme_changed,
        ):
            signal.connect(self._edited)
        self._reader.facts_ready.connect(self._took)
        self._selection = workspace.selection
        self._selection.film_changed.connect(self._pick)
        self._show()

    def _pick(self, film: str) -> None:
        """On a film that a check shows, choose the landmark that its finding is about."""
        shown = next((check for check in Check if check.value == self._films.check), None)
        why = "" if shown is None else self._found.get(shown, {}).get(film, "")
        if name := landmark_of(why, self._document.project.scheme.names):
            self._selection.set_landmark(name)

    def _ask(self) -> None:
        """The menu opens: check what is known, and read what is not."""
        if self._wanted:
            return
        self._wanted = True
        unread = [film for film in self._document.project.usable_films() if film not in self._reader.looks]
        self._unread = set(unread)
        self._reader.want_facts(unread)
        self._start()

    def _forget(self) -> None:
        self._slot.cancel()
        self._generation += 1
        self._wanted = self._again = False
        self._unread.clear()
        self._later.stop()
        self._found, self._pictures = {}, None
        self._show()

    def _edited(self, *_what: object) -> None:
        if self._wanted:
            self._later.start()

    def _took(self, facts: Mapping[str, FilmFacts]) -> None:
        """Films were read; pictures are compared when all are there, and not with each that comes."""
        if self._unread:
            self._unread.difference_update(facts)
            self._films.note_checks(self._note())
            if not self._unread:
                self._later.start()

    def _start(self) -> None:
        if self._slot.is_busy or not self._films.isVisible():
            self._again = self._slot.is_busy
            return
        project, looks, generation = self._document.project, dict(self._reader.looks), self._generation
        shown = tuple((name, project.films[name].sha256, name in looks) for name in project.usable_films())
        known = self._pictures if shown == self._pictures_of else None
        self._slot.start(
            _checked(project, looks, known),
            lambda found: self._take(generation, shown, *found),
            self._messages.failed,
            self._go_on,
        )
        self._films.note_checks(self._note())

    def _take(self, generation: int, shown: _Pictures, found: Findings, pictures: Findings) -> None:
        if generation == self._generation:
            self._found, self._pictures, self._pictures_of = found, pictures, shown
            self._show()
        self._go_on()

    def _go_on(self) -> None:
        """Check once more where there were edits meanwhile."""
        if self._again:
            self._again = False
            self._later.start()  # not at once: the window may be closing
        self._films.note_checks(self._note())

    def _show(self) -> None:
        self._films.show_findings({check.value: self._found.get(check, {}) for check in Check})
        self._films.note_checks(self._note())

    def _note(self) -> str:
        if self._unread:
            return tr(
                "{n} film still to be read for their pictures",
                "{n} films still to be read for their pictures",
                n=len(self._unread),
            )
        return tr("Comparing the films...") if self._slot.is_busy else ""


def _checked(
    project: Project, looks: Mapping[str, Look], pictures: Findings | None
) -> Operation[tuple[Findings, Findings]]:
    """All usable films of a project checked: what was found, and that part of it that `pictures` gives.

    `pictures`: the same found before, None where the films are others now.
    """
    films = [
        CheckedFilm(
            project.landmarks(name),
            project.films[name].attributes,
            project.films[name].sha256,
            looks.get(name),
            project.films[name].mirrored,
        )
        for name in project.usable_films()
    ]
    points = yield from check_points(films, project.scheme)
    if pictures is None:
        pictures = yield from check_pictures(films)
    return joined(points, pictures), pictures
