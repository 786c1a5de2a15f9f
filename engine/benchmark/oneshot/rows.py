"""The rows of the one-shot measurement: which there are, and which ones a person asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from engine.benchmark.datasets import SETS, SetSpec
from engine.benchmark.job import Row, select_rows
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

    @property
    def method(self) -> RegistrationMethod | None:
        """The registration of a row of registration alone; None for all others."""
        methods = {
            RowKind.INSTANCE: RegistrationMethod.INSTANCE,
            RowKind.MIRRORED: RegistrationMethod.INSTANCE,
            RowKind.SIMPLEITK: RegistrationMethod.SIMPLEITK,
        }
        return methods.get(self)

    @property
    def learns(self) -> bool:
        """Whether detectors are trained."""
        return self.method is None and self is not RowKind.COPY

    def settings(self, device: str, seed: int) -> PropagationSettings:
        """What the row propagates with."""
        if not self.learns:
            return PropagationSettings(
                Method.REGISTRATION, registration=self.method, device=device, seed=seed
            )
        preset = Preset.BALANCED if self is RowKind.BALANCED else Preset.QUICK
        form = SigmaForm.LAPTOP if self is RowKind.SIGMA else None
        return PropagationSettings(
            preset=preset, device=device, seed=seed, plan=_ablated(self), sigma_form=form
        )


# who has annotated one film will annotate more: the first so many of these of head's training part
EXEMPLARS = ("125", "019", "071", "030", "090", "015", "045", "060", "105", "135")
COUNTS = (1, 2, 5, 10)
ABLATIONS = (RowKind.PLAIN, RowKind.NO_CROSS, RowKind.NO_SELF)


def _ablated(kind: RowKind) -> Plan | None:
    """The quick plan with parts of C2T switched off, as in the paper's table 5; None: the preset's own."""
    plan = PRESETS[Preset.QUICK]
    whole = plan.stage_two
    parts = {
        RowKind.PLAIN: replace(whole, filter=False, cross_weight=0.0),
        RowKind.NO_CROSS: replace(whole, cross_weight=0.0),
        RowKind.NO_SELF: replace(whole, self_weight=0.0),
    }
    return replace(plan, stage_two=parts[kind]) if kind in parts else None


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
        return self.kind in (RowKind.BALANCED, RowKind.SIGMA)

    @property
    def use(self) -> FilmUse:
        """What is learned from and what is scored."""
        if self.kind is RowKind.QUICK_ALL:
            return FilmUse.TOGETHER
        return FilmUse.UNSEEN if self.kind.learns and self.spec.split else FilmUse.DIRECT


def all_rows() -> tuple[OneShotRow, ...]:
    """Every row in the order of the report; the exemplar is in the name where a set has several."""
    rows: list[OneShotRow] = []
    for spec in SETS:
        for exemplar in spec.exemplars:
            stem = f"{spec.name}-{exemplar}" if len(spec.exemplars) > 1 else spec.name
            rows.extend(OneShotRow(f"{stem}-{kind}", spec, exemplar, kind) for kind in _kinds(spec, exemplar))
        if spec.split:  # the set whose exemplar looks to one side
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
    if not spec.split:
        return always
    further = (*ABLATIONS, RowKind.SIGMA) if exemplar == spec.exemplars[0] else ()
    return (*always, RowKind.QUICK_ALL, RowKind.BALANCED, *further)


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
