"""Too little memory, on any device: recognised, and answered with fewer films at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeVar

import torch

from engine.errors import EngineError, out_of_memory
from engine.operation import Operation, Progress, run
from engine.wording import counted

T = TypeVar("T")


class MemoryShortError(EngineError):
    """There is too little memory even for one film at a time."""


class Portion:
    """How many films are computed at a time: `size`, halved whenever memory runs out.

    What fits once is kept for all that follows. `refusal` is raised where fewer than `least` would be needed.
    """

    def __init__(self, size: int, device: torch.device, refusal: EngineError, least: int = 1) -> None:
        self.size = size
        self._device, self._refusal, self._least = device, refusal, least

    def attempts(self, work: Callable[[], T], at: Progress) -> Operation[T]:
        """What `work` returns, which computes `size` films at a time; begun anew with fewer if it has to be.

        Yields a notice before each further attempt, `at` this point of the operation.
        """
        while True:
            try:
                return work()
            except (RuntimeError, MemoryError) as error:
                if not out_of_memory(error):
                    raise
                if self.size // 2 < self._least:
                    raise self._refusal from error
            self.size //= 2  # only here the traceback no longer holds what the failed attempt had computed
            if self._device.type == "cuda":
                torch.cuda.empty_cache()
            sentence = f"too little memory: going on with {counted(self.size, 'film')} at a time"
            yield replace(at, message=sentence, notice=True)

    def over(self, count: int, work: Callable[[slice], T]) -> Iterator[T]:
        """What `work` returns for slices that are 0 to `count` together, each of `size` films at most."""
        first = 0
        while first < count:
            part = partial(self._part, first, count, work)
            first, made = run(self.attempts(part, Progress("", 0, 0)))
            yield made

    def _part(self, first: int, count: int, work: Callable[[slice], T]) -> tuple[int, T]:
        last = min(count, first + self.size)
        return last, work(slice(first, last))
