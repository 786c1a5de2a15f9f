"""Which film a table means: names with or without suffix or folder, only where that is unambiguous."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from engine.errors import TableError


@dataclass(frozen=True, slots=True)
class FilmMatch:
    """`films`: name in the table -> identity of the film; `unknown`: names that fit no film."""

    films: Mapping[str, str]
    unknown: tuple[str, ...]


def normalised(name: str) -> str:
    """A film name as identities are written: NFC, POSIX separators, no leading "./"."""
    return str(PurePosixPath(unicodedata.normalize("NFC", name.strip()).replace("\\", "/")))


def _whole(name: str) -> str:
    return name


def _without_suffix(name: str) -> str:
    # "12.5" must not lose its ".5": an image suffix starts with a letter
    path = PurePosixPath(name)
    return str(path.with_suffix("")) if path.suffix[1:2].isalpha() else name


def _file_name(name: str) -> str:
    return PurePosixPath(name).name


def _stem(name: str) -> str:
    return _file_name(_without_suffix(name))


# from the strictest reading of a name to the loosest; the first one that finds a film decides
_LOOSENINGS: tuple[tuple[Callable[[str], str], Callable[[str], str]], ...] = (
    (_whole, _whole),
    (_whole, _without_suffix),
    (_without_suffix, _without_suffix),
    (_file_name, _file_name),
    (_file_name, _stem),
    (_stem, _stem),
)


def _index(films: Iterable[str], key: Callable[[str], str]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for film in films:
        index.setdefault(key(normalised(film)), []).append(film)
    return index


def match_films(names: Iterable[str], films: Sequence[str]) -> FilmMatch:
    """Match the `names` of a table with the identities `films`.

    Raises `TableError` where a name fits two films equally well, or two names mean one film.
    """
    levels = [(of_name, _index(films, of_film)) for of_name, of_film in _LOOSENINGS]
    found: dict[str, str] = {}
    unknown: list[str] = []
    for name in dict.fromkeys(names):
        own = normalised(name)
        fits = (
            [film for film in index.get(key(own), []) if _same_folder(own, film)] for key, index in levels
        )
        hits = next((hit for hit in fits if hit), [])
        if len(hits) > 1:
            raise TableError(
                f"Image {name!r} of the table fits both {hits[0]} and {hits[1]}: write the whole name."
            )
        if hits:
            found[name] = hits[0]
        else:
            unknown.append(name)
    _refuse_doubles(found)
    return FilmMatch(found, tuple(unknown))


def _same_folder(name: str, film: str) -> bool:
    """True unless both name folders that contradict each other: left/1.png is never right/1.png."""
    own, other = (PurePosixPath(normalised(path)).parent.parts[::-1] for path in (name, film))
    return all(a == b for a, b in zip(own, other, strict=False))


def _refuse_doubles(found: Mapping[str, str]) -> None:
    owner: dict[str, str] = {}
    for name, film in found.items():
        if film in owner:
            raise TableError(
                f"Images {owner[film]!r} and {name!r} both mean the film {film}: keep one of them."
            )
        owner[film] = name
