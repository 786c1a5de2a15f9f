"""What every network that finds landmarks has in common: images in, one heatmap a landmark out."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

from engine.runtime.precision import in_float32


class HeatmapNetwork(nn.Module):
    """Images [N, 1, H, W] in 0..1 -> heatmaps [N, K, ceil(H / stride), ceil(W / stride)].

    Their peaks are 1 when trained. `stride`: image pixels per heatmap pixel. A network of several
    anatomies (domains) takes the number of the one that its images show; all others know domain 0 only.
    `probabilities`: the heatmaps are a sigmoid's, never outside 0..1, as cross-entropy needs them.
    """

    stride: int = 1
    probabilities: bool = False

    def outputs(self, images: Tensor, domain: int = 0) -> tuple[Tensor, ...]:
        """All heatmaps that training supervises, coarse to fine, each on a grid of its own.

        The last one is what the network answers.
        """
        if domain:
            raise ValueError(f"{type(self).__name__} knows one domain, not a number {domain}")
        return (self(images),)


class LastConv(nn.Conv2d):
    """A convolution to heatmaps, in single precision whatever the layers before it are computed in."""

    def forward(self, maps: Tensor) -> Tensor:
        """`maps` [N, C, H, W] in any precision -> float32."""
        with in_float32(maps.device):
            return super().forward(maps.float())


class UniversalNetwork(HeatmapNetwork):
    """A network of several anatomies. `landmarks`: how many each of its domains has."""

    def __init__(self, landmarks: Sequence[int]) -> None:
        super().__init__()
        self.landmarks = tuple(landmarks)

    def forward(self, images: Tensor) -> Tensor:
        """Heatmaps of `images` for domain 0."""
        return self.outputs(images)[-1]

    def check(self, domain: int) -> None:
        """Raises `ValueError` for a domain that the network doesn't know."""
        if not 0 <= domain < len(self.landmarks):
            raise ValueError(
                f"this network knows domains 0 to {len(self.landmarks) - 1}, not a number {domain}"
            )


class OneDomain(HeatmapNetwork):
    """A network of several domains, asked about one of them only. Its weights are those of `net`."""

    def __init__(self, net: HeatmapNetwork, domain: int) -> None:
        super().__init__()
        self.net, self.domain = net, domain
        self.stride, self.probabilities = net.stride, net.probabilities

    def forward(self, images: Tensor) -> Tensor:
        """Heatmaps of `images` for the one domain."""
        return self.net.outputs(images, self.domain)[-1]


_HEADS = {"head", "heads", "coarse", "fine"}  # what the networks call the layers that end in heatmaps


def head_parameters(net: HeatmapNetwork) -> list[nn.Parameter]:
    """The weights of the last layers of `net`, which make its heatmaps. ValueError where none is known."""
    found = [each for name, each in net.named_parameters() if _HEADS & set(name.split("."))]
    if not found:
        raise ValueError(f"{type(net).__name__} has no layers called {', '.join(sorted(_HEADS))}")
    return found


def standardised(images: Tensor) -> Tensor:
    """`images` [N, C, H, W], each channel with mean 0 and deviation 1, so that exposure doesn't matter.

    A plane picture stays plane instead of becoming noise.
    """
    centred = images - images.mean(dim=(2, 3), keepdim=True)
    return centred / centred.square().mean(dim=(2, 3), keepdim=True).sqrt().clamp(min=1e-3)
