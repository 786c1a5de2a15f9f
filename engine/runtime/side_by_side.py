"""Films side by side: several at once, each computed on one thread, their outcomes in order.

What is computed for one film is too little for several threads to share well; two films take them better.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

import torch

from engine.errors import out_of_memory
from engine.runtime.interruption import interrupted_as_here
from engine.runtime.memory import MemoryShortError

T = TypeVar("T")
R = TypeVar("R")
_MOST = 4  # films in memory at once


def side_by_side(
    work: Callable[[T], R], items: Sequence[T], device: torch.device
) -> Generator[tuple[T, Callable[[], R]], None, None]:
    """Each of `items`, in order, with a function that waits for what `work` makes of it, or raises.

    On a CPU as many are computed at once as torch has threads, four at most; on other devices, for a single
    item or with a single thread it happens in the caller's thread when it is asked for. Where several at once
    are too much for memory, one is computed alone. Close it where not all outcomes are wanted.
    """
    count = min(torch.get_num_threads(), len(items), _MOST) if device.type == "cpu" else 1
    if count <= 1:
        yield from ((item, partial(work, item)) for item in items)
        return
    computed: deque[Future[R]] = deque()
    there = interrupted_as_here(work)

    def outcome(item: T, future: Future[R]) -> R:
        try:
            return future.result()
        except Exception as error:
            if not (isinstance(error, MemoryShortError) or out_of_memory(error)):
                raise
        wait(computed)
        return work(item)

    with _single_threads(count) as pool:
        try:
            for number, item in enumerate(items):
                for later in items[number + len(computed) : number + count + 1]:
                    computed.append(pool.submit(there, later))
                yield item, partial(outcome, item, computed.popleft())
        finally:
            for future in computed:
                future.cancel()


@contextmanager
def _single_threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """`count` threads in each of which torch computes on that thread only."""
    usual, begun = torch.get_num_threads(), threading.Barrier(count + 1)

    def begin() -> None:
        torch.get_num_threads()  # asked for the first time, a thread takes over what was last said in any
        torch.set_num_threads(1)
        begun.wait()

    try:
        with ThreadPoolExecutor(count, initializer=begin) as pool:
            try:
                for _ in range(count):
                    pool.submit(int)
                begun.wait()
            except BaseException:  # of Ctrl-C, or where there can be no more threads
                begun.abort()  # those that are there would wait for the others for ever
                raise
            torch.set_num_threads(usual)
            yield pool
    finally:
        torch.set_num_threads(usual)
