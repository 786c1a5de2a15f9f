"""The rows of the measurement on a GPU, the most valuable first: time may not suffice for all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from engine.benchmark.gpu.trainings import Learner
from engine.benchmark.job import Row
from engine.oneshot.presets import PRESETS, Plan, Preset
from engine.registration.edgetrans_training import StageOneConfig


class GpuKind(StrEnum):
    """What a row measures."""

    DEVICE = "device"
    PREDICT = "predict"
    REGISTRATION = "registration"
    MEMORY = "memory"
    RESUME = "resume"
    TRAIN = "train"
    ONE_SHOT = "one-shot"

    @property
    def needs_gpu(self) -> bool:
        """Whether the row has nothing to measure without a GPU."""
        return self in (GpuKind.DEVICE, GpuKind.MEMORY)


class OneShotLength(StrEnum):
    """A whole one-shot run on the head films."""

    QUICK = "quick"
    BALANCED = "balanced"
    PAPER_SHORT = "paper-short"

    @property
    def preset(self) -> Preset:
        """The preset that it follows."""
        return Preset.PAPER if self is OneShotLength.PAPER_SHORT else Preset(self.value)

    @property
    def plan(self) -> Plan:
        """The preset's plan, `paper` in some minutes: a twentieth of its epochs."""
        plan = PRESETS[self.preset]
        if self is not OneShotLength.PAPER_SHORT:
            return plan
        stage_one = replace(plan.stage_one or StageOneConfig(), epochs=40)
        return replace(plan, stage_one=stage_one, stage_two=replace(plan.stage_two, epochs=8))


@dataclass(frozen=True, slots=True)
class GpuRow(Row):
    """A row; `learner` of memory, resume and train (memory without: registration), `length` of one-shot."""

    kind: GpuKind
    learner: Learner | None = None
    length: OneShotLength | None = None


_SURVIVING = (Learner.CO_TEACHING, Learner.STAGE_ONE, Learner.UNET, Learner.FINDER)
ROWS = (
    *(GpuRow(kind.value, kind) for kind in (GpuKind.DEVICE, GpuKind.PREDICT, GpuKind.REGISTRATION)),
    GpuRow("memory-registration", GpuKind.MEMORY),
    *(
        GpuRow(f"{kind}-{learner}", kind, learner)
        for kind in (GpuKind.MEMORY, GpuKind.RESUME)
        for learner in _SURVIVING
    ),
    *(GpuRow(f"train-{learner}", GpuKind.TRAIN, learner) for learner in Learner),
    *(GpuRow(f"one-shot-{length}", GpuKind.ONE_SHOT, length=length) for length in OneShotLength),
)
