"""What GU2Net is measured against in its table 2: the same U of ordinary convolutions, shared or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor

from engine.networks.gu2net_parts import OwnConv, SharedConv, UniversalU
from engine.networks.heatmap_network import UniversalNetwork, standardised


@dataclass(frozen=True, slots=True)
class UniversalUNetConfig:
    """`domain_specific`: every convolution once for each domain (Tri-UNet); else one U-Net for all."""

    domain_specific: bool = False


class UniversalUNet(UniversalNetwork):
    """Images [N, 1, H, W] in 0..1, sides of 16 or more -> probabilities [N, K, H, W] of landmarks.

    `landmarks`: how many each domain has; entry and head are each domain's own in both kinds. Each image
    is standardised on its own.
    """

    probabilities = True

    def __init__(self, landmarks: Sequence[int], config: UniversalUNetConfig) -> None:
        super().__init__(landmarks)
        self.config = config
        domains = len(self.landmarks)
        self.body = (
            UniversalU(self.landmarks, lambda a, b: OwnConv(domains, a, b))
            if config.domain_specific
            else UniversalU(self.landmarks, SharedConv)
        )

    def outputs(self, images: Tensor, domain: int = 0) -> tuple[Tensor, ...]:
        """The one map of each landmark of `domain`. Raises `ValueError` for a domain it doesn't know."""
        self.check(domain)
        logits: Tensor = self.body(standardised(images), domain)
        return (logits.float().sigmoid(),)
