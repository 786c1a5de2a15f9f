"""Registration by EdgeTrans4Mark's stage I: a trained net says where the landmarks lie, in one look.

It runs in both directions; the mean of the two is the prediction, their distance the gap. By default
the fit of every film on its own goes on from the net's field, where that agrees better than a searched
pose does.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from engine.geometry.coordinates import Points
from engine.geometry.displacement import (
    affine_field,
    invert_affine,
    invert_points,
    pixel_positions,
    size_of,
    transfer_points,
    warp,
)
from engine.networks.registration_net import GlobalAlignment, RegistrationNet, Transform
from engine.registration.alignment import is_mirrored
from engine.registration.canvas import Canvas, between_canvases, mirrored, onto_grids, place
from engine.registration.films import Carried, GridFilm, exactly
from engine.registration.instance import InstanceConfig, InstanceRegistration, StartPose, landmark_weight
from engine.registration.sift import SiftConfig, align, sift_features
from engine.registration.similarity import agreement, oriented_gradients
from engine.runtime.precision import exact
from engine.wording import told


@dataclass(frozen=True, slots=True)
class EdgeTransConfig:
    """How a trained net is used.

    `instance_optimisation`: go on from the net's field, film by film. `local_steps`: N_phi at inference,
    None for as many as in training (the released code takes 4 after training with 2).
    """

    instance_optimisation: bool = True
    local_steps: int | None = None
    instance: InstanceConfig = field(default_factory=InstanceConfig)
    sift: SiftConfig = field(default_factory=SiftConfig)


class EdgeTransRegistration:
    """One exemplar and a net that has learned to register it.

    `exemplar` is on its grid; `points` [K, 2] (x, y) in its original pixels, all placed. With instance
    optimisation a film may be mirrored: the global search says so, and the net sees it turned back.
    Without, no film counts as mirrored, because the net knows upright films only.
    """

    @torch.no_grad()
    def __init__(
        self, exemplar: GridFilm, points: Points, net: RegistrationNet, config: EdgeTransConfig
    ) -> None:
        self._config, self._net, self._film = config, net.eval(), exemplar
        self._points = exemplar.to_grid(points)
        self._canvas = place(exemplar.image, net.config.size)
        with exact(exemplar.image.device):
            self._descriptors = oriented_gradients(exemplar.image)
        reach = config.instance.focus * max(exemplar.grid.width, exemplar.grid.height)
        self._near = landmark_weight(self._points, exemplar.grid, reach / 2)
        self._instance = (
            InstanceRegistration(exemplar, points, config.instance) if config.instance_optimisation else None
        )

    def register(self, films: Sequence[GridFilm]) -> Generator[str, None, list[Carried]]:
        """Carry the landmarks to `films`, all of one grid size; yields the name of each stage.

        Raises `LinAlgError` where a film makes no map.
        """
        return exactly(self._film.image.device, self._registered(films))

    @torch.no_grad()
    def _registered(self, films: Sequence[GridFilm]) -> Generator[str, None, list[Carried]]:
        if self._instance is None:
            found = list[Carried]()
            # one by one on a CPU, where the last bits of a film hang on those beside it
            count = 1 if self._film.image.device.type == "cpu" else len(films)
            for first in range(0, len(films), count):
                yield told("learned registration")
                part = films[first : first + count]
                found += map(self._carried, part, self._fields(part, [False] * len(part)))
            return found
        there, back = [], []
        for film in films:
            yield told("global alignment")
            pose = self._instance.pose(film)[None]
            yield told("learned registration")
            here, away = self._start(film, pose)
            there.append(here)
            back.append(away)
        starts = _joined(there, self._film), _joined(back, films[0])
        return (yield from self._instance.register_from(films, *starts))

    def _start(self, film: GridFilm, pose: Tensor) -> tuple[StartPose, StartPose]:
        """Where the fit of `film` begins, exemplar -> film and film -> exemplar.

        The net's own field, its local steps after the searched `pose` [1, 2, 3], or that pose alone:
        the one that agrees best, which needs no label. A net may be lost where the search is not.
        """
        mirror = is_mirrored(pose[0])
        fields = [*self._fields([film], [mirror]), *self._fields([film], [mirror], pose)]
        forward, backward = max(fields, key=lambda both: self._agreement(film, both[0]))
        searched = affine_field(pose, self._film.grid)
        if self._agreement(film, forward) > self._agreement(film, searched):
            return split_affine(forward), split_affine(backward)
        return StartPose(pose), StartPose(invert_affine(pose))

    def _carried(self, film: GridFilm, fields: tuple[Tensor, Tensor]) -> Carried:
        """What the net says of `film` by its `fields`, without any fit."""
        forward, backward = fields
        there = transfer_points(forward, self._points[None])
        ways = torch.cat([there, invert_points(backward, self._points[None], there)])
        gap = (ways[0] - ways[1]).norm(dim=1).cpu().double().numpy() * film.scale
        points = film.to_original(ways.mean(dim=0))
        return Carried(points, gap, self._agreement(film, forward), mirrored=False)

    def _fields(
        self, films: Sequence[GridFilm], mirrors: Sequence[bool], pose: Tensor | None = None
    ) -> list[tuple[Tensor, Tensor]]:
        """The net's fields exemplar -> film and film -> exemplar of each, [1, 2, h, w] on their own grids.

        `mirrors`: which films are seen in a mirror. `pose` [1, 2, 3] (exemplar's grid -> film's grid, of a
        single film) replaces the net's own alignment.
        """
        canvases = [place(film.image, self._net.config.size) for film in films]
        seen = [mirrored(each) if mirror else each for each, mirror in zip(canvases, mirrors, strict=True)]
        inverse, exemplar = None if pose is None else invert_affine(pose), [self._canvas] * len(seen)
        there, back = self._between(exemplar, seen, pose), self._between(seen, exemplar, inverse)
        return [
            (onto_grids(forward[None], self._canvas, each), onto_grids(backward[None], each, self._canvas))
            for forward, backward, each in zip(there, back, seen, strict=True)
        ]

    def _between(self, fixed: Sequence[Canvas], moving: Sequence[Canvas], pose: Tensor | None) -> Tensor:
        """The net's fields [N, 2, H, W] between N pairs; `pose` is between a pair's grids."""
        maps = None if pose is None else between_canvases(pose, fixed[0], moving[0])
        if maps is None and self._net.config.alignment is GlobalAlignment.SIFT:
            maps = torch.stack([self._sift(*pair) for pair in zip(fixed, moving, strict=True)])
        images = (torch.cat([each.image for each in canvases]) for canvases in (fixed, moving))
        found: Transform = self._net(*images, alignment=maps, local_steps=self._config.local_steps)
        return found.fields[-1]

    def _sift(self, fixed: Canvas, moving: Canvas) -> Tensor:
        features = sift_features(fixed.image), sift_features(moving.image)
        return align(*features, self._config.sift).matrix.to(fixed.image)

    def _agreement(self, film: GridFilm, forward: Tensor) -> float:
        """How well `film` seen through `forward` resembles the exemplar around its landmarks."""
        seen = oriented_gradients(warp(film.image, forward))
        return float(agreement(self._descriptors, seen, self._near))


def split_affine(whole: Tensor) -> StartPose:
    """The field `whole` [1, 2, H, W] as the affine map nearest to it and what that leaves."""
    positions = pixel_positions(size_of(whole), whole.device)[None]
    places, targets = (each.flatten(2).transpose(1, 2) for each in (positions, positions + whole))
    design = torch.cat([places, torch.ones_like(places[..., :1])], dim=2)
    # normal equations: the driver of lstsq differs between devices
    matrices = torch.linalg.solve(design.mT @ design, design.mT @ targets).mT
    # q = A(p + local(p)), so local is the field followed by the inverse of A
    out = invert_affine(matrices)
    there = torch.einsum("nij,njhw->nihw", out[:, :, :2], positions + whole)
    return StartPose(matrices, there + out[:, :, 2, None, None] - positions)


def _joined(starts: Sequence[StartPose], fixed: GridFilm) -> StartPose:
    """`starts` of single films on the grid of `fixed`, as one batch."""
    none = fixed.image.new_zeros(1, 2, fixed.grid.height, fixed.grid.width)
    local = [none if start.local is None else start.local for start in starts]
    return StartPose(torch.cat([start.matrices for start in starts]), torch.cat(local))
