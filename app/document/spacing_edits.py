"""What a person says about millimetres, for many films at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.document.change import Change, change
from app.document.film import FilmRecord
from app.document.film_edits import Point, films_words, magnified, spacing_from_distance, typed_spacing
from app.document.project import Project
from app.translation import tr
from engine.errors import EngineError
from engine.imaging.image import Spacing, SpacingSource


class SpacingWay(StrEnum):
    """How the person knows the millimetres."""

    TYPED = "mm per pixel"
    RULER = "a ruler drawn on the film"
    LANDMARKS = "two landmarks"
    MAGNIFIED = "magnification"
    FILE = "as the file says"


class Extent(StrEnum):
    """Which films a choice is for."""

    THIS = "this film"
    SELECTED = "the selected films"
    ALL = "all films"


@dataclass(frozen=True, slots=True)
class SpacingChoice:
    """What was chosen. `number`: mm per pixel, a length in mm, or the factor; `names`: two landmarks.

    `leaves_own`: films whose own file gives mm keep what they have.
    """

    way: SpacingWay
    extent: Extent
    number: float = 1.0
    names: tuple[str, str] = ("", "")
    leaves_own: bool = False


@dataclass(frozen=True, slots=True)
class Ruler:
    """A line drawn on `film`, original pixels (x, y)."""

    film: str
    start: Point
    end: Point


def choose_spacing(
    project: Project, films: Iterable[str], choice: SpacingChoice, ruler: Ruler | None = None
) -> Change:
    """Give each film the spacing that `choice` means for it, in one step.

    Films of which the choice says nothing (a landmark is not placed, the file knows no spacing), or whose
    pixels have another shape by their own file, stay as they are; EngineError where that is so of all, or
    where films still have to be read of which the file decides.
    """
    films = tuple(films)
    if choice.way is SpacingWay.MAGNIFIED or choice.leaves_own:
        _require_read(project, films)
    if choice.leaves_own:
        films = tuple(film for film in films if project.film(film).file_spacing is None)
        if not films:
            raise EngineError(_ALL_OWN)
    found = {film: _spacing(project, film, choice, ruler) for film in films}
    if choice.way is SpacingWay.FILE:
        return _set(project, dict.fromkeys(found))
    known = {film: spacing for film, spacing in found.items() if spacing is not None}
    if not known:
        raise EngineError(_NOTHING[choice.way])
    fitting = {film: spacing for film, spacing in known.items() if _fits(project, film, spacing)}
    if not fitting:
        raise EngineError(_OTHER_SHAPE)
    return _set(project, fitting)


def take_spacings(project: Project, spacings: Mapping[str, Spacing], overwrite: bool = False) -> Change:
    """Take over a spacing table; what a person said before stays unless `overwrite`."""
    films = {
        film: spacing
        for film, spacing in spacings.items()
        if film in project.films and (overwrite or project.films[film].user_spacing is None)
    }
    return _set(project, films)


_OTHER_SHAPE = tr(
    "By the film's own file its pixels are not square, or of another shape than those that were measured, so "
    "this cannot be right along both sides: measure on it, or take a table with spacing_x and spacing_y."
)
_ALL_OWN = tr(
    "The own files of all these films give their mm: to set others, choose that these are replaced too."
)
_NOTHING = {
    SpacingWay.TYPED: tr("Type the mm per pixel."),
    SpacingWay.RULER: tr("Draw a ruler on the film first: Film > Ruler."),
    SpacingWay.LANDMARKS: tr(
        "These two landmarks are not both placed on any of these films: place them first."
    ),
    SpacingWay.MAGNIFIED: tr("The files say no mm per pixel that could be divided: type it instead."),
}


def _require_read(project: Project, films: Iterable[str]) -> None:
    """A film that was not read yet looks like one whose file says no millimetres: it would be left out."""
    records = map(project.film, films)
    if unread := sum(film.size is None and not film.unreadable for film in records):
        raise EngineError(
            tr(
                "{n} film of the chosen ones must be read first: wait until all films are read, "
                "then set the millimetres again.",
                "{n} films of the chosen ones must be read first: wait until all films are read, "
                "then set the millimetres again.",
                n=unread,
            )
        )


def _spacing(project: Project, film: str, choice: SpacingChoice, ruler: Ruler | None) -> Spacing | None:
    by_file = project.film(film).file_spacing
    if choice.way is SpacingWay.TYPED:
        return typed_spacing(choice.number)
    if choice.way is SpacingWay.MAGNIFIED:
        return None if by_file is None else magnified(by_file, choice.number)
    if choice.way is SpacingWay.RULER and ruler is not None:
        known = _shape(project, ruler.film)
        return spacing_from_distance(ruler.start, ruler.end, choice.number, SpacingSource.RULER, known)
    if choice.way is SpacingWay.LANDMARKS:
        marks = project.landmarks(film)
        first, second = (marks.get(name).position for name in choice.names)
        if first is not None and second is not None and first != second:
            source = SpacingSource.LANDMARK_DISTANCE
            return spacing_from_distance(first, second, choice.number, source, _shape(project, film))
    return None


def _shape(project: Project, film: str) -> Spacing | None:
    """What is known of the shape of pixels: by the film's file, else by what a person said of it before."""
    record = project.film(film)
    return record.file_spacing or record.spacing


def _fits(project: Project, film: str, spacing: Spacing) -> bool:
    known = project.film(film).file_spacing
    return known is None or spacing.has_shape_of(known)


def _set(project: Project, spacings: Mapping[str, Spacing | None]) -> Change:
    records: dict[str, FilmRecord | None] = {
        film: replace(project.film(film), user_spacing=spacing) for film, spacing in spacings.items()
    }
    text = tr("Set pixel spacing of {films}", films=films_words(records))
    return change(project, text, films=records)
