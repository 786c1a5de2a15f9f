"""Textured films with known points and known warps between them, for the tests of registration."""

import math

import numpy as np
import torch
from PIL import Image as Picture
from scipy import ndimage

from engine.geometry.coordinates import Size
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.operation import run
from engine.registration.films import to_grid

CPU = torch.device("cpu")
USUAL = Size(220, 280)


def anatomy(size=USUAL, seed=0):
    """Something like a head: bright outline, bones of several densities, texture; float32 [H, W] in 0..1."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[: size.height, : size.width].astype(np.float64)
    film = np.zeros((size.height, size.width))
    body = ((x / size.width - 0.48) / 0.36) ** 2 + ((y / size.height - 0.5) / 0.4) ** 2 < 1
    film[body] = 0.35
    for _ in range(14):
        cx, cy = random.uniform(0.25, 0.75, 2) * (size.width, size.height)
        a, b = random.uniform(0.03, 0.12, 2) * size.width
        angle, bright = random.uniform(0, np.pi), random.uniform(-0.2, 0.5)
        u = (x - cx) * np.cos(angle) + (y - cy) * np.sin(angle)
        v = (y - cy) * np.cos(angle) - (x - cx) * np.sin(angle)
        film += bright * body * ((u / a) ** 2 + (v / b) ** 2 < 1)
    film = ndimage.gaussian_filter(film, 1.2)
    film += 0.06 * body * ndimage.gaussian_filter(random.standard_normal(film.shape), 2.0) * 7
    return np.clip((film - film.min()) / np.ptp(film), 0, 1).astype(np.float32)


def landmarks(size=USUAL, count=8, seed=1):
    """Points [K, 2] within the anatomy of `size`."""
    random = np.random.default_rng(seed)
    return random.uniform([0.3, 0.3], [0.68, 0.7], (count, 2)) * (size.width, size.height)


def warped(film, back, size=None):
    """The film [h, w] of `size` that shows at q what `film` shows at back(q), q [..., 2]."""
    size = size or Size(film.shape[1], film.shape[0])
    q = np.stack(np.meshgrid(np.arange(size.width), np.arange(size.height)), axis=-1).astype(np.float64)
    p = back(q)
    return ndimage.map_coordinates(film, [p[..., 1], p[..., 0]], order=1, mode="nearest").astype(np.float32)


def affine(degrees=0.0, scale=1.0, shift=(0.0, 0.0), size=USUAL, mirror=1.0):
    """(forward, back) maps of points [..., 2]: about the middle of `size`, then shifted."""
    angle = math.radians(degrees)
    cos, sin = scale * math.cos(angle), scale * math.sin(angle)
    linear = np.array([[mirror * cos, -sin], [mirror * sin, cos]])
    inverse = np.linalg.inv(linear)
    middle = np.array([(size.width - 1) / 2, (size.height - 1) / 2])
    ahead = middle + np.array(shift)
    return (
        lambda p: (np.asarray(p) - middle) @ linear.T + ahead,
        lambda q: (np.asarray(q) - ahead) @ inverse.T + middle,
    )


def bend(height=5.0, length=90.0):
    """(forward, back) of a smooth sinusoidal warp of +-`height` pixels."""

    def back(q):
        q = np.asarray(q, dtype=np.float64)
        x, y = q[..., 0], q[..., 1]
        wave = 2 * np.pi / length
        return q + height * np.stack([np.sin(wave * y), np.cos(wave * x)], axis=-1)

    def forward(p):
        q = np.asarray(p, dtype=np.float64)
        for _ in range(60):  # contracts as height * wave < 1
            q = q - (back(q) - p)
        return q

    return forward, back


def scaled(factor):
    """(forward, back) between a film and the same with `factor` (or one of x and y) times as many pixels."""
    return (lambda p: (np.asarray(p) + 0.5) * factor - 0.5, lambda q: (np.asarray(q) + 0.5) / factor - 0.5)


def then(one, other):
    """(forward, back) of doing `one`, then `other`."""
    return (lambda p: other[0](one[0](p)), lambda q: one[1](other[1](q)))


def on_grid(pixels, longest=384, identity="film"):
    """The film on its registration grid, on the CPU."""
    return to_grid(identity, np.ascontiguousarray(pixels, dtype=np.float32), longest, CPU)


def save(path, pixels):
    """Write a film of brightness 0..1 with 8 bits."""
    Picture.fromarray((np.asarray(pixels) * 255).astype(np.uint8)).save(path)


def marks(film, points, names):
    """An exemplar's set: what a person placed at `points` [K, 2]."""
    placed = {
        name: Landmark(name, x, y, Presence.PRESENT, Origin.ANNOTATED)
        for name, (x, y) in zip(names, np.asarray(points).tolist(), strict=True)
    }
    return LandmarkSet(film, placed)


def error(found, truth):
    """The mean distance of points [K, 2]."""
    return float(np.linalg.norm(np.asarray(found) - truth, axis=1).mean())


def carry(registration, *films, longest=384):
    """What `registration` says of `films`, pixels [H, W] each."""
    return run(registration.register([on_grid(film, longest, str(i)) for i, film in enumerate(films)]))
