"""Films side by side: several at once, each computed on one thread, their outcomes in order.

What is computed for one film is too little for several threads to share well; two films take them better.
Where another device computes, the processor reads the next films meanwhile.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from functools import partial
from typing import Generic, TypeAlias, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from engine.errors import out_of_memory
from engine.runtime.interruption import interrupted_as_here
from engine.runtime.memory import MemoryShortError

T = TypeVar("T")
R = TypeVar("R")
Pixels: TypeAlias = NDArray[np.float32]
_MOST = 4  # films in memory at once
_MOST_PIXELS = 100_000_000  # of films read ahead: 400 MB, and the film that goes beyond


def side_by_side(
    work: Callable[[T], R], items: Sequence[T], device: torch.device, of_many: bool = False
) -> Generator[tuple[T, Callable[[], R]], None, None]:
    """Each of `items`, in order, with a function that waits for what `work` makes of it, or raises.

    On a CPU as many are computed at once as torch has threads, four at most; on other devices, for a single
    item or with a single thread it happens in the caller's thread when it is asked for. Where several at once
    are too much for memory, one is computed alone. Close it where not all outcomes are wanted.

    `of_many`: they are a part of more, so that a single one has one thread as well: what comes of it hangs
    on how many threads there are by rounding, and of many nothing shall.
    """
    threads = torch.get_num_threads() if device.type == "cpu" else 1
    count = min(threads, len(items), _MOST)
    if count <= 1 and not (of_many and len(items) == 1 < threads):
        yield from ((item, partial(work, item)) for item in items)
        return
    computed: deque[Future[R]] = deque()
    there = interrupted_as_here(work)

    def outcome(item: T, future: Future[R]) -> R:
        try:
            return future.result()
        except Exception as error:
            if not _is_short(error):
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


def read_ahead(
    read: Callable[[T], Pixels], items: Sequence[T], device: torch.device, most: int = _MOST
) -> Generator[tuple[T, Callable[[], Pixels]], None, None]:
    """Each of `items`, in order, with a function that waits for the pixels that `read` gives, or raises.

    While another device than the CPU computes, one thread reads on: `most` films further, and no more once
    those that wait have 100 million pixels. On a CPU, all of whose cores compute, and for a single film it
    happens in the caller's thread when it is asked for. Ask for each before the next; close it where the
    rest is not wanted.
    """
    if device.type == "cpu" or len(items) <= 1:
        yield from ((item, partial(read, item)) for item in items)
        return
    with ThreadPoolExecutor(1) as pool, closing(_ReadingAhead(pool, read, items, most)) as ahead:
        for item in items:
            yield item, partial(ahead.take, item)


def read_and_worked(
    read: Callable[[T], Pixels],
    work: Callable[[Pixels], R],
    items: Sequence[T],
    device: torch.device,
    of_many: bool = False,
) -> Generator[tuple[T, Callable[[], R]], None, None]:
    """Each of `items`, in order, with a function that waits for what `work` makes of its pixels, or raises.

    `read` gives the pixels. On a CPU several are read and computed at once, as by `side_by_side`, also as to
    `of_many`; else `work` happens in the caller's thread when it is asked for, while the next are read, as by
    `read_ahead`.
    Ask for each before the next; close it where the rest is not wanted.
    """
    if device.type == "cpu":
        yield from side_by_side(lambda item: work(read(item)), items, device, of_many)
        return
    with closing(read_ahead(read, items, device)) as reading:
        for item, pixels in reading:
            yield item, partial(_worked, work, pixels)


def _worked(work: Callable[[Pixels], R], pixels: Callable[[], Pixels]) -> R:
    return work(pixels())


class _ReadingAhead(Generic[T]):
    """Reads `items` one after the other in the thread of `pool`, each when there is room for it.

    Nobody waits for room: who has read a film, and who takes one, begins the next.
    """

    def __init__(
        self, pool: ThreadPoolExecutor, read: Callable[[T], Pixels], items: Sequence[T], most: int
    ) -> None:
        self._pool, self._read, self._left, self._most = pool, read, deque(items), most
        self._lock, self._waiting = threading.Lock(), deque[Future[Pixels]]()
        self._pixels, self._is_reading = 0, False  # of films that are read and not taken
        self._go_on(0)

    def take(self, item: T) -> Pixels:
        """The pixels of `item`, the first that was not taken yet."""
        with self._lock:
            future = self._waiting.popleft()
        try:
            pixels = future.result()
        except Exception as error:
            self._go_on(0)
            if not _is_short(error):
                raise
            return self._read(item)  # beside what was computed it was too much
        self._go_on(-pixels.size)
        return pixels

    def _go_on(self, pixels: int) -> None:
        """Begin the next film if there is room; so many `pixels` more wait, or fewer."""
        with self._lock:
            self._pixels += pixels
            has_room = len(self._waiting) < self._most and self._pixels < _MOST_PIXELS
            if self._left and has_room and not self._is_reading:
                self._is_reading = True
                self._waiting.append(self._pool.submit(self._read_on, self._left.popleft()))

    def _read_on(self, item: T) -> Pixels:
        size = 0
        try:
            pixels = self._read(item)
            size = pixels.size
        finally:
            with self._lock:
                self._is_reading = False
            self._go_on(size)
        return pixels

    def close(self) -> None:
        """Begin no other film."""
        with self._lock:
            self._left.clear()
            for future in self._waiting:
                future.cancel()


def _is_short(error: Exception) -> bool:
    return isinstance(error, MemoryShortError) or out_of_memory(error)


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
