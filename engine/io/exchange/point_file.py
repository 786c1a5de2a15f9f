"""What all formats share: a film's points as a file has them, and the frames that they are counted in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing
from engine.io.guard import parsed_json
from engine.io.table_write import FilmRow
from engine.landmarks import Landmark, Origin, Presence, Scheme
from engine.wording import counted, listed

Point = tuple[float, float]
UNREVIEWED = "unreviewed"  # how formats that can say so mark a prediction that nobody has decided on
OCCLUDED = "occluded"  # and how those without a word of their own mark what is hidden


class Frame(Enum):
    """Where a format's (0, 0) lies and how its numbers go on; ours: see `engine.geometry.coordinates`.

    Programs disagree by half a pixel, or by the film's height: each format says which frame it means.
    """

    CENTRE = "pixels, (0, 0) is the centre of the first one, y goes down"
    CORNER = "pixels, (0, 0) is the upper left corner of the film, y goes down"
    UP_CENTRE = "pixels, (0, 0) is the centre of the lowest left one, y goes up"
    PERCENT = "per cent of width and height from the upper left corner of the film, y goes down"
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
            return x, _size(film).height - _UP[self] - y
        if self is Frame.PERCENT:
            return x * _size(film).width / 100.0 - 0.5, y * _size(film).height / 100.0 - 0.5
        if self in _MM:
            sign = 1.0 if self is Frame.LPS else -1.0
            across, down = _pixel(film)
            return sign * x / across, sign * y / down
        shift = {Frame.CENTRE: 0.0, Frame.CORNER: -0.5}[self]
        return x + shift, y + shift

    def from_pixels(self, point: Point, film: FilmRow) -> Point:
        """The inverse of `to_pixels`."""
        x, y = point
        if self in _UP:
            return x, _size(film).height - _UP[self] - y
        if self is Frame.PERCENT:
            return 100.0 * (x + 0.5) / _size(film).width, 100.0 * (y + 0.5) / _size(film).height
        if self in _MM:
            sign = 1.0 if self is Frame.LPS else -1.0
            across, down = _pixel(film)
            return sign * x * across, sign * y * down
        shift = {Frame.CENTRE: 0.0, Frame.CORNER: -0.5}[self]
        return x - shift, y - shift


_MM = frozenset({Frame.LPS, Frame.RAS})
_UP = {Frame.UP_CENTRE: 1.0, Frame.UP_EDGE: 0.0}  # what is taken from the height of the film, besides y


def assumed_millimetres(frames: Iterable[tuple[Frame, FilmRow]]) -> tuple[str, ...]:
    """A sentence where a pixel had to be taken for 1 mm, as Slicer has it; see `_pixel`.

    `frames`: the films with the frame that their points are counted in. That is right of a picture and of a
    DICOM film without a spacing, and wrong of any other that is not at hand.
    """
    found = (film.identity for frame, film in frames if frame in _MM and film.file_spacing is None)
    films = tuple(dict.fromkeys(found))
    if not films:
        return ()
    return (
        "A pixel was taken for 1 mm, as in Slicer, where the film's own file states no spacing or is not at "
        f"hand (--images): {counted(len(films), 'film')} ({listed(films)}).",
    )


def _size(film: FilmRow) -> Size:
    if film.size is None:
        raise TableError(
            f"Nobody knows how large {film.identity} is, and this format counts from another edge or in per "
            "cent: give the folder of the films (--images)."
        )
    return film.size


def _pixel(film: FilmRow) -> Point:
    """Mm a pixel along x and y by the film's own file; 1 where that states none, as Slicer has it.

    What a person typed or measured is not known to the other program, and it divides by no magnification.
    """
    if film.file_spacing is None:
        return 1.0, 1.0
    if film.file_spacing.stated is None:
        raise TableError(f"{film.identity} must be read again, as its magnification is not known: open it.")
    return film.file_spacing.stated


@dataclass(frozen=True, slots=True)
class FilmPoints:
    """One film as a file has it. `image`: its name there, "" where the file does not say.

    `marks` are in the frame of the file, `frame` that of this film where it is another one than the format's.
    `size` and `spacing` are those that the file states. `sop_instance`: the film's UID, where the file names
    it by that. `path`: where the film lies, for formats that hold a part of its header.
    """

    image: str
    marks: tuple[Landmark, ...]
    reader: str = ""
    size: Size | None = None
    spacing: Spacing | None = None
    frame: Frame | None = None
    sop_instance: str = ""
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class PointFile:
    """All that a file says. `scheme`: order, pairs and lines of its landmarks, where it states any."""

    films: tuple[FilmPoints, ...]
    scheme: Scheme = field(default_factory=Scheme)
    notes: tuple[str, ...] = ()


_Content = TypeVar("_Content", str, bytes)


@dataclass(frozen=True, slots=True)
class FileFormat(Generic[_Content]):
    """A format: `read` takes the content of a file, `write` gives that of one that holds `films`.

    `suffixes`: the first is what is written. `decimals`: behind the point, 0 for whole pixels.
    `one_film`: a file holds one film. `marks_unreviewed`: it can say that nobody has decided on a point,
    `marks_absent`, `marks_occluded`: that a landmark is so. `one_scale`: a pixel has one length in it.
    `needs_films`: what is written holds a part of the film's own DICOM file, so that must be at hand.
    `other_frames`: those that some programs count in instead of `frame`, and files do not say which.
    `in_folders`: the suffix that its program wants of the files in a folder, where that is another one.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    frame: Frame
    recognises: Callable[[_Content], bool]
    read: Callable[[_Content], PointFile]
    write: Callable[[Sequence[FilmPoints], Scheme], _Content] | None
    decimals: int = 6
    one_film: bool = False
    marks_unreviewed: bool = False
    marks_absent: bool = False
    marks_occluded: bool = False
    one_scale: bool = False
    names_landmarks: bool = True
    needs_films: bool = False
    other_frames: tuple[Frame, ...] = ()
    in_folders: str = ""

    def counted_in(self, frame: Frame) -> Self:
        """The format for files that count in `frame`. TableError where no program has such ones."""
        frames = (self.frame, *self.other_frames)
        if frame not in frames:
            known = ", ".join(each.word for each in frames)
            raise TableError(f"{self.title} does not count in {frame.word}: choose one of {known}.")
        return replace(self, frame=frame, other_frames=tuple(each for each in frames if each is not frame))


@dataclass(frozen=True, slots=True)
class PointFormat(FileFormat[str]):
    """A format of text, whatever its encoding."""


@dataclass(frozen=True, slots=True)
class BinaryFormat(FileFormat[bytes]):
    """A format that is no text: its content is recognised and read as bytes."""


AnyFormat = PointFormat | BinaryFormat


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


def read_json(
    text: str, what: str, read: Callable[[Any], PointFile], outermost: type[dict[str, Any] | list[Any]] = dict
) -> PointFile:
    """What `read` makes of the object (or list) in a JSON file; TableError where it is laid out otherwise."""
    try:
        values = parsed_json(text)
    except ValueError as error:
        raise TableError(f"The file is no JSON ({error}): save it again.") from error
    if not isinstance(values, outermost):
        kind = "object" if outermost is dict else "list"
        raise TableError(f"The file is no {what}: it holds no JSON {kind}.")
    try:
        return read(values)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError) as error:
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


def stated_size(width: Any, height: Any) -> Size | None:
    """The size that a file states of a film; None where it leaves it out or has 0."""
    return Size(int(width), int(height)) if width and height else None


def no_points(kinds: Mapping[str, int], most: int = 4) -> list[str]:
    """A sentence on what a file has beside points, by kind; none where it has nothing else."""
    counts = [f"{number} x {kind}" for kind, number in kinds.items()]
    return [f"Left out, as they are no points: {listed(counts, most)}."] if counts else []


def refuse_doubles(image: str, names: Iterable[str]) -> None:
    """TableError where a film has two points of one name: neither is better than the other."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise TableError(
                f"{image or 'The film'} has two points called {name}: rename or remove one of them."
            )
        seen.add(name)


def refuse_double_films(images: Iterable[str]) -> None:
    """TableError where a file holds two films of one name: nothing says whose points are whose."""
    seen: set[str] = set()
    for image in images:
        if image in seen:
            raise TableError(f"The file has two films called {image}: rename or remove one of them.")
        seen.add(image)
