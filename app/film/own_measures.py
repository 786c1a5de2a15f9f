"""Measurements of a person's own: the form, its preview on the film on screen, and the file they go into."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog

from app.film.live_measures import LiveMeasures, value_words
from app.sentences import translated
from app.translation import listed, tr
from app.views.measure_form import KindOffer, MeasureForm, MeasureWish
from app.workspace.measure_sets import SET_FILES
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.measurements.measurement_set import MeasurementSet, ValueUnit
from engine.measurements.own_measurement import OwnKind, OwnMeasurement, add_own, own_text, with_own
from engine.measurements.set_file import SUFFIX, shipped_sets
from engine.measurements.values import called_as, landmark_names, measure

_WORDS = {  # titles of kinds, and what their landmarks are for
    "Distance": tr("Distance"),
    "Angle at a landmark": tr("Angle at a landmark"),
    "Angle of two lines": tr("Angle of two lines"),
    "Distance from a line": tr("Distance from a line"),
    "Distance along a line": tr("Distance along a line"),
    "Area": tr("Area"),
    "Radius of a circle": tr("Radius of a circle"),
    "Greatest tilt of lines, from the top (Cobb)": tr("Greatest tilt of lines, from the top (Cobb)"),
    "Formula of other measurements": tr("Formula of other measurements"),
    "From": tr("From", comment="a landmark"),
    "At": tr("At", comment="a landmark"),
    "To": tr("To", comment="a landmark"),
    "Of": tr("Of", comment="a landmark"),
    "First line from": tr("First line from"),
    "First line to": tr("First line to"),
    "Second line from": tr("Second line from"),
    "Second line to": tr("Second line to"),
    "Line from": tr("Line from"),
    "Line to": tr("Line to"),
}
_NUMBERED = {  # those of which there are several, {number} in place of theirs
    "Corner {number}": tr("Corner {number}"),
    "On it {number}": tr("On it {number}"),
    "Line {number} from": tr("Line {number} from"),
    "Line {number} to": tr("Line {number} to"),
}
_KINDS = {_WORDS.get(kind.title, kind.title): kind for kind in OwnKind}


class OwnMeasures(QObject):
    """One form at a time; it blocks nothing, so points can be placed beside it."""

    def __init__(self, workspace: Workspace, measures: LiveMeasures) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._previews, self._messages, self._window = (
            workspace.previews,
            workspace.messages,
            workspace.window,
        )
        self._measures = measures
        self._form: MeasureForm | None = None
        self._path, self._text = Path(), ""  # of the set; "" until its file is read
        self._made: tuple[OwnMeasurement, MeasurementSet] | None = None  # what was parsed last
        self._previews.changed.connect(lambda _films: self._preview())
        self._selection.film_changed.connect(lambda _film: self._preview())
        self._document.scheme_changed.connect(self.close)  # its landmarks are others now
        self._document.replaced.connect(self.close)

    @property
    def dialog(self) -> MeasureForm | None:
        """The form while it is shown."""
        return self._form

    def show(self) -> None:
        """Show an empty form, or the one that is being filled in."""
        if self._form is not None:
            self._form.activateWindow()
            return
        offers = {
            kind.title: KindOffer(
                kind.roles, tuple(unit.value for unit in kind.units), kind.fewest, kind is OwnKind.FORMULA
            )
            for kind in OwnKind
        }
        self._form = MeasureForm(_in_words(offers), self._document.project.scheme.names, self._window)
        self._form.changed.connect(self._preview)
        self._form.add_wanted.connect(self._add)
        self._form.file_wanted.connect(self.ask_file)
        self._form.finished.connect(lambda _result: self._forget())
        self._take_path(self._usual_path())
        self._form.show()

    def close(self) -> None:
        """Put the form away."""
        if self._form is not None:
            self._form.done(QDialog.DialogCode.Rejected)  # unasked: it would say something else now

    def _forget(self) -> None:
        if self._form is not None:
            self._form.deleteLater()
            self._form = None

    def _usual_path(self) -> Path:
        """The set that is measured by where it is the person's, else one beside the films."""
        chosen, folder = self._measures.sets.chosen, self._document.folder or Path()
        return folder / f"{folder.name}{SUFFIX}" if chosen in (*shipped_sets(), "") else Path(chosen)

    def ask_file(self) -> None:
        """Ask for another file: one that is there is added to, and not replaced."""
        option = QFileDialog.Option.DontConfirmOverwrite
        path, _ = QFileDialog.getSaveFileName(
            self._form, tr("Write the measurement into"), str(self._path), SET_FILES, options=option
        )
        if path:
            chosen = Path(path)
            named = chosen.name.endswith(SUFFIX)
            self._take_path(chosen if named else chosen.with_name(f"{chosen.stem}{SUFFIX}"))

    def _take_path(self, path: Path) -> None:
        self._path, self._text, self._made = path, "", None
        if self._form is not None:
            words = tr("{file} (there already)") if path.exists() else tr("{file} (new)")
            self._form.show_place(words.format(file=path.name))
            self._preview()

    def _preview(self) -> None:
        """Its value on the film on screen, or what is wrong."""
        if self._form is None:
            return
        if not self._form.choices_made():
            self._form.say("", can_add=True)  # nothing is wrong yet; who presses it is told what to do
            return
        try:
            words = self._value(_own(self._form.wish))
        except EngineError as error:
            self._form.say(translated(str(error)), can_add=False)
        else:
            self._form.say(words, can_add=True)

    def _value(self, own: OwnMeasurement) -> str:
        project, film = self._document.project, self._selection.film
        measures = self._set_with(own)
        if not film:
            return ""
        names = landmark_names(measures, project.scheme.names)
        marks = called_as(self._previews.landmarks(film), names)
        found = measure(measures, marks, project.film(film).spacing)[-1]
        value = value_words(found, with_error=True)
        return value if found.value is None else f"{own.symbol} {value}"

    def _set_with(self, own: OwnMeasurement) -> MeasurementSet:
        """The set with `own`: read and parsed once for what is typed, and not for each move of a point."""
        if self._made is None or self._made[0] != own:
            self._text = self._text or own_text(self._path, self._document.project.scheme.names)
            self._made = own, with_own(self._text, self._path, own)[1]
        return self._made[1]

    def _add(self) -> None:
        """Write it, and measure by that set from now on; what fails is said in the form."""
        if self._form is None:
            return
        try:
            own = _own(self._form.wish)
            add_own(self._path, own, self._document.project.scheme.names)
        except EngineError as error:
            self._form.say(translated(str(error)), can_add=True)
            return
        self._form.accept()
        self._measures.take_file(self._path)
        self._measures.pick(own.symbol.strip())
        self._messages.note(
            tr("{symbol} is written into {file}.", symbol=own.symbol.strip(), file=self._path)
        )


def _in_words(offers: Mapping[str, KindOffer]) -> dict[str, KindOffer]:
    """`offers` with their titles and roles in the language of the window."""
    return {
        _WORDS.get(title, title): replace(offer, roles=tuple(map(_role_words, offer.roles)))
        for title, offer in offers.items()
    }


def _role_words(role: str) -> str:
    number = re.search(r"\d+", role)
    if number is None:
        return _WORDS.get(role, role)
    pattern = f"{role[: number.start()]}{{number}}{role[number.end() :]}"
    return _NUMBERED.get(pattern, pattern).format(number=number[0])


def _own(wish: MeasureWish) -> OwnMeasurement:
    kind = _KINDS[wish.kind]
    bad_mean = tr("The mean of the norm is no number: type it such as 82.5.")
    bad_sd = tr("The SD of the norm is no number: type it such as 82.5.")
    norm = (_number(wish.mean, bad_mean), _number(wish.sd, bad_sd))
    own = OwnMeasurement(
        kind, wish.symbol, wish.name, ValueUnit(wish.unit), wish.landmarks, wish.formula, *norm
    )
    if not own.symbol.strip():
        raise EngineError(tr("The measurement has no symbol: type a short one, such as SNA."))
    if own.missing:
        roles = listed([_role_words(role) for role in own.missing])
        raise EngineError(tr("A landmark is missing: choose {roles}.", roles=roles))
    return own


def _number(text: str, refusal: str) -> float | None:
    if not text.strip():
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise EngineError(refusal) from error
