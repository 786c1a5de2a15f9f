"""The schemes that ship: `resources/schemes/NAME.scheme.json`, with a title and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.errors import EngineError
from engine.io.guard import parsed_json
from engine.io.schemes import scheme_from_json
from engine.io.table_text import read_text
from engine.landmarks import Scheme
from engine.resources import resource
from engine.wording import listed

_SUFFIX = ".scheme.json"


@dataclass(frozen=True, slots=True)
class ShippedScheme:
    """A scheme by the `name` of its file. `title`: what it is of; `source`: who defined the landmarks."""

    name: str
    title: str
    source: str
    scheme: Scheme


def shipped_names() -> tuple[str, ...]:
    """What the schemes that ship are called, in alphabetical order."""
    return tuple(sorted(path.name.removesuffix(_SUFFIX) for path in resource("schemes").glob(f"*{_SUFFIX}")))


def shipped_scheme(name: str) -> ShippedScheme:
    """The scheme that ships under `name`."""
    data = parsed_json(read_text(_file(name)))
    return ShippedScheme(name, data["title"], data["source"], scheme_from_json(data))


def shipped_schemes() -> tuple[ShippedScheme, ...]:
    """All of them."""
    return tuple(map(shipped_scheme, shipped_names()))


def described(scheme: Scheme) -> Scheme:
    """`scheme` with what the one that ships for just these landmarks says more: definitions, lines, curves.

    One that says anything itself stays as it is.
    """
    if scheme.descriptions or scheme.lines or scheme.curves:
        return scheme
    same = (each.scheme for each in shipped_schemes() if set(each.scheme.names) == set(scheme.names))
    return scheme.joined(next(same, Scheme()))


def scheme_file(given: Path) -> Path:
    """The file `given`; where there is none, that of the scheme that ships under this name.

    Raises `EngineError` for a word that is neither; a path that leads nowhere is left to who reads it.
    """
    if given.exists() or given.name != str(given):
        return given
    names = shipped_names()
    if given.name in names:
        return _file(given.name)
    if given.suffix:
        return given
    raise EngineError(
        f"There is no scheme {given}: give a file, or one of those that ship with OneMark "
        f"({listed(names, len(names))})."
    )


def _file(name: str) -> Path:
    return resource("schemes", f"{name}{_SUFFIX}")
