"""Figures from elsewhere, to read our own beside. None of them is measured by this program's run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """One figure for the head films with one exemplar; mm, seconds a film. `where` says who measured it."""

    name: str
    films: str
    mre: float
    median: float | None
    seconds: float | None
    where: str


HEAD = (
    Published(
        "ANTs SyNCC, exemplar 125", "20 of the 130 test films", 4.31, 1.93, 13.0, "measured once, earlier"
    ),
    Published(
        "elastix affine + B-spline, exemplar 125",
        "20 of the 130 test films",
        4.30,
        None,
        2.2,
        "measured once, earlier",
    ),
    Published(
        "EdgeTrans stage I (trained), exemplar 125",
        "all 250 official test films",
        2.70,
        None,
        None,
        "its paper",
    ),
    Published("two readers, one against the other", "the 130 test films", 2.37, None, None, "their tables"),
)
