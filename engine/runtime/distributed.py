"""Several processes at one job, as `torchrun` starts them: who takes what, and how they exchange it.

Without torchrun there is one process and no process group. A `Ranks` value is handed to whatever
shares its work; nothing asks for it globally. torch is imported where it is used: who reads films alone
needs none. Whoever reaches the port of a run can send: what arrives is rebuilt by `engine.runtime.exchange`,
which runs no code in it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from engine.errors import EngineError, PeerError, out_of_memory
from engine.operation import Operation

if TYPE_CHECKING:
    import torch
    from torch import Tensor, nn

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
_TIMEOUT = timedelta(days=7)  # the others wait while the first one trains
_VARIABLES = ("RANK", "LOCAL_RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT")


@dataclass(frozen=True, slots=True)
class Ranks:
    """Which process it is: number `rank` of `world`, number `local` on its machine.

    `gather` and `broadcast` exchange what `packed` takes, on the CPU. All ranks have to call them in the
    same order. They raise `EngineError` where another process has ended, or sends something else.
    """

    rank: int = 0
    world: int = 1
    local: int = 0

    @property
    def is_first(self) -> bool:
        """True for the one process that prints, writes and keeps the state of a run."""
        return self.rank == 0

    def device(self, wanted: str = "auto") -> torch.device:
        """The device of this process, `wanted` as for `choose_device`: with CUDA a GPU of its own."""
        import torch

        from engine.runtime.device import choose_device

        device = choose_device(wanted)
        if self.world == 1 or device.type != "cuda":
            return device
        if self.local >= torch.cuda.device_count():
            raise EngineError(
                f"There are {torch.cuda.device_count()} GPUs for more processes: start one a GPU, or use "
                "--device cpu."
            )
        return torch.device("cuda", self.local)

    def share(self, items: Sequence[T]) -> list[T]:
        """The part of `items` that falls to this process: every `world`-th, in their order."""
        return list(items[self.rank :: self.world])

    def gather(self, value: T) -> list[T]:
        """Every process's `value` in the order of the ranks, on every rank."""
        if self.world == 1:
            return [value]
        import torch
        import torch.distributed as dist

        from engine.runtime.exchange import packed, unpacked

        sent = packed(value)
        sizes = [torch.zeros(1, dtype=torch.int64) for _ in range(self.world)]
        with _peers_may_end():
            dist.all_gather(sizes, torch.tensor([len(sent)]))
            longest = int(max(sizes))
            received = [torch.empty(longest, dtype=torch.uint8) for _ in range(self.world)]
            dist.all_gather(received, torch.nn.functional.pad(sent, (0, longest - len(sent))))
        return [unpacked(each[: int(size)]) for each, size in zip(received, sizes, strict=True)]

    def union(self, part: Mapping[K, V], order: Iterable[K]) -> dict[K, V]:
        """The mappings of all processes in one, on every rank, as far as `order` names their keys."""
        every = {key: value for each in self.gather(dict(part)) for key, value in each.items()}
        return {key: every[key] for key in order if key in every}

    def broadcast(self, value: T) -> T:
        """The first process's `value`, on every rank; what the others give is ignored.

        Tensors and networks arrive on the CPU: move them to the device.
        """
        if self.world == 1:
            return value
        import torch
        import torch.distributed as dist

        from engine.runtime.exchange import packed, unpacked

        sent = packed(value) if self.is_first else None
        size = torch.tensor([0 if sent is None else len(sent)])
        with _peers_may_end():
            dist.broadcast(size, src=0)
            received = torch.empty(int(size), dtype=torch.uint8) if sent is None else sent
            dist.broadcast(received, src=0)
        return value if self.is_first else unpacked(received)

    def together(self, work: Callable[[], T], exchanges: bool = False) -> list[T]:
        """What `work` returns on each rank, as `gather`. Where one lacks memory, all raise `MemoryError`.

        Not so where `work` itself `exchanges` something: the others wait for it in there.
        """
        if self.world == 1 or exchanges:
            return self.gather(work())
        done: list[T] = []
        try:
            done.append(work())
        except (RuntimeError, MemoryError) as error:
            if not out_of_memory(error):
                raise
        every = self.gather(done)
        if not all(every):
            raise MemoryError
        return [value for each in every for value in each]

    def add_up(self, nets: Iterable[nn.Module]) -> None:
        """Give `nets` on every rank the sum of all gradients, and the first rank's running statistics."""
        if self.world == 1:
            return
        import torch.distributed as dist

        kept = tuple(nets)
        weights = (weight.grad for net in kept for weight in net.parameters())
        with _peers_may_end():
            _exchanged([each for each in weights if each is not None], dist.all_reduce)
            statistics = (each for net in kept for each in net.buffers())
            from_first = partial(dist.broadcast, src=0)
            _exchanged([each for each in statistics if each.is_floating_point()], from_first)

    def from_first(self, operation: Callable[[], Operation[T]]) -> Operation[T]:
        """What `operation` returns where the first process runs it, on every rank: the others wait.

        Tensors and networks arrive on the CPU.
        """
        return self.broadcast((yield from operation()) if self.is_first else cast(T, None))


def _exchanged(tensors: Sequence[Tensor], exchange: Callable[..., object]) -> None:
    """Put what `exchange` makes of all `tensors` in one in their places."""
    import torch

    if not tensors:
        return
    joined = torch.cat([each.flatten() for each in tensors])
    exchange(joined)
    for each, part in zip(tensors, torch.split(joined, [each.numel() for each in tensors]), strict=True):
        each.copy_(part.view(each.shape))


ALONE = Ranks()


@contextlib.contextmanager
def joined_ranks(device: str = "auto") -> Iterator[Ranks]:
    """The processes that torchrun started, together from here to the end of the block.

    Where one fails, all do: the first to fail raises what went wrong, the others `PeerError`, as it
    has been said then. torchrun's SIGTERM ends the block like Ctrl+C, so that operations clean up.
    """
    ranks = _from_environment(os.environ)
    if ranks.world == 1:
        yield ranks
        return
    import torch
    import torch.distributed as dist

    # Before there is a group: its functions take the group of that moment as their default, for good. Where
    # DDP imports it later, gloo's threads outlive the group, and abort an interpreter that ends under them.
    import torch.distributed.nn.functional
    from torch.distributed.rendezvous import rendezvous

    on_gpu = ranks.device(device).type == "cuda"
    if on_gpu:
        torch.cuda.set_device(ranks.local)
    place = next(rendezvous("env://", ranks.rank, ranks.world, timeout=_TIMEOUT))[0]
    turn = place.add(f"onemark/joined/{ranks.rank}", 1)  # all count alike, should they join once more
    store = dist.PrefixStore(f"onemark/{turn}", place)  # type: ignore[attr-defined]  # public, but not listed
    # gloo too on GPUs: `gather` and `broadcast` exchange values of the CPU
    backend = "cpu:gloo,cuda:nccl" if on_gpu else "gloo"
    dist.init_process_group(backend, store=store, rank=ranks.rank, world_size=ranks.world, timeout=_TIMEOUT)
    try:
        with _terminated_like_interrupted():
            yield ranks
    except BaseException as error:
        first = _fails_first(store.add)
        if not on_gpu:  # closes the connections: who waits for this process hears of it at once
            dist.destroy_process_group()  # on a GPU that would itself wait for the others
        if first:
            raise
        raise PeerError("Another process of this run failed, and has said why.") from error
    dist.destroy_process_group()


def _from_environment(variables: Mapping[str, str]) -> Ranks:
    """What torchrun says in the environment; one process where it says nothing."""
    if int(variables.get("WORLD_SIZE") or 1) == 1:
        return ALONE
    missing = [name for name in _VARIABLES if not variables.get(name)]
    if missing:
        raise EngineError(
            f"WORLD_SIZE asks for several processes, but {missing[0]} is not set: start them with torchrun."
        )
    return Ranks(int(variables["RANK"]), int(variables["WORLD_SIZE"]), int(variables["LOCAL_RANK"]))


def _fails_first(count: Callable[[str, int], int]) -> bool:
    """True for the first process that counts itself; False too where the one that held the count is gone."""
    try:
        return count("failed", 1) == 1
    except RuntimeError:
        return False


@contextlib.contextmanager
def _peers_may_end() -> Iterator[None]:
    """A broken connection in words."""
    try:
        yield
    except RuntimeError as error:
        raise EngineError(
            "Another process of this run has ended: see what it said, and start the run again."
        ) from error


@contextlib.contextmanager
def _terminated_like_interrupted() -> Iterator[None]:
    """SIGTERM raises `KeyboardInterrupt` in the block; signals belong to the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
