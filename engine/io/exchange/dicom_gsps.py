"""DICOM presentation states. Frame: pixels, (0, 0) is the upper left corner of the film, y goes down.

PS3.3 C.10.5 with units PIXEL: the centre of the first pixel of an image is (0.5, 0.5). They let a viewer show
the landmarks on the film: each is a graphic POINT and its name as text. They lie in the layer LANDMARKS,
predictions that nobody has decided on in UNREVIEWED. What is absent or occluded cannot be said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.uid import generate_uid

from engine.errors import TableError
from engine.imaging.image import Photometric
from engine.io.dicom_header import numbers, polarity_of, text
from engine.io.dicom_references import HEAD_OF_CLASS, STATES, class_of
from engine.io.dicom_spacing import spacing_of
from engine.io.exchange.dicom_film import (
    coordinates,
    film_header,
    left_out,
    made_by,
    name_of_person,
    person_name,
    points_in,
    written_of,
)
from engine.io.exchange.point_file import (
    BinaryFormat,
    FilmPoints,
    Frame,
    PointFile,
    is_unreviewed,
    point,
    refuse_doubles,
)
from engine.landmarks import Landmark, Scheme
from engine.wording import counted

if TYPE_CHECKING:
    from highdicom import pr

_WHAT = "a DICOM presentation state"
_SERIES_NUMBER = 9902
_DECIDED, _UNREVIEWED = "LANDMARKS", "UNREVIEWED"  # layers
_SAME_PLACE = 0.01  # pixels between a point and the anchor of its name
# what says how the grey values are shown: without it a viewer would show the film otherwise than by itself
_SLOPES = ("RescaleSlope", "RescaleIntercept", "RescaleType")
_WINDOWS = ("WindowCenter", "WindowWidth", "WindowCenterWidthExplanation", "VOILUTFunction")
_TABLES = ("ModalityLUTSequence", "VOILUTSequence")


def _recognises(content: bytes) -> bool:
    return class_of(content[:HEAD_OF_CLASS]).startswith(STATES)


def _write(films: Sequence[FilmPoints], _scheme: Scheme) -> bytes:
    (film,) = films
    header = film_header(film, _WHAT)
    if text(header, "SamplesPerPixel") not in ("", "1") or "PALETTE" in text(
        header, "PhotometricInterpretation"
    ):
        raise TableError(f"{film.image} is in colour, and {_WHAT} is of grey films: choose another format.")
    return written_of(film, header, _WHAT, lambda film, evidence: _state(film, evidence, header))


def _state(film: FilmPoints, evidence: Dataset, header: Dataset) -> Dataset:
    from highdicom import PresentationLUTTransformation, pr  # slow to import, see `dicom_sr`

    _show_as_by_itself(evidence, header)
    layers = {
        _DECIDED: pr.GraphicLayer(_DECIDED, 1, "Landmarks"),
        _UNREVIEWED: pr.GraphicLayer(_UNREVIEWED, 2, "Predictions that nobody has decided on"),
    }
    annotations = [_annotation(mark, evidence, layers) for mark in film.marks if mark.position is not None]
    used = {annotation.GraphicLayer for annotation in annotations}
    is_inverse = polarity_of(header) is Photometric.MONOCHROME1
    state = pr.GrayscaleSoftcopyPresentationState(
        referenced_images=[evidence],
        series_number=_SERIES_NUMBER,
        content_label=_DECIDED,
        content_description="Landmarks",
        content_creator_name=person_name(film.reader) or None,
        graphic_annotations=annotations,
        graphic_layers=[layer for name, layer in layers.items() if name in used],
        presentation_lut_transformation=PresentationLUTTransformation(
            presentation_lut_shape="INVERSE" if is_inverse else "IDENTITY"
        ),
        series_description="Landmarks",
        **made_by(),
    )
    _keep_proportions(state, header)
    return state


def _annotation(
    mark: Landmark, evidence: Dataset, layers: dict[str, pr.GraphicLayer]
) -> pr.GraphicAnnotation:
    """The point of a landmark and its name."""
    from highdicom import pr

    name, uid = mark.name, generate_uid()
    place = np.array([mark.position])
    return pr.GraphicAnnotation(
        referenced_images=[evidence],
        graphic_layer=layers[_UNREVIEWED if is_unreviewed(mark) else _DECIDED],
        graphic_objects=[pr.GraphicObject("POINT", place, "PIXEL", tracking_id=name, tracking_uid=uid)],
        text_objects=[
            pr.TextObject(
                _shown(name),
                "PIXEL",
                anchor_point=mark.position,
                anchor_point_visible=False,
                tracking_id=name,
                tracking_uid=uid,
            )
        ],
    )


def _shown(name: str) -> str:
    return name.replace("\\", "/")  # which no short text may have


def _show_as_by_itself(evidence: Dataset, header: Dataset) -> None:
    """Give `evidence` what `header` says of grey values, in the places where the library looks for it."""
    stated = [word for word in (*_SLOPES, *_WINDOWS, *_TABLES) if _is_stated(header, word)]
    for word in stated:
        evidence[word] = header[word]
    if "RescaleSlope" in stated and "RescaleType" not in stated:
        evidence.RescaleType = "US"  # unspecified
    groups = Dataset()  # of films whose kind may have several frames
    for place, words in (("PixelValueTransformationSequence", _SLOPES), ("FrameVOILUTSequence", _WINDOWS)):
        found = Dataset()
        for word in words:
            if word in evidence:
                found[word] = evidence[word]
        if found:
            setattr(groups, place, Items([found]))
    evidence.SharedFunctionalGroupsSequence, evidence.PerFrameFunctionalGroupsSequence = (
        Items([groups]),
        Items(),
    )


def _is_stated(header: Dataset, word: str) -> bool:
    if word in _TABLES:
        return bool(header.get(word))
    if word in ("RescaleSlope", "RescaleIntercept", "WindowCenter", "WindowWidth"):
        return bool(numbers(header, word))
    return bool(text(header, word))


def _keep_proportions(state: Dataset, header: Dataset) -> None:
    """Say of a film whose pixels are not square what they measure; the library has them square."""
    spacing = spacing_of(header)
    if spacing is not None and spacing.x != spacing.y:
        (area,) = state.DisplayedAreaSelectionSequence
        del area.PresentationPixelAspectRatio
        area.PresentationPixelSpacing = [f"{spacing.y:.8g}", f"{spacing.x:.8g}"]


def _read(content: bytes) -> PointFile:
    return points_in(content, _points_of)


def _points_of(state: Dataset) -> PointFile:
    marks: dict[str, list[Landmark]] = {}
    others: Counter[str] = Counter()
    unnamed = 0
    for annotation in state.get("GraphicAnnotationSequence") or ():
        found = list(_named_points(annotation, others))
        unreviewed = text(annotation, "GraphicLayer") == _UNREVIEWED
        for film in _films(annotation, state, others):
            on_film = marks.setdefault(film, [])
            for name, x, y in found:
                unnamed += not name
                on_film.append(point(name or str(len(on_film) + 1), x, y, unreviewed=unreviewed))
    for film_marks in marks.values():
        refuse_doubles("A film of the presentation state", (mark.name for mark in film_marks))
    notes = [f"Without a name, so called by their number: {counted(unnamed, 'point')}."] * bool(unnamed)
    if others:
        notes.append(left_out(others))
    reader = name_of_person(text(state, "ContentCreatorName"))
    films = tuple(FilmPoints("", tuple(found), reader, sop_instance=film) for film, found in marks.items())
    return PointFile(films, notes=tuple(notes))


def _named_points(annotation: Dataset, others: Counter[str]) -> Iterator[tuple[str, float, float]]:
    """The points of an annotation, each with the text that belongs to it, or ""."""
    texts = list(annotation.get("TextObjectSequence") or ())
    graphics = list(annotation.get("GraphicObjectSequence") or ())
    for graphic in graphics:
        kind, values = text(graphic, "GraphicType").upper(), coordinates(graphic, "GraphicData")
        if kind != "POINT" or len(values) != 2:
            others[kind or "graphic of no kind"] += 1
        elif (units := text(graphic, "GraphicAnnotationUnits").upper()) != "PIXEL":
            others[f"point in units of {units or 'nothing'}"] += 1
        else:
            yield _name(graphic, texts, alone=len(graphics) == len(texts) == 1), values[0], values[1]
    if not graphics and texts:
        others["text without a point"] += len(texts)


def _name(graphic: Dataset, texts: Sequence[Dataset], alone: bool) -> str:
    place, tracked = coordinates(graphic, "GraphicData"), text(graphic, "TrackingID")
    for label in texts:
        anchor = coordinates(label, "AnchorPoint")
        is_here = len(anchor) == 2 and all(
            abs(a - b) <= _SAME_PLACE for a, b in zip(anchor, place, strict=True)
        )
        if alone or is_here:
            shown = " ".join(text(label, "UnformattedTextValue").split())
            return tracked if _shown(tracked) == shown else shown
    return tracked


def _films(annotation: Dataset, state: Dataset, others: Counter[str]) -> Iterator[str]:
    """The SOP instances that an annotation is drawn on: its own, or all of the presentation state."""
    series = state.get("ReferencedSeriesSequence") or ()
    everywhere = (image for each in series for image in each.get("ReferencedImageSequence") or ())
    for image in annotation.get("ReferencedImageSequence") or everywhere:
        if any(frame != 1 for frame in numbers(image, "ReferencedFrameNumber")):
            others["annotation of a further frame of an image"] += 1
        elif instance := text(image, "ReferencedSOPInstanceUID"):
            yield instance


FORMAT = BinaryFormat(
    "dicom-gsps",
    "DICOM presentation state (GSPS)",
    (".pr.dcm",),
    Frame.CORNER,
    _recognises,
    _read,
    _write,
    decimals=3,
    one_film=True,
    marks_unreviewed=True,
    needs_films=True,
)
