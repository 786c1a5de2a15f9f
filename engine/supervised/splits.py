"""Which films are learned from, which choose, and which are kept for the score; nobody is on two sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

import numpy as np

from engine.errors import EngineError
from engine.io.film_names import match_films
from engine.io.table_text import read_grid, read_text, unguarded
from engine.wording import counted

VALIDATION_SHARE = 0.12
_WORDS = {
    "train": "train", "training": "train",
    "val": "validation", "valid": "validation", "validation": "validation", "dev": "validation",
    "test": "test", "testing": "test",
}  # fmt: skip


class SplitError(EngineError):
    """Films cannot be split as asked."""


@dataclass(frozen=True, slots=True)
class SplitParts:
    """Films to learn from, films that choose the best weights, and films that nobody looks at yet.

    `steering`: films of those to learn from that say how well a learned sigma does instead.
    """

    train: tuple[str, ...]
    validation: tuple[str, ...] = ()
    test: tuple[str, ...] = ()
    steering: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        every = (*self.train, *self.validation, *self.test, *self.steering)
        twice = sorted(film for film, count in Counter(every).items() if count > 1)
        if twice:
            raise SplitError(f"{twice[0]} is in two parts of the split: leave it in one of them.")


@dataclass(frozen=True, slots=True)
class GivenSplit:
    """What a file says: part by film, and `other` words by film, which belong to no part."""

    parts: Mapping[str, str]
    other: Mapping[str, str] = field(default_factory=dict)

    def films(self, part: str) -> tuple[str, ...]:
        """The films of "train", "validation" or "test"."""
        return tuple(film for film, given in self.parts.items() if given == part)

    def without(self, films: Collection[str]) -> GivenSplit:
        """The same split of fewer films."""
        return replace(self, parts={film: part for film, part in self.parts.items() if film not in films})

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence on the films that are left out."""
        words = sorted(set(self.other.values()))
        if not words:
            return ()
        return (
            f"Split: {counted(len(self.other), 'film')} called {', '.join(words)} left out "
            "(the words of a split are train, val and test).",
        )


def read_split(path: Path, films: Sequence[str]) -> GivenSplit:
    """Read `image,split`, images as in landmark tables. Other words than train, val, test leave a film out.

    Raises `SplitError` for a file without these columns, a misspelt word, and no film to learn from.
    """
    grid = read_grid(path)
    columns = {name.casefold(): name for name in grid.columns}
    if "image" not in columns or "split" not in columns:
        raise SplitError(f"{path.name} is no split: its columns must be image,split.")
    words = {row.text(columns["image"]): row.text(columns["split"]) for row in grid.rows}
    if len(words) < len(grid.rows):
        raise SplitError(f"{path.name} names a film twice: keep one line for every film.")
    match = match_films(words, films)
    parts, other = {}, {}
    for image, film in match.films.items():
        word = words[image].casefold()
        if word in _WORDS:
            parts[film] = _WORDS[word]
        else:
            _refuse_misspelt(path, image, words[image])
            other[film] = words[image] or "(blank)"
    if "train" not in parts.values():
        raise SplitError(f"{path.name} calls no film of the folder train: nothing could be learned.")
    return GivenSplit(parts, other)


def _refuse_misspelt(path: Path, image: str, word: str) -> None:
    meant = get_close_matches(word.casefold(), _WORDS, n=1, cutoff=0.75)
    if meant:
        raise SplitError(
            f"{path.name}: {image} is called {word!r}; write {_WORDS[meant[0]]} if that is meant."
        )


def read_film_list(path: Path, films: Sequence[str]) -> tuple[str, ...]:
    """The films that a file lists, one a line (or in its column `image`). Raises `SplitError`."""
    lines = [line.split(",")[0].strip().strip('"') for line in read_text(path).splitlines()]
    names = [unguarded(line) for line in lines if line and line.casefold() != "image"]
    match = match_films(names, films)
    if match.unknown:
        raise SplitError(f"{path.name} lists {match.unknown[0]}, which is no labelled film of the folder.")
    if not match.films:
        raise SplitError(f"{path.name} lists no film.")
    return tuple(match.films.values())


def grouped(films: Iterable[str], keys: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """Group by film: films that share any of the `keys` (by film) are in one, named by its first film.

    A blank or missing key says nothing. `keys` are subjects, hashes of the files, ...
    """
    group = {film: [film] for film in films}  # the films of one group share one list
    for key in keys:
        first: dict[str, str] = {}
        for film in tuple(group):
            if not (value := key.get(film, "")):
                continue
            fewer, more = sorted((group[film], group[first.setdefault(value, film)]), key=len)
            if fewer is not more:
                more += fewer
                group.update(dict.fromkeys(fewer, more))
    order = {film: place for place, film in enumerate(group)}
    named = {id(together): min(together, key=order.__getitem__) for together in group.values()}
    return {film: named[id(together)] for film, together in group.items()}


def check_groups(parts: SplitParts, groups: Mapping[str, str]) -> None:
    """Raise `SplitError` where films of one group are on two sides of `parts`."""
    home: dict[str, tuple[str, str]] = {}
    for name in ("train", "validation", "test", "steering"):
        for film in getattr(parts, name):
            where, other = home.setdefault(groups.get(film, film), (name, film))
            if where != name:
                raise SplitError(
                    f"{other} ({where}) and {film} ({name}) are of one subject, or one picture: put both in "
                    "one part of the split."
                )


def carve(
    films: Sequence[str], groups: Mapping[str, str], share: float, seed: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """`films` as (train, validation): whole groups, drawn by `seed`, until `share` of the films validate.

    Both keep the order of `films`; no film validates where there is one group only, or `share` is 0.
    """
    wanted = share * len(films)
    chosen: set[str] = set()
    for group in _drawn(films, groups, seed)[1:]:  # the first one stays to learn from
        if len(chosen) >= wanted:
            break
        chosen.update(group)
    return (
        tuple(film for film in films if film not in chosen),
        tuple(film for film in films if film in chosen),
    )


def cross_validation(
    films: Sequence[str], groups: Mapping[str, str], count: int, share: float, seed: int
) -> tuple[SplitParts, ...]:
    """`count` splits that test every film once, whole groups together; `share` of the others validate.

    Groups are drawn by `seed` and dealt to the smallest part. Raises `SplitError` for too few groups.
    """
    drawn = _drawn(films, groups, seed)
    if count < 2 or count > len(drawn):
        raise SplitError(
            f"{counted(len(drawn), 'subject')} (or films without one) cannot be dealt to {count} folds: "
            f"choose 2 to {len(drawn)} folds."
        )
    tests: list[list[str]] = [[] for _ in range(count)]
    for group in drawn:
        min(tests, key=len).extend(group)
    parts = []
    for test in map(set, tests):
        others = [film for film in films if film not in test]
        train, validation = carve(others, groups, share, seed)
        parts.append(SplitParts(train, validation, tuple(film for film in films if film in test)))
    return tuple(parts)


def members(films: Sequence[str], groups: Mapping[str, str]) -> list[list[str]]:
    """The `films` of each group, groups in the order of their first films; one in no group is alone."""
    found: dict[str, list[str]] = {}
    for film in films:
        found.setdefault(groups.get(film, film), []).append(film)
    return list(found.values())


def _drawn(films: Sequence[str], groups: Mapping[str, str], seed: int) -> list[list[str]]:
    """The groups of `films`, in an order drawn by `seed`."""
    listed = members(films, groups)
    order = np.random.default_rng(seed).permutation(len(listed))
    return [listed[number] for number in order]
