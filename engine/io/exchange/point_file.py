"""What all formats share: a film's points as a file has them, and the frames that they are counted in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing
from engine.io.guard import parsed_json
from engine.io.table_write import FilmRow
from engine.landmarks import Landmark, Origin, Presence, Scheme

Point = tuple[float, float]
UNREVIEWED = "unreviewed"  # how formats that can say so mark a prediction that nobody has decided on


class Frame(Enum):
    """Where a format's (0, 0) lies and how its numbers go on; ours: see `engine.geometry.coordinates`.

    Programs disagree by half a pixel, or by the film's height: each format says which frame it means.
    """

    CENTRE = "pixels, (0, 0) is the centre of the first one, y goes down"
    CORNER = "pixels, (0, 0) is the upper left corner of the film, y goes down"
    UP_CENTRE = "pixels, (0, 0) is the centre of the lowest left one, y goes up"
    UP_EDGE = "pixels, y goes up from the row below the lowest: the height of the film - y"
    LPS = "mm from the centre of the first pixel, y goes down (LPS)"
    RAS = "mm from the centre of the first pixel, both axes turned round (RAS)"

    @property
    def word(self) -> str:
        """What options call it: "up-edge"."""
        return self.name.lower().replace("_", "-")

    def to_pixels(self, point: Point, film: FilmRow) -> Point:
        """A point of this frame as original pixels of `film`. TableError where its size or spacing lacks."""
        x, y = point
        if self in _UP:
            return x, _height(film) - _UP[self] - y
        if self in (Frame.LPS, Frame.RAS):
            sign = 1.0 if self is Frame.LPS else -1.0
            across, down = _pixel(film)
            return sign * x / across, sign * y / down
        shift = {Frame.CENTRE: 0.0, Frame.CORNER: -0.5}[self]
        return x + shift, y + shift

    def from_pixels(self, point: Point, film: FilmRow) -> Point:
        """The inverse of `to_pixels`."""
        x, y = point
        if self in _UP:
            return x, _height(film) - _UP[self] - y
        if self in (Frame.LPS, Frame.RAS):
            sign = 1.0 if self is Frame.LPS else -1.0
            across, down = _pixel(film)
            return sign * x * across, sign * y * down
        shift = {Frame.CENTRE: 0.0, Frame.CORNER: -0.5}[self]
        return x - shift, y - shift


_UP = {Frame.UP_CENTRE: 1.0, Frame.UP_EDGE: 0.0}  # what is taken from the height of the film, besides y


def _height(film: FilmRow) -> int:
    if film.size is None:
        raise TableError(
            f"Nobody knows how large {film.identity} is, and this format counts from another edge: "
            "give the folder of the films (--images)."
        )
    return film.size.height


def _pixel(film: FilmRow) -> Point:
    """Mm a pixel along x and y by the film's own file; 1 where that states none, as Slicer has it.

    What a person typed or measured is not known to the other program.
    """
    return (1.0, 1.0) if film.file_spacing is None else (film.file_spacing.x, film.file_spacing.y)


@dataclass(frozen=True, slots=True)
class FilmPoints:
    """One film as a file has it. `image`: its name there, "" where the file does not say.

    `marks` are in the frame of the file, `frame` that of this film where it is another one than the format's.
    `size` and `spacing` are those that the file states.
    """

    image: str
    marks: tuple[Landmark, ...]
    reader: str = ""
    size: Size | None = None
    spacing: Spacing | None = None
    frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class PointFile:
    """All that a file says. `scheme`: order, pairs and lines of its landmarks, where it states any."""

    films: tuple[FilmPoints, ...]
    scheme: Scheme = field(default_factory=Scheme)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PointFormat:
    """A format: `read` takes the text of a file, `write` gives that of one that holds `films`.

    `suffixes`: the first is what is written. `decimals`: behind the point, 0 for whole pixels.
    `one_film`: a file holds one film. `marks_unreviewed`: it can say that nobody has decided on a point.
    `other_frames`: those that some programs count in instead of `frame`, and files do not say which.
    `in_folders`: the suffix that its program wants of the files in a folder, where that is another one.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    frame: Frame
    recognises: Callable[[str], bool]
    read: Callable[[str], PointFile]
    write: Callable[[Sequence[FilmPoints], Scheme], str] | None
    decimals: int = 6
    one_film: bool = False
    marks_unreviewed: bool = False
    names_landmarks: bool = True
    other_frames: tuple[Frame, ...] = ()
    in_folders: str = ""

    def counted_in(self, frame: Frame) -> PointFormat:
        """The format for files that count in `frame`. TableError where no program has such ones."""
        frames = (self.frame, *self.other_frames)
        if frame not in frames:
            known = ", ".join(each.word for each in frames)
            raise TableError(f"{self.title} does not count in {frame.word}: choose one of {known}.")
        return replace(self, frame=frame, other_frames=tuple(each for each in frames if each is not frame))


def is_unreviewed(mark: Landmark) -> bool:
    """True for a prediction that nobody has decided on."""
    return mark.origin is Origin.PREDICTED


def point(
    name: str, x: float, y: float, presence: Presence = Presence.PRESENT, *, unreviewed: bool = False
) -> Landmark:
    """A landmark of a file; TableError for a coordinate that is no number."""
    if not (abs(x) < 1e9 and abs(y) < 1e9):
        raise TableError(f"{name} has the position ({x}, {y}), which is none: correct it.")
    return Landmark(name, x, y, presence, Origin.PREDICTED if unreviewed else None)


def moved(mark: Landmark, place: Callable[[Point], Point]) -> Landmark:
    """`mark` at `place` of where it is."""
    if mark.position is None:
        return mark
    x, y = place(mark.position)
    return replace(mark, x=x, y=y)


def read_json(text: str, what: str, read: Callable[[Mapping[str, Any]], PointFile]) -> PointFile:
    """What `read` makes of the object in a JSON file; TableError where it is none, or laid out otherwise."""
    try:
        values = parsed_json(text)
    except ValueError as error:
        raise TableError(f"The file is no JSON ({error}): save it again.") from error
    if not isinstance(values, dict):
        raise TableError(f"The file is no {what}: it holds no JSON object.")
    try:
        return read(values)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        words = f"The {what} is not laid out as such files are ({error!r}): save it again."
        raise TableError(words) from error


def json_in_lines(values: Mapping[str, Any], rows: str) -> str:
    """`values` as a JSON object with a line for each element of the list `rows`, its last key.

    A person can read it, and it takes a tenth of the time of an indented one, which Python writes itself.
    """
    *_, last = values
    if last != rows:
        raise ValueError(f"{rows} is not the last key of {', '.join(values)}")
    head = json.dumps({name: value for name, value in values.items() if name != rows}, ensure_ascii=False)
    lines = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in values[rows])
    return f'{head[:-1]}, "{rows}": [\n  {lines}\n]}}'


def rows_of(text: str) -> list[list[str]]:
    """The rows of a CSV file with commas; TableError where it is damaged."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), skipinitialspace=True))
    except csv.Error as error:
        raise TableError(f"The table is damaged ({error}): export it again.") from error


def refuse_doubles(image: str, names: Iterable[str]) -> None:
    """TableError where a film has two points of one name: neither is better than the other."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise TableError(
                f"{image or 'The film'} has two points called {name}: rename or remove one of them."
            )
        seen.add(name)
