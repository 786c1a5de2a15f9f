"""The rows of the supervised measurement: what is trained on which sets, and which a person asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.benchmark.job import Row, select_rows


class Kind(StrEnum):
    """What a row measures; its value ends the row's name."""

    READERS = "readers"  # one reader against the other: nothing is trained
    BOX = "box"  # what comes with the program, trained likewise from the films to learn from alone
    DISTURBED = "box-disturbed"  # what comes, on its own films: turned, in a border, as a negative
    UNET = "unet"
    UNET_PRETRAINED = "unet-pretrained"
    HRNET = "hrnet"
    FARNET = "farnet"
    GU2NET = "gu2net"
    FARNET_20 = "farnet-20"  # 20 films and a few epochs: shows on a CPU that it learns
    GU2NET_20 = "gu2net-20"
    FARNET_PRINTED = "farnet-printed"  # where paper and code differ as the paper prints
    GU2NET_PRINTED = "gu2net-printed"
    # FARNet's table 2, from its baselines to all of it
    PLAIN_UNET = "farnet-t2-unet"
    FPN = "farnet-t2-fpn"
    MSFA_ADD = "farnet-t2-msfa-add"
    MSFA = "farnet-t2-msfa"
    NAIVE = "farnet-t2-naive"
    NO_EWC = "farnet-t2-mse"
    WING = "farnet-t2-wing"
    # FARNet's table 1
    VGG_16 = "farnet-vgg-16"
    VGG_19 = "farnet-vgg-19"
    RESNET_101 = "farnet-resnet-101"
    RESNET_152 = "farnet-resnet-152"
    DENSENET_169 = "farnet-densenet-169"
    # GU2Net's table 2
    LOCAL = "local"
    GLOBAL = "global"
    SHARED_UNET = "shared-unet"
    TRI_UNET = "tri-unet"

    @property
    def trains(self) -> bool:
        """Whether something is trained."""
        return self not in (Kind.READERS, Kind.DISTURBED)

    @property
    def own_films(self) -> bool:
        """Whether it is scored on films that it learned from."""
        return self.small or self is Kind.DISTURBED

    @property
    def small(self) -> bool:
        """Whether it learns from 20 films only, which are what it is scored on too."""
        return self in (Kind.FARNET_20, Kind.GU2NET_20)

    @property
    def long(self) -> bool:
        """Whether it takes so long without a GPU that it is measured only when asked for by name."""
        return (self.trains and not self.small) or self is Kind.DISTURBED


SYSTEMS = (Kind.UNET, Kind.UNET_PRETRAINED, Kind.HRNET, Kind.FARNET, Kind.GU2NET)
ABLATIONS = (*(Kind.PLAIN_UNET, Kind.FPN, Kind.MSFA_ADD, Kind.MSFA, Kind.NAIVE, Kind.NO_EWC, Kind.WING),)
BACKBONES = (Kind.VGG_16, Kind.VGG_19, Kind.RESNET_101, Kind.RESNET_152, Kind.DENSENET_169)
PARTS = (Kind.SHARED_UNET, Kind.TRI_UNET, Kind.GLOBAL, Kind.LOCAL)

FILMS_OF_SMALL = 20
FILMS_DISTURBED = 15


@dataclass(frozen=True, slots=True)
class SupervisedRow(Row):
    """The sets (with several: a mixture) and their splits, and what is done."""

    sets: tuple[tuple[str, str], ...]  # (set, split)
    kind: Kind

    @property
    def mixed(self) -> bool:
        """Whether one network learns several anatomies."""
        return len(self.sets) > 1

    @property
    def long(self) -> bool:  # noqa: D102
        return self.kind.long


_HEADS = ("head", "isbi")
_EXTRA = {"hand-atlas": ("last300",), "aasce": ("5fold", "official")}
_FARNETS = (Kind.FARNET, Kind.FARNET_PRINTED, *ABLATIONS, *BACKBONES)  # what FARNet's Test1 chooses
_SETS = ("head", "hand", "spine", "chest", "wing", "isbi", "hand-atlas", "shenzhen", "aasce")
# GU2Net's three sets as published, and ours
MIXTURES = {
    "mixture": (("isbi", ""), ("hand-atlas", "last300"), ("shenzhen", "")),
    "radiographs": (("head", ""), ("hand", ""), ("spine", ""), ("chest", "")),
}


def all_rows() -> tuple[SupervisedRow, ...]:
    """Every row, in the order of the report."""
    rows = [row for name in _SETS for row in _rows_of(name)]
    for mixture, sets in MIXTURES.items():
        kinds = (Kind.GU2NET, Kind.GU2NET_PRINTED, *PARTS)
        rows += [SupervisedRow(f"{mixture}-{kind}", sets, kind) for kind in kinds]
    return tuple(rows)


def _rows_of(name: str) -> list[SupervisedRow]:
    kinds: tuple[Kind, ...] = SYSTEMS
    if name in _HEADS:
        kinds = (Kind.READERS, *SYSTEMS, *ABLATIONS, *BACKBONES)
    if name == "head":  # what the model that comes has learned from
        kinds = tuple(Kind.BOX if kind is Kind.UNET_PRETRAINED else kind for kind in kinds)
        kinds += (Kind.DISTURBED, Kind.FARNET_20, Kind.GU2NET_20)
    rows = [SupervisedRow(f"{name}-{kind}", ((name, ""),), kind) for kind in kinds]
    if name == "isbi":
        rows += [SupervisedRow(f"isbi-test1-{kind}", ((name, "test1"),), kind) for kind in _FARNETS]
    for split in _EXTRA.get(name, ()):
        rows += [SupervisedRow(f"{name}-{split}-{kind}", ((name, split),), kind) for kind in SYSTEMS]
    return rows


def chosen_rows(
    wanted: Sequence[str] | None, there: Collection[str]
) -> tuple[tuple[SupervisedRow, ...], list[str]]:
    """The rows that are `wanted` on the sets that are `there`, and the names of those that lack a set.

    Raises `EngineError` for a name that fits no row at all.
    """
    chosen = select_rows(all_rows(), wanted)
    able = tuple(row for row in chosen if all(name in there for name, _ in row.sets))
    return able, [row.name for row in chosen if row not in able]
