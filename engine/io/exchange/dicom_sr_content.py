"""What a DICOM structured report says of points, whoever has written it: the content tree, walked as it is.

Programs disagree on where a point's name stands: here it is the tracking identifier of its group, else the
finding, the finding site, or the name of the measurement that the point belongs to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pydicom.dataset import Dataset

from engine.errors import TableError
from engine.io.dicom_header import numbers, text
from engine.io.dicom_references import code_of
from engine.io.exchange.dicom_film import coordinates, left_out, name_of_person, points_in
from engine.io.exchange.point_file import FilmPoints, PointFile, point, refuse_doubles
from engine.landmarks import Landmark, Presence
from engine.wording import counted

SCHEME = "99ONEMARK"
# codes: value, scheme and meaning
PRESENCE = ("presence", SCHEME, "Presence of the landmark")
OCCLUDED = ("occluded", SCHEME, "Occluded")
ABSENT = ("272519000", "SCT", "Absent")
_TRACKING, _FINDING, _SITE = ("112039", "DCM"), ("121071", "DCM"), ("363698007", "SCT")
_ALGORITHM, _PERSON, _REGION = ("111001", "DCM"), ("121008", "DCM"), ("111030", "DCM")
_MOST_NAMES = 4  # places where a name may stand, see `_Context.names`
_DEEPEST = 60  # levels of a content tree


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for all that stands below one item of a report."""

    tracking: str = ""
    finding: str = ""
    site: str = ""
    concept: str = ""
    by_machine: bool = False
    presence: Presence = Presence.PRESENT

    @property
    def names(self) -> tuple[str, ...]:
        """What a point here may be called, the best name first."""
        # viewers on Cornerstone have the name of their tool there, "Cornerstone3DTools@^0.1.0:Probe"
        own = "" if self.tracking.casefold().startswith("cornerstone") else self.tracking
        return own, self.finding, self.site, self.concept


@dataclass(slots=True)
class _Found:
    """Points by the SOP instance of their film, and how much else was met."""

    points: dict[str, list[tuple[_Context, float, float]]] = field(default_factory=dict)
    absent: dict[str, list[_Context]] = field(default_factory=dict)
    others: Counter[str] = field(default_factory=Counter)

    @property
    def films(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.points, *self.absent)))


def read_report(content: bytes) -> PointFile:
    """All POINTs of a structured report, by film; TableError where it is damaged."""
    return points_in(content, _read)


def _read(report: Dataset) -> PointFile:
    found = _Found()
    _walk(report, _Context(), found, 0)
    persons = (text(item, "PersonName") for item in _children(report) if _named(item) == _PERSON)
    reader = name_of_person(next(persons, ""))
    level, notes = _level(found)
    is_verified = text(report, "VerificationFlag").upper() == "VERIFIED"
    films = tuple(_film(film, found, level, reader, is_verified) for film in found.films)
    return PointFile(films, notes=(*notes, *_notes(found)))


def _film(film: str, found: _Found, level: int, reader: str, is_verified: bool) -> FilmPoints:
    marks: list[Landmark] = []
    for number, (context, x, y) in enumerate(found.points.get(film, ()), 1):
        name = _name(context, level) or str(number)
        unreviewed = context.by_machine and not is_verified
        presence = Presence.OCCLUDED if context.presence is Presence.OCCLUDED else Presence.PRESENT
        marks.append(point(name, x, y, presence, unreviewed=unreviewed))
    absent = (_name(context, level) for context in found.absent.get(film, ()))
    marks += [Landmark(name, presence=Presence.ABSENT) for name in absent if name]
    refuse_doubles("A film of the report", (mark.name for mark in marks))
    return FilmPoints("", tuple(marks), reader, sop_instance=film)


def _name(context: _Context, level: int) -> str:
    return next(filter(None, context.names[level:]), "")


def _level(found: _Found) -> tuple[int, tuple[str, ...]]:
    """The first place of names that tells the points of each film apart; a note where it is a later one."""
    for level in range(_MOST_NAMES):
        names = [[_name(context, level) for context, _, _ in points] for points in found.points.values()]
        if all(all(each) and len(set(each)) == len(each) for each in names):
            words = "Tracking identifiers lack or repeat: points are called by their finding or measurement."
            first = [context.names[0] for points in found.points.values() for context, _, _ in points]
            return level, () if level == 0 and all(first) else (words,)
    unnamed = sum(not _name(context, 0) for points in found.points.values() for context, _, _ in points)
    words = f"Without a name, so called by their number: {counted(unnamed, 'point')}."
    return 0, (words,) * bool(unnamed)


def _notes(found: _Found) -> Iterator[str]:
    """Sentences on what was left out."""
    if found.others:
        yield left_out(found.others)
    by_machine = sum(context.by_machine for points in found.points.values() for context, _, _ in points)
    if by_machine:
        yield f"Found by an algorithm, as the report says: {counted(by_machine, 'point')}."


def _walk(item: Dataset, context: _Context, found: _Found, depth: int) -> None:
    """Gather what stands below `item`."""
    if depth > _DEEPEST:
        raise TableError("The DICOM report nests too deep: export it again.")
    children = _children(item)
    own = _context(item, children, context)
    kind = text(item, "ValueType").upper()
    if kind == "SCOORD":
        _take_region(item, children, own, found)
    elif kind == "SCOORD3D":
        found.others["region in space"] += 1
    elif own.presence is Presence.ABSENT and own is not context and kind == "CONTAINER":
        for film in _images(children, found):
            found.absent.setdefault(film, []).append(own)
    for child in children:
        if "ContentSequence" in child or text(child, "ValueType").upper().startswith("SCOORD"):
            _walk(child, own, found, depth + 1)


def _context(item: Dataset, children: Iterable[Dataset], above: _Context) -> _Context:
    """What holds below `item`."""
    changes: dict[str, object] = {}
    kind = text(item, "ValueType").upper()
    meaning = code_of(item, "ConceptNameCodeSequence")[2]
    if kind == "NUM" or (kind == "SCOORD" and _named(item) != _REGION and not above.concept):
        changes["concept"] = meaning
    for child in children:
        name = _named(child)
        if name == _TRACKING:
            changes["tracking"] = text(child, "TextValue")
        elif name == _FINDING:
            changes["finding"] = code_of(child, "ConceptCodeSequence")[2] or text(child, "TextValue")
        elif name == _SITE:
            changes["site"] = code_of(child, "ConceptCodeSequence")[2]
        elif name == _ALGORITHM:
            changes["by_machine"] = True
        elif name == PRESENCE[:2]:
            changes["presence"] = _PRESENCES.get(code_of(child, "ConceptCodeSequence")[:2], Presence.PRESENT)
    return replace(above, **changes) if changes else above  # type: ignore[arg-type]


_PRESENCES: Mapping[tuple[str, str], Presence] = {
    ABSENT[:2]: Presence.ABSENT,
    OCCLUDED[:2]: Presence.OCCLUDED,
}


def _take_region(item: Dataset, children: Iterable[Dataset], context: _Context, found: _Found) -> None:
    """A POINT, or a MULTIPOINT of one point, on each image that it was selected from."""
    kind, values = text(item, "GraphicType").upper(), coordinates(item, "GraphicData")
    if len(values) != 2 or kind not in ("POINT", "MULTIPOINT"):
        found.others[kind or "region of no kind"] += 1
        return
    if text(item, "PixelOriginInterpretation").upper() == "VOLUME":
        found.others["point on a tiled image"] += 1
        return
    films = list(_images(children, found))
    if not films:
        found.others["point without an image"] += 1
    for film in films:
        found.points.setdefault(film, []).append((context, values[0], values[1]))


def _images(children: Iterable[Dataset], found: _Found) -> Iterator[str]:
    """The SOP instances that an item refers to; a frame behind the first one is none of a film."""
    for child in children:
        if text(child, "ValueType").upper() != "IMAGE":
            continue
        for reference in child.get("ReferencedSOPSequence") or ():
            if any(frame != 1 for frame in numbers(reference, "ReferencedFrameNumber")):
                found.others["point on a further frame of an image"] += 1
            elif instance := text(reference, "ReferencedSOPInstanceUID"):
                yield instance


def _children(item: Dataset) -> list[Dataset]:
    return list(item.get("ContentSequence") or ())


def _named(item: Dataset) -> tuple[str, str]:
    """Value and scheme of the code that an item is called by."""
    return code_of(item, "ConceptNameCodeSequence")[:2]
