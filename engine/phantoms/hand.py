"""The anatomy of a phantom: a hand with jointed fingers, its landmarks and its variation."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engine.landmarks import Scheme
from engine.phantoms.drawing import Capsule, Point

FINGERS = ("Thumb", "Index", "Middle", "Ring", "Little")
# of a hand that is 1 long: wrist to knuckle, then the phalanges
_LENGTHS = {
    "Thumb": (0.24, 0.175, 0.145),
    "Index": (0.37, 0.22, 0.13, 0.10),
    "Middle": (0.36, 0.245, 0.155, 0.105),
    "Ring": (0.33, 0.225, 0.15, 0.10),
    "Little": (0.305, 0.175, 0.105, 0.09),
}
_ANGLES = {
    "Thumb": -44.0,
    "Index": -13.0,
    "Middle": -2.0,
    "Ring": 9.0,
    "Little": 20.0,
}  # degrees from upright
_ROOTS = {"Thumb": -0.085, "Index": -0.055, "Middle": -0.015, "Ring": 0.025, "Little": 0.062}
_RADII = {"Thumb": 0.030, "Index": 0.026, "Middle": 0.027, "Ring": 0.025, "Little": 0.022}
_JOINTS = {"Thumb": ("knuckle", "joint", "tip")}
_FINGER_JOINTS = ("knuckle", "middle joint", "end joint", "tip")
# carpal bones: centre (x, y upwards) and radius, in hand lengths from the wrist
_CARPALS = (
    *((-0.068, 0.028, 0.034), (-0.022, 0.030, 0.033), (0.026, 0.032, 0.031), (0.064, 0.040, 0.024)),
    *((-0.080, 0.088, 0.028), (-0.040, 0.092, 0.028), (0.000, 0.098, 0.034), (0.050, 0.094, 0.034)),
)


def hand_scheme() -> Scheme:
    """The landmarks of the phantom, with a line along each finger."""
    joints = {
        finger: tuple(f"{finger} {part}" for part in _JOINTS.get(finger, _FINGER_JOINTS))
        for finger in FINGERS
    }
    wrist = ("Radius tip", "Ulna tip")
    names = (*wrist, *(name for finger in FINGERS for name in joints[finger]))
    return Scheme(names, lines=(wrist, *joints.values()))


@dataclass(frozen=True, slots=True)
class Anatomy:
    """One posed hand in pixels: bones, forearm (parts of united bones), flesh, landmarks (x, y)."""

    bones: tuple[Capsule, ...]
    forearm: tuple[Capsule, ...]
    flesh: tuple[Capsule, ...]
    landmarks: Mapping[str, Point]


@dataclass(frozen=True, slots=True)
class _Pose:
    """Places the hand: `length` px, turned by `angle` (radians, clockwise), wrist at `wrist` (x, y)."""

    wrist: Point
    length: float
    angle: float

    def at(self, x: float, up: float) -> Point:
        """Film position of a point given in hand lengths, `up` from the wrist."""
        c, s = math.cos(self.angle), math.sin(self.angle)
        return (
            self.wrist[0] + self.length * (c * x + s * up),
            self.wrist[1] + self.length * (s * x - c * up),
        )


def draw_anatomy(random: np.random.Generator, width: int, height: int) -> Anatomy:
    """A hand varied in place, size, turn, spread and proportions, on a film of `width` x `height`."""
    pose = _Pose(
        (width * (0.53 + random.uniform(-0.03, 0.03)), height * (0.80 + random.uniform(-0.02, 0.02))),
        height * 0.70 * random.uniform(0.93, 1.04),
        math.radians(random.uniform(-6.0, 6.0)),
    )
    bones: list[Capsule] = []
    forearm, flesh = _forearm(pose)
    landmarks = {"Radius tip": pose.at(-0.104, 0.0), "Ulna tip": pose.at(0.100, -0.002)}
    spread = random.uniform(0.9, 1.1)
    for finger in FINGERS:
        joints = _joints(random, finger, spread)
        chain = [pose.at(*joint) for joint in joints]
        names = [f"{finger} {part}" for part in _JOINTS.get(finger, _FINGER_JOINTS)]
        landmarks |= dict(zip(names, chain[1:], strict=True))
        bones += _finger_bones(chain, _RADII[finger] * pose.length)
        flesh += _finger_flesh(chain, _RADII[finger] * pose.length)
    for x, up, radius in _CARPALS:
        size = radius * pose.length * random.uniform(0.92, 1.08)
        bones.append(Capsule(pose.at(x - 0.006, up), pose.at(x + 0.006, up + 0.004), size, size))
    return Anatomy(tuple(bones), tuple(forearm), tuple(flesh), landmarks)


def _joints(random: np.random.Generator, finger: str, spread: float) -> list[Point]:
    """Root and joints of a finger (x, up) in hand lengths; each joint bends a little further."""
    angle = _ANGLES[finger] * spread + random.uniform(-2.0, 2.0)
    joints = [(_ROOTS[finger], 0.06 if finger == "Thumb" else 0.12)]
    for number, length in enumerate(_LENGTHS[finger]):
        reach = length * random.uniform(0.96, 1.04) - (0.12 if number == 0 and finger != "Thumb" else 0.0)
        x, up = joints[-1]
        turn = math.radians(angle)
        joints.append((x + reach * math.sin(turn), up + reach * math.cos(turn)))
        angle += random.uniform(-3.0, 3.0) + (9.0 if finger == "Thumb" else 0.0)
    return joints


def _finger_bones(chain: Sequence[Point], radius: float) -> list[Capsule]:
    """The bones between the joints of `chain`, each ending short of the joint: the gap of cartilage."""
    bones = []
    for number, (a, b) in enumerate(pairwise(chain)):
        thick = radius * (1.0 - 0.14 * number)
        start, end = thick * 1.5, thick * (1.5 if number < len(chain) - 2 else 1.0)
        length = math.dist(a, b)
        inner = [_between(a, b, start / length), _between(a, b, 1.0 - end / length)]
        bones.append(Capsule(inner[0], inner[1], thick * 0.82, thick * 0.66, flare=0.55))
    return bones


def _finger_flesh(chain: Sequence[Point], radius: float) -> list[Capsule]:
    tip = _between(chain[-2], chain[-1], 1.03)
    ends = [*chain[:-1], tip]
    return [
        Capsule(a, b, radius * (2.15 - 0.2 * number), radius * (2.0 - 0.22 * number))
        for number, (a, b) in enumerate(pairwise(ends))
    ] + [Capsule(chain[0], chain[1], radius * 3.6, radius * 2.5)]


def _forearm(pose: _Pose) -> tuple[list[Capsule], list[Capsule]]:
    scale = pose.length
    radius = Capsule(pose.at(-0.05, -0.055), pose.at(-0.035, -0.55), 0.062 * scale, 0.042 * scale)
    styloid = Capsule(pose.at(-0.07, -0.06), pose.at(-0.096, -0.016), 0.042 * scale, 0.018 * scale)
    ulna = Capsule(pose.at(0.066, -0.055), pose.at(0.060, -0.55), 0.036 * scale, 0.038 * scale)
    ulnar_tip = Capsule(pose.at(0.076, -0.055), pose.at(0.096, -0.012), 0.027 * scale, 0.011 * scale)
    flesh = [
        Capsule(pose.at(0.0, -0.08), pose.at(0.005, -0.6), 0.155 * scale, 0.17 * scale),
        Capsule(pose.at(-0.035, 0.08), pose.at(-0.03, 0.25), 0.135 * scale, 0.13 * scale),
        Capsule(pose.at(0.035, 0.02), pose.at(0.04, 0.25), 0.125 * scale, 0.12 * scale),
    ]
    return [radius, styloid, ulna, ulnar_tip], flesh


def _between(a: Point, b: Point, share: float) -> Point:
    return (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]))
