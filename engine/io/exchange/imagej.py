"""ImageJ points, .roi or a .zip of them. Frame: pixels, (0, 0) the centre of the first one, y goes down.

Half a pixel is added before ImageJ draws points (not areas) on a film; those without sub-pixel resolution are
whole pixels and mean the same. A selection of one point is named as the landmark; the points of a multi-point
selection have their order only. The file names no film.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from engine.errors import TableError
from engine.io.exchange.point_file import (
    OCCLUDED,
    UNREVIEWED,
    BinaryFormat,
    FilmPoints,
    Frame,
    Point,
    PointFile,
    is_unreviewed,
    no_points,
    point,
    refuse_doubles,
)
from engine.io.guard import sentence_part
from engine.landmarks import MOST_LANDMARKS, Landmark, Presence, Scheme

if TYPE_CHECKING:
    from roifile import ImagejRoi

_ROI, _ZIP = b"Iout", b"PK\x03\x04"
_SUFFIX = ".roi"
_MOST_BYTES = 1 << 26  # that the selections of a zip may unpack to: a thousand times what any has
_AUTOMATIC = re.compile(r"\d{4,5}(-\d{4,5}){1,2}")  # how ImageJ calls what nobody has named: slice, y and x


def _recognises(data: bytes) -> bool:
    return data.startswith(_ROI) or (data.startswith(_ZIP) and _SUFFIX.encode() in data)


def _read(data: bytes) -> PointFile:
    from roifile import ROI_TYPE, ImagejRoi

    try:
        rois = [(name, ImagejRoi.frombytes(content)) for name, content in _contents(data)]
    except (ValueError, TypeError, struct.error, OverflowError, RuntimeError, EOFError, OSError, zlib.error,
            zipfile.BadZipFile) as error:  # fmt: skip
        raise TableError(
            f"The file of ImageJ is damaged ({sentence_part(error)}): save the selections again."
        ) from error
    points = [(name, roi) for name, roi in rois if roi.roitype is ROI_TYPE.POINT]
    _refuse_stacks(roi for _, roi in points)
    others = Counter(roi.roitype.name.lower() for _, roi in rois if roi.roitype is not ROI_TYPE.POINT)
    notes = no_points(others)
    marks = _marks(points, notes)
    refuse_doubles("", (mark.name for mark in marks))
    return PointFile((FilmPoints("", marks),), notes=tuple(notes))


def _contents(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each selection; TableError where they unpack to more than a stated limit."""
    if data.startswith(_ROI):
        yield "", data
        return
    left = _MOST_BYTES
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if entry.filename.casefold().endswith(_SUFFIX)]
        if len(entries) > MOST_LANDMARKS:
            raise TableError(f"These are {len(entries)} selections, and a film has {MOST_LANDMARKS} at most.")
        for entry in entries:
            with archive.open(entry) as file:
                content = file.read(left + 1)  # what an entry says of its size need not be so
            left -= len(content)
            if left < 0:
                raise TableError(
                    f"The selections unpack to more than {_MOST_BYTES >> 20} MB: split the file."
                )
            yield entry.filename[: -len(_SUFFIX)], content


def _refuse_stacks(points: Iterable[ImagejRoi]) -> None:
    """TableError where points lie on several slices of a stack: each slice is a film."""
    slices: set[int] = set()
    for roi in points:
        places = roi.counter_positions
        if places is None or not places.any():
            slices.add(max(roi.position, roi.z_position))
        else:
            slices.update(map(int, places.tolist()))
    if len(slices) > 1:
        raise TableError(
            f"The points lie on {len(slices)} slices of a stack, and a film is one picture: save the points "
            "of each slice by themselves."
        )


def _marks(points: Sequence[tuple[str, ImagejRoi]], notes: list[str]) -> tuple[Landmark, ...]:
    """The landmarks of all point selections; a note says where they are called by their order."""
    names = [roi.name or name for name, roi in points]
    single = all(roi.n_coordinates == 1 for _, roi in points)
    if not points or (single and not all(map(_AUTOMATIC.fullmatch, names)) and all(names)):
        named = zip(names, (roi for _, roi in points), strict=True)
        return tuple(mark for name, roi in named for mark in _points(roi, [name]))
    if single or len(points) == 1:
        notes.append("The points have no names: they are numbered in the order of the file.")
        total = sum(roi.n_coordinates for _, roi in points)
        numbers = iter(map(str, range(1, total + 1)))
        return tuple(mark for _, roi in points for mark in _points(roi, numbers))
    notes.append("The points of each selection have no names: they are called by it, and numbered.")
    return tuple(
        mark
        for name, (_, roi) in zip(names, points, strict=True)
        for mark in _points(roi, [f"{name}-{number}" for number in range(1, roi.n_coordinates + 1)])
    )


def _points(roi: ImagejRoi, names: Iterable[str]) -> Iterator[Landmark]:
    """The points of a selection, called `names` in turn."""
    said = roi.properties
    presence = Presence.OCCLUDED if said.get(OCCLUDED) is True else Presence.PRESENT
    for (x, y), name in zip(roi.coordinates(), names, strict=False):
        yield point(name, float(x), float(y), presence, unreviewed=said.get(UNREVIEWED) is True)


def _write(films: Sequence[FilmPoints], scheme: Scheme) -> bytes:
    (film,) = films
    marks = {mark.name: mark for mark in film.marks}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in scheme.names:
            mark = marks.get(name)
            if mark is not None and mark.position is not None:
                # the ROI Manager shows the names of the entries
                archive.writestr(zipfile.ZipInfo(f"{name}{_SUFFIX}"), _roi(mark, mark.position))
    return stream.getvalue()


def _roi(mark: Landmark, place: Point) -> bytes:
    from roifile import ROI_OPTIONS, ROI_TYPE, ImagejRoi

    roi = ImagejRoi.frompoints([place], name=mark.name)
    roi.roitype = ROI_TYPE.POINT
    roi.options = ROI_OPTIONS.SUB_PIXEL_RESOLUTION
    said = {OCCLUDED: mark.presence is Presence.OCCLUDED, UNREVIEWED: is_unreviewed(mark)}
    roi.properties = {word: True for word, holds in said.items() if holds}
    return roi.tobytes()


FORMAT = BinaryFormat(
    name="imagej",
    title="ImageJ points",
    suffixes=(".rois.zip", ".roi"),
    frame=Frame.CENTRE,
    recognises=_recognises,
    read=_read,
    write=_write,
    decimals=3,
    one_film=True,
    marks_unreviewed=True,
    marks_occluded=True,
)
