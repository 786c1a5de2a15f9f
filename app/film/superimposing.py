"""Superimposition of the film on screen and another one of the same person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from PIL import Image as Picture
from PySide6.QtCore import QObject

from app.file_places import FileKind
from app.film.measures import mm_words
from app.sentences import translated
from app.translation import tr
from app.views.superimposition_dialog import (
    SuperimpositionChoice,
    SuperimpositionDialog,
    SuperimpositionDisplay,
)
from app.views.superimposition_picture import TracedPair, Tracing
from app.workspace.workspace import Workspace
from engine.errors import EngineError
from engine.imaging.image import Spacing
from engine.io.targets import Result, check_target, write_picture
from engine.landmarks import LandmarkSet
from engine.measurements.superimposition import FilmFit, Superimposition, superimpose

_USUAL = (("Sella", "Nasion"), ("S", "N"))
_KIND = tr("Picture (*.png)")
_ALONE = tr("No other film has two landmarks in common with this one: place them there.")


class Superimposing(QObject):
    """Keeps the dialog in step with the film on screen and its points."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._previews, self._messages, self._window = (
            workspace.previews,
            workspace.messages,
            workspace.window,
        )
        self._dialog: SuperimpositionDialog | None = None
        self._choice = SuperimpositionChoice()
        self._films: tuple[str, ...] = ()  # walking through all of them is not for each edit
        self._selection.film_changed.connect(lambda _film: self._refresh(anew=True))
        self._previews.changed.connect(lambda _films: self._refresh())
        self._document.films_changed.connect(lambda _films: self._refresh())
        self._document.scheme_changed.connect(lambda: self._refresh(anew=True))

    @property
    def dialog(self) -> SuperimpositionDialog | None:
        """The dialog once it was shown."""
        return self._dialog

    def show(self) -> None:
        """Lay the film on screen and the first that shares landmarks with it over each other."""
        film = self._selection.film
        if not self._is_shown and film and not self._others(film):
            self._messages.warn(_ALONE)
            return
        if self._dialog is None:
            self._dialog = SuperimpositionDialog(self._window)
            self._dialog.chosen.connect(self._choose)
            self._dialog.picture_wanted.connect(self.ask_picture)
        self._dialog.show()
        self._dialog.raise_()
        self._refresh(anew=True)

    @property
    def _is_shown(self) -> bool:
        return self._dialog is not None and self._dialog.isVisible()

    def _choose(self, choice: SuperimpositionChoice) -> None:
        is_new = choice.film != self._choice.film
        if choice.landmarks and "" in choice.landmarks:  # best fit had hidden them
            names = self._common(choice.film)
            choice = replace(choice, landmarks=self._usual(names) or names[:2])
        self._choice = choice
        self._refresh(anew=is_new)

    def _refresh(self, *, anew: bool = False) -> None:
        """Show what is chosen; `anew`: landmarks and direction as they suit these films."""
        if self._dialog is None or not self._is_shown:
            return
        film = self._selection.film
        if not film or film not in self._document.project.films:
            self._dialog.show_films(SuperimpositionDisplay("", (), (), SuperimpositionChoice()))
            return
        if anew:
            self._films = self._others(film)
        films = self._films
        if self._choice.film not in films:
            self._choice, anew = replace(self._choice, film=next(iter(films), "")), True
        names = self._common(self._choice.film)
        if anew:
            self._choice = self._suited(film, names)
        pair, said = self._laid(film, names)
        self._dialog.show_films(SuperimpositionDisplay(film, films, names, self._choice, pair, said))

    def _others(self, film: str) -> tuple[str, ...]:
        """The films that have two landmarks or more in common with `film`."""
        here = _placed(self._previews.landmarks(film)).keys()
        sets = (
            (name, self._previews.landmarks(name)) for name in self._document.project.films if name != film
        )
        return tuple(name for name, marks in sets if len(here & _placed(marks).keys()) > 1)

    def _common(self, other: str) -> tuple[str, ...]:
        if not other:
            return ()
        marks = self._previews.landmarks
        both = _placed(marks(self._selection.film)).keys() & _placed(marks(other)).keys()
        return tuple(name for name in self._document.project.scheme.names if name in both)

    def _suited(self, film: str, names: tuple[str, ...]) -> SuperimpositionChoice:
        project, other = self._document.project, self._choice.film
        mirrored = bool(other) and project.film(film).mirrored != project.film(other).mirrored
        kept = set(self._choice.landmarks) <= set(names) and self._choice.landmarks
        landmarks = self._choice.landmarks if kept else self._usual(names)
        return replace(self._choice, landmarks=landmarks, is_mirrored=mirrored)

    def _usual(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """S and N where the films have them; none, for best fit, where not."""
        scheme = self._document.project.scheme
        for pair in _USUAL:
            found = tuple(scheme.find(name) for name in pair)
            if all(name in names for name in found):
                return tuple(name for name in found if name is not None)
        return ()

    def _laid(self, film: str, names: tuple[str, ...]) -> tuple[TracedPair | None, str]:
        """The pair as it is drawn, and how well it lies; None with the reason."""
        project, choice, other = self._document.project, self._choice, self._choice.film
        if not other:
            return None, _ALONE
        fixed, moving = self._previews.landmarks(film), self._previews.landmarks(other)
        here, there = project.film(film).spacing, project.film(other).spacing
        fit = FilmFit.SCALED if choice.is_scaled else FilmFit.RIGID
        try:
            found = superimpose(
                fixed,
                moving,
                here,
                there,
                names=choice.landmarks or names,
                fit=fit,
                mirrored=choice.is_mirrored,
            )
        except EngineError as error:
            return None, translated(str(error))
        scale = (1.0, 1.0) if here is None else (here.x, here.y)
        moved = {name: found.apply(place) for name, place in _placed(moving).items()}
        scheme = project.scheme
        tracings = (Tracing(film, _scaled(_placed(fixed), scale)), Tracing(other, _scaled(moved, scale)))
        bar = None if found.unit != "mm" else lambda across: _bar(found, across / scale[0])
        pair = TracedPair(*tracings, scheme.lines, scheme.curves, choice.landmarks, bar)
        return pair, _words(found, choice, here, there)

    def ask_picture(self) -> None:
        """Ask for a file and save the picture there."""
        folder = self._document.folder or Path()
        stems = [Path(name).stem for name in (self._selection.film, self._choice.film)]
        proposal = folder.parent / f"{' on '.join(reversed(stems))}.png"
        self._messages.ask_target(
            FileKind.PICTURE,
            tr("Save the superimposition"),
            proposal,
            _KIND,
            lambda path, _kind: self.save(path),
            _as_png,
        )

    def save(self, path: Path) -> None:
        """Save the picture. Raises `EngineError`."""
        if self._dialog is None:
            return
        check_target(path, Result.PICTURE)
        write_picture(path, Picture.fromarray(self._dialog.picture.pixels()))
        self._messages.note(tr("The picture {path} is written.", path=path))


def _placed(marks: LandmarkSet) -> Mapping[str, tuple[float, float]]:
    return {mark.name: mark.position for mark in marks.placed() if mark.position is not None}


def _scaled(
    points: Mapping[str, tuple[float, float]], scale: tuple[float, float]
) -> Mapping[str, tuple[float, float]]:
    return {name: (x * scale[0], y * scale[1]) for name, (x, y) in points.items()}


def _bar(found: Superimposition, width: float) -> float:
    """The mm of the scale bar of a picture, `width` pixels of the fixed film across."""
    bar = found.scale_bar(width)
    return 0.0 if bar is None else bar.mm


def _words(
    found: Superimposition, choice: SuperimpositionChoice, here: Spacing | None, there: Spacing | None
) -> str:
    """How well the films lie on each other, and where mm come from."""
    residuals = list(found.residuals.values())
    by = tr("{n} landmark", "{n} landmarks", n=len(residuals))
    if choice.landmarks:
        apart = tr(
            "By {landmarks}: {last} lies {distance:.2f} {unit} apart.",
            landmarks=by,
            last=choice.landmarks[1],
            distance=residuals[-1],
            unit=found.unit,
        )
    else:
        apart = tr(
            "By {landmarks}: they lie {distance:.2f} {unit} apart on average.",
            landmarks=by,
            distance=fmean(residuals),
            unit=found.unit,
        )
    words = [apart, tr("Turned by {angle:.1f}\N{DEGREE SIGN}.", angle=found.angle)]
    if choice.is_scaled:
        words.append(tr("Its size times {scale:.3f}.", scale=found.scale))
    if found.unit == "mm" and here is not None and there is not None:
        sources = tr(" and ").join(map(mm_words, dict.fromkeys((here.source, there.source))))
        words.append(f"{sources}.")
    else:
        words.append(tr("The mm of a film are unknown: sizes are compared in pixels."))
    if found.unreviewed:
        words.append(
            tr(
                "On the two films together, {n} point is a prediction that nobody has reviewed.",
                "On the two films together, {n} points are predictions that nobody has reviewed.",
                n=found.unreviewed,
            )
        )
    return " ".join(words)


def _as_png(chosen: Path) -> Path:
    return chosen if chosen.suffix.casefold() == ".png" else chosen.with_name(f"{chosen.name}.png")
