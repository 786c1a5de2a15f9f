"""The split of one labelled set: what its file says, what the person asked for, or drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from engine.labelled_sets import LabelledSet
from engine.splits import (
    VALIDATION_SHARE,
    Parts,
    SplitError,
    carve,
    check_groups,
    cross_validation,
    read_film_list,
)
from engine.wording import counted


def set_splits(one: LabelledSet, validation: float | Path | None, folds: int, seed: int) -> tuple[Parts, ...]:
    """How the films of a set are split, once for every fold (0: once). Raises `SplitError`.

    `validation`: a share of the films to learn from or a file that lists films; None: what the set's own
    split says, else a share.
    """
    films, test = tuple(one.marks), one.split.films("test") if one.split else ()
    if one.split is not None and one.split.films("validation"):
        if validation is not None:
            raise SplitError("The split has films called val: leave --val away, or the val films.")
        if not folds:
            train = tuple(film for film in films if one.split.parts[film] == "train")
            parts = Parts(train, tuple(film for film in films if film not in train), test)
            check_groups(parts, one.groups)
            return (parts,)
    share = validation if isinstance(validation, float) else VALIDATION_SHARE
    if folds:
        if isinstance(validation, Path):
            raise SplitError("Every fold has validation films of its own: give their share, not a file.")
        return cross_validation(films, one.groups, folds, share, seed)
    if isinstance(validation, Path):
        chosen = read_film_list(validation, films)
        parts = Parts(tuple(film for film in films if film not in chosen), chosen, test)
    else:
        parts = Parts(*carve(films, one.groups, share, seed), test)
    if not parts.train:
        raise SplitError("All films would validate: leave some of them to learn from.")
    check_groups(parts, one.groups)
    return (parts,)


def steered(
    parts: Parts, groups: Mapping[str, str], steer: float | Path, seed: int, *, folds: bool = False
) -> Parts:
    """`parts` with films that steer: a share of those to learn from, or those that a file lists.

    Listed films leave the part that they are in, so that the paper's way, to steer by one of two test sets,
    is a list of that one's. Of `folds` each keeps its test films whatever the list says. Raises `SplitError`
    where too few remain.
    """
    if isinstance(steer, Path):
        every = (*parts.train, *parts.validation, *parts.test)
        listed = read_film_list(steer, every)
        chosen = tuple(film for film in listed if not folds or film not in parts.test)
        train, validation, test = (
            tuple(film for film in part if film not in chosen)
            for part in (parts.train, parts.validation, parts.test)
        )
        parts = replace(parts, validation=validation, test=test)
    else:
        train, chosen = carve(parts.train, groups, steer, seed)
    if not train or not chosen:
        raise SplitError(
            f"{counted(len(train), 'film')} would be learned from and {len(chosen)} steer the sigmas: both "
            "need some."
        )
    found = replace(parts, train=train, steering=chosen)
    check_groups(found, groups)
    return found
