"""Stage I of EdgeTrans4Mark: one network that aligns two films globally, then deforms one in a cascade.

fixed is the exemplar (the paper's destination), moving the film that is sampled (its source). Every
field lives on the fixed grid and points into the moving film, so that a landmark p of the exemplar
is carried to p + u(p). Flows are composed, not added, and the moving film is sampled once by the whole.
Two heads: one global map for each pair, or a dense field.

Of the global map: the paper's affine matrix (eqs. 8 to 10) and the way to pixels. The paper's frame is the
normalised one of both films, [-1, 1] at their outer edges; a map carries a point of the fixed film to the
moving film.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.errors import EngineError
from engine.geometry.coordinates import Size, normalised_affine
from engine.geometry.displacement import compose, constant, pixel_positions, size_of, warp
from engine.networks.attention import AttentionConfig, AttnFuse
from engine.networks.hrnet import STRIDES, HRNet, HRNetConfig, Upsampling
from engine.networks.hrnet_weights import WeightsReport, WeightsSource, load_weights
from engine.networks.unet import UNetPyramid
from engine.runtime.precision import in_float32

GREY_MEAN, GREY_STD = 0.449, 0.226  # ImageNet's, over the colours


class RegistrationBackbone(StrEnum):
    """What turns two films into maps at strides 4, 8, 16 and 32 (the paper's table 3)."""

    HRNET = "hrnet"
    UNET = "unet"


class GlobalAlignment(StrEnum):
    """The first step of the cascade (the paper's table 2)."""

    NONE = "none"
    SIFT = "sift"  # found elsewhere and handed to the network
    AFFINE = "affine"
    PERSPECTIVE = "perspective"


@dataclass(frozen=True, slots=True)
class RegistrationNetConfig:
    """The paper's network by default; `small()` makes one for a CPU.

    `channels`: of the backbone at stride 4, doubled at each coarser stride (18: HRNet-W18). `layers` = N_l,
    `heads` = N_h, `local_steps` = N_phi, `windows` = R, `scale_x`, `scale_y`, `rotation`, `shear` = sf_x,
    sf_y, rot, sh of eqs. 9 and 10 (radians). `perspective` bounds each of the two perspective terms.
    `flow_limit`: of one local step, in normalised units (0.5 is a quarter of the film).
    `fuse_relu` and `upsample` are HRNet's.
    """

    backbone: RegistrationBackbone = RegistrationBackbone.HRNET
    width: int = 256
    height: int = 320
    alignment: GlobalAlignment = GlobalAlignment.AFFINE
    channels: int = 18
    layers: int = 2
    heads: int = 2
    local_steps: int = 2
    d_model: int = 64
    windows: int = 4
    ffn: int = 256
    dropout: float = 0.1
    scale_x: float = 1.0
    scale_y: float = 1.0
    rotation: float = math.pi / 2
    shear: float = math.pi / 2
    perspective: float = 0.25
    flow_limit: float = 0.5
    fuse_relu: bool = True
    upsample: Upsampling = Upsampling.BILINEAR

    def __post_init__(self) -> None:
        if self.width <= 0 or self.height <= 0 or self.width % STRIDES[-1] or self.height % STRIDES[-1]:
            raise EngineError(
                f"The registration network cannot work at {self.width} x {self.height} pixels: "
                f"choose multiples of {STRIDES[-1]}."
            )
        if not self.attends:
            return
        if any(side // STRIDES[2] % self.windows for side in (self.width, self.height)):
            raise EngineError(
                f"{self.windows} x {self.windows} attention windows do not divide "
                f"{self.width} x {self.height} pixels: choose multiples of {STRIDES[2] * self.windows}, "
                "or fewer windows."
            )
        if self.d_model % self.heads:
            raise EngineError(
                f"{self.heads} heads do not divide {self.d_model} channels: change one of them."
            )

    @property
    def attends(self) -> bool:
        """Whether there is attention between backbone and heads."""
        return self.layers > 0 and self.heads > 0

    @property
    def size(self) -> Size:
        """The grid that the network works on."""
        return Size(self.width, self.height)

    @property
    def ranges(self) -> AlignmentRanges | None:
        """Of the learned global map; None where the network learns none."""
        if self.alignment not in (GlobalAlignment.AFFINE, GlobalAlignment.PERSPECTIVE):
            return None
        bound = self.perspective if self.alignment is GlobalAlignment.PERSPECTIVE else None
        return AlignmentRanges(self.scale_x, self.scale_y, self.rotation, self.shear, bound)

    @classmethod
    def small(cls, width: int = 128, height: int = 160) -> RegistrationNetConfig:
        """About half a million parameters: a narrow U-Net and narrow attention, for a CPU.

        Without dropout, because that alone takes half of the time on a CPU.
        """
        return cls(
            RegistrationBackbone.UNET, width, height, channels=16, d_model=32, windows=2, ffn=128, dropout=0.0
        )


@dataclass(frozen=True, slots=True)
class Transform:
    """What the cascade found for N pairs, in pixels of the network's grid; see the module for directions."""

    alignment: Tensor  # [N, 3, 3] homogeneous, fixed pixel -> moving pixel after the global step
    local: tuple[Tensor, ...]  # [N, 2, H, W] field of each local step alone, on the fixed grid
    fields: tuple[Tensor, ...]  # [N, 2, H, W] whole field: after the global step, then after each local one
    warped: tuple[Tensor, ...]  # [N, 1, H, W] moving as seen through each of `fields`


class RegistrationNet(nn.Module):
    """The cascade of eq. 1; all passes share the backbone and the attention.

    `initial`: where HRNet's ImageNet weights come from, None for random ones; `initialisation` says what
    was loaded. Raises `EngineError` for weights that do not fit.
    """

    def __init__(self, config: RegistrationNetConfig, initial: WeightsSource | None = None) -> None:
        super().__init__()
        self.config = config
        self.backbone = _backbone(config)
        widths = tuple(config.channels * 2**level for level in range(len(STRIDES)))
        self.fuse = AttnFuse(
            AttentionConfig(
                widths, config.size, config.d_model, config.layers, config.heads, config.windows,
                config.ffn, config.dropout,
            )
        )  # fmt: skip
        ranges = config.ranges
        self.alignment_head = None if ranges is None else AlignmentHead(config.d_model, ranges)
        self.flow_head = FlowHead(config.d_model, config.size, config.flow_limit)
        self.initialisation: WeightsReport = load_weights(self.backbone, initial)

    def forward(
        self,
        fixed: Tensor,
        moving: Tensor,
        *,
        alignment: Tensor | None = None,
        local_steps: int | None = None,
    ) -> Transform:
        """Register N pairs [N, 1, H, W] in 0..1.

        `alignment` [N, 3, 3] (fixed pixel -> moving pixel) replaces the global pass; SIFT needs it.
        `local_steps`: as many local passes as wished, `config.local_steps` by default.
        Raises `EngineError` for films of another size and for SIFT without `alignment`.
        """
        self._check(fixed, moving)
        maps = self._align(fixed, moving) if alignment is None else alignment
        local = fixed.new_zeros(len(fixed), 2, self.config.height, self.config.width, dtype=torch.float32)
        steps: list[Tensor] = []
        fields: list[Tensor] = []
        warped: list[Tensor] = []
        for _ in range(1 + (self.config.local_steps if local_steps is None else local_steps)):
            if fields:
                steps.append(self._deform(fixed, warped[-1]))
            # half precision would move positions by whole pixels
            with in_float32(fixed.device):
                local = compose(local, steps[-1]) if steps else local
                fields.append(field_after(maps.float(), local))
                warped.append(warp(moving.float(), fields[-1]))
        return Transform(maps, tuple(steps), tuple(fields), tuple(warped))

    def _align(self, fixed: Tensor, moving: Tensor) -> Tensor:
        """The global pass: maps [N, 3, 3] in pixels."""
        if self.config.alignment is GlobalAlignment.SIFT:
            raise EngineError("Alignment by SIFT is found before the network runs: pass it as alignment.")
        if self.alignment_head is None:
            return torch.eye(3, device=fixed.device).expand(len(fixed), 3, 3)
        normalised = self.alignment_head(self.fuse.summary(self._features(fixed, moving)))
        with in_float32(fixed.device):
            return normalised_to_pixels(normalised, self.config.size)

    def _deform(self, fixed: Tensor, moving: Tensor) -> Tensor:
        """A local pass: the field [N, 2, H, W] still missing between `fixed` and warped `moving`."""
        field: Tensor = self.flow_head(self.fuse.dense(self._features(fixed, moving)))
        return field

    def _features(self, fixed: Tensor, moving: Tensor) -> list[Tensor]:
        # the mean as a third channel lets weights for colour images fit
        channels = torch.cat([moving, fixed, (moving + fixed) / 2], dim=1)
        maps: list[Tensor] = self.backbone((channels - GREY_MEAN) / GREY_STD)
        return maps

    def _check(self, fixed: Tensor, moving: Tensor) -> None:
        wanted = (len(fixed), 1, self.config.height, self.config.width)
        for film in (fixed, moving):
            if tuple(film.shape) != wanted:
                raise EngineError(
                    f"The registration network works at {self.config.width} x {self.config.height} pixels, "
                    f"got a batch of shape {tuple(film.shape)}: "
                    "resize the films or set up the network for them."
                )


def _backbone(config: RegistrationNetConfig) -> HRNet | UNetPyramid:
    if config.backbone is RegistrationBackbone.UNET:
        return UNetPyramid(config.channels)
    return HRNet(HRNetConfig(channels=config.channels, fuse_relu=config.fuse_relu, upsample=config.upsample))


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
            scale=1 + outputs[:, 2:4] * constant((self.scale_x, self.scale_y), outputs.dtype, outputs.device),
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
        with in_float32(summary.device):
            outputs = torch.tanh(self.layers(summary.float()))
            maps = affine_matrix(self._ranges.parts(outputs[:, :6]))
            if self._ranges.perspective is None:
                return maps
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
        with in_float32(state.device):
            cells = self.layer(state.float().movedim(1, -1)).movedim(-1, 1)
        flow = self._limit * torch.tanh(F.pixel_shuffle(cells, 2))
        width, height = self._size.width, self._size.height
        pixels = flow * constant((width / 2, height / 2), flow.dtype, flow.device)[:, None, None]
        return F.interpolate(pixels, size=(height, width), mode="bilinear", align_corners=False)


@dataclass(frozen=True, slots=True)
class AffineParts:
    """Normalised shift [N, 2] and scale [N, 2], each (x, y); `rotation` and `shear` [N] in radians."""

    shift: Tensor
    scale: Tensor
    rotation: Tensor
    shear: Tensor


def _rows(*rows: tuple[Tensor, ...]) -> Tensor:
    """Entries [N] each -> matrices [N, rows, columns]."""
    return torch.stack([torch.stack(row, dim=-1) for row in rows], dim=-2)


def _homogeneous(linear: Tensor, shift: Tensor) -> Tensor:
    """`linear` [N, 2, 2] and `shift` [N, 2] -> [N, 3, 3]."""
    last = constant((0.0, 0.0, 1.0), linear.dtype, linear.device).expand(len(linear), 1, 3)
    return torch.cat([torch.cat([linear, shift[..., None]], dim=2), last], dim=1)


def affine_matrix(parts: AffineParts) -> Tensor:
    """The matrix that the paper prints below eq. 10, [N, 3, 3]: scale after rotation after shear."""
    (sx, sy), tan = parts.scale.unbind(-1), torch.tan(parts.shear)
    cos, sin = torch.cos(parts.rotation), torch.sin(parts.rotation)
    linear = _rows((sx * cos, sx * (cos * tan + sin)), (-sy * sin, sy * (cos - sin * tan)))
    return _homogeneous(linear, parts.shift)


def perspective_matrix(terms: Tensor) -> Tensor:
    """[N, 3, 3] that divides a normalised point by 1 + `terms` [N, 2] (x, y) times the point."""
    unit, zero = torch.ones_like(terms[:, 0]), torch.zeros_like(terms[:, 0])
    return _rows((unit, zero, zero), (zero, unit, zero), (terms[:, 0], terms[:, 1], unit))


def normalised_to_pixels(maps: Tensor, size: Size) -> Tensor:
    """Maps [N, 3, 3] between normalised frames -> the same maps between the pixel grids of `size`."""
    (sx, sy), (ox, oy) = normalised_affine(size)
    rows = (
        (sx, 0.0, ox, 0.0, sy, oy, 0.0, 0.0, 1.0),
        (1 / sx, 0.0, -ox / sx, 0.0, 1 / sy, -oy / sy, 0.0, 0.0, 1.0),
    )
    to_normalised, to_pixels = (constant(each, maps.dtype, maps.device).view(3, 3) for each in rows)
    return to_pixels @ maps @ to_normalised


def field_after(alignment: Tensor, local: Tensor) -> Tensor:
    """The field [N, 2, H, W] of p -> A(p + local(p)): `local` in fixed pixels, then `alignment` [N, 3, 3].

    Applying the alignment exactly, last, keeps the edges right where a sampled field would run out.
    """
    positions = pixel_positions(size_of(local), local.device)
    moved = positions + local
    mapped = torch.einsum("nij,njhw->nihw", alignment[:, :, :2], moved) + alignment[:, :, 2, None, None]
    return mapped[:, :2] / mapped[:, 2:] - positions
