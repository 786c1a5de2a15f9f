"""Figures that FARNet and GU2Net print, to read our own beside. None of them is measured by this program."""

from __future__ import annotations

from dataclasses import dataclass

from engine.benchmark.supervised.rows import BACKBONES, PARTS, Kind
from engine.benchmark.supervised.sets import Anatomy

Rates = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed row: `mre`, its `sd` and `sdr` (%) at the limits of its table; None: not printed."""

    name: str
    mre: float | None
    sdr: Rates = ()
    sd: float | None = None
    parameters: float | None = None  # millions


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """Rows that `source` measured on `films`; `unit` and `limits` of its SDR.

    Our rows beside them: those of `kinds` on sets of `anatomy` (None: the mixtures), their figures on
    `part` of the test films where a set has that part. `note` says what else is to be known.
    """

    title: str
    source: str
    films: str
    unit: str
    limits: tuple[float, ...]
    rows: tuple[Printed, ...]
    kinds: tuple[Kind, ...]
    anatomy: Anatomy | None
    part: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PrintedFractions:
    """One printed row of the spine: MSE as a fraction of the image, and Pearson's rho."""

    name: str
    mse: float
    rho: float


_FARNET, _GU2NET = "FARNet", "GU2Net"
_HEAD = (2.0, 2.5, 3.0, 4.0)
_HAND = (2.0, 4.0, 10.0)
_TEST1 = "150 films, ISBI 2015 test 1"
_WEIGHTS = "Its backbones start from ImageNet weights, and test 1 chose what is printed."
_SYSTEMS = (Kind.READERS, Kind.BOX, Kind.UNET, Kind.HRNET, Kind.FARNET, Kind.GU2NET)

BACKBONE_TABLE = PrintedTable(
    "Backbones",
    f"{_FARNET}, table 1",
    _TEST1,
    "mm",
    _HEAD,
    (
        Printed("VGG-16", 1.44, (84.03, 90.70, 93.81, 97.29)),
        Printed("VGG-19", 1.37, (82.31, 89.08, 92.98, 96.87)),
        Printed("ResNet-101", 1.19, (86.49, 92.28, 95.40, 98.07)),
        Printed("ResNet-152", 1.29, (86.76, 92.42, 95.33, 98.03)),
        Printed("DenseNet-169", 1.15, (87.64, 92.13, 95.49, 98.38)),
        Printed("DenseNet-121", 1.12, (88.03, 92.73, 95.96, 98.48)),
    ),
    (*BACKBONES, Kind.FARNET),
    Anatomy.HEAD,
    "test1",
    f"{_WEIGHTS} The VGG networks had 900 epochs, all others 300.",
)

ABLATION_TABLE = PrintedTable(
    "Parts of FARNet",
    f"{_FARNET}, table 2",
    _TEST1,
    "mm",
    _HEAD,
    (
        Printed("UNet", 1.38, (84.45, 90.45, 93.57, 97.33)),
        Printed("FPN", 1.19, (85.47, 92.17, 95.54, 98.24)),
        Printed("MSFA(+)", 1.18, (85.73, 92.31, 95.83, 98.36)),
        Printed("MSFA", 1.17, (86.17, 92.42, 95.64, 98.38)),
        Printed("MSFA+FR*", 1.16, (86.91, 92.63, 95.68, 98.45)),
        Printed("MSFA+FR", 1.15, (87.43, 93.01, 95.85, 98.45)),
        Printed("MSFA+FR+AW", 1.15, (87.08, 92.31, 95.64, 98.38)),
        Printed("MSFA+FR+EWC", 1.12, (88.03, 92.73, 95.96, 98.48)),
    ),
    (
        *(Kind.PLAIN_UNET, Kind.FPN, Kind.MSFA_ADD, Kind.MSFA, Kind.NAIVE, Kind.NO_EWC, Kind.WING),
        Kind.FARNET,
    ),
    Anatomy.HEAD,
    "test1",
    _WEIGHTS,
)

HEAD_TEST1 = PrintedTable(
    "Head, test 1",
    f"{_FARNET}, table 3",
    _TEST1,
    "mm",
    _HEAD,
    (
        Printed("Ibragimov et al.", 1.84, (71.70, 77.40, 81.90, 88.00)),
        Printed("Lindner et al.", 1.67, (74.95, 80.28, 84.56, 89.68)),
        Printed("Arik et al.", None, (75.37, 80.91, 84.32, 88.25)),
        Printed("Qian et al.", None, (82.50, 86.20, 89.30, 92.60)),
        Printed("Oh et al.", 1.18, (86.20, 91.20, 94.40, 97.70)),
        Printed("Chen et al.", 1.17, (86.67, 92.67, 95.54, 98.53)),
        Printed("Zhong et al.", 1.12, (86.91, 91.82, 94.88, 97.90)),
        Printed("FARNet", 1.12, (88.03, 92.73, 95.96, 98.48)),
    ),
    _SYSTEMS,
    Anatomy.HEAD,
    "test1",
    "Test 1 was FARNet's validation set.",
)

HEAD_TEST2 = PrintedTable(
    "Head, test 2",
    f"{_FARNET}, table 3",
    "100 films, ISBI 2015 test 2",
    "mm",
    _HEAD,
    (
        Printed("Ibragimov et al.", None, (62.74, 70.47, 76.53, 85.11)),
        Printed("Lindner et al.", 1.92, (66.11, 72.00, 77.63, 87.42)),
        Printed("Arik et al.", None, (67.68, 74.16, 79.11, 84.63)),
        Printed("Qian et al.", None, (72.40, 76.15, 79.65, 85.90)),
        Printed("Oh et al.", 1.44, (75.89, 83.36, 89.26, 95.73)),
        Printed("Chen et al.", 1.48, (75.05, 82.84, 88.53, 95.05)),
        Printed("Zhong et al.", 1.42, (76.00, 82.90, 88.74, 94.32)),
        Printed("FARNet", 1.42, (77.00, 84.42, 89.47, 95.21)),
    ),
    _SYSTEMS,
    Anatomy.HEAD,
    "test2",
)

HEAD_BOTH = PrintedTable(
    "Head, test 1 and 2",
    f"{_GU2NET}, table 1",
    "250 films, ISBI 2015 test 1 and 2",
    "mm",
    _HEAD,
    (
        Printed("Ibragimov et al.", 1.84, (68.13, 74.63, 79.77, 86.87)),
        Printed("Lindner et al.", 1.67, (70.65, 76.93, 82.17, 89.85)),
        Printed("Urschler et al.", None, (70.21, 76.95, 82.08, 89.01)),
        Printed("Payer et al.", None, (73.33, 78.76, 83.24, 89.75)),
        Printed("U-Net, mixed sets", 12.45, (52.08, 60.04, 66.54, 73.68)),
        Printed("GU2Net, mixed sets", 1.54, (77.79, 84.65, 89.41, 94.93), 2.37),
    ),
    (*_SYSTEMS, Kind.SHARED_UNET),
    Anatomy.HEAD,
    note="Of the rows from elsewhere its table does not say which films; Payer's are a cross-validation.",
)

HAND_THREEFOLD = PrintedTable(
    "Hand, three folds",
    f"{_FARNET}, table 4",
    "895 films, each tested in one of three folds",
    "mm",
    _HAND,
    (
        Printed("Urschler et al.", 0.80, (92.19, 98.46, 99.95), 0.93),
        Printed("Stern et al.", 0.80, (92.20, 98.45, 99.95), 0.91),
        Printed("Ebner et al.", 0.97, (91.60, 97.84, 99.31), 2.45),
        Printed("Lindner et al.", 0.85, (93.68, 98.95, 99.94), 1.01),
        Printed("Payer et al.", 0.66, (94.99, 99.27, 99.99), 0.74),
        Printed("FARNet", 0.62, (97.24, 99.8, 100.0), 0.55),
    ),
    _SYSTEMS,
    Anatomy.HAND,
)

HAND_LAST = PrintedTable(
    "Hand, last 300 films",
    f"{_GU2NET}, table 1",
    "the last 300 of 909 films; rows of others as they print them, on three folds",
    "mm",
    _HAND,
    (
        Printed("Stern et al.", 0.80, (92.20, 98.45, 99.83)),
        Printed("Lindner et al.", 0.85, (93.68, 98.95, 99.94)),
        Printed("Urschler et al.", 0.80, (92.19, 98.46, 99.95)),
        Printed("Payer et al.", 0.66, (94.99, 99.27, 99.99)),
        Printed("U-Net, mixed sets", 6.14, (81.16, 92.46, 93.76)),
        Printed("GU2Net, mixed sets", 0.84, (95.40, 99.35, 99.75)),
    ),
    (*_SYSTEMS, Kind.SHARED_UNET),
    Anatomy.HAND,
)

CHEST = PrintedTable(
    "Chest",
    f"{_GU2NET}, table 1",
    "50 films, Shenzhen, 6 landmarks",
    "px of 512 x 512",
    (3.0, 6.0, 9.0),
    (
        Printed("U-Net, mixed sets", 5.61, (51.67, 82.33, 90.67)),
        Printed("GU2Net, mixed sets", 5.57, (57.33, 82.67, 89.33), 20.54),
    ),
    (*_SYSTEMS, Kind.SHARED_UNET),
    Anatomy.CHEST,
)

MIXED = PrintedTable(
    "Mixed sets",
    f"{_GU2NET}, table 2",
    "600 films: 250 head, 300 hand, 50 chest",
    "px of the networks' frames",
    (2.0, 4.0, 6.0),
    (
        Printed("U-Net", 7.99, (71.67, 86.40, 89.26), 26.14, 17.3),
        Printed("Tri-UNet", 1.16, (88.19, 97.46, 99.14), 5.21, 51.92),
        Printed("global network alone", 2.31, (67.39, 94.22, 97.62), 5.64, 1.35),
        Printed("local network alone", 1.20, (88.68, 97.29, 99.12), 4.98, 2.12),
        Printed("GU2Net", 1.14, (89.09, 97.49, 99.52), 3.94, 4.44),
    ),
    (*PARTS, Kind.GU2NET),
    None,
)

SPINE = (
    PrintedFractions("SVR", 0.006, 0.93),
    PrintedFractions("RFR", 0.0052, 0.94),
    PrintedFractions("BoostNet", 0.0046, 0.94),
    PrintedFractions("FARNet", 0.0017, 0.98),
)
SPINE_SOURCE = f"{_FARNET}, table 5"
SPINE_FILMS = "50 of 481 films, a draw of its own that it does not print"

TABLES = (
    *(HEAD_TEST1, HEAD_TEST2, HEAD_BOTH, ABLATION_TABLE, BACKBONE_TABLE),
    *(HAND_THREEFOLD, HAND_LAST, CHEST, MIXED),
)
