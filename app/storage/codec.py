"""Between values of a project and plain JSON objects; blanks are left out, unknown keys are set aside.

Decoding raises ValueError, KeyError or TypeError on damaged content; the callers turn these into a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from app.document.film import FilmFacts, FilmRecord
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, Origin, Presence, Scheme

Json = dict[str, Any]

_NUMBERS = ("confidence", "spread", "error_radius", "error_coverage")
LANDMARK_KEYS = frozenset(
    {"x", "y", "presence", "origin", "predicted", "modified_utc", "model", "stale", *_NUMBERS}
)
FILM_KEYS = frozenset(
    {"sha256", "width", "height", "file_spacing", "file_attributes", "unreadable"}
    | {"attributes", "spacing", "excluded", "mirrored", "exemplar", "reviewed", "sources", "unfit"}
)
SCHEME_KEYS = frozenset({"names", "aliases", "descriptions", "pairs", "lines"})


def unknown(stored: Mapping[str, Any], known: frozenset[str]) -> Json:
    """The keys of `stored` that this version does not know, to be written back as they were."""
    return {key: value for key, value in stored.items() if key not in known}


def encode_landmark(mark: Landmark) -> Json:
    """A landmark without its name, x and y in original pixels."""
    stored: Json = {}
    if mark.x is not None and mark.y is not None:
        stored["x"], stored["y"] = float(mark.x), float(mark.y)
    # present with a position and unplaced without one are what decoding takes for granted
    if mark.presence is not _usual_presence(mark.x):
        stored["presence"] = mark.presence.value
    if mark.origin is not None:
        stored["origin"] = mark.origin.value
    for key in _NUMBERS:
        number = getattr(mark, key)
        if number is not None and isfinite(number):  # JSON knows no NaN: unknown is blank
            stored[key] = float(number)
    if mark.predicted is not None:
        stored["predicted"] = [float(value) for value in mark.predicted]
    if mark.modified_utc:
        stored["modified_utc"] = mark.modified_utc
    if mark.model:
        stored["model"] = mark.model
    if mark.stale:
        stored["stale"] = True
    return stored


def decode_landmark(name: str, stored: Mapping[str, Any]) -> Landmark:
    """The inverse of `encode_landmark`."""
    get = stored.get
    x, y, predicted = get("x"), get("y"), get("predicted")
    presence, origin = get("presence"), get("origin")
    return Landmark(
        name,
        x,
        y,
        Presence(presence) if presence is not None else _usual_presence(x),
        None if origin is None else Origin(origin),
        get("confidence"),
        get("spread"),
        get("error_radius"),
        get("error_coverage"),
        None if predicted is None else (predicted[0], predicted[1]),
        get("modified_utc", ""),
        get("model", ""),
        get("stale", False),
    )


def encode_film(film: FilmRecord) -> Json:
    """A film record without its identity."""
    size = film.facts.size
    stored: Json = {
        "sha256": film.facts.sha256,
        "width": size and size.width,
        "height": size and size.height,
        "file_spacing": _encode_spacing(film.facts.spacing),
        "file_attributes": dict(film.facts.attributes),
        "unreadable": film.facts.unreadable,
        "attributes": dict(film.said),
        "spacing": _encode_spacing(film.user_spacing),
        "excluded": film.excluded,
        "mirrored": film.mirrored,
        "exemplar": film.exemplar,
        "reviewed": film.reviewed,
        "sources": list(film.sources),
        "unfit": film.unfit,
    }
    return {key: value for key, value in stored.items() if value}


def decode_film(identity: str, stored: Mapping[str, Any]) -> FilmRecord:
    """The inverse of `encode_film`."""
    size = Size(stored["width"], stored["height"]) if "width" in stored else None
    facts = FilmFacts(
        sha256=stored.get("sha256", ""),
        size=size,
        spacing=_decode_spacing(stored.get("file_spacing")),
        attributes=stored.get("file_attributes", {}),
        unreadable=stored.get("unreadable", ""),
    )
    return FilmRecord(
        identity,
        facts,
        said=stored.get("attributes", {}),
        user_spacing=_decode_spacing(stored.get("spacing")),
        excluded=stored.get("excluded", ""),
        mirrored=stored.get("mirrored", False),
        exemplar=stored.get("exemplar", False),
        reviewed=stored.get("reviewed", False),
        sources=tuple(stored.get("sources", ())),
        unfit=stored.get("unfit", ""),
    )


def encode_scheme(scheme: Scheme) -> Json:
    """A scheme as the object that a `.scheme.json` holds too."""
    return {
        "names": list(scheme.names),
        "aliases": {name: list(other) for name, other in scheme.aliases.items()},
        "descriptions": dict(scheme.descriptions),
        "pairs": [list(pair) for pair in scheme.pairs],
        "lines": [list(line) for line in scheme.lines],
    }


def decode_scheme(stored: Mapping[str, Any]) -> Scheme:
    """The inverse of `encode_scheme`."""
    return Scheme(
        names=tuple(stored.get("names", ())),
        aliases={name: tuple(other) for name, other in stored.get("aliases", {}).items()},
        descriptions=stored.get("descriptions", {}),
        pairs=tuple((left, right) for left, right in stored.get("pairs", ())),
        lines=tuple(tuple(line) for line in stored.get("lines", ())),
    )


def _usual_presence(x: float | None) -> Presence:
    return Presence.UNPLACED if x is None else Presence.PRESENT


def _encode_spacing(spacing: Spacing | None) -> list[object] | None:
    return None if spacing is None else [spacing.x, spacing.y, spacing.source.value]


def _decode_spacing(stored: Any) -> Spacing | None:
    if stored is None:
        return None
    x, y, source = stored
    return Spacing(x, y, SpacingSource(source))
