"""A step of many seconds is cut short: between the layers of its networks somebody asks whether to go on.

An operation is cancelled at its next yield; a FARNet without a graphics card makes a step in 10 s and more.
Who drives an operation says with `interruptible`, for its thread, what to ask; who computes names with
`watched` the networks between whose layers it is asked, on the way there and back. Nothing is asked, and no
network is touched, where nobody said it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:  # whoever drives an operation may be there before torch is
    from torch import Tensor, nn

T = TypeVar("T")
R = TypeVar("R")
_Question = Callable[[], bool]
_of_thread = threading.local()


class Interrupted(BaseException):
    """The computation was cut short as it is not wanted any more; no error, and nothing catches it as one."""


@contextmanager
def interruptible(is_unwanted: _Question) -> Iterator[None]:
    """In this thread, a watched computation is cut short by `Interrupted` once `is_unwanted` says so."""
    before = _question()
    _of_thread.question = is_unwanted
    try:
        yield
    finally:
        _of_thread.question = before


def interrupted_as_here(work: Callable[[T], R]) -> Callable[[T], R]:
    """`work` that is cut short in any thread where it would be in this one."""
    question = _question()

    def there(item: T) -> R:
        if question is None:
            return work(item)
        with interruptible(question):
            return work(item)

    return there


@contextmanager
def watched(nets: Iterable[nn.Module]) -> Iterator[None]:
    """Around forward and backward of `nets`, which change no bit by it.

    Cut short, buffers (statistics of normalisation) are as they were before, gradients are not.
    """
    question = _question()
    if question is None:
        yield
        return
    kept = tuple(nets)
    before = [buffer.clone() for net in kept for buffer in net.buffers()]
    with ExitStack() as hooks:
        for module in {id(each): each for net in kept for each in net.modules()}.values():
            hooks.callback(module.register_forward_hook(_asking(question)).remove)
        try:
            yield
        except Interrupted:
            _put_back(kept, before)
            raise


def _question() -> _Question | None:
    return cast(_Question | None, getattr(_of_thread, "question", None))


def _asking(question: _Question) -> Callable[[nn.Module, Any, Any], None]:
    """What is called when a layer has `found` something, and again when its gradient is there."""

    def ask(*_gradient: Tensor) -> None:
        if question():
            raise Interrupted

    def on_the_way(_layer: nn.Module, _given: Any, found: Any) -> None:
        ask()
        if getattr(found, "requires_grad", False):  # some layers find several things
            found.register_hook(ask)

    return on_the_way


def _put_back(nets: Iterable[nn.Module], before: Iterable[Tensor]) -> None:
    for buffer, earlier in zip((each for net in nets for each in net.buffers()), before, strict=True):
        buffer.copy_(earlier)  # they have no gradient
