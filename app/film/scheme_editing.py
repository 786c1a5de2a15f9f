"""The scheme editor beside the window: each of its wishes is one step of the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.document import edits
from app.document.project import Project
from app.file_places import FileKind
from app.film.display import Display
from app.film.editing import Editing
from app.film.reference import Reference
from app.sentences import translated
from app.translation import tr
from app.views.film_display import Aim
from app.views.scheme_editor import EditorDisplay, SchemeEditor
from app.workspace.measure_sets import MeasureSets
from app.workspace.schemes import Schemes
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.io.schemes import write_scheme

_FILES = tr("Scheme (*.scheme.json)")
_SUFFIX = ".scheme.json"


class SchemeEditing(QObject):
    """Shows the editor and keeps it in step; what is refused is told where it was wished for."""

    def __init__(
        self,
        workspace: Workspace,
        schemes: Schemes,
        display: Display,
        editing: Editing,
        sets: MeasureSets,
    ) -> None:
        super().__init__(workspace.window)
        self._display, self._sets = display, sets
        self._first = ""  # of a pair that is being clicked
        self._offered: Mapping[str, str] = {}  # sets of measurements
        self._document, self._selection = workspace.document, workspace.selection
        self._messages, self._schemes = workspace.messages, schemes
        self.editor = editor = SchemeEditor(workspace.window)
        self._reference = Reference(workspace, editor.inset)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._refresh)
        for signal in (
            self._document.replaced,
            self._document.scheme_changed,
            self._document.films_changed,
            self._selection.landmark_changed,
            workspace.previews.changed,
            workspace.reader.image_ready,
        ):
            signal.connect(lambda *_values: self._soon.start())
        self._document.refused.connect(editor.say)
        self._document.replaced.connect(self._offer_sets)
        editing.chosen.connect(self._take_click)
        display.aim_changed.connect(self._aim_changed)
        self._connect(editor)

    def _connect(self, editor: SchemeEditor) -> None:
        editor.picked.connect(self._selection.set_landmark)
        editor.picture_wanted.connect(self._show_picture)
        editor.added.connect(self._add)
        editor.renamed.connect(lambda old, new: self._edit(lambda now: edits.rename_landmark(now, old, new)))
        editor.removed.connect(self._remove)
        editor.ordered.connect(lambda names: self._edit(lambda now: edits.reorder(now, names)))
        editor.move_wanted.connect(
            lambda name, by: self._edit(lambda now: edits.move_in_order(now, name, by))
        )
        editor.described.connect(lambda name, text: self._edit(lambda now: edits.describe(now, name, text)))
        editor.respelled.connect(lambda name, more: self._edit(lambda now: edits.respell(now, name, more)))
        editor.paired.connect(lambda name, other: self._edit(lambda now: edits.pair_up(now, name, other)))
        editor.paths.drawn.connect(
            lambda kind, place, names: self._edit(lambda now: edits.set_path(now, kind, place, names))
        )
        editor.paths.changed.connect(self._say_what_to_click)
        editor.pairing.connect(self._begin_pairs)
        editor.sets.chosen.connect(lambda names: self._edit(lambda now: edits.carry_sets(now, names)))
        editor.file_wanted.connect(self._schemes.ask_import)
        editor.save_wanted.connect(self._ask_save)

    def give(self, schemes: QMenu, actions: list[QAction]) -> None:
        """The menu of schemes that ship, and the actions whose keys work in the editor too."""
        self.editor.give(schemes, actions)

    def show(self) -> None:
        """Open the editor, or bring it to the front."""
        self.editor.say("")
        self.editor.show()
        self._offer_sets()
        self._refresh()
        self.editor.raise_()
        self.editor.activateWindow()

    def _offer_sets(self) -> None:
        """Look which sets lie beside the films, while somebody looks."""
        if not self.editor.isHidden():
            self._offered = self._sets.carriable()

    def _refresh(self) -> None:
        if self.editor.isHidden():
            return  # the points of all films are counted only while somebody looks
        project, name = self._document.project, self._selection.landmark
        self.editor.show_scheme(EditorDisplay(project.scheme, name, project.placed_on(name)))
        self.editor.sets.show_sets(self._offered, project.scheme.measurements)

    # -- landmarks that are clicked on the film -----------------------------------------------------------

    def finish_path(self) -> bool:
        """Take the line or curve that is being drawn, where one is."""
        is_drawing = self.editor.paths.is_drawing
        if is_drawing:
            self.editor.paths.finish()
        return is_drawing

    def _take_click(self, name: str) -> None:
        """A landmark was clicked for a line, a curve or a pair."""
        self._selection.set_landmark(name)
        if self.editor.paths.is_drawing:
            self.editor.paths.add(name)
        elif self._first == name or self._first not in self._document.project.scheme.names:
            self._first = name
        else:
            first, self._first = self._first, ""
            self._edit(lambda now: edits.pair_up(now, first, name))
        self._say_what_to_click()

    def _begin_pairs(self, begins: bool) -> None:
        self._first = ""
        if begins:
            self.editor.paths.leave()
        self._say_what_to_click()

    def _say_what_to_click(self) -> None:
        """Let clicks on the film choose landmarks as long as a line, a curve or pairs are made of them."""
        scheme, paths = self._document.project.scheme, self.editor.paths
        if paths.is_drawing:
            kind, place, names = paths.draft
            words = tr("Click landmarks one after the other. Enter: done. Esc: no line")
            self._display.choose(words, kind.changed(scheme, place, names))
        elif self.editor.is_pairing and self._first:
            words = tr("Click the partner of {landmark}. Esc: done", landmark=self._first)
            self._display.choose(words, scheme)
        elif self.editor.is_pairing:
            self._display.choose(tr("Click one landmark of a pair, then the other. Esc: done"), scheme)
        elif self._display.aim is Aim.CHOOSE:
            self._display.set_aim(Aim.POINTS)

    def _aim_changed(self) -> None:
        if self._display.aim is not Aim.CHOOSE:
            self.editor.end_choosing()

    # -- the scheme ---------------------------------------------------------------------------------------

    def _show_picture(self) -> None:
        self._reference.show(self._selection.landmark)
        self.editor.show_picture_or_words()

    def _edit(self, make: Callable[[Project], edits.Change], words: str = "") -> bool:
        """One step, and `words` on it; a refusal is told in the editor, where the person looks."""
        pushed = False
        try:
            change = make(self._document.project)
            pushed = self._document.push(change)
            if pushed:
                self.editor.say(words or tr("{step}. Undo takes it back.", step=change.text))
        except EngineError as error:
            self.editor.say(f"\N{WARNING SIGN} {translated(str(error))}")
        self._soon.start()
        return pushed

    def _add(self, names: tuple[str, ...]) -> None:
        if self._edit(lambda now: edits.add_names(now, names)):
            self.editor.forget_typed()
            self._selection.set_landmark(names[0])

    def _remove(self, name: str) -> None:
        films = self._document.project.placed_on(name)
        if films:
            words = tr(
                "{landmark} and its points on {films} removed: undo brings all of it back.",
                landmark=name,
                films=tr("{n} film", "{n} films", n=films),
            )
        else:
            words = tr("{landmark} removed: undo brings all of it back.", landmark=name)
        self._edit(lambda now: edits.remove_landmark(now, name), words)

    def _ask_save(self) -> None:
        folder = self._document.folder
        proposal = Path(f"{folder.name if folder else 'own'}{_SUFFIX}")
        self._messages.ask_target(
            FileKind.SCHEME, tr("Save the scheme"), (folder or Path()) / proposal, _FILES, self._save, _named
        )

    def _save(self, path: Path, _kind: str) -> None:
        scheme = self._document.project.scheme
        write_scheme(path, scheme)
        landmarks = tr("{n} landmark", "{n} landmarks", n=len(scheme.names))
        self.editor.say(tr("{landmarks} saved as {file}.", landmarks=landmarks, file=path.name))


def _named(chosen: Path) -> Path:
    return chosen if chosen.name.casefold().endswith(".json") else chosen.with_name(f"{chosen.name}{_SUFFIX}")
