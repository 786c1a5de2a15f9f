"""Exemplars made ready and registered to all films, batch by batch, their opinions on each film fused."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np

from engine.errors import ImageReadError, PropagationError, out_of_memory
from engine.geometry.coordinates import Points, inside
from engine.imaging.pixels import nothing_shown
from engine.landmarks import LandmarkSet, Scheme
from engine.operation import Operation, Progress, renamed
from engine.registration.films import (
    Carried,
    GridFilm,
    GridReader,
    KnownFilm,
    LeftOut,
    LinAlgError,
    Registration,
    in_batches,
)
from engine.registration.opinions import Fused, Opinion, fuse, mirrored_names, on_film, preview
from engine.runtime.distributed import ALONE, Ranks
from engine.wording import counted

STAGE = "registration"
_NO_MAP = "Registration cannot lay an exemplar on this film: look whether it shows the same anatomy."
Bind = Callable[[GridFilm, Points], Registration]
Register = Callable[[Sequence[GridFilm]], Generator[str, None, list[Carried]]]


@dataclass(frozen=True, slots=True)
class ReadyExemplar:
    """One exemplar: its film, the names and places (original pixels) of its placed landmarks.

    `registration` carries these to other films.
    """

    film: GridFilm
    names: tuple[str, ...]
    points: Points
    registration: Registration


def ready_exemplars(
    paths: Mapping[str, Path],
    exemplars: Sequence[LandmarkSet],
    scheme: Scheme,
    reader: GridReader,
    bind: Bind,
) -> Operation[list[ReadyExemplar]]:
    """Read and bind all `exemplars` that have a placed landmark of the scheme.

    Raises `PropagationError` for none at all, one that is not among `paths`, cannot be read or shows
    nothing, and a landmark outside its film.
    """
    usable = [marks for marks in exemplars if placed_names(marks, scheme)]
    if not usable:
        raise PropagationError("There is no exemplar yet: place the landmarks of one film first.")
    ready = []
    for number, marks in enumerate(usable):
        yield Progress("reading exemplars", number, len(usable), marks.film)
        film, names, points = read_exemplar(marks, paths, scheme, reader)
        with enough_memory(film.identity):
            ready.append(ReadyExemplar(film, names, points, bind(film, points)))
    return ready


def read_exemplar(
    marks: LandmarkSet, paths: Mapping[str, Path], scheme: Scheme, reader: GridReader
) -> tuple[GridFilm, tuple[str, ...], Points]:
    """The film of `marks`, and names and original points [K, 2] of its placed landmarks of the scheme.

    Raises `PropagationError` where it is not among `paths`, cannot be read, shows nothing, or has a point
    outside.
    """
    film, names = _read(marks.film, paths, reader), placed_names(marks, scheme)
    points = np.array([marks.get(name).position for name in names], dtype=np.float64)
    _check_inside(film, names, points)
    return film, names, points


@contextmanager
def enough_memory(film: str) -> Iterator[None]:
    """A context that raises `PropagationError` where there is too little memory to register `film` alone."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if not out_of_memory(error):
            raise
        raise PropagationError(
            f"{film} cannot be registered: there is too little memory. Close other programs, or choose "
            "another device."
        ) from error


def placed_names(marks: LandmarkSet, scheme: Scheme) -> tuple[str, ...]:
    """Names of the scheme that have a position in `marks`, in scheme order."""
    return tuple(name for name in scheme.names if marks.get(name).position is not None)


def _read(identity: str, paths: Mapping[str, Path], reader: GridReader) -> GridFilm:
    if identity not in paths:
        raise PropagationError(f"The exemplar {identity} is not among the films: add it to the folder.")
    try:
        film = reader.read(identity, paths[identity])
    except ImageReadError as error:
        raise PropagationError(f"The exemplar {identity} cannot be read. {error}") from error
    if why := nothing_shown(film.pixels):
        raise PropagationError(f"The exemplar {identity} cannot serve, annotate another film. {why}")
    return film


def _check_inside(film: GridFilm, names: Sequence[str], points: Points) -> None:
    outside = [name for name, on in zip(names, inside(points, film.size), strict=True) if not on]
    if outside:
        raise PropagationError(
            f"{outside[0]} of the exemplar {film.identity} lies outside the film: move it onto the film."
        )


def carry(
    targets: Mapping[str, Path],
    exemplars: Sequence[ReadyExemplar],
    scheme: Scheme,
    reader: GridReader,
    model: str,
    left_out: LeftOut,
    kept: Callable[[GridFilm, Fused], None] | None = None,
    known: Mapping[str, Fused] = MappingProxyType({}),
    ranks: Ranks = ALONE,
) -> Operation[dict[str, Fused]]:
    """What the exemplars say of each film of `targets` that shows something, in their order.

    `kept` is called with every film while its pixels are at hand. Films that cannot be read or registered
    go into `left_out` with the reason. What is `known` from an interrupted run is not registered again.
    Several `ranks` share the films, and all know everything in the end; `kept` sees a rank's own.
    """
    fused: dict[str, Fused] = {}
    share = -(-len(targets) // ranks.world)  # about: films are shared batch by batch
    with closing((yield from _batches_of_rank(targets, reader, left_out, ranks))) as batches:
        for batch in batches:
            now = Progress(STAGE, min(share, len(fused) + len(left_out)), share)
            yield now  # reading takes its time too
            if all(film.identity in known for film in batch):
                results = {film.identity: known[film.identity] for film in batch}
            else:  # whole batches: a film's last bits may depend on those that it is registered with
                results = yield from _register(batch, exemplars, scheme, left_out, now)
            registered = [film for film in batch if film.identity in results]
            if kept is not None:
                for film in registered:
                    kept(film, results[film.identity])
            fused.update(results)
            shown = [
                (film.identity, on_film(results[film.identity], film.size, scheme)[0]) for film in registered
            ]
            previews = tuple(preview(film, found, scheme, model) for film, found in shown)
            yield Progress(STAGE, min(share, len(fused) + len(left_out)), share, found=previews)
    left_out.put_together(ranks, targets)
    return ranks.union(fused, targets)


def _batches_of_rank(
    targets: Mapping[str, Path], reader: GridReader, left_out: LeftOut, ranks: Ranks
) -> Operation[Generator[list[GridFilm], None, None]]:
    """The batches that fall to this process, of those that one process alone would make.

    Several processes first have to know the sizes of all films: each looks at its part of them.
    """
    if ranks.world == 1:
        return reader.batches(targets, left_out)
    seen: dict[str, KnownFilm] = {}
    part = ranks.share(list(targets.items()))
    for number, (identity, path) in enumerate(part):
        yield Progress("reading films", number, len(part), identity)
        film = reader.usable(identity, path, left_out)
        if film is not None:
            seen[identity] = KnownFilm(identity, film.size, film.grid)
    left_out.put_together(ranks, targets)
    batches = in_batches(ranks.union(seen, targets).values(), reader.batch)
    shared = ranks.share([[film.identity for film in batch] for batch in batches])
    return reader.each_batch(shared, targets)


def _register(
    batch: Sequence[GridFilm],
    exemplars: Sequence[ReadyExemplar],
    scheme: Scheme,
    left_out: LeftOut,
    now: Progress,
) -> Operation[dict[str, Fused]]:
    """Every exemplar's opinion on the films of a batch, fused film by film."""
    opinions: dict[str, list[Opinion]] = {film.identity: [] for film in batch}
    for exemplar in exemplars:
        steps = in_halves(exemplar.registration.register, batch)
        carried = yield from renamed(
            steps, lambda stage: replace(now, message=f"{batch[0].identity}: {stage}")
        )
        for film, found in zip(batch, carried, strict=True):
            if found is not None:
                names = mirrored_names(exemplar.names, scheme) if found.mirrored else exemplar.names
                opinions[film.identity].append(Opinion(names, found))
    left_out.unfit.update({film: _NO_MAP for film, each in opinions.items() if not each})
    return {
        film.identity: fuse(scheme, opinions[film.identity], film.size.diagonal)
        for film in batch
        if opinions[film.identity]
    }


def in_halves(register: Register, films: Sequence[GridFilm]) -> Generator[str, None, list[Carried | None]]:
    """What `register` says of `films`, in smaller batches where together they are too much for memory.

    None for a film that has no map or no finite points, which ends no other film's registration. Raises
    `PropagationError` where one film alone is too much for memory.
    """
    try:
        carried = yield from register(films)
    except (RuntimeError, MemoryError) as error:
        short = out_of_memory(error)
        if not short and not isinstance(error, LinAlgError):
            raise
        if len(films) == 1 and short:
            with enough_memory(films[0].identity):
                raise
    else:
        return [found if np.isfinite(found.points).all() else None for found in carried]
    if len(films) == 1:
        return [None]
    # not inside of `except`: the error holds everything that the failed batch had computed
    middle = len(films) // 2
    if short:
        yield f"too little memory: going on with {counted(middle, 'film')} at a time"
    first = yield from in_halves(register, films[:middle])
    return first + (yield from in_halves(register, films[middle:]))
