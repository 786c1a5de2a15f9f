"""The rows of the one-shot measurement: which there are, and which ones a person asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from engine.benchmark.baselines.cc2d_matching import Matching
from engine.benchmark.baselines.cc2d_voting import Voting
from engine.benchmark.baselines.data_aug import LearnedTransforms
from engine.benchmark.baselines.fab_rec import Redrawing
from engine.benchmark.baselines.task import Baseline
from engine.benchmark.datasets import SETS, SetSpec
from engine.benchmark.job import Row, select_rows
from engine.benchmark.sets.one_exemplar import OFFICIAL
from engine.networks.registration_net import GlobalAlignment, RegistrationBackbone
from engine.oneshot.presets import PRESETS, Plan, Preset
from engine.oneshot.propagate import Method, PropagationSettings, RegistrationMethod
from engine.sigma.config import SigmaForm


class FilmUse(StrEnum):
    """What is learned from and what is scored, besides the one annotated film."""

    DIRECT = "direct"  # the scored films themselves are propagated to, and no others
    UNSEEN = "unseen"  # learns from the films for learning; a model file then predicts the scored ones
    TOGETHER = "together"  # propagates to the films for learning and the scored ones at once


class RowKind(StrEnum):
    """What a row measures."""

    INSTANCE = "instance"
    SIMPLEITK = "simpleitk"
    COPY = "copy"  # the exemplar's coordinates, taken over: what doing nothing scores
    MIRRORED = "mirrored"  # flipped copies against the films as they are, method instance
    QUICK = "quick"
    QUICK_ALL = "quick-all"  # the person who propagates to everything at hand
    BALANCED = "balanced"
    SIGMA = "quick-sigma"  # each landmark's heatmap width learned too
    PLAIN = "quick-plain"  # neither selection nor cross-consistency
    NO_CROSS = "quick-no-cross"  # selection by L_heat and L_con^self, no cross-consistency
    NO_SELF = "quick-no-self"  # selection by L_heat alone, with cross-consistency
    PAPER = "paper"  # EdgeTrans4Mark as published: its stages I and II
    PAPER_PLAIN = "paper-plain"  # table 5, as the quick rows of these names
    PAPER_NO_CROSS = "paper-no-cross"
    PAPER_NO_SELF = "paper-no-self"
    STAGE_ONE = "stage-one"  # its stage I alone; below what its tables 2 to 4 change of it
    NO_ALIGNMENT = "stage-one-t2-none"
    SIFT = "stage-one-t2-sift"
    ONE_STEP = "stage-one-t2-one-step"
    PERSPECTIVE = "stage-one-t2-perspective"
    NO_ATTENTION = "stage-one-t3-0-0"
    ONE_ONE = "stage-one-t3-1-1"
    TWO_ONE = "stage-one-t3-2-1"
    UNET = "stage-one-t3-unet"
    NO_INVERSE = "stage-one-t4-no-inverse"
    NO_SMOOTH = "stage-one-t4-no-smooth"
    NO_SYNTHETIC = "stage-one-t4-no-synthetic"
    NO_EDGES = "stage-one-t4-sim"
    PLAIN_SMOOTH = "stage-one-t4-plain-smooth"
    CC2D_SSL = "cc2d-ssl"  # what it compares itself with in its table 1
    CC2D_TPL = "cc2d-tpl"
    DATA_AUG = "data-aug"
    FAB_REC = "3fabrec"

    @property
    def is_stage_one(self) -> bool:
        """Whether a network learns to register, and nothing else learns."""
        return self is RowKind.STAGE_ONE or self in STAGE_ONE_CHANGES

    @property
    def method(self) -> RegistrationMethod | None:
        """The registration of a row of registration alone; None for all others."""
        methods = {
            RowKind.INSTANCE: RegistrationMethod.INSTANCE,
            RowKind.MIRRORED: RegistrationMethod.INSTANCE,
            RowKind.SIMPLEITK: RegistrationMethod.SIMPLEITK,
        }
        return RegistrationMethod.EDGETRANS if self.is_stage_one else methods.get(self)

    @property
    def baseline(self) -> Baseline | None:
        """The method of another paper that the row runs; None for all others."""
        return BASELINES.get(self)

    @property
    def learns(self) -> bool:
        """Whether detectors are trained."""
        return self.method is None and self is not RowKind.COPY

    @property
    def preset(self) -> Preset:
        """The preset that the row runs, or changes."""
        if self.value.startswith("paper") or self.is_stage_one:
            return Preset.PAPER
        return Preset.BALANCED if self is RowKind.BALANCED else Preset.QUICK

    def settings(self, device: str, seed: int, weights: Path | None = None) -> PropagationSettings:
        """What the row propagates with; `weights`: ImageNet's, for the networks that take them."""
        made = PropagationSettings(
            Method.ONE_SHOT if self.learns else Method.REGISTRATION,
            preset=self.preset,
            registration=self.method,
            device=device,
            seed=seed,
            plan=_changed(self),
            sigma_form=SigmaForm.LAPTOP if self is RowKind.SIGMA else None,
        )
        return replace(made, weights=weights) if made.has_hrnet else made


# who has annotated one film will annotate more: the first so many of these of head's training part
EXEMPLARS = ("125", "019", "071", "030", "090", "015", "045", "060", "105", "135")
COUNTS = (1, 2, 5, 10)
ABLATIONS = (RowKind.PLAIN, RowKind.NO_CROSS, RowKind.NO_SELF)
PAPER_ABLATIONS = (RowKind.PAPER_PLAIN, RowKind.PAPER_NO_CROSS, RowKind.PAPER_NO_SELF)

# the methods that EdgeTrans4Mark compares itself with
BASELINES: Mapping[RowKind, Baseline] = MappingProxyType(
    {
        RowKind.CC2D_SSL: Matching(),
        RowKind.CC2D_TPL: Voting(),
        RowKind.DATA_AUG: LearnedTransforms(),
        RowKind.FAB_REC: Redrawing(),
    }
)

# what of C2T is switched off, as in the paper's table 5
_C2T_CHANGES: Mapping[RowKind, Mapping[str, Any]] = MappingProxyType(
    {
        kind: changes
        for kinds, changes in (
            ((RowKind.PLAIN, RowKind.PAPER_PLAIN), {"filter": False, "cross_weight": 0.0}),
            ((RowKind.NO_CROSS, RowKind.PAPER_NO_CROSS), {"cross_weight": 0.0}),
            ((RowKind.NO_SELF, RowKind.PAPER_NO_SELF), {"self_weight": 0.0}),
        )
        for kind in kinds
    }
)

# what of stage I is changed: of its network as in tables 2 and 3, of its losses as in table 4
STAGE_ONE_CHANGES: Mapping[RowKind, tuple[str, Mapping[str, Any]]] = MappingProxyType(
    {
        RowKind.NO_ALIGNMENT: ("net", {"alignment": GlobalAlignment.NONE}),
        RowKind.SIFT: ("net", {"alignment": GlobalAlignment.SIFT}),
        RowKind.ONE_STEP: ("net", {"local_steps": 1}),
        RowKind.PERSPECTIVE: ("net", {"alignment": GlobalAlignment.PERSPECTIVE}),
        RowKind.NO_ATTENTION: ("net", {"layers": 0, "heads": 0}),
        RowKind.ONE_ONE: ("net", {"layers": 1, "heads": 1}),
        RowKind.TWO_ONE: ("net", {"heads": 1}),
        RowKind.UNET: ("net", {"backbone": RegistrationBackbone.UNET}),
        RowKind.NO_INVERSE: ("losses", {"inverse": None}),
        RowKind.NO_SMOOTH: ("losses", {"smooth": None}),
        RowKind.NO_SYNTHETIC: ("losses", {"synthetic": None}),
        RowKind.NO_EDGES: ("losses", {"edges": False}),
        RowKind.PLAIN_SMOOTH: ("losses", {"edge_relaxed": False}),
    }
)


def _changed(kind: RowKind) -> Plan | None:
    """The plan of the row's preset with what the row changes of it; None: the preset's own."""
    plan = PRESETS[kind.preset]
    if kind in _C2T_CHANGES:
        return replace(plan, stage_two=replace(plan.stage_two, **_C2T_CHANGES[kind]))
    if kind not in STAGE_ONE_CHANGES:
        return None
    assert plan.stage_one is not None
    part, changes = STAGE_ONE_CHANGES[kind]
    changed = {part: replace(getattr(plan.stage_one, part), **changes)}
    return replace(plan, stage_one=replace(plan.stage_one, **changed))


@dataclass(frozen=True, slots=True)
class OneShotRow(Row):
    """A set, its exemplar, and what is done with it.

    `further`: the exemplars beside the first, in rows that ask what several are worth; None in all others.
    """

    spec: SetSpec
    exemplar: str
    kind: RowKind
    further: tuple[str, ...] | None = None

    @property
    def long(self) -> bool:  # noqa: D102
        hours = self.kind in (RowKind.BALANCED, RowKind.SIGMA) or self.kind.baseline is not None
        return hours or self.kind.preset is Preset.PAPER

    @property
    def use(self) -> FilmUse:
        """What is learned from and what is scored."""
        if self.kind is RowKind.QUICK_ALL:
            return FilmUse.TOGETHER
        learns = self.kind.learns or self.kind.is_stage_one
        return FilmUse.UNSEEN if learns and self.spec.split else FilmUse.DIRECT


_ABLATED = "125"  # the exemplar of the literature


def all_rows() -> tuple[OneShotRow, ...]:
    """Every row in the order of the report; the exemplar is in the name where a set has several."""
    rows: list[OneShotRow] = []
    for spec in (*SETS, *OFFICIAL):
        for exemplar in spec.exemplars:
            stem = f"{spec.name}-{exemplar}" if len(spec.exemplars) > 1 else spec.name
            rows.extend(OneShotRow(f"{stem}-{kind}", spec, exemplar, kind) for kind in _kinds(spec, exemplar))
        if spec.split and spec not in OFFICIAL:  # the set whose exemplar looks to one side
            rows.append(OneShotRow(f"{spec.name}-mirrored", spec, spec.exemplars[0], RowKind.MIRRORED))
            rows.extend(_of_several(spec, count, kind) for count in COUNTS for kind in _SEVERAL)
    return tuple(rows)


_SEVERAL = (RowKind.INSTANCE, RowKind.QUICK)


def _of_several(spec: SetSpec, count: int, kind: RowKind) -> OneShotRow:
    """The row of `count` exemplars: registration alone, or `quick`."""
    name = f"{spec.name}-{count}" if kind is RowKind.INSTANCE else f"{spec.name}-{count}-{kind}"
    first, *further = EXEMPLARS[:count]
    return OneShotRow(name, spec, first, kind, tuple(further))


def _kinds(spec: SetSpec, exemplar: str) -> tuple[RowKind, ...]:
    always = (RowKind.INSTANCE, RowKind.SIMPLEITK, RowKind.COPY, RowKind.QUICK)
    published = (RowKind.PAPER, RowKind.STAGE_ONE)
    if not spec.split:
        return (*always, *published)
    others = BASELINES if exemplar == _ABLATED else ()
    parts = (*PAPER_ABLATIONS, *STAGE_ONE_CHANGES) if exemplar == _ABLATED else ()
    if spec in OFFICIAL:
        return (*always, RowKind.BALANCED, *published, *parts, *BASELINES)
    ours = (*ABLATIONS, RowKind.SIGMA) if parts else ()
    return (*always, RowKind.QUICK_ALL, RowKind.BALANCED, *ours, *published, *parts, *others)


def chosen_rows(
    wanted: Sequence[str] | None, methods: Sequence[RegistrationMethod]
) -> tuple[OneShotRow, ...]:
    """The rows that are `wanted`, of registration alone only those by `methods`. Raises `EngineError`.

    None: all of one exemplar; those of several want ten annotated films and much time, and are asked for.
    """
    allowed = [row for row in all_rows() if row.kind.method is None or row.kind.method in methods]
    if wanted is None:
        allowed = [row for row in allowed if row.further is None]
    return select_rows(allowed, wanted)
