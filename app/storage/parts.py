"""The parts of a file, each checked when it is read: a damaged one is left out and named.

What comes from a disk may be anything that JSON can spell, also what cannot be written again.
"""

from __future__ import annotations

import re
import reprlib
import sys
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, TypeVar

from app.translation import tr
from engine.errors import EngineError

T = TypeVar("T")
Json = dict[str, Any]
Unknown = dict[tuple[str, ...], Json]

_LARGEST_COUNT = 65_535  # pixels along a side, as in DICOM and JPEG; readings stay far below
_DEEPEST = 100  # levels of a value that is only kept: JSON's reader may take more than its writer can give
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # no encoding can write it


class PartReader:
    """Takes the parts of a file one by one; `left_out` names the damaged ones, with the reason.

    `unknown` holds the keys that this version does not know, by the place of their object.
    """

    def __init__(self) -> None:
        self.left_out: list[str] = []
        self.unknown = Unknown()

    def take(self, what: str, decode: Callable[[Any], T], stored: object) -> T | None:
        """What `decode` makes of `stored`; None where that is damaged, and then `what` is left out."""
        return next((value for _, value in self.each(what, lambda _, part: decode(part), {"": stored})), None)

    def each(
        self, what: str, decode: Callable[[str, Any], T], stored: Json, of: str = ""
    ) -> Iterator[tuple[str, T]]:
        """Name and value of each member, as `decode` makes it.

        A damaged one is called `what`, with its name and `of` in place of the fields {name} and {of}.
        """
        for name, part in checked_object(stored).items():
            try:
                value = decode(name, part)
            except (ValueError, KeyError, EngineError, RecursionError) as error:
                is_missing = isinstance(error, KeyError)
                reason = tr("{key} is missing", key=error.args[0]) if is_missing else str(error)
                place = what.format(name=name, of=of).strip()[:100].encode(errors="backslashreplace").decode()
                self.left_out.append(f"{place} ({reason.rstrip('.')})")
            else:
                yield name, value

    def keep(self, place: tuple[str, ...], stored: Json, known: frozenset[str]) -> None:
        """Keep the keys of the object at `place` that this version does not know, to be written back."""
        if stored.keys() <= known:
            return
        extra = {key: value for key, value in stored.items() if key not in known}
        what = tr("the unknown {name} of {of}")
        self.unknown[place] = dict(self.each(what, writable, extra, " ".join(place)))


def refuse(stored: object, words: str, **fields: object) -> NoReturn:
    """Raise the ValueError of `words`, in which {stored} and other fields are filled in."""
    # repr alone would print all of a list, and fail at one that is nested without end
    raise ValueError(words.format(stored=reprlib.repr(stored), **fields))


def removable(decode: Callable[[str, Any], T]) -> Callable[[str, Any], T | None]:
    """`decode` for a journal, where null stands for a part that went."""
    return lambda name, stored: None if stored is None else decode(name, stored)


def members(name: str, stored: object) -> Json:
    """`stored` as the JSON object of what is called `name`; ValueError where either is damaged."""
    checked_name(name)
    return checked_object(stored)


def checked_object(stored: object) -> Json:
    """`stored` if it is a JSON object, else ValueError."""
    return stored if isinstance(stored, dict) else refuse(stored, tr("{stored} is no object"))


def checked_text(stored: object, _: object = str) -> str:
    """`stored` if it is text that can be written again, else ValueError."""
    if not isinstance(stored, str):
        refuse(stored, tr("{stored} is no text"))
    if not stored.isascii() and _HALF_CHARACTER.search(stored):
        refuse(stored, tr("{stored} is cut within a character"))
    return stored


def checked_name(stored: object) -> str:
    """`stored` if it can be the name of a landmark or a film, else ValueError."""
    name = checked_text(stored)
    return name if name.strip() and "\0" not in name else refuse(stored, tr("{stored} is no name"))


def checked_number(stored: object, _: object = float) -> float:
    """`stored` as a finite number, else ValueError."""
    if isinstance(stored, float | int) and not isinstance(stored, bool) and abs(stored) <= sys.float_info.max:
        return float(stored)
    refuse(stored, tr("{stored} is no number"))


def checked_count(stored: object, _: object = int) -> int:
    """`stored` if it is a number of pixels along a side, or of a reading, else ValueError."""
    if isinstance(stored, int) and not isinstance(stored, bool) and 0 < stored <= _LARGEST_COUNT:
        return stored
    refuse(stored, tr("{stored} is no count from 1 to {largest}"), largest=_LARGEST_COUNT)


def writable(key: str, stored: Any, levels: int = _DEEPEST) -> Any:
    """`stored` if JSON can write it again under `key`, else ValueError."""
    checked_text(key)
    if not levels:
        refuse(stored, tr("{stored} is nested too deep"))
    for inner, value in stored.items() if isinstance(stored, dict) else ():
        writable(inner, value, levels - 1)
    for value in stored if isinstance(stored, list) else ():
        writable(key, value, levels - 1)
    if isinstance(stored, float):
        checked_number(stored)
    return checked_text(stored) if isinstance(stored, str) else stored
