"""The dialog of the models: importing, exporting, removing, and making one the default."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.file_places import FileKind, FilePlaces
from app.jobs.job import Bug, JobSlot
from app.messages import agreed
from app.models.model_list import ModelList
from app.models.operations import importing
from app.models.shelf import ModelChoice
from app.sentences import translated
from app.translation import tr
from app.views.models_dialog import ModelRow, ModelsDialog
from app.views.plain import ask
from engine.errors import EngineError
from engine.models.model_files import SUFFIX, ModelSummary, export_model, with_suffix

_MEASURED = {
    True: tr("measured: the ring round a point holds the true place with a known probability"),
    False: tr("not measured: the ring round a point shows only how unsure the model is"),
}
_TOLD = {
    True: tr("are noticed: such a film gets no points"),
    False: tr("are not noticed: look at what it predicts"),
}
_FILES = tr("Models (*{suffix});;All files (*)", suffix=SUFFIX)


class ModelDialog(QObject):
    """Asks for files, and does the rest by functions that tests can call."""

    def __init__(self, models: ModelList, window: QWidget, places: FilePlaces) -> None:
        super().__init__(window)
        self._models, self._window, self._places = models, window, places
        self._dialog: ModelsDialog | None = None
        self._importing = JobSlot(self)
        models.changed.connect(self._fill)

    @property
    def dialog(self) -> ModelsDialog | None:
        """The dialog once it was shown."""
        return self._dialog

    def show(self) -> None:
        """Show the list beside the work, which goes on."""
        if self._dialog is None:
            self._dialog = dialog = ModelsDialog(self._window)
            dialog.import_wanted.connect(self._ask_import)
            dialog.export_wanted.connect(self._ask_export)
            dialog.remove_wanted.connect(lambda key: self._try(lambda: self._ask_remove(key)))
            dialog.default_wanted.connect(self._models.choose)
        self._models.refresh()
        problems = self._models.shelf.problems
        where = (
            (tr("Imported models lie in {own_folder}.", own_folder=self._models.own_folder),)
            if problems
            else ()
        )
        self._dialog.say("\n".join((*problems, *where)))
        self._dialog.show()
        self._dialog.raise_()

    def import_(self, path: Path) -> None:
        """Copy a model into the list; the dialog says what came of it."""
        if self._importing.is_busy:
            self._say(tr("Another model is still being looked at: import {path} after it.", path=path.name))
            return
        self._say(tr("Looking at {path}...", path=path.name))
        self._importing.start(
            importing(path, self._models.own_folder),
            self._is_in_list,
            lambda error: self._say(error.summary if isinstance(error, Bug) else translated(str(error))),
        )

    def _is_in_list(self, summary: ModelSummary) -> None:
        self._models.refresh()
        self._say(tr("{model} is in the list.", model=summary.card.title or summary.path.stem))

    def export(self, key: str, path: Path) -> str:
        """Copy a model of the list to `path`."""
        target = agreed(path, with_suffix)
        export_model(self._choice(key).path, target)
        return tr("A copy is in {target}.", target=target)

    def remove(self, key: str) -> str:
        """Delete the file of an imported model, and with it all anatomies that it knows."""
        choice, titles = self._choice(key), self._titles_beside(key)
        if not choice.is_own:
            raise EngineError(tr("{model} came with OneMark and stays.", model=choice.title))
        try:
            choice.path.unlink(missing_ok=True)
        except OSError as error:
            raise EngineError(
                tr(
                    "{path} could not be deleted ({strerror}): close what uses it.",
                    path=choice.path,
                    strerror=error.strerror,
                )
            ) from error
        self._models.refresh()
        if len(titles) == 1:
            return tr("{model} was removed.", model=titles[0])
        return tr("{models} were removed.", models=_joined(titles))

    def _titles_beside(self, key: str) -> list[str]:
        """The titles of all entries that lie in the file of this one."""
        path = self._choice(key).path
        return [choice.title for choice in self._models.shelf.choices if choice.path == path]

    def _choice(self, key: str) -> ModelChoice:
        found = next((choice for choice in self._models.shelf.choices if choice.key == key), None)
        if found is None:
            raise EngineError(tr("Choose a model of the list first."))
        return found

    def _ask_import(self) -> None:
        start = str(self._places.start(FileKind.MODEL))
        path, _ = QFileDialog.getOpenFileName(self._dialog, tr("Import a model"), start, _FILES)
        if path:
            self._places.remember(FileKind.MODEL, Path(path))
            self.import_(Path(path))

    def _ask_remove(self, key: str) -> str:
        """What was learned here may be in this file alone."""
        question = tr(
            "Delete {file} with {models}?\n\nIt cannot be brought back: export it first to keep a copy.",
            file=self._choice(key).path,
            models=_joined(self._titles_beside(key)),
        )
        return self.remove(key) if ask(self._dialog, tr("Remove the model"), question) else ""

    def _ask_export(self, key: str) -> None:
        start = str(self._places.target(FileKind.MODEL, Path(self._choice(key).path.name)))
        path, _ = QFileDialog.getSaveFileName(self._dialog, tr("Export the model"), start, _FILES)
        if path:
            self._places.remember(FileKind.MODEL, Path(path))
            self._try(lambda: self.export(key, Path(path)))

    def _try(self, does: Callable[[], str]) -> None:
        """Do it and say in the dialog what came of it: the window's messages lie behind."""
        try:
            outcome = does()
        except EngineError as error:
            outcome = translated(str(error))
        self._say(outcome)

    def _say(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.say(text)

    def _fill(self) -> None:
        if self._dialog is not None:
            chosen = self._models.chosen
            rows = [self._row(choice, choice == chosen) for choice in self._models.shelf.choices]
            self._dialog.show_rows(rows)

    def _row(self, choice: ModelChoice, default: bool) -> ModelRow:
        summary = next(summary for summary in self._models.shelf.summaries if summary.path == choice.path)
        domain = summary.domains[choice.domain]
        facts = {
            tr("Score"): domain.card.score,
            tr("Data"): domain.card.data,
            tr("Protocol"): domain.card.protocol,
            tr("Source"): domain.card.source,
            tr("Licence"): domain.card.licence,
            tr("Made by"): f"{summary.made_by}, {summary.trained_utc[:10]}".rstrip(", "),
            tr("Expected error"): _MEASURED[domain.calibrated],
            tr("Other anatomies"): _TOLD[domain.fitted],
            tr("File"): str(choice.path),
        }
        source = tr("imported") if choice.is_own else "OneMark"
        return ModelRow(
            choice.key,
            choice.title,
            choice.names,
            choice.score,
            source,
            choice.path.name,
            facts,
            choice.is_own,
            default,
        )


def _joined(titles: Sequence[str]) -> str:
    """Titles in a sentence."""
    *others, last = titles
    for title in reversed(others):
        last = tr("{model} and {others}", model=title, others=last)
    return last
