"""What every part of the window works on, handed round as one value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.document.document import Document, Edit
from app.document.selection import Selection
from app.jobs.job_panel import Jobs
from app.messages import Messages
from app.settings import Settings
from app.views.job_panel import JobPanel
from app.views.notice import NoticeBar
from app.workspace.film_reader import FilmReader
from app.workspace.previews import Previews


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
    reader: FilmReader
    jobs: Jobs


def new_workspace(window: QWidget, settings: Settings, notice: NoticeBar, panel: JobPanel) -> Workspace:
    """A workspace in which nothing is open yet; messages are shown in `notice`, jobs in `panel`."""
    messages = Messages(notice, window)
    jobs = Jobs(panel, window)
    jobs.failed.connect(messages.error)
    document = Document(window)
    selection = Selection(document, window)
    document.replaced.connect(notice.another_project)
    document.replaced.connect(jobs.leave)
    document.undo_stack.indexChanged.connect(lambda _index: notice.look_again())
    selection.film_changed.connect(lambda _film: notice.another_film())
    selection.followed.connect(lambda edit: messages.note(_where(edit, selection.film)))
    return Workspace(
        window,
        settings,
        messages,
        document,
        selection,
        Previews(document, window),
        FilmReader(settings.number("cache-mb"), window),
        jobs,
    )


def _where(edit: Edit, film: str) -> str:
    """What was taken back or done again, and on which film."""
    place = "" if film in edit.text else f" on {film}"
    return f"{edit.kind.value.capitalize()}: {edit.text}{place}."
