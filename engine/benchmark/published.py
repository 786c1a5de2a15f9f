"""Figures from elsewhere, to read our own beside. None of them is measured by this program's run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.benchmark.rows import RowKind

Rates = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One figure for the head films with one exemplar; mm, seconds a film. `where` says who measured it."""

    name: str
    films: str
    mre: float
    median: float | None
    seconds: float | None
    where: str
    sdr: Rates = ()


@dataclass(frozen=True, slots=True)
class Published:
    """One printed row: `mre` in the unit of its table, `sdr` (%) at its limits; None: not printed."""

    name: str
    mre: float | None
    sdr: Rates


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """Rows that a paper measured on `films`, by `source`; `limits` of the SDR in `unit`.

    `ours`: the set of ours that lies nearest, "" where none is comparable. `note` says how far it is.
    """

    title: str
    source: str
    films: str
    unit: str
    limits: tuple[float, ...]
    rows: tuple[Published, ...]
    ours: str = ""
    note: str = ""


HEAD = (
    Elsewhere(
        "ANTs SyNCC, exemplar 125", "20 of the 130 test films", 4.31, 1.93, 13.0, "measured once, earlier"
    ),
    Elsewhere(
        "elastix affine + B-spline, exemplar 125",
        "20 of the 130 test films",
        4.30,
        None,
        2.2,
        "measured once, earlier",
    ),
    Elsewhere(
        "two readers, one against the other",
        "the 130 test films",
        2.37,
        None,
        None,
        "their tables",
        (55.0, 64.0, 71.0, 81.0),
    ),
)

_PAPER = "EdgeTrans4Mark"
_OFFICIAL = "all 250 official test films, exemplar 125"
_HEAD_LIMITS = (2.0, 2.5, 3.0, 4.0)
_SMALLER = "Our 130 films are a part of the first official test set."

ONE_SHOT = (
    PublishedTable(
        "Head",
        f"{_PAPER}, table 1",
        _OFFICIAL,
        "mm",
        _HEAD_LIMITS,
        (
            Published("3FabRec", 20.12, (2.42, 3.86, 4.98, 7.23)),
            Published("DataAug", 3.18, (32.81, 44.42, 55.12, 73.16)),
            Published("CC2D-SSL", 3.41, (40.63, 49.58, 60.31, 72.14)),
            Published("CC2D-TPL", 2.72, (42.59, 53.18, 66.48, 83.22)),
            Published("EdgeTrans stage I", 2.70, (42.78, 54.88, 65.03, 81.01)),
            Published("EdgeTrans stage II", 2.13, (54.69, 67.47, 77.85, 90.02)),
            Published("EdgeTrans stage II, mean of five exemplars", 2.25, (None, None, None, None)),
        ),
        ours="head",
        note=_SMALLER,
    ),
    PublishedTable(
        "Hand",
        f"{_PAPER}, table 1",
        "its 300 test films, one exemplar",
        "mm",
        (2.0, 4.0, 10.0),
        (
            Published("3FabRec", 9.81, (3.98, 15.24, 60.92)),
            Published("DataAug", 2.51, (48.87, 85.67, 98.91)),
            Published("CC2D-SSL", 2.93, (51.59, 81.29, 95.59)),
            Published("CC2D-TPL", 2.47, (54.95, 87.16, 97.84)),
            Published("EdgeTrans stage I", 2.13, (60.93, 89.43, 99.21)),
            Published("EdgeTrans stage II", 1.82, (66.39, 92.93, 99.97)),
        ),
        ours="hand",
        note="It learned from 609 unlabelled films, ours from 9.",
    ),
    PublishedTable(
        "Chest",
        f"{_PAPER}, table 1",
        "its test films among 279, one exemplar, 6 landmarks",
        "px of 512 x 512",
        (3.0, 6.0, 9.0),
        (
            Published("3FabRec", 48.67, (0.67, 2.33, 4.67)),
            Published("DataAug", 10.15, (15.67, 40.67, 61.67)),
            Published("CC2D-SSL", 17.37, (9.87, 27.99, 42.11)),
            Published("CC2D-TPL", 12.91, (12.67, 38.67, 57.67)),
            Published("EdgeTrans stage I", 10.16, (12.33, 39.00, 60.33)),
            Published("EdgeTrans stage II", 6.89, (17.33, 50.33, 75.33)),
        ),
        note="Other films and landmarks than our chest set: no figure of ours can be held against these.",
    ),
)

STAGE_ONE = (
    PublishedTable(
        "Global alignment and local steps, stage I",
        f"{_PAPER}, table 2",
        _OFFICIAL,
        "mm",
        _HEAD_LIMITS,
        (
            Published("none, 2 local steps", 3.42, (30.78, 41.96, 52.02, 69.36)),
            Published("SIFT, 2 local steps", 3.10, (35.31, 47.58, 58.23, 74.02)),
            Published("affine, 1 local step", 2.73, (39.64, 52.19, 63.45, 80.50)),
            Published("affine, 2 local steps", 2.70, (42.78, 54.88, 65.03, 81.01)),
            Published("perspective, 2 local steps", 2.80, (40.17, 52.48, 63.41, 79.35)),
        ),
    ),
    PublishedTable(
        "Network, stage I",
        f"{_PAPER}, table 3",
        _OFFICIAL,
        "mm",
        _HEAD_LIMITS,
        (
            Published("HRNet, N_l 0, N_h 0", 2.93, (36.76, 48.36, 59.58, 76.11)),
            Published("HRNet, N_l 1, N_h 1", 2.85, (37.37, 50.08, 60.67, 78.36)),
            Published("HRNet, N_l 2, N_h 1", 2.82, (39.87, 52.61, 63.47, 78.25)),
            Published("HRNet, N_l 2, N_h 2", 2.70, (42.78, 54.88, 65.03, 81.01)),
            Published("U-Net, N_l 2, N_h 2", 2.95, (34.86, 47.81, 58.63, 76.42)),
        ),
    ),
    PublishedTable(
        "Losses, stage I",
        f"{_PAPER}, table 4",
        _OFFICIAL,
        "mm",
        _HEAD_LIMITS,
        (
            Published("without L_inv", 3.24, (32.67, 44.95, 55.52, 71.81)),
            Published("without L_smooth", 2.97, (39.01, 50.23, 60.46, 75.85)),
            Published("without L_syn", 2.86, (39.54, 51.43, 61.68, 77.14)),
            Published("L_sim in place of L_esim", 3.17, (33.31, 45.64, 57.31, 73.01)),
            Published("all", 2.70, (42.78, 54.88, 65.03, 81.01)),
        ),
    ),
)

# table 5 by what of ours it corresponds to; the third row's MRE is from the paper's text
STAGE_TWO: Mapping[RowKind, Published] = MappingProxyType(
    {
        RowKind.PLAIN: Published("no selection, no L_con^cross", 2.53, (44.38, 57.37, 67.52, 83.43)),
        RowKind.NO_CROSS: Published(
            "selection by L_heat and L_con^self, no L_con^cross", 2.29, (50.80, 63.64, 74.36, 87.53)
        ),
        RowKind.NO_SELF: Published(
            "selection by L_heat alone, with L_con^cross", 2.17, (None, 67.18, None, None)
        ),
        RowKind.QUICK: Published("all of C2T", 2.13, (54.69, 67.47, 77.85, 90.02)),
    }
)
STAGE_TWO_SOURCE = f"{_PAPER}, table 5, {_OFFICIAL}"
