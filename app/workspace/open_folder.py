"""Opening folders and projects in the window, keeping them saved, and what is said of films."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.document.film import FilmFacts, FilmRecord
from app.document.project import Project
from app.jobs.job import Bug, JobSlot
from app.jobs.past_run import run_words
from app.storage.errors import DamagedProjectError, FilmsElsewhereError
from app.storage.layout import PROJECT_NAME, Layout, folder_from, layout_for
from app.storage.opening import Opened
from app.storage.parts import Unknown
from app.storage.recovery import restore_backup, taking
from app.storage.store import create_store
from app.translation import listed, tr
from app.views.plain import ask
from app.workspace.autosave import Autosave
from app.workspace.opening import Found, open_place, relink_step, spacing_step
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.io.images import is_film

MISSING = "The file is not in the folder any more: put it back."  # as it is stored; see `reason_words`
_GIVEN_BACK = tr("This project is not kept up by this window any more: open it again to edit it.")


class OpenFolder(QObject):
    """Holds the open folder. `opened` comes when its films are in the document, `moved` with Save as."""

    opened = Signal()
    moved = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._reader, self._jobs, self._settings = workspace.reader, workspace.jobs, workspace.settings
        self._messages, self._window = workspace.messages, workspace.window
        self._place: Path | None = None
        self._needs_place = False  # the folder cannot be written
        self._unknown = Unknown()  # keys of the project on show that this version does not know
        self._left_at = ""  # the project file whose film is kept in mind
        self._opening = JobSlot(self)
        self._changed: list[str] = []  # films whose content changed since they were annotated
        self.autosave: Autosave | None = None
        self._reader.facts_ready.connect(self._take_facts)
        self._selection.film_changed.connect(self._save_on_switch)
        self._document.refused.connect(self._refuse)
        self._jobs.started.connect(self._note_job)
        self._jobs.busy_changed.connect(lambda busy: None if busy else self._note_job(""))
        self._settings.changed.connect(lambda key: self._take_reader() if key == "reader" else None)

    def ask_open(self) -> None:
        """Ask for a folder and open it."""
        path = QFileDialog.getExistingDirectory(self._window, tr("Open a folder of films"), self._start())
        if path:
            self.open(Path(path))

    def ask_open_project(self) -> None:
        """Ask for a project file and open it."""
        words = (tr("Open a project"), self._start(), tr("OneMark project (*.json);;All files (*)"))
        path, _ = QFileDialog.getOpenFileName(self._window, *words)
        if path:
            self.open(Path(path))

    def _start(self) -> str:
        """Where a dialog begins: beside what is open, else beside what was."""
        folder, recent = self._document.folder, self._settings.recent()
        if folder is not None:
            return str(folder.parent)
        parents = (Path(path).parent for path in recent)
        there = (parent for parent in parents if os.path.isdir(parent))  # noqa: PTH112  Path.is_dir may raise
        return str(next(there, Path.home()))

    @property
    def layout(self) -> Layout | None:
        """Where the files of the project lie that this window keeps up; None without one."""
        return None if self.autosave is None else self.autosave.store.layout

    @property
    def kept_elsewhere(self) -> str:
        """The name of the project file where it is not the folder's own, else ""."""
        folder, project = self._document.folder, Path(self._left_at)
        is_own = folder is None or not self._left_at or project == folder / PROJECT_NAME
        return "" if is_own else project.name

    def open_dropped(self, path: Path) -> None:
        """Open a folder, a project file, or the folder of a film; anything else changes nothing."""
        if os.path.isdir(path) or path.suffix.casefold() == ".json":  # noqa: PTH112  it raises for some
            self.open(path)
        elif is_film(path):
            self.open(path.parent)
        else:
            self._messages.warn(
                tr(
                    "{file} is no folder, film or OneMark project: open the folder of the films first; "
                    "points come in as a CSV table.",
                    file=path.name,
                )
            )

    def open(self, place: Path, start_anew: bool = False) -> None:
        """Open a folder or a project file; the one that is open is saved and closed once that worked."""
        if not self._may_open():
            return
        here = Path(os.path.abspath(place))  # noqa: PTH100  resolve() would follow links
        if self.autosave is not None and self.autosave.store.layout.project in (here, here / PROJECT_NAME):
            self._messages.note(tr("{folder} is open already.", folder=place.name))
            return
        self._place = place
        answers = self._settings.folder_answers(str(here))
        operation = open_place(place, self._settings.text("reader"), start_anew, answers)
        self._opening.start(operation, self._show, self._could_not)

    def close(self) -> bool:
        """Save and give the project back; False where it could not be saved (the person was told)."""
        if self.autosave is None:
            return True
        if not self.autosave.close():
            self._save_failed(self.autosave.problem)
            return False
        self._drop_autosave()
        return True

    def abandon(self) -> None:
        """Close without what could not be saved: only after the person said so."""
        if self.autosave is not None:
            self.autosave.abandon()
            self._drop_autosave()

    def save(self) -> None:
        """Save now."""
        if self.autosave is None:
            self._refuse(self._document.read_only or tr("Nothing is open yet: open a folder of films."))
        elif self.autosave.save_now():
            self._messages.note(tr("Saved in {file}.", file=self.autosave.store.layout.project))
        else:
            self._save_failed(self.autosave.problem)

    def ask_save_elsewhere(self) -> None:
        """Ask for another place for the project file, and keep it there from now on."""
        folder = self._document.folder
        if folder is None:
            return
        proposal = str(Path.home() / f"{folder.name}.project.json")
        words = (tr("Keep the project at"), proposal, tr("OneMark project (*.project.json)"), "")
        # no file is ever replaced, so the dialog need not ask whether one is to be
        path, _ = QFileDialog.getSaveFileName(self._window, *words, QFileDialog.Option.DontConfirmOverwrite)
        if path:
            target = Path(path) if path.endswith(".json") else Path(f"{path}.project.json")
            keep = self._keep_copy if self.autosave is None else self._move_to
            self._messages.attempt(lambda: keep(target))

    def _move_to(self, target: Path) -> None:
        """Save at `target` from now on; where that fails `autosave.failed` says so."""
        autosave = self.autosave
        if autosave is not None and autosave.move_to(autosave.store.moved_to(target)):
            self._settings.add_recent(str(target))  # the folder knows nothing of it: the next start opens it
            self._settings.answer_folder(str(target), str(autosave.store.layout.folder), True)
            self._settings.note("kept-at", str(self._document.folder), str(target))
            title = self._settings.noted("running", self._left_at)
            self._note_job("")
            self._left_at = str(target)
            self._note_job(title)
            self._settings.leave_film(self._left_at, self._selection.film)
            self._messages.note(tr("The project is kept in {file} from now on.", file=target))
            self.moved.emit()

    def _keep_copy(self, target: Path) -> None:
        """Save what is shown read-only at `target`, and open that: it can be edited."""
        folder = self._document.folder
        if folder is None or not self._may_open():
            return
        store = create_store(target, folder, self._unknown)
        try:
            store.snapshot(self._document.project)
        finally:
            store.close()
        self._settings.leave_film(str(target), self._selection.film)
        self._settings.answer_folder(str(target), str(folder), True)
        self._settings.note("kept-at", str(folder), str(target))
        self.open(target)

    def _show(self, found: Found) -> None:
        opened = found.opened
        # a run that was started meanwhile belongs to the old films
        if self._is_busy() or not self.close():
            if opened.store is not None:
                opened.store.close()
            return
        self._changed = []
        self._reader.open(opened.folder)
        self._needs_place, self._unknown, self._left_at = opened.needs_place, opened.unknown, ""
        self._document.open(opened.project, opened.read_only, opened.folder)
        if opened.store is not None:
            self.autosave = Autosave(self._document, opened.store, self)
            self.autosave.failed.connect(self._save_failed)
            self.autosave.recovered.connect(lambda: self._messages.note(tr("Saving works again.")))
        self._document.add_films(FilmRecord(name) for name in found.films)
        self._select_where_left(opened.layout.project)
        if opened.restored is not None:
            self._document.push(opened.restored)
        relinked = relink_step(self._document.project, found.moved)  # moved films take restored edits along
        if relinked is not None:
            self._document.push(relinked)
        known = spacing_step(self._document.project, found)
        if known is not None and not opened.read_only:
            self._document.push(known)
        self._settings.add_recent(str(self._place))
        films = self._document.project.films
        # also those that could not be read last time: they may have been mended or put back
        unread = [
            name
            for name in found.films
            if films[name].size is None or not films[name].sha256 or films[name].unreadable
        ]
        self._take_reader()
        self._tell(found)  # what is found in the folder is said before whose name it bears
        self._mark_missing(found)
        self._reader.want_facts(unread)
        self.opened.emit()

    def _may_open(self) -> bool:
        """False while another folder is being opened or a job runs; the person is told."""
        if self._opening.is_busy:
            self._messages.note(tr("Another folder is still being opened: open this one in a moment."))
            return False
        return not self._is_busy()

    def _is_busy(self) -> bool:
        if self._jobs.is_busy:
            words = tr("A job is still running on these films: cancel it before you open others.")
            self._messages.warn(words, tr("Cancel it"), self._jobs.cancel)
        return self._jobs.is_busy

    def _tell(self, found: Found) -> None:
        opened = found.opened
        if opened.read_only:
            self._refuse(" ".join(filter(None, (opened.read_only, opened.message))))
        elif opened.backup is not None:
            backup = opened.backup
            words = " ".join(filter(None, (opened.message, self._broken_job())))
            self._messages.warn(words, tr("Take the backup"), lambda: self._take_backup(backup))
        elif message := " ".join(filter(None, (opened.message, self._broken_job()))):
            self._messages.warn(message)
        elif elsewhere := self._other_project():
            words = tr(
                "You keep a project of this folder in {file}: this is the one in the folder itself.",
                file=elsewhere,
            )
            self._messages.warn(words, tr("Open that"), lambda: self.open(elsewhere))
        elif found.missing:
            shown = ", ".join(found.missing[:3]) + (", ..." if len(found.missing) > 3 else "")
            self._messages.warn(
                tr(
                    "{n} film of the project is not in the folder: {films}.",
                    "{n} films of the project are not in the folder: {films}.",
                    n=len(found.missing),
                    films=shown,
                ),
                *self._way_elsewhere(opened),
            )
        elif found.problems:
            self._messages.warn(" ".join(found.problems))
        elif found.moved:
            self._messages.note(
                tr(
                    "{n} moved film was found again.",
                    "{n} moved films were found again.",
                    n=len(found.moved),
                )
            )

    def _take_backup(self, backup: Project) -> None:
        """Go back to a backup in one step, which can be undone."""
        step, facts = taking(self._document.project, backup)
        self._document.push(step)
        self._document.update_facts(facts)

    def _way_elsewhere(self, opened: Opened) -> tuple[str, Callable[[], object] | None]:
        """The button that takes the films from where the project says, after a person would not."""
        if not opened.layout.declined:
            return "", None
        project = opened.layout.project
        folder = folder_from(project, opened.layout.declined)
        return tr("Open {folder}", folder=folder), lambda: self._agree(project, folder)

    def _agree(self, project: Path, folder: Path) -> None:
        """Open the project on show anew, with the films in the folder that it names."""
        self._settings.answer_folder(str(project), str(folder), True)
        if self._may_open() and self.close():
            self.open(project)

    def _note_job(self, title: str) -> None:
        """Keep in mind what runs, for the next start to tell if the process is killed."""
        if self.autosave is not None:
            self._settings.note_now("running", self._left_at, title)

    def _broken_job(self) -> str:
        """What ran when the process was killed that had the project open; told once."""
        title = self._settings.noted("running", self._left_at)
        self._note_job("")
        if not title:
            return ""
        return tr(
            "OneMark ended without warning in the middle of {job}: what that had found is lost. Start it "
            "again; a run that learns goes on from where it was.",
            job=run_words(title),
        )

    def _other_project(self) -> Path | None:
        """Where the person keeps a project of this folder, while the folder's own is open."""
        noted = self._settings.noted("kept-at", str(self._document.folder))
        return Path(noted) if noted and not self.kept_elsewhere and Path(noted).is_file() else None

    def _refuse(self, sentence: str) -> None:
        """Say why nothing can be edited; where a place would help, the way there stays open."""
        if self._needs_place:  # it comes back after other messages
            self._messages.warn(
                sentence, tr("Choose a place"), self.ask_save_elsewhere, lambda: self._needs_place
            )
        else:
            self._messages.warn(sentence)

    def _take_reader(self) -> None:
        """Write points down under the name in Settings from now on.

        A project is one person's reading and has one name, which all its points bear. One that bears none
        yet, or has no points, takes the name. One that is somebody else's is not renamed unasked: a
        sentence says whose name new points will bear, and its button renames the project.
        """
        reader, project = self._settings.text("reader"), self._document.project
        if not reader or reader == project.reader or self.autosave is None:
            return
        if not project.reader or not any(marks.placed() for marks in project.sets.values()):
            self._name_reader(reader)
            return
        self._messages.warn(
            tr(
                "The points of this project bear the name {reader}, also those placed from now on.",
                reader=project.reader,
            ),
            tr("Name {reader}", reader=reader),
            lambda: self._name_reader(reader),
        )

    def _name_reader(self, reader: str) -> None:
        self._document.name_reader(reader)
        if self.autosave is not None:
            self.autosave.snapshot()

    def _mark_missing(self, found: Found) -> None:
        gone, back = gone_and_back(self._document.project, found.films)
        self._document.update_facts({**gone, **back})

    def _could_not(self, error: EngineError | Bug) -> None:
        place = self._place
        if isinstance(error, FilmsElsewhereError):
            question = tr(
                "{file} takes its films from another folder, {folder}: open it?",
                file=error.path.name,
                folder=error.folder,
            )
            agreed = ask(self._window, tr("Films elsewhere"), question)
            self._settings.answer_folder(str(error.path), str(error.folder), agreed)
            self.open(error.path)
        elif isinstance(error, DamagedProjectError) and place is not None:
            if error.backup is not None:
                backup = error.backup
                self._messages.warn(str(error), tr("Restore it"), lambda: self._restore(place, backup))
            else:
                self._messages.warn(str(error), tr("Start anew"), lambda: self.open(place, start_anew=True))
        else:
            self._messages.error(error)

    def _restore(self, place: Path, backup: Path) -> None:
        if self._messages.attempt(lambda: restore_backup(layout_for(place), backup)):
            self.open(place)

    def _save_failed(self, sentence: str) -> None:
        def holds() -> bool:
            return self.autosave is not None and bool(self.autosave.problem)

        self._messages.warn(sentence, tr("Save elsewhere"), self.ask_save_elsewhere, holds)

    def _save_on_switch(self, film: str) -> None:
        if self.autosave is not None:
            self.autosave.snapshot()
        if film and self._left_at:
            self._settings.leave_film(self._left_at, film)

    def _select_where_left(self, project: Path) -> None:
        """Go to the film where the project was left, else to the first, and keep in mind where it is now."""
        left = self._settings.film_left(str(project))
        films = self._document.project.films
        self._selection.set_film(left if left in films else self._selection.film or next(iter(films), ""))
        self._left_at = str(project)

    def _drop_autosave(self) -> None:
        """Nothing keeps edits from now on, so none can be made, whatever comes of what follows."""
        self._note_job("")
        if self.autosave is not None:
            self.autosave.deleteLater()
        self.autosave = None
        self._document.stop_editing(_GIVEN_BACK)

    def _take_facts(self, facts: dict[str, FilmFacts]) -> None:
        project = self._document.project
        known = {name: found for name, found in facts.items() if name in project.films}
        changed = [
            name
            for name, found in known.items()
            if found.sha256
            and project.films[name].sha256 not in ("", found.sha256)
            and project.landmarks(name).placed()
        ]
        # a film that cannot be reached now keeps its hash, or a changed one would pass for it later
        self._document.update_facts(
            {
                name: replace(found, sha256=found.sha256 or project.films[name].sha256)
                for name, found in known.items()
            }
        )
        if changed:
            self._changed = list(dict.fromkeys([*self._changed, *changed]))
            self._messages.warn(_changed_sentence(self._changed))


def gone_and_back(
    project: Project, there: Iterable[str]
) -> tuple[dict[str, FilmFacts], dict[str, FilmFacts]]:
    """Facts of films that are not in the folder any more, and of those that are back; `there`: all in it."""
    films, found = project.films, set(there)
    gone = [name for name in films if name not in found and films[name].unreadable != MISSING]
    back = [name for name in films if name in found and films[name].unreadable == MISSING]
    return (
        {name: replace(films[name].facts, unreadable=MISSING) for name in gone},
        {name: replace(films[name].facts, unreadable="") for name in back},
    )


def _changed_sentence(films: list[str]) -> str:
    if len(films) == 1:
        return tr(
            "{film} is not the film that was annotated: its content changed. Check its points.",
            film=films[0],
        )
    return tr(
        "{films} are not the films that were annotated: their content changed. Check their points.",
        films=listed(films, 3),
    )
