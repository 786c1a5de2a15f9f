"""Import of landmarks: files are read beside the window, looked at on a film, and taken as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.file_places import FileKind
from app.jobs.job import Bug, JobSlot
from app.sentences import translated
from app.translation import tr
from app.views.film_display import FilmDisplay, Mark, MarkKind
from app.views.import_preview import FilmChoice, ImportDisplay, ImportPreview, Whose
from app.views.left_out_list import LeftOutDialog, LeftOutRow
from app.views.mapping_dialog import MappingDialog
from app.workspace.film_attributes import reason_words
from app.workspace.foreign_files import landmark_filter
from app.workspace.incoming import (
    Amount,
    ImportRequest,
    ImportStep,
    Incoming,
    import_step,
    reading,
    stated_marks,
    stepping,
)
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.io.exchange.point_file import Frame
from engine.io.table_assembly import LandmarkTable
from engine.landmarks import Landmark, Origin, Presence

_PREVIEW = 25  # the priority of the film in the preview: after the one on screen, before its neighbours
_ORIGINS = {Whose.PERSON: Origin.ANNOTATED, Whose.MACHINE: Origin.PREDICTED, Whose.UNKNOWN: None}


class Importing(QObject):
    """One import at a time is read, shown where a person has to look at it, and taken."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.window)
        self._document, self._messages = workspace.document, workspace.messages
        self._reader, self._window = workspace.reader, workspace.window
        self._slot = JobSlot(self)
        self._slot.busy_changed.connect(lambda busy: None if busy else self._read_wanted())
        self._preview: ImportPreview | None = None
        self._incoming: Incoming | None = None  # what the preview shows
        self._wanted: ImportRequest | None = None  # to be read once the slot is free
        self._report: tuple[str, str, tuple[LeftOutRow, ...]] | None = None  # of the last import
        self._openings = 0  # how many documents were opened by now
        self._document.replaced.connect(self._leave)
        self._reader.image_ready.connect(self._image_ready)

    @property
    def is_reading(self) -> bool:
        """True while files are being read or taken."""
        return self._slot.is_busy

    @property
    def dialog(self) -> ImportPreview | None:
        """The preview while it is open."""
        return self._preview

    def ask(self) -> None:
        """Ask for files with landmarks."""
        self._messages.ask_files(FileKind.POINTS, tr("Import landmarks"), landmark_filter(), self.import_)

    def import_(self, paths: Sequence[Path], root: Path | None = None, *, unasked: bool = False) -> None:
        """Read files and show or take what they hold.

        `root`: the folder that was dropped, and all of them lie below it. `unasked`: nobody has chosen them,
        they lay there; so they are shown in any case, and nothing is said where they bring nothing.
        """
        if self._document.read_only:
            raise EngineError(self._document.read_only)
        if self._slot.is_busy:
            raise EngineError(tr("A file is being read: wait for it, then import again."))
        if self._preview is not None and not self._preview.close():  # a person stays with it
            return
        request = self._request(tuple(paths), root)
        if not unasked:
            self._messages.note(tr("{file} is being read.", file=request.title))
        self._read(request, partial(self._show, unasked))

    def understand(self, path: Path, use: Callable[[LandmarkTable], object]) -> None:
        """Read a table under the names of the project, ask what strange ones mean, and `use` it."""
        if self._slot.is_busy:
            raise EngineError(tr("A file is being read: wait for it, then try again."))

        def take(incoming: Incoming) -> None:
            if not incoming.guesses or incoming.request.meant is not None:
                use(incoming.table)
                return
            dialog = MappingDialog(incoming.guesses, incoming.free, self._window)
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return
            if twice := dialog.chosen_twice:
                words = tr(
                    "Two names of the table cannot both be {twice}: open it again and choose.", twice=twice
                )
                self._messages.error(EngineError(words))
                return
            self._read(replace(incoming.request, meant=dialog.choice()), take)

        self._read(self._request((path,), None), take)

    def show_report(self) -> None:
        """What the last import assumed and left out."""
        if self._report is None:
            self._messages.note(tr("Nothing was imported since OneMark was started."))
            return
        title, sentences, rows = self._report
        LeftOutDialog(title, sentences, rows, self._window).show()

    # -- reading ------------------------------------------------------------------------------------------

    def _request(self, paths: tuple[Path, ...], root: Path | None) -> ImportRequest:
        document = self._document
        return ImportRequest(paths, document.project, document.folder, document.now(), root)

    def _read(self, request: ImportRequest, use: Callable[[Incoming], object]) -> None:
        opening = self._openings

        def done(incoming: Incoming) -> None:
            if self._openings == opening:
                self._messages.attempt(lambda: use(incoming))

        self._slot.start(reading(request), done, self._failed)

    def _failed(self, error: EngineError | Bug) -> None:
        if self._preview is not None:
            self._preview.set_busy(translated(str(error)))
        self._messages.error(error)

    def _leave(self) -> None:
        """Another project: what was being imported belonged to the one before."""
        self._openings += 1
        self._report = None
        self._close()

    # -- looking ------------------------------------------------------------------------------------------

    def _show(self, unasked: bool, incoming: Incoming) -> None:
        if unasked and incoming.step.change.is_empty:
            return
        if not (unasked or incoming.must_be_seen):
            self._take(incoming, Origin.ANNOTATED)
            return
        self._preview = preview = ImportPreview(self._window)
        preview.film_wanted.connect(self._show_film)
        preview.meant.connect(self._name)
        preview.counted.connect(self._count)
        preview.take_wanted.connect(self._take_shown)
        preview.left.connect(self._left)
        self._fill(incoming)
        preview.show()
        self._messages.note(
            tr("{file}: look at the points, then take them or cancel.", file=incoming.request.title)
        )

    def _fill(self, incoming: Incoming) -> None:
        self._incoming = incoming
        if self._preview is not None:
            self._preview.show_import(_shown(incoming))

    def _count(self, word: str) -> None:
        """The files count from elsewhere: they are read again."""
        if self._incoming is None or self._preview is None:
            return
        frame = next(each for each in Frame if each.word == word)
        self._wanted = replace(self._incoming.request, frame=frame)
        self._preview.set_busy(tr("Reading it so..."))
        if not self._slot.is_busy:
            self._read_wanted()

    def _name(self, meant: Mapping[str, str]) -> None:
        """The names mean something else: it is read again, and shown as it would be taken."""
        if self._incoming is None or self._preview is None:
            return
        self._wanted = replace(self._incoming.request, meant=meant)
        self._preview.set_busy(tr("Reading it under these names..."))
        if not self._slot.is_busy:
            self._read_wanted()

    def _read_wanted(self) -> None:
        if (request := self._wanted) is None or self._preview is None:
            return
        self._wanted = None
        self._read(request, self._renew)

    def _renew(self, incoming: Incoming) -> None:
        if not self._slot.is_busy:  # else another choice was made meanwhile, and is being read
            self._fill(incoming)

    def _show_film(self, film: str) -> None:
        incoming, preview = self._incoming, self._preview
        if incoming is None or preview is None or not film:
            return
        self._reader.hold(film, _PREVIEW)
        self._reader.want_image(film, _PREVIEW)
        kept = {name for place, name in incoming.step.kept if place == film}
        reason = incoming.request.project.film(film).unreadable
        display = FilmDisplay(
            film=film,
            picture=self._reader.picture(film),
            message=reason_words(reason) or tr("Reading {film}...", film=film),
            marks=tuple(_mark(mark, mark.name in kept) for mark in incoming.table.sets[film].placed()),
            lines=incoming.table.scheme.lines,
        )
        preview.show_film(display)

    def _image_ready(self, film: str) -> None:
        if self._preview is not None and self._preview.film_chosen == film:
            self._show_film(film)

    def _left(self) -> None:
        """The preview was closed, by Take or without."""
        if self._preview is not None:
            self._preview.deleteLater()
        self._preview = self._incoming = self._wanted = None
        self._reader.hold("", _PREVIEW)
        self._window.activateWindow()  # the keys belong to the film again

    def _close(self) -> None:
        if self._preview is not None:
            self._preview.done(QDialog.DialogCode.Rejected)  # unasked

    # -- taking -------------------------------------------------------------------------------------------

    def _take_shown(self) -> None:
        incoming, preview = self._incoming, self._preview
        if incoming is None or preview is None or self._slot.is_busy:
            return
        origin = _ORIGINS[preview.whose] if incoming.nameless else Origin.ANNOTATED
        preview.done(QDialog.DialogCode.Accepted)
        self._messages.attempt(lambda: self._take(incoming, origin))

    def _take(self, incoming: Incoming, origin: Origin | None) -> None:
        """Push the step; where the project or the answer is another one by now it is made anew, beside."""
        project, opening = self._document.project, self._openings
        if incoming.step.project is project and incoming.step.origin is origin:
            self._push(incoming, incoming.step)
            return

        def done(step: ImportStep) -> None:
            if self._openings == opening:
                self._messages.attempt(lambda: self._push(incoming, step))

        now = self._document.now()
        self._slot.start(
            stepping(project, incoming.table, origin, now),
            done,
            self._failed,
            # the closing window waits for it
            cancelled=lambda: done(import_step(self._document.project, incoming.table, origin, now)),
        )

    def _push(self, incoming: Incoming, step: ImportStep) -> None:
        if step.project is not self._document.project:  # a film was read, or a point placed, meanwhile
            step = import_step(self._document.project, incoming.table, step.origin, self._document.now())
        incoming = replace(incoming, step=step)
        pushed = self._document.push(step.change)
        if self._document.read_only:  # it was said
            return
        said = _told(incoming) if pushed else _nothing_new(incoming)
        sentences = (*_kept_words(step), *map(translated, incoming.assumed), *_left_words(incoming))
        self._report = (
            tr("Import of {file}", file=incoming.request.title),
            "\n".join((said, *sentences)),
            _rows(incoming),
        )
        words = " ".join((said, *sentences))
        if incoming.left_out:
            self._messages.warn(words, tr("What was left out"), self.show_report)
        else:
            (self._messages.warn if sentences and pushed else self._messages.note)(words)


def _told(incoming: Incoming) -> str:
    films = tr("{n} film", "{n} films", n=len(incoming.step.news))
    return tr("New landmarks on {films} were imported.", films=films)


def _nothing_new(incoming: Incoming) -> str:
    sets = incoming.table.sets.values()
    same = sum(len(stated_marks(marks)) for marks in sets) - len(incoming.step.kept)
    return tr(
        "The table holds nothing new: {n} landmark, the same here already.",
        "The table holds nothing new: {n} landmarks, the same here already.",
        n=same,
    )


def _kept_words(step: ImportStep) -> tuple[str, ...]:
    words = tr(
        "{n} landmark stayed as decided before: what a person placed wins.",
        "{n} landmarks stayed as decided before: what a person placed wins.",
        n=len(step.kept),
    )
    return (words,) if step.kept else ()


def _left_words(incoming: Incoming) -> tuple[str, ...]:
    """The sentences that count what was left out."""
    told = tuple(dict.fromkeys(translated(each.note) for each in incoming.table.left_out if each.note))
    files = sum(not each.note for each in incoming.table.left_out)
    return (*told, tr("Left out besides: {count}.", count=files)) if files else told


def _rows(incoming: Incoming) -> tuple[LeftOutRow, ...]:
    return tuple(LeftOutRow(each.film, each.landmark, translated(each.why)) for each in incoming.left_out)


def _shown(incoming: Incoming) -> ImportDisplay:
    """What the preview says of it."""
    table, step = incoming.table, incoming.step
    what = table.kind or tr("a table")
    missing = {each.film for each in incoming.left_out}
    films = [film for film, marks in table.sets.items() if marks.placed() or film in step.news]
    films.sort(key=lambda film: film not in missing)  # stable: those with something left out come first
    return ImportDisplay(
        tr(
            "{amount} on {films}",
            amount=_amount(step.whole),
            films=tr("{n} film", "{n} films", n=len(step.news)),
        ),
        tr("from {file}: {kind}. Nothing is taken yet.", file=incoming.request.title, kind=what),
        tuple(FilmChoice(film, _film_words(incoming, film, film in missing)) for film in films),
        tuple(map(translated, incoming.assumed)),
        _rows(incoming),
        incoming.guesses,
        incoming.free,
        bool(incoming.nameless),
        bool(step.kept),
        _amount(step.whole),
        tuple((frame.word, frame.value) for frame in incoming.frames),
    )


def _amount(amount: Amount) -> str:
    """What would come in, as a person counts it."""
    absent = tr("{n} absent landmark", "{n} absent landmarks", n=amount.absent)
    points = tr("{n} point", "{n} points", n=amount.points)
    if amount.absent and amount.points:
        return tr("{points} and {absent}", points=points, absent=absent)
    return absent if amount.absent else points


def _film_words(incoming: Incoming, film: str, lacks: bool) -> str:
    """What of the headline comes to this film."""
    news = incoming.step.news.get(film)
    amount = _amount(news) if news else tr("nothing new")
    if lacks:
        return tr("{film}: {points}, some left out", film=film, points=amount)
    return tr("{film}: {points}", film=film, points=amount)


def _mark(mark: Landmark, kept: bool) -> Mark:
    """A point of the file: dashed where another one stays."""
    x, y = mark.position or (0.0, 0.0)
    predicted = mark.origin is Origin.PREDICTED or kept
    kind = MarkKind.PREDICTED if predicted else MarkKind.PLACED
    return Mark(mark.name, x, y, kind, mark.presence is Presence.OCCLUDED, stale=kept)
