"""Which films a step shows: batches of one domain each, in an order of their own for every epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from torch import Tensor

_ORDER = 0  # first number of the seeds that order films; steps draw from _DRAW
_DRAW = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Films `rows` [B] of one `domain`, both by number."""

    domain: int
    rows: Tensor


def steps_of_epoch(films: Sequence[int], batch: int) -> int:
    """Steps that show each of so many `films` in each domain once, the last ones of a domain together."""
    return sum(-(-count // batch) for count in films)


@lru_cache(maxsize=4)
def epoch_batches(films: tuple[int, ...], batch: int, seed: int, epoch: int) -> tuple[Batch, ...]:
    """All batches of `epoch`: every film of every domain once, the domains mixed. By (seed, epoch) alone."""
    generator = generator_of(_ORDER, seed, epoch)
    parts = [
        Batch(domain, rows)
        for domain, count in enumerate(films)
        for rows in torch.tensor_split(
            torch.randperm(count, generator=generator), list(range(batch, count, batch))
        )
    ]
    order = torch.randperm(len(parts), generator=generator).tolist()
    return tuple(parts[number] for number in order)


def step_generator(seed: int, step: int, film: int = -1) -> torch.Generator:
    """What `step` draws from; `film`: for what only the film of this number in the batch needs."""
    return generator_of(_DRAW, seed, step, film + 1)


def generator_of(*place: int) -> torch.Generator:
    """A generator that is seeded by numbers >= 0; neighbours have nothing in common."""
    mixed = np.random.SeedSequence(place).generate_state(1, np.uint64)
    return torch.Generator().manual_seed(int(mixed[0] >> np.uint64(1)))
