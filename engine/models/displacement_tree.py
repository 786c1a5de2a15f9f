"""How the landmarks of an anatomy lie from one another: a tree of displacements, each with its spread."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DisplacementTree:
    """K landmarks, each placed from its parent in the tree, in pixels (x, y) of an upright canvas.

    `parents` [K]: the number (from 0) of the landmark that each is placed from, -1 for one that no other
    places. `means` [K]: the displacement from the parent to the landmark; `covariances` [K]: (xx, xy, yy) of
    that displacement. Both are zeros where there is no parent.
    """

    parents: tuple[int, ...]
    means: tuple[tuple[float, float], ...]
    covariances: tuple[tuple[float, float, float], ...]

    def parents_first(self) -> list[int]:
        """All landmarks in an order in which each comes after its parent.

        Raises `ValueError` where there is none: a landmark is its own forefather, or lies from none of them.
        """
        children: dict[int, list[int]] = {}
        for landmark, parent in enumerate(self.parents):
            children.setdefault(parent, []).append(landmark)
        order = list(children.get(-1, []))
        for landmark in order:  # grows while it is read
            order += children.get(landmark, [])
        if len(order) != len(self.parents):
            raise ValueError("its landmarks are no tree")
        return order

    def check(self, count: int) -> None:
        """Raise `ValueError` unless this is a tree of `count` landmarks whose displacements can be meant."""
        if not len(self.parents) == len(self.means) == len(self.covariances) == count:
            raise ValueError("not every landmark has a displacement")
        self.parents_first()
        for landmark, parent in enumerate(self.parents):
            xx, xy, yy = self.covariances[landmark]
            numbers = (*self.means[landmark], xx, xy, yy)
            if not all(math.isfinite(number) for number in numbers):
                raise ValueError("a displacement is no number")
            if parent >= 0 and not (xx > 0 and yy > 0 and xx * yy > xy * xy):
                raise ValueError("the spread of a displacement is out of range")
