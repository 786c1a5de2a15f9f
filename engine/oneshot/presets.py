"""The presets of a one-shot run, as one table: which stages, at which size, for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from math import log
from types import MappingProxyType

from engine.coteaching.c2t import CoTeachingConfig
from engine.geometry.coordinates import Size
from engine.models.reference import Framing
from engine.networks.hrnet import HRNetConfig
from engine.networks.pretrained_unet import PretrainedUNetConfig
from engine.networks.unet import UNetConfig
from engine.registration.edgetrans import EdgeTransConfig
from engine.registration.edgetrans_losses import paper_losses
from engine.registration.edgetrans_training import StageOneConfig, small_stage_one
from engine.runtime.schedules import Decay
from engine.training.augmentation import ViewRanges
from engine.training.finder import FinderConfig


class Preset(StrEnum):
    """How much time a run takes, and on what kind of machine."""

    QUICK = "quick"
    BALANCED = "balanced"
    PAPER = "paper"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class PretrainedStart:
    """What of C2T is otherwise where its detectors start from pretrained features: they need fewer steps.

    On 149 films of head's train split (exemplar 125) the detectors had 1.80 mm after these 360 steps, 2.45
    after 240, which still took a lip for another on a film in ten, and 1.89 after 640 from random weights.
    Wider heatmaps at first made it slower, not quicker. `instead_of`: what of the plan's own config it
    replaces; whatever is set otherwise there was asked for and stays.
    """

    network: PretrainedUNetConfig = field(default_factory=lambda: PretrainedUNetConfig((32, 48, 64)))
    epochs: int = 9
    least_steps: int = 360
    rate: float = 4e-3
    sigma: tuple[float, float] = (3.0, 1.5)
    average: float = 0.97
    # not in the repr, by which a run that is interrupted is known
    instead_of: CoTeachingConfig = field(default_factory=CoTeachingConfig, repr=False)

    def of(self, config: CoTeachingConfig) -> CoTeachingConfig:
        """`config` where the features are there; with a network of its own it stays as it is."""
        if config.network != self.instead_of.network:
            return config
        names = [each.name for each in fields(self) if each.name != "instead_of"]
        usual = [name for name in names if getattr(config, name) == getattr(self.instead_of, name)]
        return replace(config, **{name: getattr(self, name) for name in usual})


@dataclass(frozen=True, slots=True)
class Plan:
    """What a preset does.

    `stage_one`: the learned registration, None for instance optimisation alone; `edgetrans`: how it is
    used. `side`: longest side of the detectors' canvas; `margin`: its free space around the landmarks,
    share of their extent. `canvases`: the published ones of both stages, for whole films; the one whose shape
    is nearest the first exemplar's is taken. `rounds` of C2T at most: each later one learns from what the one
    before found. `bridges`: so many well registered films lead to the others as further exemplars. `views`:
    how many views of a film are averaged when it is looked at. `weighs`: pseudo-labels count by what speaks
    for them and by their shape, else all alike. `joins`: registration has a say beside the detectors.
    `pretrained`: how `stage_two` goes where pretrained features are there; None: as without them.
    """

    title: str
    stage_two: CoTeachingConfig
    stage_one: StageOneConfig | None = None
    edgetrans: EdgeTransConfig = field(default_factory=EdgeTransConfig)
    framing: Framing = Framing.LANDMARKS
    side: int = 192
    canvases: tuple[Size, ...] = ()
    margin: float = 0.25
    bridges: int = 0
    rounds: int = 1
    views: int = 3
    finder: FinderConfig = field(default_factory=FinderConfig)
    weighs: bool = True
    joins: bool = True
    pretrained: PretrainedStart | None = None

    def with_features(self) -> Plan:
        """The plan where pretrained features are there."""
        if self.pretrained is None:
            return self
        return replace(self, stage_two=self.pretrained.of(self.stage_two))

    def canvas_for(self, film: Size) -> Size | None:
        """The published canvas whose shape is nearest that of `film`, None where there are none."""
        shape = log(film.width / film.height)
        return min(self.canvases, key=lambda size: abs(log(size.width / size.height) - shape), default=None)


_PAPER_VIEWS = ViewRanges(15.0, 0.12, 0.0, 0.0, 0.0, 0.0), ViewRanges(30.0, 0.25, 0.0, 0.0, 0.0, 0.0)

_BALANCED = CoTeachingConfig(epochs=24, least_steps=800)

PRESETS: Mapping[Preset, Plan] = MappingProxyType(
    {
        Preset.QUICK: Plan("Quick", CoTeachingConfig(), bridges=2, pretrained=PretrainedStart()),
        Preset.BALANCED: Plan(
            "Balanced",
            _BALANCED,
            stage_one=small_stage_one(steps=300),
            side=224,
            bridges=3,
            rounds=2,
            pretrained=PretrainedStart(epochs=18, least_steps=450, instead_of=_BALANCED),
        ),
        Preset.PAPER: Plan(
            "Paper",
            CoTeachingConfig(
                network=HRNetConfig(),
                epochs=100,
                least_steps=0,
                batch=5,
                rate=1e-3,
                decay=Decay.STEPS,
                sigma=(3.0, 3.0),
                emphasis=0.0,
                exemplar_weight=1.0,
                forget=0.8,
                forget_ramp=0.3,
                self_ramp=(0.0, 0.3),
                cross_weight=1.0,
                cross_ramp=(0.0, 0.0),
                both_views=True,
                average=None,
                easy=_PAPER_VIEWS[0],
                hard=_PAPER_VIEWS[1],
            ),
            stage_one=StageOneConfig(losses=paper_losses()),
            edgetrans=EdgeTransConfig(instance_optimisation=False),  # labels are what the net says
            framing=Framing.FILM,
            side=320,
            canvases=(Size(256, 320), Size(256, 256)),  # head and hand; chest
            views=1,
            weighs=False,
            joins=False,
        ),
        Preset.TEST: Plan(
            "Test",
            CoTeachingConfig(
                network=UNetConfig((16, 24, 32, 48)), epochs=1, least_steps=30, batch=3, average=0.9
            ),
            side=96,
            views=1,
            finder=FinderConfig(network=UNetConfig((8, 12, 16, 24)), longest=64, steps=30, batch=4),
        ),
    }
)
