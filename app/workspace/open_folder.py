"""Opening folders and projects in the window, keeping them saved, and what is said of films."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.document.film import FilmFacts, FilmRecord
from app.jobs.job import Bug, JobSlot
from app.storage.errors import DamagedProjectError
from app.storage.layout import layout_for
from app.storage.recovery import restore_backup
from app.workspace.autosave import Autosave
from app.workspace.opening import Found, open_place, relink_step, spacing_step
from app.workspace.workspace import Workspace
from engine.errors import EngineError

MISSING = "The file is not in the folder any more: put it back."


class OpenFolder(QObject):
    """Holds the open folder. `opened` comes when its films are in the document."""

    opened = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._reader, self._jobs, self._settings = workspace.reader, workspace.jobs, workspace.settings
        self._messages, self._window = workspace.messages, workspace.window
        self._place: Path | None = None
        self._kept_elsewhere = False  # the project file was given a place of its own
        self._opening = JobSlot(self)
        self._changed: list[str] = []  # films whose content changed since they were annotated
        self.autosave: Autosave | None = None
        self._reader.facts_ready.connect(self._take_facts)
        self._selection.film_changed.connect(self._save_on_switch)
        self._document.refused.connect(self._messages.warn)

    def ask_open(self) -> None:
        """Ask for a folder and open it."""
        folder = self._document.folder
        start = str(folder.parent) if folder is not None else ""
        path = QFileDialog.getExistingDirectory(self._window, "Open a folder of films", start)
        if path:
            self.open(Path(path))

    def open(self, place: Path, project_file: Path | None = None, start_anew: bool = False) -> None:
        """Open a folder or a project file; the one that is open is saved and closed once that worked."""
        if self._opening.is_busy or self._is_busy():
            return
        if self.autosave is not None and layout_for(place).project == self.autosave.store.layout.project:
            self._messages.note(f"{place.name} is open already.")
            return
        self._place, self._kept_elsewhere = place, project_file is not None
        self._opening.start(
            open_place(place, project_file, self._settings.text("reader"), start_anew),
            self._show,
            self._could_not,
        )

    def close(self) -> bool:
        """Save and give the project back; False where it could not be saved (the person was told)."""
        if self.autosave is None:
            return True
        if not self.autosave.close():
            self._messages.warn(self.autosave.problem, "Save elsewhere", self.ask_save_elsewhere)
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
            self._messages.warn(self._document.read_only or "Nothing is open yet: open a folder of films.")
        elif self.autosave.save_now():
            self._messages.note(f"Saved in {self.autosave.store.layout.project}.")
        else:
            self._messages.warn(self.autosave.problem, "Save elsewhere", self.ask_save_elsewhere)

    def ask_save_elsewhere(self) -> None:
        """Ask for another place for the project file, after a failed save or for a read-only folder."""
        path, _ = QFileDialog.getSaveFileName(
            self._window, "Keep the project at", "", "OneMark project (*.project.json)"
        )
        if not path:
            return
        target = Path(path) if path.endswith(".json") else Path(f"{path}.project.json")
        if self.autosave is not None:
            autosave = self.autosave
            if self._messages.attempt(lambda: autosave.move_to(autosave.store.moved_to(target))):
                self._remember_kept(autosave)
        elif self._document.folder is not None:
            self.open(self._document.folder, target)

    def _show(self, found: Found) -> None:
        opened = found.opened
        # a run that was started meanwhile belongs to the old films
        if self._is_busy() or not self.close():
            if opened.store is not None:
                opened.store.close()
            return
        self._changed = []
        self._reader.open(opened.folder)
        self._document.open(opened.project, opened.read_only, opened.folder)
        if opened.store is not None:
            self.autosave = Autosave(self._document, opened.store, self)
            self.autosave.failed.connect(self._save_failed)
            self.autosave.recovered.connect(lambda: self._messages.note("Saving works again."))
        self._document.add_films(FilmRecord(name) for name in found.films)
        if opened.restored is not None:
            self._document.push(opened.restored)
        relinked = relink_step(self._document.project, found)  # moved films take restored edits along
        if relinked is not None:
            self._document.push(relinked)
        known = spacing_step(self._document.project, found)
        if known is not None and not opened.read_only:
            self._document.push(known)
        if not self._selection.film:
            self._selection.step_film(1)
        self._settings.add_recent(str(self._place))
        if self._kept_elsewhere and self.autosave is not None and self.autosave.save_now():
            self._remember_kept(self.autosave)
        films = self._document.project.films
        # also those that could not be read last time: they may have been mended or put back
        unread = [
            name
            for name in found.films
            if films[name].size is None or not films[name].sha256 or films[name].unreadable
        ]
        self._tell(found)
        self._mark_missing(found)
        self._reader.want_facts(unread)
        self.opened.emit()

    def _remember_kept(self, autosave: Autosave) -> None:
        """The folder knows nothing of a project that is kept elsewhere: the next start opens its file."""
        project = autosave.store.layout.project
        if project.exists():  # else it could not be saved, and there is nothing to open yet
            self._settings.add_recent(str(project))

    def _is_busy(self) -> bool:
        if self._jobs.is_busy:
            words = "A job is still running on these films: cancel it before you open others."
            self._messages.warn(words, "Cancel it", self._jobs.cancel)
        return self._jobs.is_busy

    def _tell(self, found: Found) -> None:
        opened = found.opened
        if opened.needs_place:
            self._messages.warn(opened.read_only, "Choose a place", self.ask_save_elsewhere)
        elif opened.read_only:
            self._messages.warn(opened.read_only)
        elif opened.message:
            self._messages.warn(opened.message)
        elif found.missing:
            shown = ", ".join(found.missing[:3]) + (", ..." if len(found.missing) > 3 else "")
            self._messages.warn(f"{len(found.missing)} films of the project are not in the folder: {shown}.")
        elif found.problem:
            self._messages.warn(f"The mm per pixel of this folder were not taken: {found.problem}")
        elif found.moved:
            self._messages.note(f"{len(found.moved)} moved films were found again.")

    def _mark_missing(self, found: Found) -> None:
        """Films that are not in the folder cannot be read; those that are back can."""
        films = self._document.project.films
        back = [name for name in found.films if films[name].unreadable == MISSING]
        reasons = {**dict.fromkeys(found.missing, MISSING), **dict.fromkeys(back, "")}
        self._document.update_facts(
            {name: replace(films[name].facts, unreadable=reason) for name, reason in reasons.items()}
        )

    def _could_not(self, error: EngineError | Bug) -> None:
        place = self._place
        if isinstance(error, DamagedProjectError) and place is not None:
            if error.backup is not None:
                backup = error.backup
                self._messages.warn(str(error), "Restore it", lambda: self._restore(place, backup))
            else:
                self._messages.warn(str(error), "Start anew", lambda: self.open(place, start_anew=True))
        else:
            self._messages.error(error)

    def _restore(self, place: Path, backup: Path) -> None:
        if self._messages.attempt(lambda: restore_backup(layout_for(place), backup)):
            self.open(place)

    def _save_failed(self, sentence: str) -> None:
        self._messages.warn(sentence, "Save elsewhere", self.ask_save_elsewhere)

    def _save_on_switch(self, _film: str) -> None:
        if self.autosave is not None:
            self.autosave.snapshot()

    def _drop_autosave(self) -> None:
        if self.autosave is not None:
            self.autosave.deleteLater()
        self.autosave = None

    def _take_facts(self, facts: dict[str, FilmFacts]) -> None:
        project = self._document.project
        known = {name: told for name, told in facts.items() if name in project.films}
        changed = [
            name
            for name, told in known.items()
            if told.sha256
            and project.films[name].sha256 not in ("", told.sha256)
            and project.landmarks(name).placed()
        ]
        # a film that cannot be reached now keeps its hash, or a changed one would pass for it later
        self._document.update_facts(
            {
                name: replace(told, sha256=told.sha256 or project.films[name].sha256)
                for name, told in known.items()
            }
        )
        if changed:
            self._changed = list(dict.fromkeys([*self._changed, *changed]))
            self._messages.warn(_changed_sentence(self._changed))


def _changed_sentence(films: list[str]) -> str:
    if len(films) == 1:
        return f"{films[0]} is not the film that was annotated: its content changed. Check its points."
    shown = ", ".join(films[:3]) + (f" and {len(films) - 3} more" if len(films) > 3 else "")
    return f"{shown} are not the films that were annotated: their content changed. Check their points."
