"""Random numbers from seeds: what a seed gives is the same whatever other threads build or draw.

torch seeds its own generators for the whole process: `manual_seed` in one thread changes what another
draws. Here they are left alone, and every operation draws from a generator of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

_FILLING = {"uniform_", "normal_", "kaiming_uniform_", "kaiming_normal_"}  # of tensors and of nn.init
_DEFAULTS = threading.Lock()  # held while torch's own generators are seeded for one operation


def generator_of(*place: int) -> torch.Generator:
    """A generator that is seeded by numbers >= 0; neighbours have nothing in common."""
    mixed = np.random.SeedSequence(place).generate_state(1, np.uint64)
    return torch.Generator().manual_seed(int(mixed[0] >> np.uint64(1)))


class Seeded(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """A context in which torch draws from `seed` in this thread: initial weights, dropout.

    The numbers are those that `torch.manual_seed(seed)` would give. Other threads draw as ever, and
    torch's own generators are left alone, but for operations that know no others (fused dropout on
    GPUs): for these they are lent, one operation at a time.
    """

    def __init__(self, seed: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._seed = seed
        self._generators: dict[str, torch.Generator] = {}  # by type of device

    def __torch_dispatch__(
        self,
        func: Any,
        types: Sequence[type],
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        """Run `func`; where it draws and the caller names no generator, from one of this context."""
        named = dict(kwargs or {})
        if torch.Tag.nondeterministic_seeded not in func.tags or named.get("generator") is not None:
            return func(*args, **named)
        places = (each.device for each in args if isinstance(each, torch.Tensor))
        device = torch.device(named.get("device") or next(places, "cpu"))
        if device.type not in self._generators:
            self._generators[device.type] = torch.Generator(device).manual_seed(self._seed)
        generator, drawing = self._generators[device.type], _with_generator(func)
        if drawing is not None:
            return drawing(*args, **named | {"generator": generator})
        with _lent(device, generator):
            return func(*args, **named)


class Undrawn(TorchFunctionMode):
    """A context in which new networks draw no weights: those that a file is about to fill.

    Nobody else's draws change, as with `Seeded`, which has torch load its compiler: that takes a second.
    """

    def __torch_function__(
        self,
        func: Any,
        types: Sequence[type],
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        """Run `func`, but for what fills a tensor at random."""
        named = dict(kwargs or {})
        if func is torch.randn:
            return torch.empty(*args, **named)
        if func.__name__ in _FILLING:
            return args[0] if args else named["tensor"]
        return func(*args, **named)


def _with_generator(func: Any) -> Any:
    """`func`, or its overload, that takes a generator; None where there is none."""
    if any(each.name == "generator" for each in func._schema.arguments):
        return func
    plain = func._overloadname == "default"
    return getattr(func.overloadpacket, "generator" if plain else f"{func._overloadname}_generator", None)


@contextmanager
def _lent(device: torch.device, generator: torch.Generator) -> Iterator[None]:
    """The default generator of `device` draws what `generator` decides, and is as before afterwards."""
    default = torch.default_generator
    if device.type == "cuda":
        default = torch.cuda.default_generators[device.index or 0]
    with _DEFAULTS:
        before = default.get_state()
        default.set_state(generator.get_state())  # states lie in the program's memory: no GPU is waited for
        try:
            yield
        finally:
            generator.set_state(default.get_state())
            default.set_state(before)
