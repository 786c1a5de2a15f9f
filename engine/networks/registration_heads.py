"""The two heads of the registration network: one global map for each pair, or a dense field."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.geometry.coordinates import Size
from engine.networks.alignment_maps import AffineParts, affine_matrix, perspective_matrix


@dataclass(frozen=True, slots=True)
class AlignmentRanges:
    """How far the global map may go: sf_x, sf_y, rot and sh of eqs. 9 and 10, angles in radians.

    `perspective` bounds each of the two perspective terms; None leaves the map affine.
    """

    scale_x: float = 1.0
    scale_y: float = 1.0
    rotation: float = math.pi / 2
    shear: float = math.pi / 2
    perspective: float | None = None

    def parts(self, outputs: Tensor) -> AffineParts:
        """Eqs. 9 and 10 from `outputs` [N, 6] in -1..1."""
        return AffineParts(
            shift=outputs[:, :2],
            scale=1 + outputs[:, 2:4] * outputs.new_tensor((self.scale_x, self.scale_y)),
            rotation=outputs[:, 4] * self.rotation,
            shear=outputs[:, 5] * self.shear,
        )


class AlignmentHead(nn.Module):
    """Eq. 8: two linear layers and tanh -> 6 numbers (affine) or 8 (perspective).

    The last layer starts at zero, so that the first map is the identity. The paper starts it small and
    random; from zero the network learns much sooner.
    """

    def __init__(self, d_model: int, ranges: AlignmentRanges) -> None:
        super().__init__()
        self._ranges = ranges
        last = nn.Linear(d_model, 6 if ranges.perspective is None else 8)
        self.layers = nn.Sequential(nn.Linear(d_model, d_model), nn.BatchNorm1d(d_model), nn.ReLU(), last)
        nn.init.zeros_(last.weight)
        nn.init.zeros_(last.bias)

    def forward(self, summary: Tensor) -> Tensor:
        """[N, d_model] -> maps [N, 3, 3] in the normalised frame. In training N is at least 2."""
        # float32: a sine in half precision turns a film by a pixel
        outputs = torch.tanh(self.layers(summary).float())
        maps = affine_matrix(self._ranges.parts(outputs[:, :6]))
        if self._ranges.perspective is None:
            return maps
        with torch.autocast(maps.device.type, enabled=False):
            return maps @ perspective_matrix(self._ranges.perspective * outputs[:, 6:])


class FlowHead(nn.Module):
    """Stride 4 -> a field in pixels of the full grid `size`, at most `limit` of the normalised frame long.

    Each token gives the four flows of its 2 x 2 cells at stride 2. The layer starts at zero, unlike the
    paper's small random one, so that the first field does nothing.
    """

    def __init__(self, d_model: int, size: Size, limit: float) -> None:
        super().__init__()
        self._size, self._limit = size, limit
        self.layer = nn.Linear(d_model, 8)
        nn.init.zeros_(self.layer.weight)
        nn.init.zeros_(self.layer.bias)

    def forward(self, state: Tensor) -> Tensor:
        """[N, d_model, H / 4, W / 4] -> [N, 2, H, W] (x, y)."""
        cells = self.layer(state.movedim(1, -1)).movedim(-1, 1)
        flow = self._limit * torch.tanh(F.pixel_shuffle(cells, 2).float())
        width, height = self._size.width, self._size.height
        pixels = flow * flow.new_tensor([width / 2, height / 2])[:, None, None]
        return F.interpolate(pixels, size=(height, width), mode="bilinear", align_corners=False)
