"""A setting of the whole process that several threads may need at once: the last one puts it back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Place = tuple[Callable[[], T], Callable[[T], object]]  # what tells a setting, and what sets it


def attribute(holder: Any, name: str) -> Place[Any]:
    """The attribute `name` of `holder` as a place of a setting."""
    return partial(getattr, holder, name), partial(setattr, holder, name)


class ProcessSetting(Generic[T]):
    """`value` at all `places` while contexts hold it.

    They may overlap in several threads: the last one to end puts back what was before the first.
    """

    def __init__(self, value: T, *places: Place[T]) -> None:
        self._lock, self._contexts, self._before = threading.Lock(), 0, list[T]()
        self._value, self._places = value, places

    @contextmanager
    def held(self) -> Iterator[None]:
        """One more context."""
        with self._lock:
            if self._contexts == 0:
                self._before = [tell() for tell, _ in self._places]
                self._set([self._value] * len(self._places))
            self._contexts += 1
        try:
            yield
        finally:
            with self._lock:
                self._contexts -= 1
                if self._contexts == 0:
                    self._set(self._before)

    def _set(self, values: list[T]) -> None:
        for (_, put), value in zip(self._places, values, strict=True):
            put(value)
