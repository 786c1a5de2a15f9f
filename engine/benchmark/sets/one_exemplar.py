"""The sets of the papers in their official layouts, with one annotated exemplar: EdgeTrans4Mark's protocol.

All films that a paper learns from are there without labels, all that it tests are scored. Which films were
the exemplars of hands and chests is not printed: the first one to learn from is taken.
"""

from __future__ import annotations

from pathlib import Path

from engine.benchmark.datasets import DatasetError, FilmSet, SetSpec
from engine.benchmark.sets.finding import find_sets
from engine.benchmark.sets.labelled import Measure

# `like`: beside whose printed table a set stands
OFFICIAL = (
    SetSpec("isbi", ("125",), doubtful=(16,), split=True, like="head"),
    SetSpec("hand-atlas", ("",), split=True, like="hand"),
    SetSpec("shenzhen", ("",), split=True, like="chest"),
)
_SPLITS = {"hand-atlas": "last300"}  # GU2Net's, which EdgeTrans4Mark takes over; of the others the main one


def read_official(root: Path, spec: SetSpec) -> FilmSet | None:
    """The set `spec` of `OFFICIAL` in `root` or up to two folders below, None where it is not there.

    Raises `EngineError`s where it is not complete.
    """
    try:
        there = {found.name: found for found in find_sets(root)}
    except DatasetError:
        return None
    if spec.name not in there:
        return None
    labelled = there[spec.name].read()
    split = _SPLITS.get(spec.name, "")
    fold = labelled.split(split).folds[0]
    return FilmSet(
        spec=spec,
        folder=labelled.folder,
        scheme=labelled.scheme,
        films=labelled.films,
        truth=labelled.truth,
        spacings=labelled.spacings,
        candidates=fold.test,
        twins={},
        training=(*fold.train, *fold.validation),
        notes=labelled.notes,
        grid=labelled.grid if labelled.measure is Measure.GRID else None,
    )
