"""Between values of a project and plain JSON objects: one converter, which checks every value that it reads.

Blanks are left out. A value that is not what it should be raises ValueError, KeyError or EngineError.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from math import isfinite
from typing import Any, TypeVar, get_args, get_origin

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from app.document.film import AuditStage, FilmAudit, FilmFacts, FilmRecord
from app.document.opinions import FilmOpinions, Place, Places
from app.document.reading import ReadingWish
from app.storage.parts import (
    Json,
    checked_count,
    checked_name,
    checked_number,
    checked_object,
    checked_text,
    refuse,
)
from app.translation import tr
from engine.imaging.image import Spacing, SpacingSource
from engine.io.schemes import scheme_from_json, scheme_to_json
from engine.landmarks import Landmark, Origin, Presence, Scheme

T = TypeVar("T")

LANDMARK_KEYS = frozenset(field.name for field in fields(Landmark)) - {"name"}
FILM_KEYS = frozenset(
    {"sha256", "width", "height", "file_spacing", "file_attributes", "unreadable"}
    | {"attributes", "spacing", "excluded", "mirrored", "exemplar", "reviewed", "sources", "unfit", "doubt"}
    | {"audit"}
)
OLDER_SCHEME_KEYS = frozenset({"names", "aliases", "descriptions"})  # before `landmarks` held all three
SCHEME_KEYS = (
    frozenset({"format", "version", "landmarks", "pairs", "lines", "curves", "measurements"})
    | OLDER_SCHEME_KEYS
)
SCHEME_ENTRY_KEYS = frozenset({"name", "aliases", "description"})
OPINIONS_KEYS = frozenset({"model", "names", "voices", "doubts", "coverage"})
_MOST_VOICES = 16


def encode_landmark(mark: Landmark) -> Json:
    """A landmark without its name, x and y in original pixels."""
    plain = _CONVERTER.unstructure(mark)
    # present with a position and unplaced without one are what decoding takes for granted
    known = {"name", "presence"} if mark.presence is _usual_presence(mark.x) else {"name"}
    return {key: value for key, value in plain.items() if value is not None and key not in known}


def decode_landmark(name: str, stored: object) -> Landmark:
    """The inverse of `encode_landmark`."""
    values = checked_object(stored)
    usual = _usual_presence(values.get("x"))
    return _CONVERTER.structure({"presence": usual, **values, "name": checked_name(name)}, Landmark)


def encode_film(film: FilmRecord) -> Json:
    """A film record without its identity."""
    record = _CONVERTER.unstructure(film)
    del record["identity"]
    facts = record.pop("facts", {})
    return {**facts.pop("size", {}), **facts, **record}


def decode_film(identity: str, stored: object) -> FilmRecord:
    """The inverse of `encode_film`."""
    values = checked_object(stored)
    size = values if {"width", "height"} & values.keys() else None
    record = {**values, "facts": {**values, "size": size}, "identity": checked_name(identity)}
    return _CONVERTER.structure(record, FilmRecord)


def encode_opinions(said: FilmOpinions) -> Json:
    """Names once, and of each voice x, y, x, y, ... in their order, null where it says nothing.

    `doubts` in the same way: spread, radius, spread, radius, ...
    """
    rows: dict[str, int] = {}
    for places in (*said.voices.values(), said.doubts):
        rows.update(Places.of(places).rows)
    names = list(rows)
    flat = {voice: _flat(places, names) for voice, places in said.voices.items()}
    stored: Json = {"model": _spelled_out(said.model), "names": names, "voices": flat}
    if said.doubts:
        stored["doubts"] = _flat(said.doubts, names)
    return stored | ({"coverage": said.coverage} if said.coverage else {})


def _flat(places: Mapping[str, Place], names: list[str]) -> Sequence[float | None]:
    if isinstance(places, Places) and list(places.rows) == names:
        return places.flat.tolist()
    return [value for name in names for value in places.get(name, (None, None))]


def encode_wish(wish: ReadingWish) -> Json:
    """Without the blanks, as all else."""
    applied = {name: list(move) for name, move in wish.applied.items()}
    stored: Json = {"always": wish.always, "without": sorted(wish.without), "applied": applied}
    return {key: value for key, value in stored.items() if value}


def decode_wish(model: str, stored: object) -> ReadingWish:
    """The inverse of `encode_wish`; other keys are passed over."""
    checked_name(model)
    values = checked_object(stored)
    applied = {
        checked_name(name): _CONVERTER.structure(move, tuple[float, float])
        for name, move in checked_object(values.get("applied", {})).items()
    }
    without = frozenset(map(checked_name, _tuple(values.get("without", []), tuple[str, ...])))
    return ReadingWish(_flag(values.get("always", False), bool), without, applied)


class OpinionsDecoder:
    """The inverse of `encode_opinions`. Films of one run share their names in memory."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, ...], dict[str, int]] = {}

    def decode(self, film: str, stored: object) -> FilmOpinions:
        """What was said of the film that is called `film`."""
        checked_name(film)
        values = checked_object(stored)
        rows, voices = self._rows_of(values["names"]), checked_object(values["voices"])
        if len(voices) > _MOST_VOICES:
            refuse(list(voices), tr("{stored} is more than {most} voices"), most=_MOST_VOICES)
        places = {checked_name(voice): _places(rows, flat) for voice, flat in voices.items()}
        doubts = _places(rows, values["doubts"]) if "doubts" in values else {}
        coverage = checked_number(values.get("coverage", 0.0))
        return FilmOpinions(checked_text(values["model"]), places, doubts, coverage)

    def _rows_of(self, stored: object) -> Mapping[str, int]:
        names = tuple(
            map(
                checked_name,
                stored if isinstance(stored, list) else refuse(stored, tr("{stored} is no list")),
            )
        )
        known = self._rows.get(names)
        if known is None:
            known = self._rows[names] = {name: row for row, name in enumerate(names)}
            if len(known) < len(names):
                refuse(stored, tr("{stored} is a list that names a landmark twice"))
        return known


def _places(rows: Mapping[str, int], stored: object) -> Places:
    """Places from the numbers of a voice; ValueError where they are none, or not two for each of `rows`."""
    if not isinstance(stored, list) or len(stored) != 2 * len(rows):
        refuse(stored, tr("{stored} is no list of {length}"), length=2 * len(rows))
    if set(map(type, stored)) <= {float} and all(map(isfinite, stored)):
        return Places(rows, array("d", stored))
    known = {name: stored[2 * row : 2 * row + 2] for name, row in rows.items()}
    return Places.of(
        {
            name: (checked_number(x), checked_number(y))
            for name, (x, y) in known.items()
            if (x, y) != (None, None)
        }
    )


def _encode_audit(audit: FilmAudit) -> Json:
    stored = {key: getattr(audit, key) for key in ("started", "seed", "place", "among")}
    stored["stage"] = audit.stage.value
    for key, marks in (("machine", audit.machine), ("first", audit.first), ("blind", audit.blind)):
        if marks:
            stored[key] = {name: encode_landmark(mark) for name, mark in marks.items()}
    return {**stored, "again": {name: list(place) for name, place in audit.again.items()}}


def _decode_audit(stored: object, _: object) -> FilmAudit:
    values = checked_object(stored)
    machine, first, blind = (
        {name: decode_landmark(name, mark) for name, mark in checked_object(values.get(key, {})).items()}
        for key in ("machine", "first", "blind")
    )
    seed, place, among = (checked_count(values[key]) for key in ("seed", "place", "among"))
    return FilmAudit(
        checked_text(values["started"]),
        seed,
        place,
        among,
        stage=AuditStage(checked_text(values["stage"])),
        machine=machine,
        first=first,
        again=_mapping(values.get("again", {}), Mapping[str, tuple[float, float]]),
        blind=blind,
    )


def decode_scheme(stored: object) -> Scheme:
    """A scheme from the object that a `.scheme.json` holds, or from names and aliases as once written."""
    values = checked_object(stored)
    if "landmarks" not in values and "names" in values:
        return scheme_from_json(scheme_to_json(_CONVERTER.structure(values, Scheme)))
    # a version before curves keeps them as they are while it renames and removes landmarks
    curves = values.get("curves")
    if isinstance(curves, list) and curves:
        names = frozenset(scheme_from_json({**values, "curves": []}).names)
        values = {**values, "curves": [curve for curve in curves if not _names_a_stranger(curve, names)]}
    return scheme_from_json(values)


def _names_a_stranger(curve: object, names: frozenset[str]) -> bool:
    places = curve if isinstance(curve, list) else ()
    return any(isinstance(place, str) and place.strip() not in names for place in places)


def _usual_presence(x: object) -> Presence:
    return Presence.UNPLACED if x is None else Presence.PRESENT


def _flag(stored: object, _: object) -> bool:
    return stored if isinstance(stored, bool) else refuse(stored, tr("{stored} is neither true nor false"))


def _choice(stored: object, kind: Callable[[str], T]) -> T:
    return kind(checked_text(stored))


def _or_blank(structure: Callable[[Any, Any], T], kind: object) -> Callable[[object, object], T | None]:
    return lambda stored, _: None if stored is None else structure(stored, kind)


def _tuple(stored: object, kind: Any) -> tuple[Any, ...]:
    if not isinstance(stored, list | tuple):
        refuse(stored, tr("{stored} is no list"))
    kinds = get_args(kind)
    kinds = kinds[:1] * len(stored) if kinds[-1] is Ellipsis else kinds
    if len(stored) != len(kinds):
        refuse(stored, tr("{stored} is no list of {length}"), length=len(kinds))
    return tuple(_CONVERTER.structure(each, single) for each, single in zip(stored, kinds, strict=True))


def _mapping(stored: object, kind: Any) -> dict[str, Any]:
    _, inner = get_args(kind)
    values = checked_object(stored).items()
    return {checked_text(key): _CONVERTER.structure(value, inner) for key, value in values}


def _spacing(stored: object, _: object) -> Spacing:
    return Spacing(*_tuple(stored, tuple[float, float, SpacingSource]))


def _spelled_out(text: str) -> str:
    """Text that can be written: a file's name, in a reason or as a model, may hold bytes that are none."""
    return text if text.isascii() else text.encode(errors="backslashreplace").decode()


def _is_made_of(outer: type) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) is outer


def _converter() -> Converter:
    # without its detailed messages, for a million landmarks
    converter = Converter(detailed_validation=False, omit_if_default=True)
    simple: dict[Any, Any] = {float: checked_number, int: checked_count, bool: _flag, str: checked_text}
    for kind, structure in (simple | dict.fromkeys((Presence, Origin, SpacingSource), _choice)).items():
        converter.register_structure_hook(kind, structure)
        converter.register_structure_hook(kind | None, _or_blank(structure, kind))  # else looked up each time
    converter.register_structure_hook_func(_is_made_of(tuple), _tuple)
    converter.register_structure_hook_func(_is_made_of(Mapping), _mapping)
    converter.register_structure_hook(Spacing, _spacing)
    converter.register_structure_hook(FilmAudit, _decode_audit)
    converter.register_unstructure_hook(FilmAudit, _encode_audit)
    converter.register_unstructure_hook(Spacing, lambda spacing: [spacing.x, spacing.y, spacing.source.value])
    # JSON knows no NaN: unknown is blank
    converter.register_unstructure_hook(float, lambda number: float(number) if isfinite(number) else None)
    converter.register_unstructure_hook(str, _spelled_out)
    _rename(converter, Landmark, presence=override(omit_if_default=False))
    file = {"spacing": override(rename="file_spacing"), "attributes": override(rename="file_attributes")}
    _rename(converter, FilmFacts, **file)
    renamed = {"user_spacing": override(rename="spacing"), "user_attributes": override(rename="attributes")}
    _rename(converter, FilmRecord, **renamed)
    return converter


def _rename(converter: Converter, kind: type, **names: Any) -> None:
    converter.register_structure_hook(kind, make_dict_structure_fn(kind, converter, **names))
    names["_cattrs_omit_if_default"] = True
    converter.register_unstructure_hook(kind, make_dict_unstructure_fn(kind, converter, **names))


_CONVERTER = _converter()
