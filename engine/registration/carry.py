"""All exemplars registered to all films, batch by batch, their opinions on each film fused."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from engine.errors import ImageReadError
from engine.landmarks import Scheme
from engine.operation import Operation, Progress
from engine.registration.exemplar import ReadyExemplar
from engine.registration.films import Carried, GridFilm, GridReader, KnownFilm, in_batches
from engine.registration.opinions import Fused, Opinion, fuse, mirrored_names, preview
from engine.runtime.distributed import ALONE, Ranks

STAGE = "registration"


def carry(
    targets: Mapping[str, Path],
    exemplars: Sequence[ReadyExemplar],
    scheme: Scheme,
    reader: GridReader,
    model: str,
    unreadable: dict[str, str],
    kept: Callable[[GridFilm, Fused], None] | None = None,
    known: Mapping[str, Fused] = MappingProxyType({}),
    ranks: Ranks = ALONE,
) -> Operation[dict[str, Fused]]:
    """What the exemplars say of each readable film of `targets`, in their order.

    `kept` is called with every film while its pixels are at hand. Films that cannot be read go into
    `unreadable` with the reason. What is `known` from an interrupted run is not registered again.
    Several `ranks` share the films, and all know everything in the end; `kept` sees a rank's own.
    """
    fused: dict[str, Fused] = {}
    own = -(-len(targets) // ranks.world)  # about: films are shared batch by batch
    for batch in (yield from _own_batches(targets, reader, unreadable, ranks)):
        now = Progress(STAGE, min(own, len(fused) + len(unreadable)), own)
        yield now  # reading takes its time too
        if all(film.identity in known for film in batch):
            results = {film.identity: known[film.identity] for film in batch}
        else:  # whole batches: a film's last bits may depend on those that it is registered with
            results = yield from _register(batch, exemplars, scheme, now)
        if kept is not None:
            for film in batch:
                kept(film, results[film.identity])
        fused.update(results)
        found = tuple(preview(film, one, scheme, model) for film, one in results.items())
        yield Progress(STAGE, min(own, len(fused) + len(unreadable)), own, found=found)
    return ranks.union(fused, targets)


def _own_batches(
    targets: Mapping[str, Path], reader: GridReader, unreadable: dict[str, str], ranks: Ranks
) -> Operation[Iterator[list[GridFilm]]]:
    """The batches that fall to this process, of those that one process alone would make.

    Several processes first have to know the sizes of all films: each looks at its part of them.
    """
    if ranks.world == 1:
        return reader.batches(targets, unreadable)
    seen: dict[str, KnownFilm] = {}
    part = ranks.share(list(targets.items()))
    for number, (identity, path) in enumerate(part):
        yield Progress("reading films", number, len(part), identity)
        try:
            film = reader.read(identity, path)
            seen[identity] = KnownFilm(identity, film.size, film.grid)
        except ImageReadError as error:
            unreadable[identity] = str(error)
    unreadable.update(ranks.union(unreadable, targets))
    batches = in_batches(ranks.union(seen, targets).values(), reader.batch)
    own = ranks.share([[film.identity for film in batch] for batch in batches])
    return ([reader.read(film, targets[film]) for film in batch] for batch in own)


def _register(
    batch: Sequence[GridFilm], exemplars: Sequence[ReadyExemplar], scheme: Scheme, now: Progress
) -> Operation[dict[str, Fused]]:
    """Every exemplar's opinion on the films of a batch, fused film by film."""
    opinions: list[list[Opinion]] = [[] for _ in batch]
    for exemplar in exemplars:
        carried = yield from _reported(exemplar.registration.register(batch), now, batch[0].identity)
        for film, one in enumerate(carried):
            names = mirrored_names(exemplar.names, scheme) if one.mirrored else exemplar.names
            opinions[film].append(Opinion(names, one))
    return {
        film.identity: fuse(scheme, each, film.size.diagonal)
        for film, each in zip(batch, opinions, strict=True)
    }


def _reported(
    steps: Generator[str, None, list[Carried]], now: Progress, film: str
) -> Operation[list[Carried]]:
    """The stages of a registration as progress."""
    while True:
        try:
            stage = next(steps)
        except StopIteration as end:
            carried: list[Carried] = end.value
            return carried
        yield Progress(now.stage, now.done, now.total, f"{film}: {stage}")
