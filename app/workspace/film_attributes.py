"""What a person says of whole films: exemplar, excluded with a reason, millimetres, whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QInputDialog

from app.document import edits
from app.document.project import Project
from app.document.spacing_edits import Extent, Ruler, SpacingChoice
from app.file_places import FileKind
from app.jobs.job import JobSlot
from app.sentences import translated
from app.translation import tr
from app.views.film_list import FilmList
from app.views.spacing_dialog import SpacingDialog, SpacingOffer
from app.workspace.export import stated_attributes
from app.workspace.open_folder import MISSING
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.io.patients import SEX, SUBJECT, Sex
from engine.io.tables import read_spacings
from engine.operation import Operation, Progress

TABLES = tr("Tables (*.csv *.tsv *.txt);;All files (*)")
NO_REASON = "no reason given"  # as it is stored
_ROOM_FOR_A_SENTENCE = 460  # px


class FilmAttributes(QObject):
    """Works on the film on screen, or on the selected rows of the list where that makes sense."""

    def __init__(self, workspace: Workspace, films: FilmList) -> None:
        super().__init__(workspace.window)
        self._document, self._selection, self._films = workspace.document, workspace.selection, films
        self._messages, self._window, self._edit = workspace.messages, workspace.window, workspace.edit
        self._looking = JobSlot(self)

    @property
    def is_looking(self) -> bool:
        """True while films of the same person are looked for."""
        return self._looking.is_busy

    def set_exemplar(self, exemplar: bool) -> None:
        """Let the others learn from the film on screen, or no longer."""
        film = self._selection.film
        self._edit(lambda project: edits.mark_exemplar(project, film, exemplar))

    def set_excluded(self, excluded: bool) -> None:
        """Exclude the selected films with a reason, or take them in again."""
        films = self._selected()
        reason = ""
        if excluded:
            dialog = QInputDialog(self._window)
            dialog.setWindowTitle(tr("Exclude"))
            question = (
                tr("Why is {film} excluded?", film=films[0])
                if len(films) == 1
                else tr("Why are {count} films excluded?", count=len(films))
            )
            dialog.setLabelText(question)
            dialog.resize(_ROOM_FOR_A_SENTENCE, dialog.sizeHint().height())
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return
            reason = dialog.textValue().strip() or NO_REASON
        self._edit(lambda project: edits.set_excluded(project, films, reason))

    def set_sex(self, sex: Sex | None) -> None:
        """Say the sex of the person on the selected films, also for all others of that person.

        Whose films they are is read from the files: a project does not hold it. None: as the files say.
        """
        folder, chosen = self._document.folder, self._selected()
        looking = films_of_persons(self._document.project, chosen, folder)
        told = partial(self._take_sex, sex, folder)
        self._messages.attempt(lambda: self._looking.start(looking, told, self._messages.failed))

    def _take_sex(self, sex: Sex | None, folder: Path | None, found: PersonFilms) -> None:
        known = self._document.project.films
        films = [film for film in found.films if film in known]
        if folder != self._document.folder or not films:
            return  # another folder is open now
        count = tr("{n} film", "{n} films", n=len(films))
        text = {
            None: tr("Sex as the file says: {films}", films=count),
            Sex.FEMALE: tr("Of a girl or woman: {films}", films=count),
            Sex.MALE: tr("Of a boy or man: {films}", films=count),
        }[sex]
        self._edit(lambda project: edits.set_attribute(project, films, SEX, sex or "", text))
        if self._document.read_only:
            return  # it was said
        if found.is_known:
            self._messages.note(tr("Set for all films of this person here: {films}.", films=count))
        else:
            self._messages.note(
                tr(
                    "Set for {films}, whose file does not tell whose it is: select other films of this "
                    "person to set it for them too.",
                    films=count,
                )
            )

    def ask_spacing(self, ruler: Ruler | None = None) -> None:
        """Ask how large a pixel is; `ruler` was just drawn on the film."""
        project, film = self._document.project, self._selection.film
        if not film:
            return
        current = project.film(film).spacing
        dialog = SpacingDialog(
            None if current is None else current.x,
            {extent: _offer(project, films) for extent, films in self._extents().items()},
            None if ruler is None else edits.distance(ruler.start, ruler.end, None)[0],
            self._window,
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.set_spacing(dialog.choice(), ruler)

    def measured(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A ruler was drawn from (x0, y0) to (x1, y1), original pixels: ask how long it is."""
        self.ask_spacing(Ruler(self._selection.film, (x0, y0), (x1, y1)))

    def set_spacing(self, choice: SpacingChoice, ruler: Ruler | None = None) -> None:
        """Set the millimetres of this, the selected or all films as one step."""
        films = self._extents()[choice.extent]
        self._edit(lambda project: edits.choose_spacing(project, films, choice, ruler))

    def ask_spacing_table(self) -> None:
        """Ask for a spacing table and take it over."""
        self._messages.ask_file(
            FileKind.SPACINGS, tr("Millimetres from a table"), TABLES, self.take_spacing_table
        )

    def take_spacing_table(self, path: Path) -> None:
        """Read a spacing table and take it over: what it says of a film wins, for it was just given."""
        project = self._document.project
        spacings = read_spacings(path, tuple(project.films))
        if not spacings:
            raise EngineError(
                tr("{file} names no film of this folder: check its column image.", file=path.name)
            )
        self._document.push(edits.take_spacings(project, spacings, overwrite=True))
        if self._document.read_only:
            return  # it was said
        films = tr("{n} film", "{n} films", n=len(spacings))
        self._messages.note(tr("{file} gives the mm per pixel of {films}.", file=path.name, films=films))

    def _extents(self) -> Mapping[Extent, tuple[str, ...]]:
        return {
            Extent.THIS: (self._selection.film,),
            Extent.SELECTED: self._selected(),
            Extent.ALL: tuple(self._document.project.films),
        }

    def _selected(self) -> tuple[str, ...]:
        selected = self._films.selected
        return selected if self._selection.film in selected else (self._selection.film,)


@dataclass(frozen=True, slots=True)
class PersonFilms:
    """Films of the same people as some that were chosen; `is_known`: for each of these it is known whose."""

    films: tuple[str, ...]
    is_known: bool


def films_of_persons(
    project: Project, chosen: tuple[str, ...], folder: Path | None
) -> Operation[PersonFilms]:
    """`chosen` and all films of the same people, by what was typed or else the headers in `folder`."""

    def subject(film: str) -> str:
        record = project.film(film)
        return {**stated_attributes(record, folder), **record.user_attributes}.get(SUBJECT, "")

    yield Progress("reading headers", 0, len(project.films))
    people = {film: subject(film) for film in chosen}
    sought = set(people.values()) - {""}
    found = dict.fromkeys(chosen)
    for number, film in enumerate(project.films if sought else (), 1):
        if film not in people and subject(film) in sought:
            found[film] = None
        yield Progress("reading headers", number, len(project.films), film)
    return PersonFilms(tuple(found), all(people.values()))


def reason_words(stored: str) -> str:
    """Why a film is excluded or cannot be read, which is stored in English, in the language of the window."""
    words = {
        NO_REASON: tr("no reason given"),
        MISSING: tr("The file is not in the folder any more: put it back."),
    }
    return words.get(stored) or translated(stored)


def _offer(project: Project, films: Iterable[str]) -> SpacingOffer:
    """What can be said of the millimetres of `films`."""
    films = tuple(films)
    records = [project.film(film) for film in films]
    placed = [{mark.name for mark in project.landmarks(film).placed()} for film in films]
    in_pairs = set().union(*(names for names in placed if len(names) > 1))
    return SpacingOffer(
        len(films),
        tuple(name for name in project.scheme.names if name in in_pairs),
        any(film.file_spacing or (film.size is None and not film.unreadable) for film in records),
        any(film.user_spacing for film in records),
        sum(film.file_spacing is not None for film in records),
    )
