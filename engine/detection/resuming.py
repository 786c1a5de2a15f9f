"""A training that was stopped goes on where it was."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import Any, Protocol, TypeVar

from engine.operation import Operation
from engine.run_store import RunStore

T = TypeVar("T", covariant=True)
_SAVING = 0.02  # most of the time that goes into keeping states, where it is measured


class Training(Protocol[T]):
    """A training that can be stopped after any step and taken up again."""

    def run(self) -> Operation[T]:
        """Train to the end."""
        ...

    def state(self) -> dict[str, Any]:
        """Everything that is needed to go on."""
        ...

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken."""
        ...


def resumed(
    training: Training[T], store: RunStore, name: str, every: int = 50, apart: float | None = None
) -> Operation[T]:
    """Run `training` from where `store` has it, keeping its state every so many steps and on cancelling.

    `apart`: least seconds between two such times; large states then come later still, so that keeping them
    takes 2 % of the time at most.
    """
    state = store.load(name)
    if state is not None:
        training.restore(state)
    steps, since = training.run(), 0
    due = 0.0 if apart is None else monotonic() + apart
    try:
        while True:
            try:
                progress = next(steps)
            except StopIteration as end:
                store.save(name, training.state())
                result: T = end.value
                return result
            since += 1
            if since % every == 0 and (apart is None or monotonic() >= due):
                due = _saved(store, name, training.state(), apart or 0.0)
            yield progress
    except GeneratorExit:
        store.save(name, training.state())
        raise
    finally:
        steps.close()


def _saved(store: RunStore, name: str, state: Mapping[str, Any], apart: float) -> float:
    """Keep `state`; when the next one is due."""
    began = monotonic()
    store.save(name, state)
    ended = monotonic()
    return ended + max(apart, (ended - began) / _SAVING)
