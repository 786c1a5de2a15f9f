"""Names of films: their one order, and which film a table means, only where that is unambiguous."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from natsort import natsort_keygen, ns

from engine.errors import TableError
from engine.landmarks import spelled

DICOM_SUFFIXES = frozenset({".dcm", ".dicom", ".dic", ".ima"})
FILM_SUFFIXES = DICOM_SUFFIXES | {
    *(".png", ".tif", ".tiff", ".jpg", ".jpeg", ".jfif", ".jpe", ".bmp", ".dib", ".webp", ".gif"),
    *(".jp2", ".j2k"),
}
_natural: Callable[[list[str]], Any] = natsort_keygen(alg=ns.IGNORECASE)


def film_order(identity: str) -> Any:
    """The sort key of films wherever they are in order: folder by folder, 2 before 10, blind to case."""
    return _natural(identity.split("/")), identity


@dataclass(frozen=True, slots=True)
class FilmMatch:
    """`films`: name in the table -> identity of the film; `unknown`: names that fit no film.

    `resembling`: names of `films` that differ from the film's in case, in blanks, in what cannot be seen, or
    in zeros before a number.
    """

    films: Mapping[str, str]
    unknown: tuple[str, ...]
    resembling: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What was taken for the same although it is not, as a sentence; "" for nothing."""
        if not self.resembling:
            return ""
        pairs = [f"{name} as {self.films[name]}" for name in self.resembling[:3]]
        more = f" and {len(self.resembling) - 3} more" if len(self.resembling) > 3 else ""
        return f"Films that the table spells otherwise: {', '.join(pairs)}{more}."


def normalised(name: str) -> str:
    """A film name as identities are written: NFC, POSIX separators, no leading "./"."""
    text = unicodedata.normalize("NFC", name.strip()).replace("\\", "/")
    return str(PurePosixPath(text)) if "/" in text or text in ("", ".") else text


def _whole(name: str) -> str:
    return name


def without_suffix(name: str) -> str:
    """A film's name without the suffix of a picture or DICOM file; any other ending belongs to the name."""
    # "12.5" and "P12.Left" are whole names: only what films are called is a suffix
    path = PurePosixPath(name)
    return str(path.with_suffix("")) if path.suffix.casefold() in FILM_SUFFIXES else name


def _file_name(name: str) -> str:
    return PurePosixPath(name).name


def _stem(name: str) -> str:
    return _file_name(without_suffix(name))


def _visible(name: str) -> str:
    return spelled(without_suffix(name))


def _folded(name: str) -> str:
    return _visible(name).casefold()


def _folded_stem(name: str) -> str:
    return spelled(_stem(name)).casefold()


def _number(name: str) -> str:
    """A name that is a number without its zeros in front; others as they are."""
    stem = _stem(name)
    # not by int(), which refuses more than 4300 digits
    return (stem.lstrip("0") or "0") if stem.isdecimal() and stem.isascii() else stem.casefold()


# from the strictest reading of a name to the loosest; the first one that finds a film decides
_LOOSENINGS: tuple[tuple[Callable[[str], str], Callable[[str], str]], ...] = (
    (_whole, _whole),
    (_whole, without_suffix),
    (without_suffix, without_suffix),
    (_file_name, _file_name),
    (_file_name, _stem),
    (_stem, _stem),
    (_visible, _visible),
    (_folded, _folded),
    (_folded_stem, _folded_stem),
    (_number, _number),
)
_GUESSED = 6  # from this one on names only resemble each other


Folder = tuple[str, ...]  # the parts of a film's folder, the innermost first


class _Level:
    """One reading of names; finds films whose folder does not contradict: left/1.png is never right/1.png.

    Of two folders that agree one begins, from inside, as the whole other one, so both ways are indexed.
    """

    def __init__(self, films: Sequence[str], of_name: Callable[[str], str], of_film: Callable[[str], str]):
        self._of_name = of_name
        self._deepest = 0
        self._exactly: dict[tuple[str, Folder], list[int]] = {}
        self._inside: dict[tuple[str, Folder], list[int]] = {}
        for place, film in enumerate(map(normalised, films)):
            key, folder = of_film(film), _folder(film)
            self._deepest = max(self._deepest, len(folder))
            self._exactly.setdefault((key, folder), []).append(place)
            for length in range(len(folder)):
                self._inside.setdefault((key, folder[:length]), []).append(place)

    def find(self, name: str) -> list[int]:
        """Places of the films that the normalised `name` fits."""
        key, folder = self._of_name(name), _folder(name)
        places = list(self._inside.get((key, folder), ()))
        for length in range(min(len(folder), self._deepest) + 1):
            places += self._exactly.get((key, folder[:length]), ())
        return sorted(places)


def _folder(name: str) -> Folder:
    return PurePosixPath(name).parent.parts[::-1]


def own_identities(names: Iterable[str]) -> Mapping[str, str]:
    """The identity of each film that `names` name where only they know it: each name its own.

    Raises `TableError` where two names mean one film.
    """
    found = {name: normalised(name) for name in names}
    _refuse_doubles(found)
    return found


def match_films(names: Iterable[str], films: Sequence[str]) -> FilmMatch:
    """Match the `names` of a table with the identities `films`.

    Raises `TableError` where a name fits two films equally well, or two names mean one film.
    """
    films = tuple(films)
    found: dict[str, str] = {}
    unknown: list[str] = []
    resembling: list[str] = []
    for name in dict.fromkeys(names):
        hits, number = _hits(normalised(name), films)
        if len(hits) > 1:
            raise TableError(
                f"Image {name!r} of the table fits both {films[hits[0]]} and {films[hits[1]]}: "
                "write the whole name."
            )
        if hits:
            found[name] = films[hits[0]]
            resembling += [name] if number >= _GUESSED else []
        else:
            unknown.append(name)
    _refuse_doubles(found)
    return FilmMatch(found, tuple(unknown), tuple(resembling))


@lru_cache(maxsize=2 * len(_LOOSENINGS))
def _level(films: tuple[str, ...], number: int) -> _Level:
    """One reading of the names of `films`, kept for the next file: of a folder each names one film."""
    return _Level(films, *_LOOSENINGS[number])


def _hits(name: str, films: tuple[str, ...]) -> tuple[list[int], int]:
    """Places of the films that fit, and by which loosening; the looser ones only once a name needs them."""
    for number in range(len(_LOOSENINGS)):
        if hits := _level(films, number).find(name):
            return hits, number
    return [], len(_LOOSENINGS)


def _refuse_doubles(found: Mapping[str, str]) -> None:
    owner: dict[str, str] = {}
    for name, film in found.items():
        if film in owner:
            raise TableError(
                f"Images {owner[film]!r} and {name!r} both mean the film {film}: keep one of them."
            )
        owner[film] = name
