"""Slow work as generators: they yield `Progress`, return a result, and know no thread or callback.

Cancelling an operation is closing its generator: it takes effect at the next yield, and the
`finally` blocks of the operation clean up. A step of a large network is cut short before
that where who drives the operation wants it (`engine.runtime.interruption`).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from engine.landmarks import LandmarkSet

T = TypeVar("T")
Step = TypeVar("Step")


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of an operation.

    `done` of `total` counts the units of `stage` (films, steps); `total` 0 means unknown.
    `found` holds landmark sets that were just predicted, as a preview: the operation's result
    decides, and may differ. `notice`: the message is to be read, not just to pass by.
    """

    stage: str
    done: int
    total: int
    message: str = ""
    metrics: Mapping[str, float] = field(default_factory=dict)
    found: tuple[LandmarkSet, ...] = ()
    notice: bool = False


class StopEarly:
    """A wish that an operation looks at between its steps: to end now and come to what it has so far.

    Whoever asks for an operation makes one and hands it over; it may be wished for in any thread.
    """

    __slots__ = ("_is_wanted",)

    def __init__(self) -> None:
        self._is_wanted = False

    def ask(self) -> None:
        """Wish for it; for good."""
        self._is_wanted = True

    @property
    def is_wanted(self) -> bool:
        """Whether somebody has asked."""
        return self._is_wanted


Operation: TypeAlias = Generator[Progress, None, T]


def run(operation: Generator[Step, None, T], report: Callable[[Step], None] | None = None) -> T:
    """Run `operation`, or another generator of steps, to its end in this thread and return its result."""
    while True:
        try:
            step = next(operation)
        except StopIteration as end:
            result: T = end.value
            return result
        if report is not None:
            report(step)


def renamed(operation: Generator[Step, None, T], rename: Callable[[Step], Progress]) -> Operation[T]:
    """`operation`, or another generator of steps, that reports each step as `rename` gives it.

    Closing it closes `operation` too.
    """
    with closing(operation):
        while True:
            try:
                step = next(operation)
            except StopIteration as end:
                result: T = end.value
                return result
            yield rename(step)
