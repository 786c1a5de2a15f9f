"""What every part of the window works on, handed round as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from app.document import edits
from app.document.document import Document, Edit, EditKind
from app.document.project import Project
from app.document.selection import Selection
from app.file_places import FilePlaces
from app.jobs.job_panel import Jobs
from app.messages import Messages
from app.settings import Settings
from app.translation import tr
from app.views.job_panel import JobPanel
from app.views.notice import NoticeBar
from app.workspace.film_reader import FilmReader
from app.workspace.previews import Previews
from app.workspace.review_queue import ReviewQueue


@dataclass(frozen=True, slots=True)
class Workspace:
    """The open document with all that looks after it. `window`: the parent of dialogs and controllers.

    The fields stay the same objects as long as the window lives; what is in them changes, and they say so
    by their signals.
    """

    window: QWidget
    settings: Settings
    messages: Messages
    document: Document
    selection: Selection
    previews: Previews
    queue: ReviewQueue
    reader: FilmReader
    jobs: Jobs

    def edit(self, make: Callable[[Project], edits.Change]) -> bool:
        """Push what `make` changes as one undo step; False where it was refused or changes nothing."""
        pushed: list[bool] = []
        self.messages.attempt(lambda: pushed.append(self.document.push(make(self.document.project))))
        return any(pushed)

    def edit_film(self, make: Callable[[Project], edits.Change]) -> bool:
        """As `edit`, of the film on screen: its preview of a running job is taken over in the same step."""
        return self.edit(lambda project: self._on_preview(project, make))

    def _on_preview(self, project: Project, make: Callable[[Project], edits.Change]) -> edits.Change:
        preview = self.previews.preview(self.selection.film)
        if preview is None:
            return make(project)
        sources, now = self.previews.preview_sources, self.document.now()
        first = edits.take_predictions(project, [preview], now=now, sources=sources)
        step = make(project.with_parts(first.after))
        return replace(edits.combined(project, step.text, first, step), joins=step.joins)


def new_workspace(window: QWidget, settings: Settings, notice: NoticeBar, panel: JobPanel) -> Workspace:
    """A workspace in which nothing is open yet; messages are shown in `notice`, jobs in `panel`."""
    document = Document(window)
    messages = Messages(notice, window, FilePlaces(settings, lambda: document.folder))
    jobs = Jobs(panel, window)
    jobs.failed.connect(messages.failed)
    jobs.started.connect(lambda _title: messages.job_started())
    selection = Selection(document, window)
    document.replaced.connect(notice.another_project)
    document.replaced.connect(jobs.leave)
    document.undo_stack.indexChanged.connect(lambda _index: notice.look_again())
    selection.film_changed.connect(lambda _film: notice.another_film())
    selection.followed.connect(lambda edit: messages.note(_where(edit, selection.film)))
    previews = Previews(document, window)
    return Workspace(
        window,
        settings,
        messages,
        document,
        selection,
        previews,
        ReviewQueue(document, previews, settings, window),
        FilmReader(settings.number("cache-mb"), window),
        jobs,
    )


def _where(edit: Edit, film: str) -> str:
    """What was taken back or done again, and on which film where it was one."""
    touched = {*edit.parts.sets, *edit.parts.films}
    told = edit.text
    if touched == {film} and film not in edit.text:
        told = tr("{step} on {film}", step=edit.text, film=film)
    if edit.kind is EditKind.UNDO:
        return tr("Undo: {step}.", step=told)
    return tr("Redo: {step}.", step=told)
