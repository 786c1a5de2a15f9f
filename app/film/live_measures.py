"""The measurements of the film on screen, while its points are edited: in their panel and over the film."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.document.film import FilmRecord
from app.file_places import FileKind
from app.film.measures import mm_words, readings_of
from app.sentences import translated
from app.settings import DRAW_ALL
from app.shipped_words import in_words
from app.translation import tr
from app.views.film_display import DrawnMeasure
from app.views.film_view import FilmView
from app.views.measure_panel import MeasurePanel, MeasurePanelDisplay, MeasureRow
from app.workspace.measure_sets import SET_FILES, MeasureSets
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.imaging.image import Spacing
from engine.io.patients import SEX, Sex, sex_of
from engine.landmarks import LandmarkSet
from engine.measurements.drawings import drawings
from engine.measurements.measurement_set import Measurement, MeasurementSet, PopulationNorm, ValueUnit
from engine.measurements.point_errors import ReaderErrors, errors_of_readings
from engine.measurements.values import MeasuredValue, called_as, landmark_names, measure

_OPEN = "measures-open"
_UNITS = {
    ValueUnit.DEGREES: "\N{DEGREE SIGN}",
    ValueUnit.MILLIMETRES: " mm",
    ValueUnit.SQUARE_MILLIMETRES: " mm\N{SUPERSCRIPT TWO}",
    ValueUnit.PIXELS: " px",
    ValueUnit.PERCENT: " %",
    ValueUnit.RATIO: "",
}

_SEX_WORDS = {Sex.FEMALE: tr("female"), Sex.MALE: tr("male")}


class LiveMeasures(QObject):
    """Measures the film on screen whenever something of it changes, also under a drag.

    `drawn` is what lies over the film; `drawn_changed` is emitted where nothing else has changed there.
    Made before the `Display`, which reads `drawn` when it hears of the same edit.
    """

    drawn_changed = Signal()

    def __init__(self, workspace: Workspace, panel: MeasurePanel, film: FilmView) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._previews, self._messages = workspace.previews, workspace.messages
        self._settings, self._panel = workspace.settings, panel
        self.sets = MeasureSets(workspace.document, workspace.settings)
        self.drawn: tuple[DrawnMeasure, ...] = ()
        self._offered: Mapping[str, str] = {}
        self._measures: MeasurementSet | None = None
        self._names: Mapping[str, str] = {}  # landmark of the project -> of the set
        self._readings: ReaderErrors | None = None  # by what was read twice in the audit
        self._why = ""  # there is nothing to measure
        self._key = self._group = ""  # of the set and of what is shown of it
        self._chosen = ""
        self._dragged: Mapping[str, tuple[float, float]] = {}
        self._connect(film)
        panel.show_open(self._settings.remembered(_OPEN) == "yes")

    def _connect(self, film: FilmView) -> None:
        self._previews.changed.connect(self._edited)
        self._document.films_changed.connect(self._edited)
        self._selection.film_changed.connect(lambda _film: self._let_go())
        self._document.scheme_changed.connect(self._take_set)
        self._document.replaced.connect(self._take_set)
        self._settings.changed.connect(lambda key: self._refresh_all() if key == DRAW_ALL else None)
        self._panel.opened.connect(self._opened)
        self._panel.set_wanted.connect(self.choose_set)
        self._panel.file_wanted.connect(self.ask_file)
        self._panel.group_wanted.connect(self._choose_group)
        self._panel.picked.connect(self.pick)
        film.dragging.connect(self._drag)

    @property
    def for_export(self) -> MeasurementSet:
        """The set of the project, also while the panel is folded. Raises `EngineError`."""
        if not (key := self.sets.chosen):
            raise EngineError(
                tr(
                    "No set that ships measures these landmarks: View > Measurements, then choose or open "
                    "one."
                )
            )
        return self.sets.read(key)

    @property
    def readings(self) -> ReaderErrors | None:
        """How far this project's points may be off, by the films that were read twice in its audit.

        Landmarks are called as in the project. None where too few were.
        """
        project = self._document.project
        read = readings_of(project)
        pairs = [(read.first[film], again) for film, again in read.again.items()]
        known = {film: spacing for film in read.again if (spacing := project.film(film).spacing)}
        return errors_of_readings(pairs, known)

    def choose_set(self, key: str) -> None:
        """Measure by another set; one that cannot be read leaves the one before."""
        if self._messages.attempt(lambda: self.sets.read(key, again=True)):
            self.sets.choose(key)
            self._chosen = ""
        self._take_set()
        self.drawn_changed.emit()

    def ask_file(self) -> None:
        """Measure by a set of the person's own."""
        self._messages.ask_file(
            FileKind.MEASURE_SET, tr("Open a set of measurements"), SET_FILES, self.take_file
        )

    def take_file(self, path: Path) -> None:
        """Measure by the set in a file. Raises `EngineError`."""
        self.sets.read(str(path), again=True)
        self.choose_set(str(path))

    def _choose_group(self, group: str) -> None:
        self.sets.choose_group(group)
        self._group = group
        self._refresh_all()

    def pick(self, symbol: str) -> None:
        """Choose a measurement of the set; "" for none."""
        self._chosen = symbol
        self._refresh_all()

    def _opened(self, is_open: bool) -> None:
        self._settings.remember(_OPEN, "yes" if is_open else "")
        self._take_set()
        self.drawn_changed.emit()

    def _edited(self, films: tuple[str, ...]) -> None:
        known = (self._document.project.films.get(film) for film in films)
        if self._measures is not None and any(film and film.audit and film.audit.again for film in known):
            self._take_readings()
        if self._selection.film in films:
            self._let_go()

    def _let_go(self) -> None:
        self._dragged = {}
        self.refresh()

    def _drag(self, places: Mapping[str, tuple[float, float]]) -> None:
        if self._panel.is_open and places != self._dragged:
            self._dragged = places
            self._refresh_all()

    def _refresh_all(self) -> None:
        self.refresh()
        self.drawn_changed.emit()

    def _take_set(self) -> None:
        """Look again at which sets there are, and at how the chosen one calls the landmarks."""
        self._dragged = {}
        self._measures, self._names, self._why, self._readings = None, {}, "", None
        if not self._panel.is_open or self._document.folder is None:
            self.refresh()
            return
        names = self._document.project.scheme.names
        self._offered, self._key, self._group = self.sets.offered(), self.sets.chosen, self.sets.group
        try:
            if self._key:
                measures = self.sets.read(self._key)
                self._names = landmark_names(measures, names) if names else {}
                self._take_readings()
                self._measures = measures
            else:
                self._why = tr("Choose what is to be measured: a set that ships, or a file of your own.")
        except EngineError as error:
            self._why = translated(str(error))
        self.refresh()

    def _take_readings(self) -> None:
        """Look again at the films that were read twice, which walks through all films."""
        readings = self.readings
        self._readings = readings and readings.called_as(self._names)

    def refresh(self) -> None:
        """Measure the film on screen as it is now."""
        self.drawn = ()
        if not self._panel.is_open:
            return
        film, measures = self._selection.film, self._measures
        if measures is None or not film:
            self._panel.show_values(MeasurePanelDisplay(self._offered, self._key, said=self._why))
            return
        record = self._document.project.film(film)
        spacing, marks = record.spacing, called_as(self._marks(film), self._names)
        sex = sex_of(record.attributes)
        every = measure(measures, marks, spacing, readings=self._readings, sex=sex)
        values = [each for each in every if self._is_in_group(each.measurement)]
        self.drawn = self._drawn(measures, marks, spacing, values)
        self._panel.show_values(
            MeasurePanelDisplay(
                self._offered,
                self._key,
                tuple(dict.fromkeys(group for each in measures.shown for group in each.groups)),
                self._group,
                tuple(map(measure_row, values)),
                self._chosen,
                "\n".join(filter(None, (_scale_words(spacing), _whose_norms(record, sex, values)))),
            )
        )

    def _is_in_group(self, measurement: Measurement) -> bool:
        return not self._group or self._group in measurement.groups

    def _marks(self, film: str) -> LandmarkSet:
        """The points as they are seen, those under a drag at the cursor."""
        marks = self._previews.landmarks(film)
        held = {name: place for name, place in self._dragged.items() if marks.get(name).position is not None}
        return marks.with_landmarks(
            # a point that a person moves has no machine's radius any more
            replace(marks.get(name), x=x, y=y, error_radius=None, error_coverage=None)
            for name, (x, y) in held.items()
        )

    def _drawn(
        self,
        measures: MeasurementSet,
        marks: LandmarkSet,
        spacing: Spacing | None,
        values: list[MeasuredValue],
    ) -> tuple[DrawnMeasure, ...]:
        every = self._settings.flag(DRAW_ALL)
        found = {
            each.measurement.symbol: each
            for each in values
            if each.value is not None and (every or each.measurement.symbol == self._chosen)
        }
        return tuple(
            DrawnMeasure(
                f"{symbol} {value_words(found[symbol])}",
                symbol == self._chosen,
                drawing.solid,
                drawing.dashed,
                drawing.arcs,
                drawing.points,
                drawing.label,
            )
            for symbol, drawing in drawings(measures, found, marks, spacing).items()
        )


def measure_row(found: MeasuredValue) -> MeasureRow:
    """A measurement as the panel shows it."""
    measurement, norm = found.measurement, found.norm
    return MeasureRow(
        measurement.symbol,
        value_words(found, with_error=True),
        found.value is None,
        deviation_of(found),
        "" if norm is None else tr("norm {mean:g}", mean=norm.mean),
        _told(found),
    )


def deviation_of(found: MeasuredValue) -> float | None:
    """How many SDs a value lies above the mean of its norm; None where either is unknown."""
    norm = found.norm
    if found.value is None or norm is None or not norm.sd:
        return None
    return (found.value - norm.mean) / norm.sd


def value_words(found: MeasuredValue, *, with_error: bool = False) -> str:
    """A value with its unit, and its error where that is known; why it is blank."""
    if found.value is None:
        return in_words(found.note)
    places = found.measurement.decimals
    error = ""
    if with_error and found.error is not None:
        error = f" \N{PLUS-MINUS SIGN}{found.error:.{places}f}"
    return f"{found.value:.{places}f}{error}{_UNITS[found.measurement.unit]}"


def _told(found: MeasuredValue) -> str:
    """All that is known of a measurement, in sentences."""
    measurement = found.measurement
    head = f"{measurement.symbol}: {measurement.definition or measurement.name}"
    norm = found.norm
    others = "; ".join(_norm_words(each) for each in measurement.norms if each is not norm)
    notes = (in_words(note) for note in (found.norm_note, found.error_note) if note)
    sentences = (f"{note[0].upper()}{note[1:]}." for note in notes)
    shown = "" if norm is None else tr("Norm {norms}", norms=_norm_words(norm))
    unused = tr("Not compared with: {norms}", norms=others) if others else ""
    lines = (head, in_words(found.note), shown, unused, *sentences)
    return "\n".join(line for line in lines if line)


def _norm_words(norm: PopulationNorm) -> str:
    spread = "" if norm.sd is None else f" \N{PLUS-MINUS SIGN} {norm.sd:g}"
    sex = "" if norm.sex is None else _SEX_WORDS[norm.sex]
    whose = ", ".join(part for part in (sex, norm.age, norm.source) if part)
    return f"{norm.mean:g}{spread}" + (f" ({whose})" if whose else "")


def _whose_norms(record: FilmRecord, sex: Sex | None, values: list[MeasuredValue]) -> str:
    """Which of the norms that differ by sex are shown, and who said the sex; "" where none of them does."""
    if not any(each.measurement.differs_by_sex for each in values):
        return ""
    if sex is None:
        return tr(
            "Sex unknown: norms that differ by it are blank, or those of both. Set it in the menu Film."
        )
    if record.user_attributes.get(SEX):
        return (
            tr("Norms of girls and women, as you said.")
            if sex is Sex.FEMALE
            else tr("Norms of boys and men, as you said.")
        )
    return (
        tr("Norms of girls and women, by the film's file.")
        if sex is Sex.FEMALE
        else tr("Norms of boys and men, by the film's file.")
    )


def _scale_words(spacing: Spacing | None) -> str:
    if spacing is None:
        return tr("No pixel spacing: lengths are blank, angles and ratios take pixels as square.")
    return mm_words(spacing.source)
