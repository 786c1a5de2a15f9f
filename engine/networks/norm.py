"""Which normalisation a network trains with: batches of one film, or split over machines, spoil BatchNorm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import pairwise
from typing import Any, TypeVar

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

MOST_GROUPS = 32
Net = TypeVar("Net", bound=nn.Module)


class Norm(StrEnum):
    """BATCH: as built. GROUP: each film by itself. FROZEN: by running statistics that stay as they are."""

    BATCH = "batch"
    GROUP = "group"
    FROZEN = "frozen"


class FrozenBatchNorm(nn.BatchNorm2d):
    """Batch normalisation that trains as it predicts: fixed statistics, while scale and shift still learn.

    Its weights have the names of an ordinary `BatchNorm2d`, so files of one fit the other.
    """

    def forward(self, maps: Tensor) -> Tensor:
        """`maps` [N, C, H, W] normalised by the running statistics, in training too."""
        mean, variance = self.running_mean, self.running_var
        return F.batch_norm(maps, mean, variance, self.weight, self.bias, training=False, eps=self.eps)


class _Summed(torch.autograd.Function):
    """The sum of a tensor over all processes; so is its gradient."""

    @staticmethod
    def forward(_context: Any, values: Tensor) -> Tensor:
        total = values.clone()
        dist.all_reduce(total)
        return total

    @staticmethod
    def backward(_context: Any, *gradients: Tensor) -> Tensor:
        total = gradients[0].clone(memory_format=torch.contiguous_format)
        dist.all_reduce(total)
        return total


def summed(values: Tensor) -> Tensor:
    """`values` of all processes added up, with a gradient."""
    total: Tensor = _Summed.apply(values)  # type: ignore[no-untyped-call]
    return total


class SynchronisedBatchNorm(nn.BatchNorm2d):
    """Batch normalisation of [N, C, ...] over the films of all processes, which compute it at once.

    Its weights have the names of an ordinary `BatchNorm2d`. Alone, and asked, it is one. Where it is not
    `is_counted`, this process's maps are normalised by the others' statistics.
    """

    is_counted = True

    def _check_input_dim(self, _maps: Tensor) -> None:
        """Any number of dimensions will do."""

    def forward(self, maps: Tensor) -> Tensor:
        """`maps` normalised by the mean and deviation of the processes' maps together."""
        if not (self.training and dist.is_available() and dist.is_initialized()):
            return super().forward(maps)
        along = [axis for axis in range(maps.dim()) if axis != 1]
        shape = [1, -1] + [1] * (maps.dim() - 2)
        own = float(self.is_counted)
        count = summed(maps.new_full((), own * maps.numel() / maps.shape[1], dtype=torch.float32))
        mean = summed(own * maps.float().sum(along)) / count
        centred = maps.float() - mean.view(shape)
        variance = summed(own * centred.square().sum(along)) / count
        self._remember(mean.detach(), variance.detach() * count / (count - 1))
        scale = self.weight * torch.rsqrt(variance + self.eps)
        return (centred * scale.view(shape) + self.bias.view(shape)).to(maps.dtype)

    def _remember(self, mean: Tensor, variance: Tensor) -> None:
        assert self.running_mean is not None
        assert self.running_var is not None
        assert self.momentum is not None
        assert self.num_batches_tracked is not None
        self.num_batches_tracked.add_(1)
        self.running_mean.lerp_(mean, self.momentum)
        self.running_var.lerp_(variance, self.momentum)


def synchronised(net: Net) -> Net:
    """`net` itself, whose batch normalisations see the films of all processes; before an optimiser."""
    for holder in list(net.modules()):
        for name, part in list(holder.named_children()):
            if type(part) in (nn.BatchNorm1d, nn.BatchNorm2d):
                made = SynchronisedBatchNorm(part.num_features, part.eps, part.momentum)  # type: ignore[arg-type]
                made.load_state_dict(part.state_dict())
                setattr(holder, name, made.to(part.weight.device).train(part.training))  # type: ignore[arg-type]
    return net


@contextmanager
def counted(nets: Iterable[nn.Module], is_counted: bool) -> Iterator[None]:
    """Around what `nets` compute of films that are part of a synchronised normalisation's statistics, or not.

    A process for which no film is left computes one all the same: the others wait for it.
    """
    parts = [part for net in nets for part in net.modules() if isinstance(part, SynchronisedBatchNorm)]
    for part in parts:
        part.is_counted = is_counted
    try:
        yield
    finally:
        for part in parts:
            part.is_counted = True


def with_norm(net: Net, norm: Norm) -> Net:
    """`net` itself, all batch normalisations inside it replaced; their scales and shifts are kept.

    With GROUP the answer for a film doesn't depend on the films beside it. FROZEN is of use after loading
    trained weights, whose running statistics mean something. BATCH leaves everything as it is. Choose
    the norm before building an optimiser: afterwards it would train parameters that are gone.
    """
    if norm is Norm.BATCH:
        return net
    make = _grouped if norm is Norm.GROUP else _frozen
    for holder in list(net.modules()):
        for name, part in list(holder.named_children()):
            if isinstance(part, nn.BatchNorm2d):
                setattr(holder, name, make(part).train(part.training))
    return net


def groups(channels: int) -> int:
    """The most groups that divide `channels`: 32 at most, and at least two channels in each.

    A group of one channel would lose all that its mean says, and on a grid of one pixel everything.
    """
    most = max(1, min(MOST_GROUPS, channels // 2))
    return next(count for count in range(most, 0, -1) if channels % count == 0)


def _grouped(batch: nn.BatchNorm2d) -> nn.Module:
    """Group normalisation in the place of `batch`."""
    channels = batch.num_features
    made = nn.GroupNorm(groups(channels), channels, batch.eps, device=batch.weight.device)
    made.load_state_dict({"weight": batch.weight, "bias": batch.bias})
    return made


def _frozen(batch: nn.BatchNorm2d) -> nn.Module:
    """Normalisation by the running statistics of `batch` in its place."""
    made = FrozenBatchNorm(batch.num_features, batch.eps, batch.momentum, device=batch.weight.device)
    made.load_state_dict(batch.state_dict())
    return made


def folded(net: Net) -> Net:
    """`net` itself, to be asked only: in its `nn.Sequential`s no batch normalisation follows a convolution.

    Answers change by the rounding of single precision. The weights are no longer those of a file.
    """
    net.eval()
    for part, (name, first), (after, second) in _neighbours(net):
        if isinstance(first, nn.Conv2d) and isinstance(second, nn.BatchNorm2d):
            part._modules[name] = fuse_conv_bn_eval(first, second)
            part._modules[after] = nn.Identity()
    return net


def without_margins(net: Net) -> Net:
    """`net` itself, to be asked only: in its `nn.Sequential`s convolutions see margins of zeros themselves.

    Copying them in front of one takes a twelfth of a look. Answers change by rounding, and not alike for all
    batches: nothing that turns rounding into pixels (alignment) should be asked so.
    """
    for part, (name, first), (_, second) in _neighbours(net):
        margin = first.padding if isinstance(first, nn.ZeroPad2d) else None
        if margin and isinstance(second, nn.Conv2d) and _sees_margin(second, margin):
            part._modules[name] = nn.Identity()
    return net


def _neighbours(net: nn.Module) -> Iterator[tuple[nn.Module, tuple[str, nn.Module], tuple[str, nn.Module]]]:
    """Each `nn.Sequential` of `net` with two parts of it, by name, that follow one another."""
    for part in net.modules():
        if isinstance(part, nn.Sequential):
            for first, second in pairwise(list(part.named_children())):
                yield part, first, second


def _sees_margin(conv: nn.Conv2d, margin: tuple[int, int, int, int]) -> bool:
    """Have `conv` see zeros around the image itself (left, right, above and below); whether it can.

    A convolution's own margin is as wide before as behind. Where one row more is wanted behind, both sides
    get it, and a row of zeros in front of the kernel passes over the one too many.
    """
    left, right, above, below = margin
    if conv.padding != (0, 0) or conv.dilation != (1, 1) or right < left or below < above:
        return False
    kernel = F.pad(conv.weight.detach(), (right - left, 0, below - above, 0))
    conv.weight = nn.Parameter(kernel, requires_grad=conv.weight.requires_grad)
    conv.kernel_size, conv.padding = (kernel.shape[2], kernel.shape[3]), (below, right)
    return True
