"""The sample project: drawn films in the person's data folder, the first one annotated."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject

from app.document import edits
from app.document.film import FilmRecord
from app.document.project import Parts
from app.jobs.past_run import SAMPLE
from app.storage.opening import open_project
from app.translation import tr
from app.workspace.open_folder import OpenFolder
from app.workspace.workspace import Workspace
from engine.landmarks import LandmarkSet
from engine.operation import Operation, Progress
from engine.phantoms.phantom import write_phantoms

COUNT, SEED = 12, 7


def sample_folder() -> Path:
    """Where the sample films lie."""
    return Path(platformdirs.user_data_dir("OneMark", appauthor=False)) / "Sample films"


def make_sample(folder: Path) -> Operation[Path]:
    """Draw the films and annotate the first; a sample that is there already is opened as it was left."""
    if any(folder.glob("*.dcm")):
        yield Progress("opening the sample", 0, 0)
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    phantoms = yield from write_phantoms(folder, COUNT, SEED)
    first = next(iter(phantoms.truth))
    opened = open_project(folder)
    if opened.store is not None:
        films = {name: FilmRecord(name) for name in phantoms.paths}
        project = opened.project.with_parts(Parts(films=dict(films), scheme=phantoms.scheme))
        truth = LandmarkSet(first, phantoms.truth[first].landmarks, project.reader, project.reading)
        project = project.with_parts(Parts(sets={first: truth}))
        project = project.with_parts(edits.mark_exemplar(project, first).after)
        try:
            opened.store.snapshot(project)
        finally:
            opened.store.close()
    return folder


class Sample(QObject):
    """Help > Sample project."""

    def __init__(self, workspace: Workspace, folder: OpenFolder) -> None:
        super().__init__(workspace.window)
        self._jobs, self._messages, self._folder = workspace.jobs, workspace.messages, folder
        folder.opened.connect(self._opened)
        self._document = workspace.document

    def start(self) -> None:
        """Draw and open it."""
        self._messages.attempt(lambda: self._jobs.start(SAMPLE, make_sample(sample_folder()), self._done))

    def _done(self, folder: Path) -> str:
        self._folder.open(folder)
        return tr("The sample is drawn")

    def _opened(self) -> None:
        # how long Propagate takes is told when it is pressed
        if self._document.folder == sample_folder() and not self._document.project.has_predictions:
            self._messages.note(tr("The sample is open and its first film is annotated: press Propagate."))
